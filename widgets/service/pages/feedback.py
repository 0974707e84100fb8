"""What comes back for a hand-in, in words: the learner's own answer, how it went and why, never a key."""

from dataclasses import dataclass
from typing import Any

from course.conversation import paths
from course.conversation.play import Attempt, turns
from course.errors import CourseError
from course.framework import LevelName, framework
from course.modules import Module
from course.store import Result, Submission
from course.tasks import BaseTask, ChoiceTask, ConversationTask, MatchTask, OrderTask
from course.text import Text

WORDS = {
    "good": Text(da="Rigtigt", en="Right"),
    "part": Text(da="Delvist rigtigt", en="Partly right"),
    "not": Text(da="Ikke endnu", en="Not yet"),
    "read": Text(da="Læst af din underviser", en="Read by your trainer"),
}


@dataclass(frozen=True)
class Shown:
    """One marked task as the page shows it. `answer` is a list of lines, each a Text, a pair of Texts or what the learner wrote."""

    task: BaseTask | None
    id: str
    result: Result
    tone: str
    words: Text
    answer: dict[str, Any]
    rubric: LevelName | None


def shown(result: Result, module: Module, submission: Submission) -> Shown:
    """The result of one task."""
    task = module.tasks.get(result.task)
    tone = "good" if result.fraction >= 1 else ("part" if result.fraction > 0 else "not")
    rubric = framework().levels[result.rubric_level] if result.rubric_level is not None else None
    words = WORDS["read"] if rubric else WORDS[tone]
    return Shown(
        task,
        result.task,
        result,
        "calm" if rubric else {"good": "good", "part": "warn", "not": "bad"}[tone],
        words,
        _answer(module, task, submission.answers.get(result.task)),
        rubric,
    )


def summary(results: list[Result]) -> dict[str, Any]:
    """Points in all, and how many tasks were solved wholly."""
    return {
        "points": sum(result.points for result in results),
        "max": sum(result.max_points for result in results),
        "solved": sum(result.fraction >= 1 for result in results),
        "of": len(results),
    }


def _answer(module: Module, task: BaseTask | None, value: Any) -> dict[str, Any]:
    """The answer's form (none, list, steps, pairs, text) and its lines. What the module no longer holds is left out."""
    if value is None:
        return {"form": "none", "lines": []}
    match task:
        case ChoiceTask():
            texts = {option.id: option.text for option in task.options}
            return {"form": "list", "lines": [texts[id] for id in value if id in texts]}
        case OrderTask():
            texts = {step.id: step.text for step in task.steps}
            return {"form": "steps", "lines": [texts[id] for id in value if id in texts]}
        case MatchTask():
            left, right = {item.id: item.text for item in task.left}, {item.id: item.text for item in task.right}
            return {"form": "pairs", "lines": [(left[a], right[b]) for a, b in value.items() if a in left and b in right]}
        case ConversationTask():
            return {"form": "steps", "lines": _said(module, task, value)}
    return {"form": "text", "lines": [str(value)]}


def _said(module: Module, task: ConversationTask, value: Any) -> list[Text]:
    """What she said in the conversation; nothing where it has been rewritten since."""
    try:
        walked = turns(paths.load(module.folder / task.dialogue), Attempt(value["taken"], value["hints"], value["thoughts"]))
    except (CourseError, KeyError, TypeError):
        return []
    return [turn.choice.text for turn in walked if turn.choice]
