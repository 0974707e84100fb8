"""What somebody may do ends when her login at the Hub does, and nobody meets what another left in the browser."""

import asyncio
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from tornado.web import HTTPError

from course.errors import NotAllowed, StorageError
from deploy.one_machine.installation import COURSE, Installation
from tests.hub.actors import exactly
from tests.hub.conftest import Who
from tests.hub.lines import PAGE, joins, open_page
from widgets.service.app import CourseService
from widgets.session import owner_mark


def test_after_logging_out_the_browser_opens_nothing(somebody: Who, installation: Installation) -> None:
    clara = somebody("clara")
    kernel = open_page(clara)
    assert joins(clara, installation.port, kernel) == 101
    clara.log_out()
    assert clara.cookie("service-course"), "the course's own cookie is still there"
    assert clara.get("", follow=False).status == 302
    assert clara.get(kernel.address).status == 403
    assert joins(clara, installation.port, kernel) == 403
    assert 'name="password"' in clara.get("levels").text


def test_a_login_that_the_hub_has_ended_opens_nothing(somebody: Who, installation: Installation) -> None:
    jens = somebody("jens")
    assert jens.get().status == 200
    engine = create_engine(installation.url("hub", "jupyterhub"))
    with engine.begin() as hub:
        hub.execute(
            text("update api_tokens set expires_at = now() - interval '1 day' where user_id = (select id from users where name = 'jens')")
        )
    engine.dispose()
    newly_asked = f"service-course={jens.cookie('service-course').value}; jupyterhub-session-id=another"
    assert exactly(installation.port, COURSE, Cookie=newly_asked)[0] == 302


def test_a_login_lasts_as_long_as_a_day_at_work(somebody: Who, installation: Installation) -> None:
    bo = somebody("bo")
    assert bo.cookie("service-course").expires is None, "it ends with the browser"
    engine = create_engine(installation.url("hub", "jupyterhub"))
    asked = "select max(extract(epoch from expires_at - created)) from api_tokens where user_id = (select id from users where name = 'bo')"
    with engine.connect() as hub:
        assert hub.scalar(text(asked)) == pytest.approx(10 * 3600, abs=5)
    engine.dispose()


def test_the_next_person_in_a_browser_meets_nothing_of_the_one_before(somebody: Who, installation: Installation) -> None:
    browser = somebody("anna")
    annas = open_page(browser)
    browser.log_out()
    browser.username = "bo"
    browser.log_in(installation.secrets["password"])
    page = browser.get(PAGE)
    assert f'"owner":"{owner_mark("bo")}"' in page.text
    assert owner_mark("anna") not in page.text
    assert "Anna Holm" not in page.text
    assert browser.get(annas.address).status == 403
    assert joins(browser, installation.port, annas) == 403
    assert browser.post(f"{PAGE}/kernel", owner=owner_mark("anna")).status == 403


@pytest.mark.parametrize(
    ("what", "says", "stays"),
    [
        ("she is still logged in", "anna", True),
        ("her login has ended", None, False),
        ("another has logged in in her browser", "bo", False),
        ("she has left", NotAllowed("Du er ikke tilmeldt kurset.", "You are not enrolled."), False),
        ("the Hub does not answer", HTTPError(503), True),
        ("the database does not answer", StorageError("Databasen svarer ikke.", "The database does not answer."), True),
    ],
)
def test_an_open_line_ends_with_what_opened_it(what: str, says: Any, stays: bool) -> None:
    ended: list[str] = []
    asyncio.run(CourseService.end_what_must_end(_service(says, ended)))
    assert ended == ([] if stays else ["her kernel"]), what


def _service(says: Any, ended: list[str]) -> Any:
    """A course with one open line, where asking after its owner is answered with, or ends in, `says`."""

    async def stop(kernel: str) -> None:
        ended.append(kernel)

    async def get_user(_line: Any) -> Any:
        if isinstance(says, HTTPError):
            raise says
        return SimpleNamespace(username="anna" if isinstance(says, Exception) else says) if says else None

    def person(_user: Any) -> None:
        if isinstance(says, Exception):
            raise says

    line = SimpleNamespace(current_user=SimpleNamespace(username="anna"))
    service: Any = SimpleNamespace(identity_provider=SimpleNamespace(get_user=get_user), person=person, pool=None)
    service.kernels = SimpleNamespace(lines=lambda: [("her kernel", line)], stop=stop)
    service._may_still = partial(CourseService._may_still, service)
    return service
