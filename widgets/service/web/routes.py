"""The sets of pages at their addresses: access is checked first, then the page's function answers."""

from collections import defaultdict
from importlib.metadata import entry_points
from typing import Any

from tornado.escape import json_encode, url_escape
from tornado.web import HTTPError

from course.errors import NotAllowed
from course.pages import Access, Data, File, Go, PageSet, Request, Response, Route, Show, may
from course.text import Text
from widgets.service.web.errors import Refused
from widgets.service.web.handlers import CourseHandler

WHO: dict[Access, Text] = {
    "employee": Text(da="deltagere i kurset", en="people in the course"),
    "trainer": Text(da="undervisere", en="trainers"),
    "manager": Text(da="ledere af et team", en="managers of a team"),
}


def page_sets() -> dict[str, PageSet]:
    """The sets that are installed, by name."""
    return {entry.name: entry.load() for entry in entry_points(group="kompetencevej.pages")}


class RouteHandler(CourseHandler):
    """One address of a set."""

    def initialize(self, page_set: PageSet, get: Route | None, post: Route | None) -> None:
        self.page_set, self.routes = page_set, {"GET": get, "HEAD": get, "POST": post}

    async def get(self, **path: str) -> None:
        await self._answer(path, {name: self.get_query_argument(name) for name in self.request.query_arguments})

    async def post(self, **path: str) -> None:
        sent = self.request.files.items()
        files = {name: found[0].body.decode() for name, found in sent}  # the gate lets only text in
        files |= {f"{name}-name": found[0].filename or "" for name, found in sent}
        fields = {name: self.get_body_argument(name) for name in self.request.body_arguments if name != "_xsrf"}
        await self._answer(path, {**files, **fields})

    async def _answer(self, path: dict[str, str], form: dict[str, str]) -> None:
        route = self.routes.get(self.request.method or "")
        if route is None:
            raise HTTPError(405)
        viewer = self.viewer
        if viewer is None or not may(viewer, route.access):
            who = WHO[route.access]
            raise Refused(NotAllowed(f"Siden er for {who.da}.", f"The page is for {who.en}."))
        request = Request(viewer, self.course.store, path, form)
        answer = route.answer
        await self._send(await self.in_thread(lambda: answer(request)))

    async def _send(self, response: Response) -> None:
        match response:
            case Show(template, context, status):
                await self.show(template, dict(context), self.page_set, status)
            case Go(to):
                self.redirect(self.base_url + to, status=303)
            case Data(data):
                self.set_header("Content-Type", "application/json; charset=utf-8")
                self.finish(json_encode(data))
            case File(name, content, type):
                self.set_header("Content-Type", type)
                self.set_header("Content-Disposition", f"attachment; filename*=utf-8''{url_escape(name, plus=False)}")
                self.finish(content)


def handlers(base: str, found: list[PageSet]) -> list[tuple[str, type[RouteHandler], dict[str, Any]]]:
    """Tornado's handlers for the sets' routes."""
    made = []
    for page_set in found:
        at: dict[str, dict[str, Route]] = defaultdict(dict)
        for route in page_set.routes:
            at[route.path]["post" if route.post else "get"] = route
        made += [
            (base + path, RouteHandler, {"page_set": page_set, "get": both.get("get"), "post": both.get("post")})
            for path, both in at.items()
        ]
    return made


def longer(base: str, found: list[PageSet]) -> dict[str, int]:
    """The addresses that take more than a short form, as the gate wants them: {path: bytes}."""
    return {base + route.path: route.most for page_set in found for route in page_set.routes if route.most}
