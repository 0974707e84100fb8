"""Texts with agreed levels, by which a trainer can try her own measure before she marks a task. They stand beside the rubrics and reach no learner."""

import json
from hashlib import sha256
from typing import Annotated, Self

from pydantic import Field, model_validator

from course.datafile import Data
from course.framework import MAX_LEVEL
from course.modules import Module
from course.problems import Mistake, Mistaken
from course.text import Text
from grading.beside import Beside
from grading.rubric import for_each_text

TEXTS, LEVELS = 4, 3  # of a set, and how many different levels they have at least


class Agreed(Data):
    """A text as a learner could have written it, the level that was agreed on, and why in the rubric's words."""

    level: Annotated[int, Field(ge=0, le=MAX_LEVEL, strict=True)]
    text: Text
    why: Text


class CalibrationSet(Data):
    """The texts of one task."""

    texts: list[Agreed]

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if len(self.texts) != TEXTS:
            da = f"her er {len(self.texts)} tekster; der skal være {TEXTS}."
            raise Mistaken(Mistake(da, f"there are {len(self.texts)} texts; there must be {TEXTS}.", ("texts",)))
        if len({one.level for one in self.texts}) < LEVELS:
            da = f"teksterne har for få forskellige niveauer. Brug mindst {LEVELS}."
            raise Mistaken(Mistake(da, f"the texts have too few different levels. Use at least {LEVELS}.", ("texts",)))
        return self

    @property
    def fingerprint(self) -> str:
        """Another one where a text or a level is another: then it is a new set to try."""
        return sha256(json.dumps([(one.level, one.text.da) for one in self.texts]).encode()).hexdigest()[:12]


class CalibrationFile(Data):
    """The contents of a file in `grading/calibration/`: task id → its texts."""

    calibration: dict[str, CalibrationSet]


def _wants(_module: Module) -> list[str]:
    return []  # a module without such a file is one whose trainers have nothing to try themselves by


CALIBRATION: Beside[CalibrationSet] = Beside(
    "calibration",
    CalibrationFile,
    _wants,
    for_each_text(
        "calibration",
        "tæller, men har ingen tekster med aftalte niveauer her. Tilføj dem.",
        "is graded but has no texts with agreed levels here. Add them.",
    ),
)
"""The texts with agreed levels of the free-text tasks."""
