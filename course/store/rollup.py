"""Everybody's levels in one pass: for overviews that do not look at anyone in particular."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.progression import Attained, level
from course.store.database import Database
from course.store.people import Person, person
from course.store.tables import EvidenceRow, PersonRow

CHUNK = 1000
Levels = dict[str, Attained]
Worked = dict[str, tuple[Attained, bool]]


class RollUp:
    """The levels in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def everyone(self, chunk: int = CHUNK) -> Iterator[tuple[Person, Levels]]:
        """Everybody active (made-up people aside) with her level of each competence that she has evidence of, by username.

        `chunk` people are read at a time, so that memory does not grow with their number.
        """
        last = ""
        while True:
            with self._database.transaction() as session:
                people = _people_after(session, last, chunk)
                levels = _levels(session, people) if people else {}
            yield from ((one, levels.get(one.username, {})) for one in people)
            if len(people) < chunk:
                return
            last = people[-1].username

    def of_teams(self, teams: Sequence[str]) -> Iterator[tuple[Person, Worked]]:
        """Everybody active in these teams with her level of each competence, and whether it rests on work that is in no figure yet that chiefs were shown."""
        for team in teams:
            with self._database.transaction() as session:
                people = [
                    person(row) for row in session.scalars(select(PersonRow).where(PersonRow.team == team, PersonRow.active.is_(True)))
                ]
                worked = _worked(session, [one.username for one in people]) if people else {}
            yield from ((one, worked.get(one.username, {})) for one in people)


def _worked(session: Session, usernames: Sequence[str]) -> dict[str, Worked]:
    """By the published rule, as in `_levels`."""
    row = EvidenceRow
    query = select(row.learner, row.competence, row.shown, row.results, row.counted)
    query = query.where(EvidenceRow.learner.in_(usernames))
    query = query.order_by(EvidenceRow.learner, EvidenceRow.competence, EvidenceRow.worked_at, EvidenceRow.submission_id)
    found: dict[str, Worked] = {}
    for (learner, competence), rows in groupby(session.execute(query), key=itemgetter(0, 1)):
        own = list(rows)
        after = level([row.shown for row in own])
        assert after is not None
        found.setdefault(learner, {})[competence] = (
            Attained(after, sum(row.results for row in own), len(own)),
            not all(row.counted for row in own),
        )
    return found


def _people_after(session: Session, username: str, count: int) -> list[Person]:
    wanted = (PersonRow.username > username, PersonRow.active.is_(True), PersonRow.example.is_(False))
    return [person(row) for row in session.scalars(select(PersonRow).where(*wanted).order_by(PersonRow.username).limit(count))]


def _levels(session: Session, people: Sequence[Person]) -> dict[str, Levels]:
    """By the published rule; everything asked for stands in one index, in this order."""
    theirs = EvidenceRow.learner.between(people[0].username, people[-1].username)
    query = select(EvidenceRow.learner, EvidenceRow.competence, EvidenceRow.shown, EvidenceRow.results).where(theirs)
    query = query.order_by(EvidenceRow.learner, EvidenceRow.competence, EvidenceRow.worked_at, EvidenceRow.submission_id)
    found: dict[str, Levels] = {}
    for (learner, competence), rows in groupby(session.execute(query), key=itemgetter(0, 1)):
        own = [(shown, results) for _, _, shown, results in rows]
        after = level([shown for shown, _ in own])
        assert after is not None
        found.setdefault(learner, {})[competence] = Attained(after, sum(results for _, results in own), len(own))
    return found
