"""Who takes part, and in which team."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update

from course.store.database import Database
from course.store.moving import formerly, move, now_called
from course.store.tables import PersonRow


@dataclass(frozen=True)
class Person:
    """A colleague.

    `role` is a role id of roles.yaml; `manages` the team she leads, `also_manages` the others; `manager` the login of her own manager, `chief` that
    somebody below her leads a team; `email` where she gets mail; `trainer` that she marks; `example` a made-up person. Who has left is not `active`, and `left_at` (UTC) says since when.
    """

    username: str
    name: str
    role: str
    team: str | None = None
    manages: str | None = None
    trainer: bool = False
    active: bool = True
    example: bool = False
    left_at: datetime | None = None
    also_manages: tuple[str, ...] = ()
    manager: str | None = None
    chief: bool = False
    email: str | None = None

    @property
    def teams(self) -> tuple[str, ...]:
        """All teams that she leads, the largest first."""
        return (self.manages, *self.also_manages) if self.manages else ()


class People:
    """The people in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, person: Person) -> None:
        """Add the person, or change what is known of her."""
        with self._database.transaction() as session:
            session.merge(PersonRow(**asdict(person)))

    def change(self, people: Iterable[Person], former: Mapping[str, str] | None = None, *, only_try: bool = False) -> None:
        """Add or change all these people, or none of them. Raises StorageError.

        `former` is what each login was called that is another's now (former → new); `only_try` changes nothing but says whether it could be done.
        """
        rows = [asdict(person) for person in people]
        with self._database.transaction() as session:
            known = set(session.scalars(select(PersonRow.username)))
            if new := [row for row in rows if row["username"] not in known]:
                session.execute(insert(PersonRow), new)
            if old := [row for row in rows if row["username"] in known]:
                session.execute(update(PersonRow), old)
            for earlier, login in (former or {}).items():
                move(session, earlier, login)
            if only_try:
                session.rollback()

    def get(self, username: str) -> Person | None:
        """The person with this login, or None."""
        with self._database.transaction() as session:
            row = session.get(PersonRow, username)
            return person(row) if row else None

    def name(self, username: str) -> str | None:
        """What the person with this login is called, or None; a page's account may read no more of her."""
        with self._database.transaction() as session:
            return session.scalar(select(PersonRow.name).where(PersonRow.username == username))

    def called(self, usernames: Collection[str]) -> dict[str, str]:
        """What the people with these logins are called, by login."""
        with self._database.transaction() as session:
            rows = session.execute(select(PersonRow.username, PersonRow.name).where(PersonRow.username.in_(usernames)))
            return dict(rows.all())

    def now_called(self, login: str) -> str:
        """The login of whoever had this one until the staff list gave her another; otherwise the same."""
        with self._database.transaction() as session:
            return now_called(session, login)

    def formerly(self, login: str) -> list[str]:
        """The logins that whoever has this one had before, but for those that are somebody else's now."""
        with self._database.transaction() as session:
            return formerly(session, login)

    def all(self) -> list[Person]:
        """Everybody who is active, by name."""
        return self._where(PersonRow.active.is_(True))

    def everybody(self) -> list[Person]:
        """Everybody the store knows, also who has left, by name."""
        return self._where()

    def team(self, team: str) -> list[Person]:
        """The active members of a team, by name."""
        return self._where(PersonRow.team == team, PersonRow.active.is_(True))

    def leaders(self, team: str) -> list[Person]:
        """Everybody active who leads a team, by name."""
        leads = PersonRow.manages > ""  # that it is not null would be read through the whole table
        return [one for one in self._where(leads, PersonRow.active.is_(True)) if team in one.teams]

    def leaders_below(self, chief: str) -> list[Person]:
        """Everybody active in the chain of managers below `chief` who leads a team, by name; she herself is not among them.

        A step of the chain is a question to the database. Nobody is followed twice, so the chain ends even where it runs in a ring.
        """
        seen, above, found = {chief}, [chief], []
        while above:
            onwards = or_(PersonRow.manages.is_not(None), PersonRow.chief.is_(True))
            below = self._where(PersonRow.manager.in_(above), PersonRow.active.is_(True), onwards)
            new = [one for one in below if one.username not in seen]
            above = [one.username for one in new if one.chief]
            seen.update(one.username for one in new)
            found += [one for one in new if one.manages]
        return sorted(found, key=lambda one: one.name)

    def _where(self, *conditions: object) -> list[Person]:
        with self._database.transaction() as session:
            rows = session.scalars(select(PersonRow).where(*conditions).order_by(PersonRow.name))  # type: ignore[arg-type]  # plain column expressions
            return [person(row) for row in rows]


def person(row: PersonRow) -> Person:
    """The person that a row holds."""
    leads = (row.left_at, tuple(row.also_manages), row.manager, row.chief, row.email)
    return Person(row.username, row.name, row.role, row.team, row.manages, row.trainer, row.active, row.example, *leads)
