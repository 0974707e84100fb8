"""The kinds of task there are. A new kind is its own files and one line here; docs/components.md says what they hold.

A kind `survey`, shown by the component `Survey`, is the class `SurveyTask` in `course/kinds/survey.py` and the class `Survey` in
`widgets/survey.py`, with `survey.js` and `survey.css` beside it.
"""

from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from course.tasks import BaseTask

KINDS = {
    "choice": "Choice",
    "order": "Order",
    "match": "Match",
    "text": "FreeText",
    "plan": "Plan",
    "conversation": "Conversation",
    "table": "Table",
    "panes": "Panes",
    "cycle": "Cycle",
    "form": "Form",
    "dates": "Dates",
    "owncase": "OwnCase",
    "survey": "Survey",
    "archetypes": "Archetypes",
    "adkar": "Adkar",
    "forcefield": "ForceField",
    "transition": "Transition",
}
"""What a kind is called in `tasks/*.yaml` → the component that shows it."""


def task_class(kind: str) -> type[BaseTask]:
    """The class of a kind's tasks. Raises ImportError saying what is missing."""
    name = f"{kind.title()}Task"
    found = getattr(import_module(f"course.kinds.{kind}"), name, None)
    if found is None:
        raise ImportError(f"course/kinds/{kind}.py must hold the class {name}, because course/kinds/__init__.py names the kind {kind}")
    return found  # type: ignore[no-any-return]


TASK_CLASSES = {kind: task_class(kind) for kind in KINDS}

if TYPE_CHECKING:
    Task = BaseTask
else:
    Task = Annotated[reduce(or_, TASK_CLASSES.values()), Field(discriminator="kind")]
