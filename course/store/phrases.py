"""Trainers' own words for comments: each trainer's, and those that she lets the others use."""

from dataclasses import dataclass

from sqlalchemy import delete, or_, select, update

from course.errors import InvalidAnswer, NotFound
from course.store.database import Database, now
from course.store.desk_tables import PhraseRow

MAX_CHARS, MOST = 600, 500


@dataclass(frozen=True)
class Phrase:
    """Words for a comment to a task at a level (None: at any); `id` is None until it is saved."""

    trainer: str
    module: str
    task: str
    level: int | None
    words: str
    shared: bool = False
    id: int | None = None


class Phrases:
    """The phrases in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, phrase: Phrase) -> None:
        """Add a phrase; the same words to the same task are kept once. Raises InvalidAnswer."""
        words = phrase.words.strip()
        if not words or len(words) > MAX_CHARS:
            raise InvalidAnswer(f"En vending er mellem 1 og {MAX_CHARS} tegn.", f"A phrase has between 1 and {MAX_CHARS} characters.")
        same = (PhraseRow.trainer == phrase.trainer, PhraseRow.module == phrase.module, PhraseRow.task == phrase.task)
        with self._database.transaction() as session:
            hers = session.scalars(select(PhraseRow).where(PhraseRow.trainer == phrase.trainer)).all()
            known = next((one for one in hers if (one.module, one.task, one.wording) == (phrase.module, phrase.task, words)), None)
            if known is not None:
                session.execute(update(PhraseRow).where(*same, PhraseRow.id == known.id).values(level=phrase.level, shared=phrase.shared))
                return
            if len(hers) >= MOST:
                raise InvalidAnswer(
                    f"Du har {MOST} vendinger. Slet nogle, før du gemmer flere.",
                    f"You have {MOST} phrases. Delete some before you save more.",
                )
            fields = {"module": phrase.module, "task": phrase.task, "level": phrase.level, "shared": phrase.shared}
            session.add(PhraseRow(trainer=phrase.trainer, wording=words, saved_at=now(), **fields))

    def share(self, trainer: str, id: int, shared: bool) -> None:
        """Let the others use one of hers, or no longer. Raises NotFound."""
        with self._database.transaction() as session:
            hers = (PhraseRow.id == id, PhraseRow.trainer == trainer)
            if not session.execute(update(PhraseRow).where(*hers).values(shared=shared)).rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                raise missing()

    def remove(self, trainer: str, id: int) -> None:
        """Delete one of hers. Raises NotFound."""
        with self._database.transaction() as session:
            if not session.execute(delete(PhraseRow).where(PhraseRow.id == id, PhraseRow.trainer == trainer)).rowcount:  # type: ignore[attr-defined]  # a DELETE's result has a row count
                raise missing()

    def hers(self, trainer: str) -> list[Phrase]:
        """All of hers, by task and level."""
        with self._database.transaction() as session:
            rows = session.scalars(select(PhraseRow).where(PhraseRow.trainer == trainer)).all()
        return sorted(map(_phrase, rows), key=lambda one: (one.module, one.task, -1 if one.level is None else one.level, one.words))

    def usable(self, trainer: str, module: str, task: str) -> list[Phrase]:
        """Those that she can use for a task: her own, then what others share."""
        query = select(PhraseRow).where(
            PhraseRow.module == module, PhraseRow.task == task, or_(PhraseRow.trainer == trainer, PhraseRow.shared.is_(True))
        )
        with self._database.transaction() as session:
            rows = session.scalars(query).all()
        return sorted(map(_phrase, rows), key=lambda one: (one.trainer != trainer, -1 if one.level is None else one.level, one.words))


def _phrase(row: PhraseRow) -> Phrase:
    return Phrase(row.trainer, row.module, row.task, row.level, row.wording, row.shared, row.id)


def missing() -> NotFound:
    """The error for a phrase that is not there, or not hers."""
    return NotFound("Den vending er ikke din, eller den er slettet.", "That phrase is not yours, or it is deleted.")
