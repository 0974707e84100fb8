"""From the store to `submitted/<learner>/<module>/`: the released notebook and the learner's answers, as nbgrader's folders want them."""

import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from course import files, modules
from course.errors import CourseError
from course.hand_in import stage
from course.modules import Module
from course.store import Store, Submission
from course.store.standings import Noted
from grading import folders
from grading.errors import GradingError
from grading.submission import read_json


@dataclass(frozen=True)
class Collected:
    """One hand-in: `changed` says whether this run collected it; `problem` why it could not be (in Danish, with the learner's name)."""

    learner: str
    name: str
    changed: bool
    problem: str = ""


def released_module(module: str) -> Module:
    """The module as learners meet it. Raises GradingError when it is not released."""
    found = modules.released(module)
    if found is None:
        raise GradingError(
            f"Modulet {module} er ikke udgivet. Kør: kompetencevej release",
            f"The module {module} is not released. Run: kompetencevej release",
        )
    return found


def name_of(store: Store, learner: str) -> str:
    """The learner's name, or what a guest called herself; else her username."""
    return store.people.name(learner) or store.hand_in_files.guests([learner]).get(learner) or learner


def collect(module: Module, store: Store, only: Collection[str] | None = None) -> Iterator[Collected]:
    """Collect everyone's (or only these learners') last hand-in that is not marked yet; one that cannot be collected stops nobody else's."""
    for submission in _waiting(module, store, only):
        name = name_of(store, submission.learner)
        try:
            changed = _collect(module, submission)
        except (CourseError, OSError) as error:
            told = error.text.da if isinstance(error, CourseError) else f"{error.strerror}: {error.filename}."
            note_unmarked(store, submission, f"afleveringen blev ikke hentet. {told}")
            yield Collected(submission.learner, name, False, f"{name}: afleveringen blev ikke hentet. {told}")
            continue
        if changed or submission.collected_at is None:
            store.submissions.collected(submission.id)
        yield Collected(submission.learner, name, changed)


def _waiting(module: Module, store: Store, only: Collection[str] | None) -> list[Submission]:
    if only is None:
        return store.submissions.waiting(module.id)
    latest = (store.submissions.latest(learner, module.id) for learner in sorted(only))
    return [one for one in latest if one is not None and one.marked_at is None]


def note_unmarked(store: Store, submission: Submission, told: str) -> None:
    """Let the trainer's pages say why a hand-in is not marked (a Danish sentence); what was noted of an earlier one goes."""
    with suppress(CourseError, OSError):  # what cannot be a folder has none
        note_failure(submission.module, submission.learner, submission.id, told)
    store.standings.note([Noted(submission.id, stage(submission.collected_at, submission.marked_at), (told,))])


def note_failure(module: str, learner: str, id: int | None, told: str) -> None:
    """Note that a hand-in (its id in the store) is not marked, and why, in Danish. Raises GradingError and OSError."""
    target = folders.autograded(learner, module)
    target.mkdir(parents=True, exist_ok=True)
    (target / folders.MARKED).unlink(missing_ok=True)
    files.write_whole(target / folders.FAILED, json.dumps({"id": id, "problem": told}, ensure_ascii=False))


def _collect(module: Module, submission: Submission) -> bool:
    target = folders.submitted(submission.learner, module.id)
    if (found := about(target)) and found["id"] == submission.id:
        return False
    with files.workshop() as workshop:
        new = workshop / module.id
        _fill(module, submission, new)
        files.put_in_place(new, target)
    return True


def _fill(module: Module, submission: Submission, new: Path) -> None:
    shutil.copytree(module.folder / "tasks", new / "tasks")
    for path in [module.folder / "module.yaml", module.folder / module.graded_page.notebook, *module.folder.glob("*.twee")]:
        shutil.copyfile(path, new / path.name)
    (new / folders.ANSWERS).write_text(json.dumps(submission.answers, ensure_ascii=False, indent=1), "utf-8")
    (new / folders.HANDED_IN_AT).write_text(f"{submission.handed_in_at:%Y-%m-%d %H:%M:%S.%f} UTC", "utf-8")
    facts = {"id": submission.id, "number": submission.number, "module_version": submission.module_version}
    (new / folders.SUBMISSION).write_text(json.dumps(facts), "utf-8")


def about(folder: Path) -> dict[str, int] | None:
    """Which hand-in lies in a folder: {"id", "number"}; None when it does not say so properly."""
    found, _ = read_json(folder / folders.SUBMISSION, 2000)
    if not isinstance(found, dict) or any(type(found.get(key)) is not int for key in ("id", "number")):
        return None
    return {"id": found["id"], "number": found["number"]}
