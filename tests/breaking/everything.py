"""A module with a task of every kind, as `kompetencevej new-module` writes it, and a graded conversation besides."""

import os
from pathlib import Path
from unittest.mock import patch

from course.authoring import new
from course.text import Text


def written(course: Path) -> Path:
    """Write it into an empty folder; returns the module's folder. Keys and rubrics stand in `course`."""
    (course / "modules").mkdir(parents=True)
    with patch.dict(os.environ, {"KOMPETENCEVEJ_MODULES": str(course / "modules"), "KOMPETENCEVEJ_GRADING": str(course)}):
        pages = [Text(da="Begynd", en="Begin")]
        id, _ = new.new_module(7, Text(da="Alle slags", en="All kinds"), pages, ["samtale.kanal", "forandring.teori"])
        new.new_task(id, "conversation", graded=True, name="Bo")
    return course / "modules" / id
