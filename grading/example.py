"""The labelled example team: made-up colleagues whose results went the real way, from saved answers to feedback."""

from datetime import datetime, timedelta
from typing import Any

from course.framework import MAX_LEVEL, roles
from course.lock import locked
from course.modules import Module, catalogue
from course.store import Person, Store
from course.store.database import now
from course.usernames import MYSELF
from grading import collect, feedback, gradebook, mark
from grading.assessment import load_assessment
from grading.errors import GradingError
from grading.example_team import ExampleMember, ExampleTeam, HandIn, Written, team
from grading.key import KEYS


def prepare(store: Store) -> None:
    """Put the example team into the store, unless it is there. Interrupted, it goes on where it stopped."""
    example = team()
    _put_people(store, example)
    for module in catalogue():
        _prepare(store, example, module)


def _prepare(store: Store, example: ExampleTeam, module: Module) -> None:
    rounds = max(len(member.of(module.id)) for member in example.members)
    missing = [number for number in range(rounds) if any(_lacks(store, module, member, number) for member in example.members)]
    if not missing:
        return
    with locked(wait=True):
        for number in missing:
            _round(store, module, example, number)


def _put_people(store: Store, example: ExampleTeam) -> None:
    for one in example.members:
        _put(store, Person(one.username, one.name, one.role, team=example.team, example=True))
    _put(store, Person(example.trainer.username, example.trainer.name, example.trainer.role, trainer=True, example=True))
    _put(store, Person(example.manager.username, example.manager.name, example.manager.role, manages=example.team, example=True))
    me = store.people.get(MYSELF)
    if me is None or me.team is None:
        store.people.put(Person(MYSELF, "Dig selv", roles().usual, team=example.team))


def _put(store: Store, person: Person) -> None:
    if store.people.get(person.username) != person:
        store.people.put(person)


def _lacks(store: Store, module: Module, member: ExampleMember, number: int) -> bool:
    """Whether the member's hand-in `number` is missing, or should be marked and is not."""
    works = member.of(module.id)
    if number >= len(works):
        return False
    found = store.submissions.of(member.username, module.id)
    return len(found) <= number or (works[number].marked and len(found) == number + 1 and not found[number].returned)


def _round(store: Store, module: Module, example: ExampleTeam, number: int) -> None:
    """Everyone's hand-in `number`, from answers to feedback."""
    from grading.private.book import open_gradebook

    due = [member for member in example.members if _lacks(store, module, member, number)]
    for member in due:
        if len(store.submissions.of(member.username, module.id)) <= number:
            _hand_in(store, module, member, member.of(module.id)[number])
    marked = [member for member in due if member.of(module.id)[number].marked]
    mine = {member.username for member in marked}
    _insist([one.problem for one in collect.collect(module, store, only=mine)])
    _insist([problem for one in mark.mark(module, store, only=mine) for problem in one.problems])
    with open_gradebook():
        for member in marked:
            _give(module, member.username, member.of(module.id)[number].texts)
    _insist([one.told for one in feedback.feedback(module, store, only=mine)])


def _insist(problems: list[str]) -> None:
    found = [problem for problem in problems if problem]
    if found:
        raise GradingError(f"Eksempelteamet kunne ikke gøres klar: {found[0]}", f"The example team could not be prepared: {found[0]}")


def _hand_in(store: Store, module: Module, member: ExampleMember, work: HandIn) -> None:
    for id, value in _answers(module, work).items():
        saved = store.answers.get(member.username, module.id, module.tasks[id])
        store.answers.save(member.username, module, id, value, saved.revision if saved else 0)
    store.submissions.hand_in(member.username, module, at=_working_hours(work.days_ago))


def _working_hours(days_ago: int) -> datetime:
    """A moment of that day, 10.20 UTC, on a weekday and never in the future."""
    at = (now() - timedelta(days=days_ago)).replace(hour=10, minute=20, second=0, microsecond=0)
    at -= timedelta(days=max(0, at.weekday() - 4))
    return min(at, now())


def _answers(module: Module, work: HandIn) -> dict[str, Any]:
    """Answers to all graded tasks: by the key or clearly not, and the texts as written."""
    chosen = {}
    for id, key in KEYS.load(module).items():
        task = module.tasks[id]
        chosen[id] = (task.answered_astray if id in work.wrong else task.answered_rightly)(key.key, module.folder)
    return {**chosen, **{task: text.answer for task, text in work.texts.items()}}


def _give(module: Module, learner: str, texts: dict[str, Written]) -> None:
    worth = load_assessment(module).points
    for id, text in texts.items():
        points = worth(id) * (text.level or 0) / MAX_LEVEL
        gradebook.give(module.id, module.graded_page.stem, learner, id, points, comment=text.comment)
