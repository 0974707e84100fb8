"""The logins at the Hub that this service knows: all are asked after together, every few seconds, so that each ends here when it ends there."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jupyter_server.auth.identity import User
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

FRESH_SECONDS = 6.0
KEPT_SECONDS = 10 * 60
ASK_SECONDS = 5


@dataclass
class HubUser(User):
    """Who is logged in at the Hub, and her groups there."""

    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lasts:
    """How long a login lasts: so many `hours` at most, and `idle_minutes` without doing anything (0: for ever); `kept` by a closed browser."""

    hours: float
    idle_minutes: float
    kept: bool

    @property
    def idle_seconds(self) -> int:
        """The same in seconds."""
        return round(self.idle_minutes * 60)


@dataclass
class _Known:
    token_id: str
    user: HubUser
    asked: float
    used: float = field(default_factory=time.monotonic)


class Logins:
    """What the Hub at `url` (its API) last said of each login; `token` is the service's own."""

    lasts: Lasts | None = None

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token
        self._known: dict[str, _Known] = {}
        self._active: set[str] = set()

    def get(self, login: str) -> HubUser | None:
        """Who logged in, if the Hub said so a moment ago."""
        known = self._known.get(login)
        if known is None or time.monotonic() - known.asked > FRESH_SECONDS:
            return None
        known.used = time.monotonic()
        return known.user

    def remember(self, login: str, token_id: str, user: HubUser) -> None:
        """Keep what the Hub has just said."""
        self._known[login] = _Known(token_id, user, time.monotonic())

    def is_active(self, login: str) -> None:
        """Whoever logged in has done something herself; the Hub hears of it with the next question."""
        self._active.add(login)

    async def ask(self, in_use: Iterable[str]) -> None:
        """Ask the Hub after all logins that are in use or were lately, and forget those that have ended. Raises OSError when it does not answer."""
        for login in in_use:
            if login in self._known:
                self._known[login].used = time.monotonic()
        self._known = {login: one for login, one in self._known.items() if time.monotonic() - one.used < KEPT_SECONDS}
        asked, active, now = dict(self._known), self._active, time.monotonic()
        said = await self._said(
            {
                "logins": [one.token_id for one in asked.values()],
                "active": [asked[login].token_id for login in active if login in asked],
            }
        )
        self._active = self._active - active
        self.lasts = Lasts(**said["lasts"])
        for login, one in asked.items():
            if found := said["logins"].get(one.token_id):
                self._known[login] = _Known(one.token_id, HubUser(found["name"], groups=tuple(found["groups"])), now, one.used)
            elif self._known.get(login) is one:
                del self._known[login]

    async def _said(self, question: dict[str, Any]) -> Any:
        headers = {"Authorization": f"token {self._token}", "Content-Type": "application/json"}
        try:
            answer = await AsyncHTTPClient().fetch(
                self._url, method="POST", body=json.dumps(question), headers=headers, request_timeout=ASK_SECONDS
            )
            return json.loads(answer.body)
        except (HTTPClientError, ValueError) as error:
            raise OSError(f"The Hub did not say which logins go on: {error}") from error
