"""Who is asking: a user whose `username` is a person's in the store."""

import os
import secrets
import time
from collections.abc import Awaitable
from pathlib import Path

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler

from course import settings
from course.framework import roles
from course.store import Person, Store
from course.usernames import MYSELF

SECRET_BYTES = 32
SECRET_SECONDS = 2.0


class LocalIdentity(IdentityProvider):
    """A course on one's own machine: whoever holds the printed token is in, and may look at the course as any person in its store.

    The token is good for the first visit; after that a signed cookie says as whom the course is seen.
    """

    def get_user(self, handler: RequestHandler) -> User | Awaitable[User | None] | None:
        seen_as = handler.get_signed_cookie(self.get_cookie_name(handler))
        if seen_as:
            return User(seen_as.decode())
        given = handler.get_query_argument("token", "")
        if given and secrets.compare_digest(given.encode(), self.token.encode()):
            self.see_as(handler, MYSELF)
            return User(MYSELF)
        return None

    def part(self, person: Person, _user: User) -> Person:
        """The person as she takes part: here, all that the store says of her."""
        return person

    def see_as(self, handler: RequestHandler, username: str) -> None:
        """Let this browser see the course as `username` from now on."""
        path = handler.settings["base_url"]
        handler.set_signed_cookie(self.get_cookie_name(handler), username, expires_days=None, path=path, httponly=True, samesite="Lax")


def ensure_myself(store: Store) -> None:
    """Make sure that whoever starts the course on her own machine is a person in it."""
    if store.people.get(MYSELF) is None:
        store.people.put(Person(MYSELF, "Mig", roles().usual))


def cookie_secret(home: Path | None = None) -> bytes:
    """What signs the cookies: made once and kept for this user alone, so that open pages stay open when the service starts again.

    Of replicas that start together the first makes it, and the others wait until it is whole. One that an interrupted start left
    unfinished would be easy to guess, and is made anew.
    """
    path = (home or settings.home()) / "cookie-secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write_secret(path, os.O_EXCL)
    except FileExistsError:
        deadline = time.monotonic() + SECRET_SECONDS
        while path.stat().st_size < SECRET_BYTES and time.monotonic() < deadline:
            time.sleep(0.05)
        if path.stat().st_size < SECRET_BYTES:
            _write_secret(path, os.O_TRUNC)
    return path.read_bytes()


def _write_secret(path: Path, how: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "wb") as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
