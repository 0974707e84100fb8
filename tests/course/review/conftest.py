"""Small tasks whose right answers somebody could guess, or not."""

from collections.abc import Callable
from typing import Any

import pytest

from course.kinds.choice import ChoiceTask

Choice = Callable[..., ChoiceTask]


def choice(id: str, *options: str, english: tuple[str, ...] = (), several: bool = False) -> ChoiceTask:
    """A practice task with these option texts; those that begin with * are right."""
    spoken = english or options
    fields: dict[str, Any] = {
        "id": id,
        "kind": "choice",
        "use": "practice",
        "competence": "samtale.kanal",
        "level": 1,
        "title": {"da": "Titel", "en": "Title"},
        "prompt": {"da": "Hvad gør du?", "en": "What do you do?"},
        "multiple": several,
        "options": [
            {
                "id": f"o{place}",
                "text": {"da": text.lstrip("*"), "en": spoken[place - 1].lstrip("*")},
                "right": text.startswith("*"),
                "why": {"da": "Derfor.", "en": "Because."},
            }
            for place, text in enumerate(options, 1)
        ],
    }
    return ChoiceTask.model_validate(fields)


def rights(*tasks: ChoiceTask) -> dict[str, list[str]]:
    """The right options of these tasks."""
    return {task.id: [option.id for option in task.options if option.right] for task in tasks}


@pytest.fixture
def careful() -> list[ChoiceTask]:
    """Five tasks whose right option is the longest in Danish, and stands first every time."""
    return [
        choice(f"t{n}", "*Et langt og forsigtigt svar", "Kort", "Lidt mere", "Nej", english=("*Yes", "Perhaps", "Maybe so", "No, never"))
        for n in range(5)
    ]
