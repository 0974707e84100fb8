"""What employees and their managers agree on, and what teams do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Conflict
from course.store.agreed_tables import MeetingRow, TalkRow
from course.store.database import Database, Overtaken, now
from course.store.tables import PersonRow
from course.talks import AgreedStep, Meeting, Talk


class Talks:
    """The talks in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learner: str) -> list[Talk]:
        """A learner's talks, newest first; a proposal that was taken back is none. Raises StorageError."""
        query = select(TalkRow, PersonRow.name).outerjoin(PersonRow, PersonRow.username == TalkRow.manager)
        with self._database.transaction() as session:
            rows = session.execute(query.where(TalkRow.learner == learner).order_by(TalkRow.place.desc()))
            return [_talk(row, name) for row, name in rows if row.lines]

    def last_agreed(self, learners: Sequence[str]) -> dict[str, datetime]:
        """When each of these who ever did said yes to what was proposed the last time (UTC). Raises StorageError."""
        query = select(TalkRow.learner, func.max(TalkRow.agreed_at)).where(TalkRow.learner.in_(learners), TalkRow.agreed_at.is_not(None))
        with self._database.transaction() as session:
            return {learner: at for learner, at in session.execute(query.group_by(TalkRow.learner)) if at}

    def propose(self, learner: str, manager: str, lines: Sequence[AgreedStep], place: int, revision: int) -> None:
        """Keep a proposal that was written on top of `revision` of talk number `place` (0 where that is a new one).

        Raises Conflict (it was changed or agreed on since, or the talk before it is not agreed on yet) or StorageError.
        """
        values = {"manager": manager, "lines": [_plain(one) for one in lines], "saved_at": now()}
        try:
            with self._database.transaction() as session:
                if revision:
                    if not _changed(
                        session, update(TalkRow).where(*_open(learner, place, revision)).values(revision=revision + 1, **values)
                    ):
                        raise _conflict()
                    return
                before = session.scalars(select(TalkRow).where(TalkRow.learner == learner).order_by(TalkRow.place.desc()).limit(1)).first()
                if before and not before.lines:
                    _propose_again(session, before, place, values)
                    return
                if place != (before.place + 1 if before else 1) or (before and before.agreed_at is None):
                    raise _conflict()
                session.add(TalkRow(learner=learner, place=place, comment="", revision=1, **values))
        except Overtaken as error:
            raise _conflict() from error

    def withdraw(self, learner: str, place: int, revision: int) -> None:
        """Take a proposal back; nothing of what it said stays. Raises Conflict or StorageError."""
        values = {"lines": [], "comment": "", "revision": revision + 1, "saved_at": now()}
        with self._database.transaction() as session:
            if not _changed(session, update(TalkRow).where(*_open(learner, place, revision)).values(**values)):
                raise _conflict()

    def answer(self, learner: str, place: int, revision: int, comment: str, *, agree: bool) -> None:
        """The learner's comment on a proposal as she saw it, and whether she says yes to it. Raises Conflict or StorageError."""
        values = {"comment": comment, "revision": revision + 1, "agreed_at": now() if agree else None}
        with self._database.transaction() as session:
            if not _changed(session, update(TalkRow).where(*_open(learner, place, revision)).values(**values)):
                raise _conflict()


class Meetings:
    """What teams agree on, in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, team: str) -> list[Meeting]:
        """A team's meetings, newest first. Raises StorageError."""
        with self._database.transaction() as session:
            rows = session.scalars(select(MeetingRow).where(MeetingRow.team == team).order_by(MeetingRow.place.desc()))
            return [Meeting(row.place, _lines(row.lines), row.revision, row.saved_at) for row in rows]

    def save(self, team: str, lines: Sequence[AgreedStep], place: int, revision: int) -> None:
        """Keep what was agreed at meeting number `place`, on top of `revision` (0 where it is a new one). Raises Conflict or StorageError."""
        values = {"lines": [_plain(one) for one in lines], "revision": revision + 1, "saved_at": now()}
        with self._database.transaction() as session:
            here = (MeetingRow.team == team, MeetingRow.place == place, MeetingRow.revision == revision)
            if revision == 0:
                _add(session, MeetingRow(team=team, place=place, **values))
            elif not _changed(session, update(MeetingRow).where(*here).values(**values)):
                raise _conflict()


def _propose_again(session: Session, before: TalkRow, place: int, values: Mapping[str, Any]) -> None:
    """In the place of a proposal that was taken back. The revisions go on, so that no page that shows the former one says yes to this."""
    again = update(TalkRow).where(*_open(before.learner, place, before.revision)).values(revision=before.revision + 1, **values)
    if not _changed(session, again):
        raise _conflict()


def _add(session: Session, row: TalkRow | MeetingRow) -> None:
    """Add the row, unless another window was first."""
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise _conflict() from error


def _open(learner: str, place: int, revision: int) -> tuple[Any, ...]:
    return TalkRow.learner == learner, TalkRow.place == place, TalkRow.revision == revision, TalkRow.agreed_at.is_(None)


def _changed(session: Session, statement: Update) -> bool:
    return bool(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has a row count


def _plain(line: AgreedStep) -> dict[str, str]:
    return {"competence": line.competence, "step": line.step, "by": line.by.isoformat()}


def _lines(kept: Sequence[dict[str, str]]) -> tuple[AgreedStep, ...]:
    return tuple(AgreedStep(one["competence"], one["step"], date.fromisoformat(one["by"])) for one in kept)


def _talk(row: TalkRow, name: str | None) -> Talk:
    return Talk(row.learner, row.place, row.manager, name, _lines(row.lines), row.comment, row.revision, row.saved_at, row.agreed_at)


def _conflict() -> Conflict:
    return Conflict(
        "Aftalen er ændret i et andet vindue eller af den anden siden. Læs den, som den er nu, og gem så igen.",
        "The agreement has been changed in another window or by the other since. Read it as it is now, and then save again.",
    )
