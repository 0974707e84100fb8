"""Everybody meets, at every address there is, what table.py says."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from course.store import Store
from deploy.one_machine.installation import COURSE as COURSES
from tests.actors import Answer
from tests.hub import addresses
from tests.hub.actors import FORMGRADER as FORMGRADERS
from tests.hub.actors import Colleague
from tests.hub.conftest import Who
from tests.hub.table import COURSE, FORMGRADER, HUB, ROLES, rows
from widgets.session import owner_mark

MODULE = "1-virtuelle-samtaler"
EVERYBODY = [(role, username) for role, usernames in ROLES.items() for username in usernames]
MEANS = {400: "bad", 403: "no", 404: "none", 405: "other"}
everybody = pytest.mark.parametrize(("role", "username"), EVERYBODY, ids=[f"{role}: {username}" for role, username in EVERYBODY])


@pytest.fixture
def former(known: Who, store: Store) -> Iterator[None]:
    """Ole leaves while he is logged in."""
    known("ole")
    ole = store.people.get("ole")
    assert ole
    store.people.put(replace(ole, active=False))
    yield
    store.people.put(ole)


@pytest.fixture
def person(username: str, known: Who, stranger: Colleague, former: None) -> Colleague:
    return known(username) if username else stranger


@everybody
def test_at_the_course(role: str, person: Colleague) -> None:
    assert _surprises(role, person, COURSES, COURSE) == {}


@everybody
def test_at_formgrader(role: str, person: Colleague) -> None:
    assert _surprises(role, person, FORMGRADERS, FORMGRADER) == {}


@everybody
def test_at_the_hub(role: str, person: Colleague) -> None:
    assert _surprises(role, person, "", HUB) == {}


def test_no_address_of_the_course_is_forgotten() -> None:
    assert _forgotten(addresses.of_the_course(), COURSE) == []


def test_no_address_of_formgrader_is_forgotten() -> None:
    assert _forgotten(addresses.of_formgrader(), FORMGRADER) == []


def test_whoever_is_turned_away_is_told_whom_to_ask(known: Who) -> None:
    for username, words in (("nora", "har ingen rolle i kurset"), ("gerd", "ikke tilmeldt"), ("anna", "Siden er for undervisere")):
        answer = known(username).get("trainer")
        assert answer.status == 403
        assert words in answer.in_danish()
        assert "Spørg" in answer.in_danish()


def _surprises(role: str, person: Colleague, base: str, table: str) -> dict[str, str]:
    met = {address: (_outcome(_ask(person, base, address)), outcomes[role]) for address, outcomes in rows(table)}
    return {address: f"{found}, not {expected}" for address, (found, expected) in met.items() if found != expected}


def _ask(person: Colleague, base: str, address: str) -> Answer:
    method, _, path = address.rpartition(" ")
    path = path.replace("MODULE", MODULE).replace("KERNEL", addresses.MADE_UP).replace("ME", person.username or "anna")
    whole = base + path if not base else base + path.lstrip("/")
    if method in ("", "GET"):
        return person.at(whole)
    form = base == COURSES and method == "POST"
    body = f"owner={owner_mark(person.username)}".encode() if form else b"{}"
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    return person.at(whole, method=method, data=body, X_XSRFToken=person.mark(base or "/hub/"), Content_Type=kind)


def _outcome(answer: Answer) -> str:
    if answer.status in (200, 201, 204):
        return "login" if 'name="password"' in answer.text else "page"
    return MEANS.get(answer.status, str(answer.status))


def _forgotten(patterns: list[str], table: str) -> list[str]:
    named = [
        address.rpartition(" ")[2].lstrip("/").partition("?")[0].replace("MODULE", MODULE).replace("KERNEL", addresses.MADE_UP)
        for address, _ in rows(table)
    ]
    return [pattern for pattern in patterns if not any(re.fullmatch(pattern, one) for one in named)]
