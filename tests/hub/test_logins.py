"""How long a login lasts: until its person logs out, does nothing for a while, or has been in for so many hours; and then nothing copied is of use."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text
from tornado.httpclient import HTTPRequest
from tornado.ioloop import IOLoop
from tornado.web import create_signed_value
from tornado.websocket import websocket_connect

from deploy.one_machine.installation import COURSE, Installation
from deploy.one_machine.parts import until
from tests.hub.actors import FORMGRADER, Colleague, exactly
from tests.hub.conftest import ROLELESS, Who, take_out_of_all_groups
from tests.hub.lines import Kernel, open_page

ENDS_WITHIN = 10
IDLE_MINUTES = 0.05  # with what the Hub waits more, nine seconds
IDLE_SECONDS = 9


def copied(somebody: Colleague, installation: Installation, *names: str) -> Colleague:
    """Another browser, into which cookies of somebody's were copied: all of them, or those of these names."""
    thief = Colleague(installation, somebody.username)
    for cookie in somebody.cookies:
        if not names or cookie.name in names:
            thief.cookies.set_cookie(cookie)
    return thief


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.3)
    return False


def test_a_login_copied_before_logging_out_opens_nothing_afterwards(somebody: Who, installation: Installation) -> None:
    trine = somebody("trine")
    trine.at(FORMGRADER + "formgrader/gradebook")
    everything = copied(trine, installation)
    hubs_alone = copied(trine, installation, "jupyterhub-hub-login")
    thief = copied(trine, installation, "jupyterhub-hub-login")
    assert "Trine" in thief.get().text, "until then it opens the course, with a session of the thief's own"
    unused = copied(trine, installation, "jupyterhub-hub-login")
    code = unused.sent_back()
    trine.log_out()
    assert 'name="password"' in hubs_alone.get().text
    assert "password" in hubs_alone.at("/hub/home").text
    assert within(ENDS_WITHIN, lambda: thief.get("", follow=False).status == 302), "what the thief made of it ends too"
    for port in (installation.port, installation.ports["1"], installation.ports["2"]):
        cookie = everything.cookies_for(COURSE)
        assert within(ENDS_WITHIN, lambda port=port, cookie=cookie: exactly(port, COURSE, Cookie=cookie)[0] == 302)  # type: ignore[misc]
    marks = everything.cookies_for(FORMGRADER)
    assert within(ENDS_WITHIN, lambda: exactly(installation.port, FORMGRADER + "formgrader/gradebook", Cookie=marks)[0] == 302)
    for one in (everything, thief):
        assert 'name="password"' in one.get().text
    assert unused.at(code, follow=False).status >= 400
    assert 'name="password"' in unused.get().text


def test_nobody_elses_login_ends_with_hers(somebody: Who, known: Who) -> None:
    clara, anna = somebody("clara"), known("anna")
    anna.get()
    clara.log_out()
    assert anna.get("", follow=False).status == 200


def test_a_page_that_is_open_ends_with_its_login(somebody: Who, installation: Installation) -> None:
    clara = somebody("clara")
    open_lines = [(open_page(clara), installation.port) for _ in range(2)]
    left = IOLoop().run_sync(lambda: _until_closed(clara, open_lines), timeout=90)
    assert max(left) < ENDS_WITHIN


async def _until_closed(somebody: Colleague, pages: list[tuple[Kernel, int]]) -> list[float]:
    """Log somebody out, and for each open line the seconds until it is closed."""
    lines = []
    for kernel, port in pages:
        path = COURSE + kernel.address
        request = HTTPRequest(f"ws://127.0.0.1:{port}{path}/channels?session_id=abc", headers={"Cookie": somebody.cookies_for(path)})
        lines.append(await websocket_connect(request, subprotocols=["v1.kernel.websocket.jupyter.org"]))
    await IOLoop.current().run_in_executor(None, somebody.log_out)
    begun, took = time.monotonic(), []
    for line in lines:
        while await line.read_message() is not None:
            pass
        took.append(time.monotonic() - begun)
        line.close()
    return took


def test_no_browser_keeps_a_login_when_it_is_closed(known: Who) -> None:
    anna = known("anna")
    logins = {
        cookie.name: cookie.expires
        for cookie in anna.cookies
        if "login" in cookie.name or "session" in cookie.name or "service" in cookie.name
    }
    assert logins.keys() >= {"jupyterhub-hub-login", "jupyterhub-session-id", "service-course", "service-course-said"}
    assert set(logins.values()) == {None}


def test_what_a_service_is_given_late_ends_with_the_login(somebody: Who, installation: Installation) -> None:
    bo = somebody("bo")
    late = Colleague(installation, "bo")
    begun = time.time() - 30 * 60
    secret = bytes.fromhex((installation.folder / "hub-cookie-secret").read_text().strip())
    cookie = bo.cookie("jupyterhub-hub-login")
    engine = create_engine(installation.url("hub", "jupyterhub"))
    with engine.connect() as hub:
        who = hub.scalar(text("select cookie_id from users where name = 'bo'"))
        cookie.value = create_signed_value(secret, "jupyterhub-hub-login", who, clock=lambda: begun).decode()
        late.cookies.set_cookie(cookie)
        before = hub.scalar(text("select max(id) from api_tokens"))
    assert "Bo Krogh" in late.get().text
    with engine.connect() as hub:
        asked = "select extract(epoch from expires_at at time zone 'utc') from api_tokens where id > :before and user_id = (select id from users where name = 'bo')"
        ends = [float(one) for one in hub.scalars(text(asked), {"before": before})]
    engine.dispose()
    assert ends == [pytest.approx(begun + 10 * 3600, abs=60)]


@contextmanager
def installation_idle(installation: Installation, minutes: float) -> Iterator[None]:
    """The same installation with another choice, for which its Hub starts anew."""
    file, hub = installation.folder / "choices.toml", installation.parts["hub"]
    chosen = file.read_text("utf-8")
    try:
        _start_anew(installation, f"idle_minutes = {minutes}\n{chosen}")
        yield
    finally:
        _start_anew(installation, chosen)
    assert hub.running


def _start_anew(installation: Installation, choices: str) -> None:
    (installation.folder / "choices.toml").write_text(choices, "utf-8")
    hub = installation.parts["hub"]
    hub.kill()
    until(lambda: installation.answers("/hub/health"), "The Hub", 60, hub.log)
    take_out_of_all_groups(installation, ROLELESS)  # the Hub has put everybody back where its configuration says


def test_a_login_that_nobody_uses_ends_and_one_that_is_read_with_does_not(somebody: Who, installation: Installation) -> None:
    with installation_idle(installation, IDLE_MINUTES):
        clara = somebody("clara")
        assert _says_how_long(clara, "ikke har rørt siderne i 0,1 minutter")
        told = 'data-seconds="3" data-here="/services/course/here" data-end="/hub/logout"'
        assert within(ENDS_WITHIN, lambda: told in clara.get().text), "the other replica, which may answer this time, hears it too"
        jens = somebody("jens")
        begun = time.monotonic()
        while time.monotonic() - begun < IDLE_SECONDS + 6:
            time.sleep(1)
            assert jens.get("here", Sec_Fetch_Mode="cors").status == 204, "a page that is read says so"
            clara.get("module/1-virtuelle-samtaler/progress", follow=False, Sec_Fetch_Mode="cors")  # as a page does by itself
        assert jens.get("", follow=False).status == 200
        assert clara.get("", follow=False).status == 302
        copy = copied(clara, installation, "jupyterhub-hub-login")
        for one in (clara, copy):
            assert 'name="password"' in one.get().text
            assert "password" in one.at("/hub/home").text
        clara.log_in(installation.secrets["password"])
        assert "Clara" in clara.get().text


def _says_how_long(somebody: Colleague, words: str) -> bool:
    """Whether the page about her data says so; a replica hears what the Hub has chosen anew within seconds."""
    return within(ENDS_WITHIN, lambda: words in somebody.get("privacy").in_danish())


def test_the_page_says_how_long_one_stays_logged_in(known: Who, stranger: Colleague) -> None:
    told = "Du er logget ind, til du logger ud, lukker browseren, ikke har rørt siderne i 60 minutter, og højst i 10 timer."
    assert _says_how_long(known("anna"), told)
    assert told in stranger.get().in_danish()


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"logins": 1}', b'{"logins": ["1"]}', b'{"active": [null]}', b'{"logins": ["a99999999999999999999"]}', b"\xff"],
)
def test_what_is_asked_wrongly_of_the_hub_is_refused_in_good_order(installation: Installation, body: bytes) -> None:
    token = {"Authorization": f"token {installation.secrets['course_token']}", "Content_Type": "application/json"}
    status, _, answer = exactly(installation.ports["hub"], "/hub/api/logins", "POST", body, **token)
    assert status in (200, 400)
    assert b"Traceback" not in answer
    if status == 200:
        assert json.loads(answer)["logins"] == {}


def test_the_hub_tells_a_service_of_its_own_logins_alone(installation: Installation, known: Who) -> None:
    known("anna").get()
    engine = create_engine(installation.url("hub", "jupyterhub"))
    with engine.connect() as hub:
        ids = [f"a{id}" for id in hub.scalars(text("select id from api_tokens"))]
    engine.dispose()
    for service in ("course", "formgrader"):
        token = {"Authorization": f"token {installation.secrets[f'{service}_token']}", "Content_Type": "application/json"}
        _, _, answer = exactly(installation.ports["hub"], "/hub/api/logins", "POST", json.dumps({"logins": ids}).encode(), **token)
        names = {one["name"] for one in json.loads(answer)["logins"].values()}
        assert ("anna" in names) == (service == "course")
