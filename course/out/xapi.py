"""Hand-ins and levels as statements of the Experience API 1.0.3 (ADL, xAPI-Spec, "Data"), for a learning record store.

An actor is an account with a pseudonym. A statement's id comes from what it says (UUID version 5), so that the same statement sent twice is one,
and other words for a verb or an activity, which the specification lets change, make no new one.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from course import distance, modules
from course.framework import MAX_LEVEL, framework
from course.out.pseudonyms import Pseudonyms
from course.progression import Evidence, standing
from course.store import Store
from course.text import Text

CHUNK = 1000
NAMESPACE = uuid.UUID("6f1c4c0e-0d0a-5c58-9b3a-2f6f6f1b7a10")
SUBMITTED = ("http://activitystrea.ms/schema/1.0/submit", Text(da="afleverede", en="submitted"))
SCORED = ("http://adlnet.gov/expapi/verbs/scored", Text(da="viste", en="scored"))
MODULE, OBJECTIVE, COURSE = (f"http://adlnet.gov/expapi/activities/{one}" for one in ("module", "objective", "course"))
Statement = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """What a statement tells: at what time (UTC) somebody handed a module in for the `number`th time, or that it came back and so showed a level.

    `competence` and `level` (0–4, by the published rule) are of the latter; then `shown` is what this hand-in alone showed, from so many `tasks`.
    """

    at: datetime
    username: str
    module: str
    number: int
    competence: str = ""
    level: float = 0.0
    shown: float = 0.0
    tasks: int = 0


def events(store: Store, since: datetime | None = None) -> list[Event]:
    """All that happened from `since` (UTC) on, oldest first; made-up people and those who have left are in no part of it."""
    found: list[Event] = []
    chunk: list[str] = []
    for person, _ in store.rollup.everyone(CHUNK):
        chunk.append(person.username)
        if len(chunk) == CHUNK:
            found += _of(store, chunk, since)
            chunk = []
    return sorted([*found, *_of(store, chunk, since)])


def statements(found: list[Event], pseudonyms: Pseudonyms, address: str) -> Iterator[Statement]:
    """The events as statements, in order; `address` is the course's own, without a slash at the end."""
    names = {one.id: one.about.title for one in modules.catalogue()} | {one.id: one.name for one in framework().competences}
    for one in found:
        yield _statement(one, pseudonyms.person(one.username), address, names)


def line(statement: Statement) -> str:
    """A statement as a line of JSON."""
    return json.dumps(statement, ensure_ascii=False, allow_nan=False)


def _of(store: Store, usernames: list[str], since: datetime | None) -> Iterator[Event]:
    sent = {one.id: one for one in store.heads.of(usernames)}
    for one in sent.values():
        if since is None or one.handed_in_at >= since:
            yield Event(one.handed_in_at, one.learner, one.module, one.number)
    for evidence in store.evidence.of(usernames).values():
        for shown, level in _levels(evidence):
            head = sent.get(shown.submission)
            if head is None:  # it came, or was erased, between the two questions: the next export knows
                continue
            at = head.marked_at or head.handed_in_at
            if since is None or at >= since:
                yield Event(at, head.learner, head.module, head.number, shown.competence, level, shown.level, len(shown.basis))


def _levels(evidence: list[Evidence]) -> Iterator[tuple[Evidence, float]]:
    """Each piece of evidence with the level after it."""
    by_competence: dict[str, list[Evidence]] = defaultdict(list)
    for one in sorted(evidence, key=lambda one: (one.worked_at, one.submission)):
        so_far = by_competence[one.competence]
        so_far.append(one)
        level = standing(one.competence, so_far).level
        assert level is not None
        yield one, level


def _statement(one: Event, pseudonym: str, address: str, names: Mapping[str, Text]) -> Statement:
    """`names` are those of modules and competences by id; one that is no longer there is called by its id."""

    def called(id: str) -> Text:
        return names.get(id) or Text(da=id, en=id)

    module = _activity(f"{address}/module/{one.module}", MODULE, called(one.module))
    verb, name = SCORED if one.competence else SUBMITTED
    about = _activity(f"{address}/competence/{one.competence}", OBJECTIVE, called(one.competence)) if one.competence else module
    within = {"grouping": [_activity(f"{address}/course", COURSE, None)], **({"parent": [module]} if one.competence else {})}
    statement: Statement = {
        "actor": {"objectType": "Agent", "account": {"homePage": f"{address}/", "name": pseudonym}},
        "verb": {"id": verb, "display": name.model_dump()},
        "object": about,
        "result": _result(one, address, distance.shown),
        "context": {"contextActivities": within},
        "timestamp": f"{one.at.isoformat(timespec='milliseconds')}Z",
    }
    exact = _result(one, address, float)  # so that a statement stays the same one, however its figures are told
    return {"id": _id({**statement, "result": exact}), **statement}


def _result(one: Event, address: str, told: Callable[[float], float]) -> dict[str, Any]:
    extensions: dict[str, Any] = {f"{address}/xapi/hand-in": one.number}
    if not one.competence:
        return {"completion": True, "extensions": extensions}
    extensions |= {f"{address}/xapi/shown": told(one.shown), f"{address}/xapi/tasks": one.tasks}
    level = told(one.level)
    score = {"scaled": round(level / MAX_LEVEL, 4), "raw": level, "min": 0, "max": MAX_LEVEL}
    return {"score": score, "extensions": extensions}


def _activity(id: str, type: str, name: Text | None) -> dict[str, Any]:
    definition = {"type": type, **({"name": name.model_dump()} if name else {})}
    return {"objectType": "Activity", "id": id, "definition": definition}


def _id(statement: Statement) -> str:
    """From what tells one statement from another: who, what, about what within which module, with which result, when."""
    parents = [one["id"] for one in statement["context"]["contextActivities"].get("parent", ())]
    said = [statement["actor"], statement["verb"]["id"], statement["object"]["id"], parents, statement["result"], statement["timestamp"]]
    return str(uuid.uuid5(NAMESPACE, json.dumps(said, sort_keys=True)))
