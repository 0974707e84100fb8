"""The domain of Kompetencevej: plain Python and data, no Jupyter and no nbgrader."""

import sys

# Jupyter's packages import jsonschema, which compiles a grammar of international addresses at every start where this package is installed. That
# takes longer than all other imports together, for a format that no schema here names; so jsonschema is told that it is not installed.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None is how Python is told
