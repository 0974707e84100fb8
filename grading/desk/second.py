"""Texts that two trainers mark: the second has such a text before her as any other that waits, and sees nothing of what the first gave.

What the first gave stands in the gradebook and is what the learner gets; the second's level is kept beside it (`course/store/second_marks.py`).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from course import second_marking
from course.errors import NotFound
from course.store import Store
from course.store.claims import Claim
from course.store.judgements import Judgement
from course.store.second_marks import Given, Text
from grading.private.manual_grades import ManualGrade

SECOND = "second"  # in a judgement's `before`: nothing stood in the gradebook that it took the place of


def drawn(store: Store, module: str, submissions: Collection[int]) -> list[Given]:
    """Of these hand-ins' texts those that one trainer has marked and another is to. Raises StorageError and DataError."""
    share = second_marking.share()
    return store.second_marks.given_once(module, share, submissions) if share else []


def waiting(store: Store, module: str, trainer: str, task: str | None = None) -> set[Text]:
    """The texts of a module (or of one task) that this trainer can mark as the second: they wait for her as others do."""
    share = second_marking.share()
    hers = store.second_marks.waiting(module, share, trainer) if share else set()
    return {one for one in hers if task in (None, one[1])}


def hidden(grade: ManualGrade) -> ManualGrade:
    """A marked text as if nobody had marked it."""
    return replace(grade, points=None, extra=0.0, waits=True, comment="")


class Blind:
    """What a trainer may see of these hand-ins' texts: of one that waits for her second marking nothing that the first gave, and of her own not who has it."""

    def __init__(self, store: Store, module: str, trainer: str, submissions: Collection[int]) -> None:
        self._trainer = trainer
        self._drawn = {(one.submission, one.task): one for one in drawn(store, module, submissions)}

    def grade(self, text: Text, grade: ManualGrade) -> ManualGrade:
        """The text in the gradebook, as she may see it."""
        found = self._drawn.get(text)
        if found is None or self._trainer in found.trainers or grade.waits:
            return grade
        return hidden(grade)

    def claims(self, claims: Mapping[Text, Claim]) -> dict[Text, Claim]:
        """Who has which text, but for her own that another is marking again: she is not to know which these are."""
        hers = {text for text, one in self._drawn.items() if self._trainer in one.trainers}
        return {text: claim for text, claim in claims.items() if text not in hers or claim.trainer == self._trainer}


def give(store: Store, module: str, judgement: Judgement) -> bool:
    """Keep a level as the second one, where the text waits for that; says whether it stands. Raises Conflict, StorageError and DataError."""
    if is_second(judgement) and not judgement.unfinished:
        return True  # given a moment ago, before the answer was lost
    found = next((one for one in drawn(store, module, [judgement.submission]) if one.task == judgement.task), None)
    if found is None or judgement.trainer in found.trainers or judgement.level is None:
        return False
    store.second_marks.keep(judgement.submission, judgement.task, found.level, judgement.level)
    store.judgements.given(judgement, {SECOND: True, "gave": judgement.level})
    return True


def is_second(judgement: Judgement) -> bool:
    """Whether it was given as the second of two."""
    return bool(judgement.before and judgement.before.get(SECOND))


def take_back(store: Store, judgement: Judgement) -> None:
    """Let a second level be as if it had not been given; what she wrote stays hers. Raises Conflict where she has been shown both."""
    store.second_marks.take_back(judgement.submission, judgement.task)
    store.judgements.given(judgement, None)


def can_be_undone(store: Store, given: Judgement) -> bool:
    """Whether she can take it back: not a second level once she has been shown both."""
    return not is_second(given) or store.second_marks.can_be_taken_back(given.submission, given.task)


def require_pair(store: Store, submission: int, task: str, trainer: str) -> None:
    """Raise NotFound unless she is one of the two who have marked the text."""
    of_text = [one for one in store.second_marks.all(submission) if one.task == task]
    if not of_text or trainer not in {one.trainer for one in store.judgements.given_of(submission, task)}:
        raise NotFound("Den tekst har du ikke rettet sammen med en anden.", "That text is not one that you and another have marked.")
