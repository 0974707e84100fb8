"""Who gets in, as whom, and what nobody gets."""

import asyncio
import json
import time
import urllib.parse
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect

from tests.actors import Visitor, kernel_of, kernel_processes, talk
from tests.benchmarks import _wire as wire
from tests.browser.service import Service
from widgets.service.web.identity import SECRET_BYTES, cookie_secret
from widgets.session import owner_mark

MODULE = "module/1-virtuelle-samtaler"
PAGE = f"{MODULE}/1-vaelg-moedeform"
Who = Callable[[str], Visitor]
ADDRESSES = (
    "",
    "levels",
    "about",
    "statement",
    MODULE,
    PAGE,
    f"{MODULE}/hand-in",
    f"{MODULE}/progress",
    f"{MODULE}/feedback/1",
    "trainer",
    "desk",
    "desk/items",
    "team",
    "nothing-here",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_told_how_to_get_in_and_sees_nothing_else(stranger: Visitor, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status == 401
    assert "Åbn kurset fra den viste adresse" in answer.in_danish()
    assert "Virtuelle samtaler" not in answer.text


def test_a_wrong_token_opens_nothing(stranger: Visitor) -> None:
    assert stranger.get("?token=guess").status == 401
    assert stranger.get("", Authorization="token guess").status == 401


def test_the_token_gives_way_to_a_cookie_at_once(stranger: Visitor, service: Service) -> None:
    answer = stranger.get_url(service.address, follow=False)
    assert answer.status == 302
    assert "token" not in answer.headers["Location"]
    assert stranger.get("").status == 200


def test_a_first_start_that_was_interrupted_leaves_no_secret_that_is_easy_to_guess(tmp_path: Path) -> None:
    (tmp_path / "cookie-secret").touch()
    made = cookie_secret(tmp_path)
    assert len(made) == SECRET_BYTES
    assert cookie_secret(tmp_path) == made


@pytest.mark.parametrize("path", ["//evil.example/x?token=a", "/\\evil.example/x?token=a"])
def test_an_address_of_the_course_never_leads_to_another_host(visitor: Who, path: str) -> None:
    ida = visitor("ida")
    client = HTTPConnection(urllib.parse.urlsplit(ida.base).netloc, timeout=30)
    client.request("GET", path, headers={"Cookie": ida.cookie_header()})
    answer = client.getresponse()
    client.close()
    assert (answer.status, answer.headers["Location"]) == (302, "/evil.example/x")


def test_a_stranger_cannot_hand_in_or_switch(stranger: Visitor) -> None:
    stranger.get("login")
    assert stranger.post(f"{MODULE}/hand-in", follow=False).status in (302, 403)
    assert stranger.post("switch", follow=False, person="ida").status in (302, 403)


def test_a_stranger_gets_near_no_kernel(stranger: Visitor, visitor: Who) -> None:
    kernel = kernel_of(visitor("ida").get(PAGE))
    assert stranger.get(f"api/kernels/{kernel}").status == 403
    assert stranger.get_url(f"{stranger.base}api/kernels", method="POST", data=b"{}").status in (401, 403, 404)


def test_a_learner_opening_a_page_gets_a_kernel_of_her_own(visitor: Who) -> None:
    ida, per = visitor("ida"), visitor("per")
    kernel = kernel_of(ida.get(PAGE))
    assert ida.get(f"api/kernels/{kernel}").status == 200
    assert per.get(f"api/kernels/{kernel}").status == 403


def test_another_learner_cannot_end_or_join_a_kernel(visitor: Who, service: Service) -> None:
    ida, per = visitor("ida"), visitor("per")
    kernel = kernel_of(ida.get(PAGE))
    per.get()
    assert per.post(f"voila/api/shutdown/{kernel}").status == 403
    assert per.get_url(f"{per.base}api/kernels/{kernel}", method="DELETE", X_XSRFToken=per.cookie("_xsrf").value or "").status == 403
    assert _joins(per, service, kernel) == 403
    assert _joins(ida, service, kernel) == 101


def test_a_websocket_from_another_site_is_refused(visitor: Who, service: Service) -> None:
    ida = visitor("ida")
    kernel = kernel_of(ida.get(PAGE))
    assert _joins(ida, service, kernel, origin="http://evil.example") == 403


def test_a_line_to_a_kernel_that_dies_before_it_answers_is_refused_at_once(visitor: Who, service: Service) -> None:
    ida = visitor("ida")
    kernel = kernel_of(ida.get(PAGE))
    process = kernel_processes(kernel)[0]
    process.suspend()
    Timer(1, process.kill).start()
    start = time.monotonic()
    assert _joins(ida, service, kernel) == 404
    assert time.monotonic() - start < 15, "the page waits for it meanwhile"


def _joins(somebody: Visitor, service: Service, kernel: str, origin: str | None = None) -> int:
    url = f"ws://127.0.0.1:{service.port}/api/kernels/{kernel}/channels?session_id=abc"
    headers = {"Cookie": somebody.cookie_header(), "Host": f"localhost:{service.port}", **({"Origin": origin} if origin else {})}

    async def _try() -> int:
        try:
            line = await websocket_connect(HTTPRequest(url, headers=headers), subprotocols=[wire.PROTOCOL])
        except HTTPClientError as error:
            return error.code
        line.close()
        return 101

    return IOLoop().run_sync(_try)


def test_a_page_that_is_only_read_keeps_its_line(visitor: Who, service: Service) -> None:
    ida = visitor("ida")
    assert _stays_open(ida, service, kernel_of(ida.get(PAGE)), seconds=33)  # the first ping is sent after 30


def _stays_open(somebody: Visitor, service: Service, kernel: str, seconds: float) -> bool:
    url = f"ws://localhost:{service.port}/api/kernels/{kernel}/channels?session_id=abc"

    async def _read() -> bool:
        line = await websocket_connect(HTTPRequest(url, headers={"Cookie": somebody.cookie_header()}), subprotocols=[wire.PROTOCOL])
        try:
            async with asyncio.timeout(seconds):
                while await line.read_message() is not None:
                    pass
        except TimeoutError:
            return True
        finally:
            line.close()
        return False

    return IOLoop().run_sync(_read)


def test_a_page_cannot_make_its_kernel_run_anything(visitor: Who, service: Service, tmp_path: Path) -> None:
    ida = visitor("ida")
    kernel = kernel_of(ida.get(PAGE))
    canary = tmp_path / "canary"
    code = {"code": f"open({str(canary)!r}, 'w').close()", "silent": False}
    wishes = [("execute_request", code, "shell"), ("execute_request", code, "control"), ("shutdown_request", {"restart": False}, "control")]
    answers = _say(
        ida, service, kernel, [*wishes, ("complete_request", {"code": "o", "cursor_pos": 1}, "shell"), ("kernel_info_request", {}, "shell")]
    )
    assert "kernel_info_reply" in answers
    assert not {"execute_reply", "shutdown_reply", "complete_reply"} & set(answers)
    assert not canary.exists()
    assert ida.get(f"api/kernels/{kernel}").status == 200


def _say(somebody: Visitor, service: Service, kernel: str, messages: list[tuple[str, dict[str, Any], str]]) -> list[str]:
    """Send messages as a page's script could, until the last is answered; return the types of what came back."""
    url = f"ws://localhost:{service.port}/api/kernels/{kernel}/channels?session_id=abc"

    async def _talk() -> list[str]:
        line = await websocket_connect(HTTPRequest(url, headers={"Cookie": somebody.cookie_header()}), subprotocols=[wire.PROTOCOL])
        return await talk(line, messages)

    return IOLoop().run_sync(_talk)


def test_closing_the_page_ends_its_kernel(visitor: Who) -> None:
    ida = visitor("ida")
    kernel = kernel_of(ida.get(PAGE))
    assert ida.post(f"voila/api/shutdown/{kernel}").status == 204
    deadline = time.monotonic() + 20
    while ida.get(f"api/kernels/{kernel}").status != 404 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert ida.get(f"api/kernels/{kernel}").status == 404
    assert ida.post(f"voila/api/shutdown/{kernel}").status == 204


def test_a_form_from_another_site_is_refused(visitor: Who) -> None:
    ida = visitor("ida")
    for path in ("switch", f"{MODULE}/hand-in"):
        answer = ida.post(path, xsrf=False, person="per")
        assert answer.status == 403
        assert "Genindlæs siden" in answer.in_danish()
    assert "Ida Lund" in ida.get().text


def test_a_forged_learner_changes_nothing(visitor: Who) -> None:
    ida = visitor("ida")
    page = ida.get(PAGE + "?HTTP_X_KOMPETENCEVEJ_LEARNER=per&learner=per", X_Kompetencevej_Learner="per")
    assert page.status == 200
    assert f'"owner":"{owner_mark("ida")}"' in page.text
    assert owner_mark("per") not in page.text


def test_a_kernel_knows_no_secret(visitor: Who, service: Service) -> None:
    environment = _environment(kernel_of(visitor("ida").get(PAGE)))
    assert not [name for name in environment if "TOKEN" in name or "SECRET" in name or "PASSWORD" in name or "GRADEBOOK" in name]
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(service.address).query)["token"][0]
    assert token not in json.dumps(environment)


def _environment(kernel: str) -> dict[str, str]:
    """What the kernel's process was started with."""
    (process,) = kernel_processes(kernel)
    return dict(process.environ())


def test_nobody_can_pretend_to_be_someone_with_a_cookie_of_ones_own(stranger: Visitor, service: Service) -> None:
    assert stranger.get("", Cookie=f"kompetencevej-{service.port}=ida").status == 401


def test_a_former_colleague_is_told_whom_to_ask(visitor: Who, store: object) -> None:
    ida = visitor("ida")
    assert ida.post("switch", person="ole").status == 400


def test_only_trainers_and_managers_see_their_pages(visitor: Who) -> None:
    for address in ("trainer", "team", "desk", "desk/phrases", "desk/items", "desk/items.csv", "desk/agreement"):
        answer = visitor("ida").get(address)
        assert answer.status in (403, 404)
        if answer.status == 403:
            assert "Spørg" in answer.in_danish()


def test_the_course_answers_to_loopback_names_alone(service: Service, visitor: Who) -> None:
    assert visitor("ida").get("", Host="kompetencevej.example").status == 403
