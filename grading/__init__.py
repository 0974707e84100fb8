"""Release, collect, mark and feedback on nbgrader; rubrics; the pages of trainers and managers."""

import course  # noqa: F401  before nbgrader is imported: see there
