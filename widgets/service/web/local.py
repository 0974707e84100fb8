"""The course on one's own machine: what somebody without the token meets, and seeing the course as another person."""

from tornado.web import HTTPError

from course.errors import InvalidAnswer
from course.pages import may
from widgets.service.web.errors import Refused
from widgets.service.web.handlers import CourseHandler
from widgets.service.web.local_people import offered


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
        if person is None or not offered(person):
            raise Refused(InvalidAnswer("Den person findes ikke i kurset.", "There is no such person in the course."))
        self.identity_provider.see_as(self, person.username)  # type: ignore[attr-defined]  # only LocalIdentity is local
        own = (address for address, _, _, access in self.course.menu if access != "employee" and may(person, access))
        self.redirect(self.base_url + next(own, ""), status=303)
