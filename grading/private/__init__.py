"""The only folder that touches what nbgrader and IPython do not promise to keep; each file says why.

tests/grading/test_upgrade.py fails loudly when any of it moves.
"""
