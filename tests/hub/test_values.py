"""Whatever stands in an address, a form, a cookie or a body: it is answered with a sentence, without a trace, and nobody is woken at night."""

import os
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.one_machine.installation import COURSE as COURSES
from deploy.one_machine.installation import Installation
from tests.hub import addresses, values
from tests.hub.actors import FORMGRADER as FORMGRADERS
from tests.hub.actors import Colleague, exactly
from tests.hub.conftest import Who
from tests.hub.logs import nothing_wrong_in
from tests.hub.table import COURSE, FORMGRADER, HUB
from tests.hub.values import NEVER, NUMBERS, Try
from widgets.session import owner_mark

HAND_IN = "module/1-virtuelle-samtaler/hand-in"
FORM = "application/x-www-form-urlencoded"
AT_ONCE = 4
EVERYBODY = bool(os.environ.get("BENCH_EVERYBODY"))
DEEP = "[" * 5000
BODIES = {
    "lists without end": DEEP, "objects without end": '{"":' * 3000, "a NUL": '{"comment": "\\u0000"}', "half a character": '{"comment": "\\ud800"}',
    "bytes that are no characters": b'{"comment": "\xff"}', "a huge number": '{"manual_score": ' + "9" * 5000 + "}", "no number": '{"manual_score": NaN}',
    "a number beyond all": '{"manual_score": 1e999}', "a number that no browser has": '{"manual_score": 99999999999999999999}',
    "no JSON": "{", "a list": "[1]", "a word": '"x"', "nothing": "null", "no JSON at all": "hello",
}  # fmt: skip


def _trine(known: Who, base: str) -> Colleague:
    trine = known("trine")
    trine.at(base + ("formgrader/gradebook" if base == FORMGRADERS else ""))
    return trine


def test_every_address_of_the_course(installation: Installation, known: Who) -> None:
    tries = values.of(addresses.of_the_course(), COURSE)
    with nothing_wrong_in(installation):
        for somebody, hers in _in_turn(tries, known("lone"), known("trine"), None):
            surprises = _surprises(installation, somebody, COURSES, hers)
            assert not surprises, "\n".join(surprises[:20])


def test_every_address_of_formgrader(installation: Installation, known: Who) -> None:
    tries = values.of(addresses.of_formgrader(), FORMGRADER)
    with nothing_wrong_in(installation):
        for somebody, hers in _in_turn(tries, _trine(known, FORMGRADERS), None):
            surprises = _surprises(installation, somebody, FORMGRADERS, hers)
            assert not surprises, "\n".join(surprises[:20])


def test_every_address_of_the_hub(installation: Installation, known: Who) -> None:
    tries = values.of([r"hub/user/([^/]+)/", r"user/([^/]+)/lab", r"hub/api/users/([^/]+)(?:/.*)?", r"hub/api/groups/([^/]+)/users"], HUB)
    with nothing_wrong_in(installation):
        for somebody, hers in _in_turn(tries, known("anna"), None):
            surprises = _surprises(installation, somebody, "/", hers)
            assert not surprises, "\n".join(surprises[:20])


def _in_turn(tries: list[Try], *people: Colleague | None) -> Iterator[tuple[Colleague | None, list[Try]]]:
    """What each of them tries: what an address may hold, they all do; what none holds is refused at the door, and they take turns.

    In `make bench BENCH=values` everybody tries everything.
    """
    for turn, somebody in enumerate(people):
        yield somebody, [one for place, one in enumerate(tries) if EVERYBODY or not one.never or place % len(people) == turn]


def _surprises(installation: Installation, somebody: Colleague | None, base: str, tries: list[Try]) -> list[str]:
    cookie = somebody.cookies_for(base if base != "/" else "/hub/") if somebody else ""
    mark = somebody.mark(base if base != "/" else "/hub/") if somebody else ""

    def surprise(one: Try) -> str:
        body = b"{}" if one.method in ("POST", "PUT", "PATCH") else None
        status, headers, page = exactly(installation.port, base + one.path, one.method, body, Cookie=cookie, X_XSRFToken=mark)
        return (
            ""
            if _as_it_should(one, status, headers["Content-Type"] or "", page.decode("utf-8", "replace"))
            else f"{one.method} {one.path[:120]}: {status} {page[:300]!r}"
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [told for told in pool.map(surprise, tries) if told]


def _as_it_should(one: Try, status: int, kind: str, page: str) -> bool:
    if "Traceback" in page or status >= 500 or (one.never and not 400 <= status < 500):
        return False
    return status < 400 or not page or _in_our_words(kind, page)


def _in_our_words(kind: str, page: str) -> bool:
    """A page in both languages; what programs ask is answered as programs read it."""
    return (
        'lang="da"' in page and 'lang="en"' in page if kind.startswith("text/html") else kind.startswith(("application/json", "text/plain"))
    )


@pytest.mark.parametrize("value", [*NEVER.values(), *NUMBERS.values()], ids=[*NEVER, *NUMBERS])
def test_a_hand_in_that_says_it_comes_after_something_odd_is_refused(installation: Installation, known: Who, value: str) -> None:
    anna = known("anna")
    anna.get()
    with nothing_wrong_in(installation):
        body = f"_xsrf={urllib.parse.quote(anna.courses_mark)}&after={value}".encode()
        status, _, page = exactly(installation.port, COURSES + HAND_IN, "POST", body, Cookie=anna.cookies_for(COURSES), Content_Type=FORM)
        assert status == 400
        assert 'lang="da"' in page.decode()
    assert anna.get("module/1-virtuelle-samtaler/receipt/1").status == 404, "nothing was handed in"


@pytest.mark.parametrize("value", [*NEVER.values(), *NUMBERS.values()], ids=[*NEVER, *NUMBERS])
def test_forms_with_odd_words(installation: Installation, known: Who, stranger: Colleague, value: str) -> None:
    trine = known("trine")
    trine.get()
    stranger.at("/hub/login")
    forms = (
        (trine, COURSES + "trainer/start", f"command={value}", COURSES),
        (trine, COURSES + "module/1-virtuelle-samtaler/1-vaelg-moedeform/kernel", f"owner={value}", COURSES),
        (trine, COURSES + HAND_IN, f"{value}={owner_mark('trine')}&after=x", COURSES),
        (stranger, "/hub/login", f"username={value}&password={value if len(value) < 100 else 'x'}", "/hub/"),
        (stranger, "/hub/login", f"username=anna&password={value}", "/hub/"),
    )
    with nothing_wrong_in(installation):
        for somebody, path, fields, base in forms:
            body = f"_xsrf={urllib.parse.quote(somebody.mark(base))}&{fields}".encode()
            answer = somebody.at(path, method="POST", data=body, Content_Type=FORM)
            assert 400 <= answer.status < 500, (path, fields[:60], answer.status)
            assert _in_our_words(answer.headers["Content-Type"], answer.text), (path, answer.text)


@pytest.mark.parametrize("value", ["\xff\xfe", "%00", "9" * 5000, "2|1:0|10:9999999999|x|" + "A" * 3000, '"', "=" * 500, "\x1f"], ids=ascii)
def test_cookies_that_nobody_gave_out(installation: Installation, value: str) -> None:
    names = (
        "service-course",
        "service-course-said",
        "_xsrf",
        "kompetencevej-language",
        "kompetencevej-theme",
        "jupyterhub-session-id",
        "jupyterhub-hub-login",
    )
    with nothing_wrong_in(installation):
        for path in (COURSES, FORMGRADERS + "formgrader/gradebook", "/hub/home"):
            for name in names:
                assert exactly(installation.port, path, Cookie=f"{name}={value}")[0] in (302, 400, 403), (path, name)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_bodies_that_formgrader_and_the_hub_cannot_keep(installation: Installation, known: Who, body: str | bytes) -> None:
    sent = body if isinstance(body, bytes) else body.encode()
    trine = _trine(known, FORMGRADERS)
    with nothing_wrong_in(installation):
        for base, path, method in (
            (FORMGRADERS, "formgrader/api/comment/x", "PUT"),
            (FORMGRADERS, "formgrader/api/grade/x", "PUT"),
            (FORMGRADERS, "formgrader/api/assignment/x", "PUT"),
            (FORMGRADERS, "formgrader/api/student/x", "PUT"),
            ("/", "hub/api/users/trine/tokens", "POST"),
            ("/", "hub/api/users", "POST"),
        ):
            at = base if base != "/" else "/hub/"
            status, _, page = exactly(
                installation.port,
                base + path,
                method,
                sent,
                Cookie=trine.cookies_for(at),
                X_XSRFToken=trine.mark(at),
                Content_Type="application/json",
            )
            assert 400 <= status < 500, (path, status, page)
            assert b"Traceback" not in page


def test_a_table_of_addresses_that_differ_has_a_try_for_each_place() -> None:
    tries = values.of([r"team/(?P<username>[^/]{1,120})", r"levels"], "head\nteam/anna a b c d e f\nlevels a b c d e f\n")
    assert {one.path.partition("?")[0] for one in tries if one.what == "a NUL"} == {"team/%00", "team/anna", "levels%00", "levels"}
