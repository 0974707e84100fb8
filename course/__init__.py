"""The domain of Kompetencevej: plain Python and data, no Jupyter and no nbgrader."""
