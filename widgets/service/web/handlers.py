"""What all addresses of the course share: who asks, headers, and errors that a person can read."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any, TypeVar, cast

from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from tornado.httputil import HTTPHeaders
from tornado.web import HTTPError, OutputTransform
from voila.static_file_handler import MultiStaticFileHandler

from course.datafile import DataError
from course.errors import Conflict, CourseError, InvalidAnswer, NotAllowed, NotFound, StorageError
from course.framework import organisation, roles
from course.pages import may
from course.store import Person
from course.text import Text
from widgets.service.web import rendering

Answer = TypeVar("Answer")

# Nothing comes from another host. Styles stand in files; a plot's shapes carry theirs as attributes.
STRICT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
# A page that Voila's own front end shows: it adds <style> elements, and anywidget imports the components' scripts from blobs. Nothing needs
# 'unsafe-eval': what Voila's front end would compile (settings' schemas) is not used on our pages.
VOILA = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Content-Security-Policy": STRICT}


class EveryAnswer(OutputTransform):
    """What every answer carries, files and errors too, unless its page says otherwise. What serves it is nobody's business."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.pop("Server", None)
        return status_code, headers, chunk


STATUS: dict[type[CourseError], int] = {NotFound: 404, NotAllowed: 403, Conflict: 409, InvalidAnswer: 400, StorageError: 503}
TITLES = {
    400: Text(da="Det kunne siden ikke bruge", en="The page could not use that"),
    403: Text(da="Du har ikke adgang hertil", en="You do not have access to this"),
    404: Text(da="Siden findes ikke", en="There is no such page"),
    405: Text(da="Det kan man ikke her", en="That cannot be done here"),
    409: Text(da="Noget er ændret imens", en="Something has changed meanwhile"),
    422: Text(da="Det kan ikke lade sig gøre endnu", en="That is not possible yet"),
    500: Text(da="Der skete en fejl hos os", en="Something went wrong on our side"),
    503: Text(da="Kurset kan ikke svare lige nu", en="The course cannot answer right now"),
}
WORDS = {
    403: Text(
        da="Siden kan ikke vises for dig, eller formularen var for gammel. "
        "Genindlæs siden, du kom fra, og prøv igen. Mener du, at du skal have adgang, så spørg:",
        en="The page cannot be shown to you, or the form was too old. "
        "Reload the page you came from and try again. If you should have access, ask:",
    ),
    404: Text(
        da="Adressen passer ikke til nogen side i kurset. Måske er siden flyttet.",
        en="The address fits no page of the course. The page may have moved.",
    ),
    405: Text(da="Gå tilbage til forsiden, og find siden igen derfra.", en="Go back to the front page and find the page again from there."),
    500: Text(da="Prøv igen om lidt. Det, du har svaret, er gemt.", en="Try again shortly. What you have answered is saved."),
}


class Refused(HTTPError):
    """A request that ends in a page with the error's own sentence."""

    def __init__(self, error: CourseError) -> None:
        found = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 422)
        super().__init__(500 if isinstance(error, DataError) else found)
        self.error = error


class CourseHandler(JupyterHandler):
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
        super().set_cookie(name, value, *how, **{"secure": self.request.protocol == "https", **more})

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

    async def show(self, template: str, context: dict[str, Any], room: Any = None, status: int = 200) -> None:
        """Answer with a page."""
        field = self.xsrf_form_html()
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(await self.in_thread(lambda: self.draw(template, context, room, field)))

    def draw(self, template: str, context: dict[str, Any], room: Any, field: str) -> str:
        """The page's HTML (in a thread)."""
        return rendering.render(self.course.environment(room), template, self.base_url, {**self.frame(field), **context})

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
            "alone": self.course.entrance.alone,
            "logout": None if self.course.entrance.alone else self.identity_provider.logout,  # type: ignore[attr-defined]  # HubIdentity's
            "viewer": self.viewer,
        }
        if self.viewer:
            known = {role.id: role.name for role in roles().roles}
            frame["viewer_role"] = known.get(self.viewer.role, Text(da=self.viewer.role, en=self.viewer.role))
            frame["menu"] = [
                {"address": address, "da": da, "en": en, "current": address == page}
                for address, da, en, access in self.course.menu
                if may(self.viewer, access)
            ]
            frame["local_people"] = _parts(self.course.store.people.all(), self.viewer) if self.course.entrance.local else []
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
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.told(status_code, (kwargs.get("exc_info") or (None, None, None))[1]))

    def told(self, status_code: int, value: Any, only: str = "") -> str:
        """The page that tells an error; `only` its body where the head has been sent."""
        error = value.error if isinstance(value, Refused) else None
        told = error is not None and not isinstance(error, DataError)
        known = status_code if status_code in TITLES else 500
        shown = {
            "title": TITLES[known],
            "text": cast(CourseError, error).text if told else WORDS.get(known, WORDS[500]),
            "ask": status_code in (403, 500, 503),
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


def _parts(people: list[Person], viewer: Person) -> list[dict[str, Any]]:
    """As whom the course can be seen on one's own machine: first oneself, a trainer and a manager."""
    names = {role.id: role.name for role in roles().roles}
    own = [person for person in people if not person.example and not person.trainer and not person.manages]
    trainers = [person for person in people if person.trainer]
    managers = [person for person in people if person.manages and not person.trainer]
    first = [
        (own[:1], Text(da="Medarbejder", en="Employee")),
        (trainers[:1], Text(da="Underviser", en="Trainer")),
        (managers[:1], Text(da="Leder", en="Manager")),
    ]
    chosen = [(group[0], part) for group, part in first if group]
    shown = {person.username for person, _ in chosen}
    others = [(person, names.get(person.role, Text(da=person.role, en=person.role))) for person in people if person.username not in shown]
    here = viewer.username
    listed = [(person, part, True) for person, part in chosen] + [(person, part, person.username == here) for person, part in others]
    return [
        {"username": person.username, "name": person.name, "example": person.example, "part": part, "shown": shown}
        for person, part, shown in listed
    ]


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


class Login(CourseHandler):
    """Where somebody without the token ends: a page that says what to do."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Nobody needs to be known here."""

    async def get(self) -> None:
        self.current_user = None
        await self.show("login.html", {}, status=401)


class Switch(CourseHandler):
    """On one's own machine: see the course as another person."""

    async def post(self) -> None:
        if not self.course.entrance.local:
            raise HTTPError(404)
        chosen = self.get_body_argument("person", "")
        person = await self.in_thread(lambda: self.course.store.people.get(chosen))
        if person is None or not person.active:
            raise Refused(InvalidAnswer("Den person findes ikke i kurset.", "There is no such person in the course."))
        self.identity_provider.see_as(self, person.username)  # type: ignore[attr-defined]  # only LocalIdentity is local
        own = (address for address, _, _, access in self.course.menu if access != "employee" and may(person, access))
        self.redirect(self.base_url + next(own, ""), status=303)


class FrontEndFile(MultiStaticFileHandler):  # type: ignore[misc]  # Voila has no types
    """A file of Voila's front end."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-cache")
        _plain_headers(self)


def _plain_headers(handler: Any) -> None:
    for name, value in HEADERS.items():
        handler.set_header(name, value)
