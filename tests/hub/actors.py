"""People who log in at the Hub, and visit the course and formgrader from there."""

import urllib.parse
from http.client import HTTPConnection, HTTPMessage
from typing import Any, ClassVar

from deploy.one_machine.installation import COURSE, Installation
from tests.actors import Answer, Visitor

FORMGRADER = "/services/formgrader/"


class Colleague(Visitor):
    """Somebody with a browser at an installation: paths are the course's, unless they begin with a slash."""

    logged_out: ClassVar[set[str]] = set()

    def __init__(self, installation: Installation, username: str = "") -> None:
        super().__init__(installation.public + COURSE)
        self.public, self.username = installation.public, username

    def log_in(self, password: str) -> "Colleague":
        """Log in at the Hub as `username`, as somebody does who came for the course."""
        self.at("/hub/login?next=" + urllib.parse.quote(COURSE + "about"))
        asked = {"username": self.username, "password": password, "_xsrf": self.hubs_mark}
        url = f"{self.public}/hub/login?next={urllib.parse.quote(COURSE + 'about')}"
        answer = self.get_url(url, data=urllib.parse.urlencode(asked).encode())
        assert "login_form" not in answer.text, f"{self.username} could not log in: {answer.status} {answer.in_danish()}"
        return self

    def log_out(self) -> None:
        """Log out at the Hub, which ends her logins in every browser."""
        self.logged_out.add(self.username)
        self.at("/hub/logout")

    def sent_back(self, wanted: str = COURSE) -> str:
        """The address, with its code, at which the Hub sends somebody back to the course who is logged in there and came for `wanted`."""
        to_hub = self.get("login?next=" + urllib.parse.quote(wanted, safe=""), follow=False)
        return str(self.at(to_hub.headers["Location"], follow=False).headers["Location"])

    def at(self, address: str, follow: bool = True, method: str | None = None, data: bytes | None = None, **headers: str) -> Answer:
        """What an address of the installation answers, seen from the proxy's root."""
        return self.get_url(self.public + address, follow, method, data, **headers)

    @property
    def hubs_mark(self) -> str:
        """What the Hub's forms must carry."""
        return self.mark("/hub/")

    @property
    def courses_mark(self) -> str:
        """What the course's forms must carry."""
        return self.mark(COURSE)

    def mark(self, path: str) -> str:
        """The value of the cookie against cross-site posts that was set for this path."""
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "_xsrf" and cookie.path == path), "")

    def cookies_for(self, path: str) -> str:
        """The header that a browser would send to this path."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies if path.startswith(cookie.path))

    def post(self, path: str, follow: bool = True, xsrf: bool = True, **fields: str) -> Answer:
        if xsrf:
            fields["_xsrf"] = self.courses_mark
        url = self.public + path if path.startswith("/") else self.base + path
        return self.get_url(url, follow, "POST", urllib.parse.urlencode(fields).encode())


def exactly(port: int, target: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """What the server at `port` answers to this very target: nothing in it is tidied up on the way, and no redirect is followed."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.putrequest(method, target, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in {**headers, **({"Content-Length": str(len(body))} if body is not None else {})}.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders(body)
        answer: Any = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()
