"""The course in a Jupyter server of one's own, on Binder or at a JupyterHub: jupyter-server-proxy leads to it whom that server has let in."""

import stat
from collections.abc import Awaitable
from pathlib import Path

from jupyter_server.auth.identity import User
from tornado.web import RequestHandler

from course.errors import CourseError
from course.usernames import MYSELF
from widgets.service.web.entrance import Entrance
from widgets.service.web.identity import LocalIdentity
from widgets.service.web.passing import passing


class ProxiedIdentity(LocalIdentity):
    """Whoever reaches the socket is the owner of the server, and may look at the course as any made-up person."""

    def get_user(self, handler: RequestHandler) -> User | Awaitable[User | None] | None:
        return super().get_user(handler) or User(MYSELF)


def entrance(socket: Path, base: str) -> Entrance:
    """A course that listens on `socket` and whose addresses begin with `base`. Raises CourseError when others could reach the socket."""
    try:
        open_to = stat.S_IMODE(socket.parent.stat().st_mode) & 0o077
    except OSError as error:
        raise CourseError(
            f"Mappen {socket.parent} kan ikke bruges: {error.strerror}.", f"The folder {socket.parent} cannot be used: {error.strerror}."
        ) from error
    if open_to:
        raise CourseError(
            f"Andre på maskinen kan komme ind i mappen {socket.parent}. Luk den med chmod 700.",
            f"Others on this machine can enter the folder {socket.parent}. Close it with chmod 700.",
        )
    return Entrance(
        port=0, identity=ProxiedIdentity, base=f"/{base.strip('/')}/".replace("//", "/"), local=True, socket=socket, passing=passing()
    )
