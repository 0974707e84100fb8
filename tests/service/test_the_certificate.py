"""A colleague downloads her certificate, and nobody else's."""

import io
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import jwt
import pypdf
import pytest
from openbadgeslib.ob3 import OB3Verifier

from course import settings
from course.modules import catalogue
from course.store import Person, Store
from tests.actors import Visitor
from tests.service.test_the_employees_pages import answer_all, give_back
from widgets.service.pages.employee import page_set
from widgets.service.web import rendering

KAREN = Person("karen", 'Karen "Kaj" <b>Ø</b>', "raadgiver", example=True)


@pytest.fixture
def karen(store: Store, visitor: Callable[[str], Visitor]) -> Iterator[Visitor]:
    """A colleague who has handed in all modules, and has got none back."""
    store.people.put(KAREN)
    for module in catalogue(settings.modules()):
        answer_all(store, at("karen"), module)
        store.submissions.hand_in("karen", module)
    yield visitor("karen")
    store.people.put(Person("karen", KAREN.name, "raadgiver", active=False, example=True))


def at(username: str) -> Any:
    return SimpleNamespace(username=username)


def test_she_reads_what_is_missing_and_gets_it_when_the_last_module_has_come_back(karen: Visitor, store: Store) -> None:
    *most, last = catalogue(settings.modules())
    for module in most:
        give_back(store, at("karen"), module)
    lacks = f"Du kan hente dit kursusbevis, når modul {last.about.number} er rettet."
    assert [lacks in karen.get(page).in_danish() for page in ("", "levels")] == [True, True]
    for file in ("certificate.pdf", "certificate.jwt"):
        refused = karen.get(f"{file}?language=da")
        assert refused.status == 404
        assert lacks in refused.in_danish()

    give_back(store, at("karen"), last)
    for page in ("", "levels"):
        shown = karen.get(page).text
        assert lacks not in shown
        assert 'lang="da" href="/certificate.pdf?language=da" download' in shown
        assert 'lang="en" href="/certificate.pdf?language=en" download' in shown
    for language, name in (("da", "Kursusbevis"), ("en", "Course%20certificate"), ("kl", "Kursusbevis")):
        answer = karen.raw(f"certificate.pdf?language={language}")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert f"{name}.pdf" in answer.headers["Content-Disposition"]
        assert KAREN.name in " ".join(pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
        assert answer.content == karen.raw(f"certificate.pdf?language={language}").content
        assert f'lang="{language}"><a href="/certificate.jwt?language={language}" download' in shown or language == "kl"
    assert "private" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]


def test_a_colleagues_name_in_the_address_changes_nothing(karen: Visitor, store: Store, visitor: Callable[[str], Visitor]) -> None:
    for module in catalogue(settings.modules()):
        if not store.submissions.latest("karen", module.id).returned:  # type: ignore[union-attr]
            give_back(store, at("karen"), module)
    assert karen.get("certificate.pdf").status == 200
    for address in ("certificate.pdf?username=karen", "certificate.pdf?person=karen", "certificate.pdf/karen", "karen/certificate.pdf"):
        assert visitor("per").get(address).status == 404


def test_beside_it_she_gets_a_badge_which_anybody_verifies_with_what_stands_in_the_open(
    karen: Visitor, store: Store, stranger: Visitor
) -> None:
    for module in catalogue(settings.modules()):
        if not store.submissions.latest("karen", module.id).returned:  # type: ignore[union-attr]
            give_back(store, at("karen"), module)
    answer = karen.raw("certificate.jwt?language=en")
    assert answer.headers["Content-Type"] == "application/vc+jwt"
    assert "Course%20certificate.jwt" in answer.headers["Content-Disposition"]
    token = answer.content.decode()
    address = jwt.get_unverified_header(token)["kid"].removeprefix("https://kursus.kommune.example/")
    key = stranger.get(address)
    assert key.headers["Access-Control-Allow-Origin"] == "*"
    verified = OB3Verifier(jwt.PyJWK(key.json).key).verify(token)
    issuer = verified.issuer.id.removeprefix("https://kursus.kommune.example/")
    assert stranger.get(issuer).json["id"] == verified.issuer.id
    assert (
        jwt.decode(token, jwt.PyJWK(key.json).key, algorithms=["RS256"])["credentialSubject"]["identifier"][0]["identityHash"] == KAREN.name
    )
    assert stranger.get(".well-known/badges/other.json").status == 404


def test_where_no_badges_are_given_nothing_of_them_is_shown() -> None:
    page = rendering.environment(page_set.templates).from_string(
        '{% from "certificate.html" import certificate %}{{ certificate(None, "/", badge) }}'
    )
    assert [".jwt" in page.render(badge=badge) for badge in (True, False)] == [True, False]
    assert "certificate.pdf" in page.render(badge=False)
