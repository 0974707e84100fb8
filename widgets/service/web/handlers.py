"""What all addresses of the course share: who asks, headers, and errors that a person can read."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any, TypeVar, cast

from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from tornado.web import HTTPError

from course import origin
from course.datafile import DataError
from course.errors import CourseError
from course.framework import organisation, roles
from course.pages import may
from course.store import Person
from course.usernames import MYSELF
from widgets.service.kernels.same_origin import SameOrigin
from widgets.service.web import rendering
from widgets.service.web.errors import TITLES, WORDS, Refused
from widgets.service.web.headers import STRICT
from widgets.service.web.local_people import local_people

Answer = TypeVar("Answer")


class CourseHandler(SameOrigin, JupyterHandler):
    """A page of the course for a person who is in it."""

    policy = STRICT
    viewer: Person | None = None

    @property
    def course(self) -> Any:
        """The service."""
        return self.settings["course"]

    @property
    def content_security_policy(self) -> str:
        return self.policy

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def set_cookie(self, name: str, value: str | bytes, *how: Any, **more: Any) -> None:
        """A cookie that was set on an encrypted line is sent on no other."""
        super().set_cookie(name, value, *how, **{"secure": origin.scheme(self.request.headers, self.request.protocol) == "https", **more})

    async def prepare(self) -> None:  # type: ignore[override]
        """Find out who asks; a token in the address gives way to the cookie at once, so that it is neither bookmarked nor sent on."""
        await super().prepare()
        if self._finished or not self.current_user:
            return
        if "token" in self.request.query_arguments and self.request.method in ("GET", "HEAD"):
            self.redirect("/" + self.request.path.lstrip("/\\"))  # two slashes would name another host
            return
        self.viewer = await self.in_thread(lambda: self.course.person(self.current_user))

    async def in_thread(self, function: Callable[[], Answer]) -> Answer:
        """Run what waits for the database or draws a page beside the event loop; a CourseError becomes its page."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.course.pool, function)
        except CourseError as error:
            raise Refused(error) from error

    async def show(self, template: str, context: dict[str, Any], page_set: Any = None, status: int = 200) -> None:
        """Answer with a page."""
        field = self.xsrf_form_html()
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(await self.in_thread(lambda: self.draw(template, context, page_set, field)))

    def draw(self, template: str, context: dict[str, Any], page_set: Any, field: str) -> str:
        """The page's HTML (in a thread)."""
        return rendering.render(self.course.environment(page_set), template, self.base_url, {**self.frame(field), **context})

    def looks(self) -> dict[str, str]:
        """The language and the colours that the reader has chosen."""
        language, theme = self.get_cookie("kompetencevej-language"), self.get_cookie("kompetencevej-theme")
        return {"language": language if language == "en" else "da", "theme": theme if theme in ("light", "dark") else ""}

    def frame(self, field: str) -> dict[str, Any]:
        """What the frame of every page needs to know."""
        page = self.request.path.removeprefix(self.base_url)
        frame: dict[str, Any] = {
            **self.looks(),
            "page_url": page,
            "xsrf": lambda: Markup(field),  # noqa: S704  tornado's own field
            "organisation": organisation(),
            "local": self.course.entrance.local,
            "preview": self.course.entrance.preview,
            "mark": self.course.entrance.mark,
            "unkept": self.course.entrance.passing if self.viewer else None,
            "passing": self.course.entrance.passing
            if self.viewer and self.viewer.username == MYSELF
            else None,  # whose work leaves in files
            "alone": self.course.entrance.alone,
            "logout": None if self.course.entrance.alone else self.identity_provider.logout,  # type: ignore[attr-defined]  # HubIdentity's
            "lasts": getattr(self.identity_provider, "lasts", None),
            "viewer": self.viewer,
        }
        if self.viewer:
            frame["viewer_role"] = roles().name(self.viewer.role)
            frame["menu"] = [
                {"address": address, "da": da, "en": en, "current": address == page}
                for address, da, en, access in self.course.menu
                if may(self.viewer, access)
            ]
            frame["local_people"] = local_people(self.course.store.people.all(), self.viewer) if self.course.entrance.local else []
        return frame

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        """Errors that are told to the person need no trace; the others get a number that stands on the page and in the log."""
        if isinstance(value, Refused) and not isinstance(value.error, DataError):
            self.log.info("%s %s: %s", self.request.method, self.request.path, value.error)
            return
        if isinstance(value, HTTPError) and value.status_code < 500:
            self.log.info("%s %s: %s", self.request.method, self.request.path, value)
            return
        self.number = secrets.token_hex(4)
        self.log.error("Error number %s at %s %s", self.number, self.request.method, self.request.path, exc_info=(kind, value, trace))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A page with a sentence in both languages and what to mention when asking for help."""
        error = (kwargs.get("exc_info") or (None, None, None))[1]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if again := getattr(error, "again", 0):
            self.set_header("Retry-After", str(again))
        self.finish(self.told(status_code, error))

    def told(self, status_code: int, value: Any, only: str = "") -> str:
        """The page that tells an error; `only` its body where the head has been sent."""
        error = value.error if isinstance(value, Refused) else None
        told = error is not None and not isinstance(error, DataError)
        known = status_code if status_code in TITLES else 500
        shown = {
            "title": getattr(error, "title", TITLES[known]),
            "again": getattr(value, "again", 0),
            "text": cast(CourseError, error).text if told else WORDS.get(known, WORDS[500]),
            "ask": status_code in (403, 500, 503) and not getattr(value, "again", 0),
            "code": error.code if error else ("" if status_code < 500 else "unexpected"),
            "number": getattr(self, "number", ""),
        }
        context = {**self._frame_in_trouble(), "error": shown, "only": only}
        return rendering.render(self.course.environment(None), "error.html", self.base_url, context)

    def _frame_in_trouble(self) -> dict[str, Any]:
        try:
            return self.frame(self.xsrf_form_html())
        except (CourseError, OSError):  # the trouble may be the very data that the frame shows
            self.log.exception("The frame of an error page could not be filled")
            return {"language": "da", "page_url": "", "viewer": None}

    async def head(self, *parts: str, **named: str) -> None:
        """The headers of the same page."""
        await cast(Any, self).get(*parts, **named)


class Missing(CourseHandler):
    """Any other address."""

    async def get(self, *_: str, **__: str) -> None:
        raise HTTPError(404)

    post = put = delete = patch = get


class Health(CourseHandler):
    """Whether this replica can serve: its store answers."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Whoever leads requests here asks without a name."""

    async def get(self) -> None:
        await self.in_thread(self.course.store.database.check)
        self.finish("ok")
