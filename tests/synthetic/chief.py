"""A chief over some of a synthetic municipality's colleagues: in teams of her own choosing, two steps of managers above them."""

from sqlalchemy import insert, select, update

from course.store import Person, Store
from course.store.tables import PersonRow

CHIEF = "syntetisk-chef"


def put_a_chief(store: Store, colleagues: int, teams: int) -> Person:
    """Put the first `colleagues` into `teams` teams, whose leaders' managers have one chief, and return her."""
    areas = [f"{CHIEF}-{number}" for number in range(max(1, teams // 10))]
    with store.database.transaction() as session:
        first = list(session.scalars(select(PersonRow.username).order_by(PersonRow.username).limit(colleagues)))
        for number in range(teams):
            team, (leader, *members) = f"Chefteam {number:03}", first[number::teams]
            session.execute(
                update(PersonRow).where(PersonRow.username.in_(members)).values(team=team, manages=None, manager=leader, active=True)
            )
            above = areas[number % len(areas)]
            session.execute(
                update(PersonRow).where(PersonRow.username == leader).values(team=team, manages=team, manager=above, active=True)
            )
        rows = [{"username": CHIEF, "manager": None}, *({"username": one, "manager": CHIEF} for one in areas)]
        session.execute(
            insert(PersonRow), [{**row, "name": row["username"], "role": "leder", "chief": True, "active": True} for row in rows]
        )
    chief = store.people.get(CHIEF)
    assert chief
    return chief
