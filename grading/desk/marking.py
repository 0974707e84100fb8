"""Marking one text: taken by one trainer at a time, saved as she writes, given into nbgrader's gradebook, and taken back again."""

from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from course.errors import Conflict, CourseError, InvalidAnswer, NotFound
from course.store import Store
from course.store.judgements import Judgement
from course.store.submissions import Submission
from grading.desk import second, texts
from grading.desk.texts import Place, TextAnswer
from grading.open_place import has_open_place
from grading.private import manual_grades
from grading.private.manual_grades import ManualGrade
from grading.standing import renew_one

NOTHING_BEFORE = {"points": None, "waits": True, "comment": ""}


@dataclass(frozen=True)
class Opened:
    """A text before a trainer: the hand-in, what she wrote of it or what the gradebook says, and where it stands in the pile.

    `blind` says that she is the second to mark it, and is not to know.
    """

    place: Place
    text: TextAnswer
    submission: Submission
    number: int
    of: int
    waiting: int
    blind: bool

    @property
    def answer(self) -> str:
        """The learner's words."""
        return str(self.submission.answers.get(self.place.task.id) or "")

    @property
    def level(self) -> int | None:
        """The level that she has chosen, else the gradebook's."""
        return self.text.own.level if self.text.begun else self.text.level

    @property
    def comment(self) -> str:
        """The comment that she has written, else the gradebook's."""
        return self.text.own.comment if self.text.begun else self.text.grade.comment

    @property
    def shown(self) -> str:
        """What stands in the form before she writes, as a word that changes with it."""
        return word(self.level, self.comment)

    @property
    def seen(self) -> str:
        """What the page showed of the gradebook, as a word that changes with it."""
        return state(self.text.grade)


def state(grade: ManualGrade) -> str:
    """What the gradebook says, as a word that changes with it."""
    return f"{grade.points}|{grade.extra:g}|{int(grade.waits)}|{crc32(grade.comment.encode()):x}"


def word(level: int | None, comment: str) -> str:
    """A level and a comment as a word that changes with them."""
    return f"{level}|{crc32(_as_sent(comment).encode()):x}"


def opened(store: Store, where: Place, submission: int, trainer: str) -> Opened:
    """A text with what there is to know of it. Raises NotFound and StorageError."""
    found = store.submissions.get(submission)
    is_here = found is not None and found.module == where.module.id and store.submissions.is_newest(submission)
    text = texts.one(store, where, trainer, found) if found is not None and is_here else None
    standing = store.texts.place(where.module.id, where.task.id, submission)
    again = second.waiting(store, where.module.id, trainer, where.task.id)
    if found is not None:
        _require_anothers(found, trainer)
    if found is None or text is None or standing is None:
        raise NotFound(
            "Teksten er ikke til rettelse. Måske er der afleveret igen siden; gå tilbage til bunken.",
            "The text is not to be marked. There may be a newer hand-in; go back to the pile.",
        )
    blind = (submission, where.task.id) in again
    waiting = standing.waiting + len(again) - len(texts.own_waiting(store, where.module, trainer, [where.task]))
    return Opened(where, text, found, standing.number, standing.of, waiting, blind)


def take_next(store: Store, where: Place, trainer: str, after: int | None = None) -> int | None:
    """Take the next text that is free; its hand-in, or None where nothing waits. What she leaves behind is free again."""
    if after is not None:
        store.claims.let_go(after, where.task.id, trainer)
    passed: set[int] = set()
    again = {id for id, _ in second.waiting(store, where.module.id, trainer, where.task.id)}
    while chosen := store.texts.next(where.module.id, where.task.id, trainer, after, but=passed, again=again):
        passed.add(chosen)
        if not _waits(store, where, trainer, chosen):  # marked in formgrader meanwhile
            continue
        try:
            store.claims.take(chosen, where.task.id, trainer)
        except (Conflict, NotFound):  # another trainer was faster, or the hand-in has just been erased
            continue
        return chosen
    return None


def _waits(store: Store, where: Place, trainer: str, submission: int) -> bool:
    found = store.submissions.get(submission)
    text = texts.one(store, where, trainer, found) if found else None
    return text is not None and text.grade.waits


def save(store: Store, where: Place, judgement: Judgement) -> Judgement:
    """Save what she has written, and have the text for longer. Raises Taken where another has it; what she wrote is saved then, too."""
    found = store.submissions.get(judgement.submission)
    if found is None or found.module != where.module.id:  # an empty answer may have points from before to be confirmed or not
        raise NotFound("Den tekst findes ikke.", "There is no such text.")
    _require_anothers(found, judgement.trainer)
    saved = store.judgements.save(judgement)
    store.claims.take(judgement.submission, judgement.task, judgement.trainer)
    return saved


def give(store: Store, where: Place, judgement: Judgement, seen: str) -> None:
    """Let the level and the comment stand in the gradebook as a person's; `seen` is its `state` when she opened the text.

    Where she is the second to mark the text blind, they are kept beside, and the gradebook stays as it is.

    Raises InvalidAnswer (no level, a place left open), Conflict (somebody else has it, or has marked it since), NotFound and StorageError; what
    she wrote is saved whatever happens, but where another window of hers saved since.
    """
    saved = save(store, where, judgement)
    _require_whole(saved)
    grade = _grade_of(store, where, judgement.submission)
    assert saved.level is not None
    if not grade.waits and seen == state(second.hidden(grade)) and second.give(store, where.module.id, saved):
        store.claims.let_go(judgement.submission, judgement.task, judgement.trainer)
        return
    points = texts.points_of(saved.level, grade)
    if (grade.points, grade.extra, grade.waits, grade.comment) != (points, 0, False, saved.comment):
        if state(grade) != seen:
            raise manual_grades.changed()
        manual_grades.write(grade, points, saved.comment)
        store.judgements.given(saved, _kept(grade, saved))
        renew_one(where.module, store, grade.learner)
    elif saved.unfinished:  # it stands there already: given a moment ago, before the store could note it
        store.judgements.given(saved, saved.before or {**NOTHING_BEFORE, "gave": saved.level, "said": saved.comment})
    store.claims.let_go(judgement.submission, judgement.task, judgement.trainer)


def undo(store: Store, where: Place, trainer: str) -> int:
    """Take back what she gave last for this task, so that it stands as before; returns its hand-in. Raises NotFound and Conflict."""
    last = _last_given(store, where, trainer)
    if last is None or last.before is None:
        raise NotFound("Du har ikke givet noget her, som kan fortrydes.", "You have given nothing here that can be undone.")
    if second.is_second(last):
        second.take_back(store, last)
        return last.submission
    grade = _grade_of(store, where, last.submission)
    if grade.waits or (texts.level_of(grade), grade.comment) != (last.before["gave"], last.before.get("said", grade.comment)):
        store.judgements.given(last, None)
        raise Conflict(
            "Det, du gav sidst, er ændret et andet sted siden, så det kan ikke fortrydes her.",
            "What you gave last has been changed elsewhere since, so it cannot be undone here.",
        )
    store.claims.take(last.submission, last.task, trainer)
    manual_grades.write(grade, _points_before(last.before, grade), last.before["comment"], waits=last.before["waits"])
    store.judgements.given(last, None)
    renew_one(where.module, store, grade.learner)
    return last.submission


def can_undo(store: Store, where: Place, trainer: str) -> bool:
    """Whether she has given something for this task."""
    return _last_given(store, where, trainer) is not None


def _last_given(store: Store, where: Place, trainer: str) -> Judgement | None:
    given = store.judgements.given_lately(trainer, where.module.id, where.task.id)
    return next((one for one in given if second.can_be_undone(store, one)), None)


def _grade_of(store: Store, where: Place, submission: int) -> ManualGrade:
    """What the gradebook says of a hand-in's text. Raises NotFound where it speaks of another hand-in by now."""
    found = store.submissions.get(submission)
    grades = manual_grades.of_task(where.module.id, where.module.graded_page.stem, where.task.id, {found.learner}) if found else {}
    latest = store.submissions.latest(found.learner, where.module.id) if found else None
    grade = grades.get(found.learner) if found else None
    if found is None or grade is None or latest is None or latest.id != submission or not texts.is_of(grade, found.handed_in_at):
        raise CourseError(
            "Der er afleveret igen siden, så denne tekst gælder ikke mere. Gå tilbage til bunken.",
            "There is a newer hand-in, so this text no longer counts. Go back to the pile.",
        )
    return grade


def _kept(grade: ManualGrade, given: Judgement) -> dict[str, Any]:
    before = {"points": grade.points, "waits": grade.waits, "comment": grade.comment, "most": grade.most}
    return {**before, "gave": given.level, "said": given.comment}


def _points_before(before: dict[str, Any], grade: ManualGrade) -> float | None:
    """What stood there, as a share of what the task gives now."""
    points = before["points"]
    return None if points is None else float(points * grade.most / before.get("most", grade.most))


def _require_anothers(hand_in: Submission, trainer: str) -> None:
    if hand_in.learner == trainer:
        raise NotFound(
            "Det er din egen tekst, så en anden underviser retter den. Er du den eneste, så brug nbgraders rettevindue.",
            "This text is your own, so another trainer marks it. If you are the only one, use nbgrader's formgrader.",
        )


def _require_whole(judgement: Judgement) -> None:
    if judgement.level is None:
        raise InvalidAnswer("Vælg et niveau fra 0 til 4.", "Choose a level from 0 to 4.")
    if has_open_place(judgement.comment):
        raise InvalidAnswer(
            "Der er en åben plads »…« i kommentaren. Skriv deltagerens ord ind, eller slet den.",
            "There is an open place “…” in the comment. Write the learner's words there, or delete it.",
        )


def written(where: Place, submission: int, trainer: str, *, level: int | None, comment: str, revision: int) -> Judgement:
    """A judgement as a page sends it."""
    return replace(Judgement(submission, where.task.id, trainer), level=level, comment=_as_sent(comment), revision=revision)


def _as_sent(comment: str) -> str:
    """A comment without what a form does to it."""
    return comment.replace("\r\n", "\n").strip()
