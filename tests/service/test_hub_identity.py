"""What a replica lets a browser keep of what the Hub said."""

from typing import Any

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from widgets.service.web.hub import HubIdentity, HubUser


class OpenLine(WebSocketHandler):
    """A line to a kernel whose login is looked after while it is open: no header can be sent over it any more."""

    def __init__(self) -> None:
        self.application = Application(cookie_secret="secret")

    def set_cookie(self, *_: Any, **__: Any) -> None:
        raise RuntimeError("Method not supported for Web Sockets")

    def get_cookie(self, *_: Any, **__: Any) -> None:
        return None


def test_a_login_is_looked_after_over_a_line_that_can_keep_nothing() -> None:
    identity = HubIdentity.__new__(HubIdentity)
    identity._remember(OpenLine(), "login", HubUser("anna", groups=frozenset({"learners"})))
