"""Where a hand-in stands: one answer for the learner's pages, the trainer's list, her commands, feedback, and the copy a person gets."""

from enum import StrEnum

from course.text import Text


class Stage(StrEnum):
    """How far a hand-in has come, in the order in which a trainer meets them."""

    HANDED_IN = "handed_in"
    COLLECTED = "collected"
    WAITS = "waits"
    MARKED = "marked"
    PUBLISHED = "published"

    @property
    def told(self) -> Text:
        """The stage as a trainer reads it."""
        return FOR_TRAINERS[self]

    @property
    def told_learner(self) -> Text:
        """The stage as the learner reads it: who works on her hand-in is no news to her, and it is marked when it has come back."""
        return Text(da="Rettet", en="Marked") if self is Stage.PUBLISHED else FOR_TRAINERS[Stage.HANDED_IN]


FOR_TRAINERS = {
    Stage.HANDED_IN: Text(da="Afleveret", en="Handed in"),
    Stage.COLLECTED: Text(da="Hentet", en="Collected"),
    Stage.WAITS: Text(da="Venter på dig", en="Waiting for you"),
    Stage.MARKED: Text(da="Rettet, ikke sendt", en="Marked, not sent"),
    Stage.PUBLISHED: Text(da="Tilbagemelding sendt", en="Feedback sent"),
}


def stage(collected: object, published: object, *, marked: bool = False, waits: bool = False) -> Stage:
    """Where a hand-in stands. `collected` and `published` are the store's times, None before; `marked` and `waits` (for a person) are grading's to know."""
    if published:
        return Stage.PUBLISHED
    if marked:
        return Stage.WAITS if waits else Stage.MARKED
    return Stage.COLLECTED if collected else Stage.HANDED_IN
