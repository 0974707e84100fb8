"""A synthetic municipality of any size: teams of 6–14, a leader in each, some trainers, and four years of hand-ins.

The hand-ins come in the order of time, as in life: what belongs to one colleague lies scattered over the tables.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count, islice
from random import Random
from typing import Any, NamedTuple, TypeVar

from course.modules import Module
from course.store import Store
from tests.synthetic.bulk import Bulk, pouring
from tests.synthetic.work import Work, made_up_modules

START, QUARTERS, QUARTER_DAYS = datetime(2022, 8, 1, 7, 0), 16, 91
TEAM, HAND_INS = (6, 14), (3, 8)
TRAINER_EVERY, GONE, UNMARKED = 200, 0.05, 0.1  # one in 200 marks; 5 % have left; 10 % of the last quarter is not marked yet
ROLES = ("raadgiver", "superbruger", "digitalisering")
CHUNK = 5_000
T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]


class Due(NamedTuple):
    """A hand-in to come: whose (`username`), of which module, the how manieth, and how able she is by then (in half levels)."""

    username: str
    module: int
    number: int
    ability: int


def fill(store: Store, colleagues: int, taught: Sequence[Module] = (), seed: int = 1) -> list[str]:
    """Fill an empty, migrated store, and return the names of the teams.

    Hand-ins are of the modules `taught` and of made-up ones for the competences that these leave out.
    """
    modules = [*taught, *made_up_modules({task.competence for module in taught for task in module.graded_tasks})]
    works = [Work(module, seed) for module in modules]
    with pouring(store.database.engine) as bulk:
        quarters = _colleagues(bulk, colleagues, works, seed)
        _hand_ins(bulk, quarters, works, Random(f"{seed}/hand-ins"))
        bulk.finish()
    return list(dict.fromkeys(team for team, _ in _places(colleagues, seed)))


def _places(colleagues: int, seed: int) -> Iterator[tuple[str, bool]]:
    """The team of each colleague, and whether she leads it."""
    random, number, left = Random(f"{seed}/teams"), 0, colleagues
    while left:
        size = random.randint(*TEAM)
        if left - size < TEAM[0]:
            size = left if left <= TEAM[1] else left // 2
        number, left = number + 1, left - size
        yield from ((f"Syntetisk team {number:05}", place == 0) for place in range(size))


def _colleagues(bulk: Bulk, colleagues: int, works: Sequence[Work], seed: int) -> list[list[Due]]:
    """Put people and their answers; return what they hand in, by quarter."""
    quarters: list[list[Due]] = [[] for _ in range(QUARTERS)]
    for chunk in _chunks(enumerate(_places(colleagues, seed)), CHUNK):
        people, answers = [], []
        for number, (team, leads) in chunk:
            username, random = f"syntetisk-{number:06}", Random(f"{seed}/{number}")
            role = "leder" if leads else random.choices(ROLES, (8, 1, 1))[0]
            trains, active = number % TRAINER_EVERY == 1, leads or random.random() > GONE
            people.append(
                (
                    username,
                    f"Syntetisk Kollega {number:06}",
                    role,
                    team,
                    team if leads else None,
                    trains,
                    active,
                    False,
                    None,
                    "[]",
                    None,
                    False,
                    None,
                )
            )
            due = _plan(username, len(works), random)
            for quarter, one in due:
                quarters[quarter].append(one)
            for module in dict.fromkeys(one.module for _, one in due):
                answers += [(username, *saved, False, 1, _time(START)) for saved in works[module].saved]
        bulk.put("person", people)
        bulk.put("answer", answers)
    return quarters


def _plan(username: str, modules: int, random: Random) -> list[tuple[int, Due]]:
    """What a colleague hands in, each with its quarter."""
    talent, times = random.randint(0, 4), Counter[int]()
    plan = []
    for quarter in sorted(random.sample(range(QUARTERS), random.randint(*HAND_INS))):
        module = random.randrange(modules)
        times[module] += 1
        plan.append((quarter, Due(username, module, times[module], talent + quarter // 4)))
    return plan


def _hand_ins(bulk: Bulk, quarters: Sequence[Sequence[Due]], works: Sequence[Work], random: Random) -> None:
    submissions, pieces = count(1), count(1)
    for quarter, due in enumerate(quarters):
        first = START + timedelta(days=QUARTER_DAYS * quarter)
        for chunk in _chunks(due, CHUNK):
            rows: Rows = {"submission": [], "result": [], "evidence": []}
            for one in chunk:
                at = first + timedelta(minutes=random.randrange(QUARTER_DAYS * 24 * 60))
                waits = quarter == QUARTERS - 1 and random.random() < UNMARKED
                id = next(submissions)
                _hand_in(rows, id, one, works[one.module], at, waits)
                if not waits:
                    _give_back(rows, id, pieces, one, works[one.module], at, random)
            for table, found in rows.items():
                bulk.put(table, found)


def _hand_in(rows: Rows, id: int, one: Due, work: Work, at: datetime, waits: bool) -> None:
    marked_at, state = (None, "collected") if waits else (_time(at + timedelta(days=3)), "published")
    told = (None, True, state, None, None, None)  # until `Bulk.finish` knows which are the newest
    rows["submission"].append(
        (id, one.username, work.module.id, one.number, work.version, work.answers, _time(at), _time(at), marked_at, *told)
    )


def _give_back(rows: Rows, submission: int, ids: Iterator[int], one: Due, work: Work, at: datetime, random: Random) -> None:
    marked = work.marked(one.ability, random)
    rows["result"] += [(submission, *result, None) for result in marked.results]
    for competence, level, basis, results in marked.evidence:
        rows["evidence"].append(
            (next(ids), one.username, competence, level, _time(at), work.module.id, submission, basis, level, results, False)
        )


def _time(at: datetime) -> str:
    return at.isoformat(" ", "microseconds")


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk
