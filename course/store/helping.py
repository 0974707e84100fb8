"""Who has said to her team that she will help with which competence. It holds for the team she said it to, as long as she is in it."""

from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import delete, select

from course.errors import NotAllowed
from course.store.agreed_tables import HelpingRow
from course.store.database import Database, Overtaken, now
from course.store.tables import PersonRow


class Helping:
    """The offers in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learner: str) -> set[str]:
        """The competences that she has told the team she is in that she will help with. Raises StorageError."""
        query = select(HelpingRow.competence).join(PersonRow, PersonRow.username == HelpingRow.learner)
        with self._database.transaction() as session:
            return set(session.scalars(query.where(HelpingRow.learner == learner, PersonRow.team == HelpingRow.team)))

    def say(self, learner: str, competences: Collection[str]) -> None:
        """Let her team know that she will help with these, and with no others. Raises NotAllowed where she is in no team, or StorageError.

        Where another window said it in the same moment, that stands.
        """
        with suppress(Overtaken), self._database.transaction() as session:
            team = session.scalar(select(PersonRow.team).where(PersonRow.username == learner, PersonRow.active.is_(True)))
            if team is None and competences:
                raise NotAllowed(
                    "Du står ikke i et team, så der er ingen at hjælpe. Sig det til den, der står for kurset, hvis det er forkert.",
                    "You are in no team, so there is nobody to help. Tell whoever runs the course if that is wrong.",
                )
            hers = {row.competence: row for row in session.scalars(select(HelpingRow).where(HelpingRow.learner == learner))}
            gone = [id for id, row in hers.items() if id not in competences or row.team != team]
            if gone:
                session.execute(delete(HelpingRow).where(HelpingRow.learner == learner, HelpingRow.competence.in_(gone)))
            for id in competences:
                if id not in hers or id in gone:
                    session.add(HelpingRow(learner=learner, competence=id, team=team, since=now()))

    def in_team(self, team: str, but: str | None = None) -> dict[str, list[str]]:
        """The names of the team's members who will help, by competence and name; `but` is left out. Raises StorageError."""
        query = select(HelpingRow.competence, PersonRow.name).join(PersonRow, PersonRow.username == HelpingRow.learner)
        here = (HelpingRow.team == team, PersonRow.team == team, PersonRow.active.is_(True), PersonRow.username != (but or ""))
        found: dict[str, list[str]] = {}
        with self._database.transaction() as session:
            for competence, name in session.execute(query.where(*here).order_by(PersonRow.name, PersonRow.username)):
                found.setdefault(competence, []).append(name)
        return found
