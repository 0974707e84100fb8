"""Statements sent to a learning record store: a small real one, which checks what it gets, keeps it by id, and can be told to fail."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from course.errors import CourseError
from course.out import keyfiles, lrs, pseudonyms, xapi
from tests.course.out.conftest import ADDRESS, Municipality

LOGIN = "kursus:hemmeligt æøå"


class Lrs(BaseHTTPRequestHandler):
    """POST statements as xAPI 1.0.3 (Communication, 2.1.2) has it: all of a batch are kept, or none."""

    kept: dict[str, dict[str, Any]]
    failures: list[tuple[int, dict[str, str]]]
    asked: list[str]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.path)
        if self.failures:
            code, headers = self.failures.pop(0)
            return self._answer(code, "not now", headers)
        return self._answer(*self._taken(body))

    def _taken(self, body: bytes) -> tuple[int, Any]:
        if self.headers["Authorization"] != f"Basic {base64.b64encode(LOGIN.encode()).decode()}":
            return 401, "who are you?"
        if self.path != "/xapi/statements" or self.headers["X-Experience-API-Version"] != "1.0.3":
            return 400, "wrong version or address"
        from ralph.models.xapi.base.statements import BaseXapiStatement  # here, since every worker reads this file, and one uses it

        sent = json.loads(body)
        try:
            for one in sent:
                BaseXapiStatement.model_validate(one)
        except ValidationError as error:
            return 400, str(error)
        if any(one["id"] in self.kept and self.kept[one["id"]] != one for one in sent):
            return 409, "another statement has this id"
        self.kept.update({one["id"]: one for one in sent})
        return 200, [one["id"] for one in sent]

    def _answer(self, code: int, said: Any, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(said).encode()
        self.send_response(code)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is written on the screen."""


@pytest.fixture
def server() -> Iterator[tuple[str, type[Lrs]]]:
    handler = type("One", (Lrs,), {"kept": {}, "failures": [], "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/xapi/", handler
        running.shutdown()


@pytest.fixture(scope="module")
def told(municipality: Municipality) -> list[xapi.Statement]:
    return list(xapi.statements(xapi.events(municipality.store)[:120], pseudonyms.read(municipality.key), ADDRESS))


def test_all_arrive_in_batches_and_sent_again_nothing_changes(
    server: tuple[str, type[Lrs]], municipality: Municipality, tmp_path: Path
) -> None:
    endpoint, handler = server
    keyfiles.write(tmp_path / "login", "")
    (tmp_path / "login").write_text(f"{LOGIN}\n", "utf-8")
    named = {"KOMPETENCEVEJ_LRS": endpoint, "KOMPETENCEVEJ_LRS_LOGIN": str(tmp_path / "login")}
    said = municipality.run("export-statements", "--send", "--key", str(municipality.key), **named)
    total = len(municipality.run("export-statements", "--key", str(municipality.key)).splitlines())
    assert f"{total} udsagn er sendt" in said
    assert len(handler.kept) == total
    assert len(handler.asked) == -(-total // lrs.BATCH)
    before = dict(handler.kept)
    municipality.run("export-statements", "--send", "--key", str(municipality.key), **named)
    assert handler.kept == before


def test_a_store_that_is_away_for_a_moment_gets_it_later(server: tuple[str, type[Lrs]], told: list[xapi.Statement]) -> None:
    endpoint, handler = server
    handler.failures += [(503, {}), (429, {"Retry-After": "7"}), (500, {}), (503, {"Retry-After": "86400"})]
    waited: list[float] = []
    assert len(list(lrs.RecordStore(endpoint, LOGIN, waited.append).send(told))) == 3
    assert len(handler.kept) == 120
    assert waited == [1.0, 7.0, 4.0, 60.0]


def test_one_that_stays_away_ends_it_with_the_day_to_go_on_from(server: tuple[str, type[Lrs]], told: list[xapi.Statement]) -> None:
    endpoint, handler = server
    sending = lrs.RecordStore(endpoint, LOGIN, lambda _: None).send(told)
    next(sending)
    handler.failures += [(503, {})] * lrs.TRIES
    with pytest.raises(CourseError) as error:
        next(sending)
    assert f"--since {told[50]['timestamp'][:10]}" in error.value.text.da
    assert len(handler.kept) == 50


def test_where_nothing_listens_she_is_told(told: list[xapi.Statement]) -> None:
    with pytest.raises(CourseError, match="does not answer after 5 tries"):
        next(lrs.RecordStore("http://127.0.0.1:9/xapi", LOGIN, lambda _: None).send(told))


def test_what_the_store_refuses_is_told_in_its_words_and_not_tried_again(server: tuple[str, type[Lrs]], told: list[xapi.Statement]) -> None:
    endpoint, handler = server
    for sent, login, code, words in (
        ([{**told[0], "verb": {"id": "no IRI"}}], LOGIN, 400, "verb.id"),
        (told[:1], "kursus:forkert", 401, "who are you?"),
    ):
        with pytest.raises(CourseError, match=f"HTTP {code}") as error:
            next(lrs.RecordStore(endpoint, login).send(sent))
        assert words in error.value.text.da
    assert len(handler.asked) == 2
    next(lrs.RecordStore(endpoint, LOGIN).send(told[:1]))
    with pytest.raises(CourseError, match="HTTP 409: It already has other content"):
        next(lrs.RecordStore(endpoint, LOGIN).send([{**told[0], "timestamp": "2026-01-01T00:00:00Z"}]))


def test_the_login_is_given_to_nobody_to_whom_the_store_points_on(server: tuple[str, type[Lrs]], told: list[xapi.Statement]) -> None:
    endpoint, handler = server
    handler.failures += [(302, {"Location": f"{endpoint}elsewhere"})]
    with pytest.raises(CourseError, match="HTTP 302"):
        next(lrs.RecordStore(endpoint, LOGIN).send(told))
    assert handler.asked == ["/xapi/statements"]


@pytest.mark.parametrize("endpoint", ["http://lrs.kommune.example/xapi", "ftp://127.0.0.1/", "https://", "lrs"])
def test_an_address_that_others_can_read_along_is_refused(endpoint: str, tmp_path: Path) -> None:
    keyfiles.write(tmp_path / "login", "a:b")
    with pytest.raises(CourseError, match="must begin with https"):
        lrs.named(endpoint, tmp_path / "login")


def test_without_a_named_store_nothing_is_sent_and_she_is_told_how_to_name_one(municipality: Municipality) -> None:
    assert "KOMPETENCEVEJ_LRS_LOGIN" in municipality.run("export-statements", "--send", "--key", str(municipality.key), code=1)
