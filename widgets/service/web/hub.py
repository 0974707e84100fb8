"""The course behind a JupyterHub: people log in there, and its groups say what they are in the course.

What the Hub promises its services is in JupyterHub's documentation under "Services"; `jupyterhub.services.auth` does the asking.
"""

import base64
import json
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cryptography.fernet import Fernet, InvalidToken
from jinja2 import Environment
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler
from tornado.httputil import url_concat
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketHandler
from traitlets import Instance, Unicode, default

from course import origin
from course.errors import CourseError, NotAllowed
from course.pages import may
from course.store import Person, Store, open_store
from widgets.service.web.entrance import Entrance
from widgets.service.web.headers import HEADERS
from widgets.service.web.here import Here
from widgets.service.web.identity import cookie_secret
from widgets.service.web.logins import HubUser, Lasts, Logins

LEARNERS, TRAINERS, MANAGERS = "learners", "trainers", "managers"
SAID_SECONDS = 30
AWAY_SECONDS = 10 * 60
A_DAY = 24 * 3600
# Each login that is begun and not ended leaves a cookie for ten minutes, and a browser with too many of them is let in nowhere.
LOGINS_AT_ONCE = 4
LEADS_ASTRAY = re.compile(r"[\x00-\x20\x7f\\]|/\.\.?(?:[/?#]|$)")  # what browsers take for a way out of the path, or a header for another
UNFINISHED = Environment(autoescape=True).from_string(Path(__file__).with_name("unfinished.html").read_text("utf-8"))
NEEDED = ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL", "JUPYTERHUB_SERVICE_NAME", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_SERVICE_URL")


def entrance(replica: str = "", port: int | None = None) -> Entrance:
    """What the Hub tells a service in its environment; `port` is this replica's own. Raises CourseError naming what is missing."""
    if missing := [name for name in NEEDED if not os.environ.get(name)]:
        raise CourseError(
            f"Kurset kan ikke køre bag en JupyterHub uden: {', '.join(missing)}. Se deploy/README.md.",
            f"The course cannot run behind a JupyterHub without: {', '.join(missing)}. See deploy/README.md.",
        )
    told = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    shared, ip = told.port or 80, told.hostname or "127.0.0.1"
    return Entrance(port or shared, HubIdentity, ip, os.environ["JUPYTERHUB_SERVICE_PREFIX"], shared, replica)


class Login(HubOAuth):  # type: ignore[misc]  # JupyterHub has no types
    """The Hub's login as several replicas need it, one of which may end what another began."""

    def __init__(self, secret: bytes, **traits: Any) -> None:
        super().__init__(**traits)
        self._fernet = Fernet(base64.urlsafe_b64encode(sha256(b"login" + secret).digest()))

    def generate_state(self, next_url: str | None = None, **more: str) -> str:
        """Where to go after login and the verifier, readable for the replicas alone."""
        return self._fernet.encrypt(json.dumps({"next_url": next_url, **more}).encode()).decode()

    def _decode_state(self, state_id: str, /) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads(self._fernet.decrypt(state_id, ttl=self.oauth_state_max_age))
        except (InvalidToken, ValueError):  # what is no token, or not even ASCII
            return {}
        return found

    def set_cookie(self, handler: RequestHandler, access_token: str) -> None:
        """Remember the login in this browser for this service alone, until the browser is closed or the login ends."""
        self.keep(handler, self.cookie_name, access_token)

    def keep(self, handler: RequestHandler, name: str, value: str) -> None:
        """Let the browser keep something for this service alone, signed, until it is closed."""
        secure = origin.scheme(handler.request.headers, handler.request.protocol) == "https"
        kept: dict[str, Any] = {"expires_days": None, "path": self.cookie_path, "httponly": True, "samesite": "Lax", "secure": secure}
        handler.set_signed_cookie(name, value, **kept)


class HubIdentity(IdentityProvider):
    """Who is logged in at the Hub; `access` is what a person must have in the course to be let in at all, where that is not asked for page by page."""

    access = Unicode("", config=True)
    store = Instance(Store)
    oauth = Instance(Login)
    logins = Instance(Logins)

    @default("store")
    def _store(self) -> Store:
        return open_store()

    @default("token")
    def _no_token(self) -> str:
        return ""

    @default("oauth")
    def _oauth(self) -> Login:
        name = os.environ["JUPYTERHUB_SERVICE_NAME"]
        # out of the environment: what the service starts has no business with it
        token = os.environ.pop("JUPYTERHUB_API_TOKEN")
        return Login(
            cookie_secret(),
            api_token=token,
            oauth_client_id=f"service-{name}",
            access_scopes={f"access:services!service={name}"},
            cookie_options={"samesite": "Lax"},
        )

    @default("logins")
    def _logins(self) -> Logins:
        return Logins(f"{self.oauth.api_url}/logins", self.oauth.api_token)

    @property
    def lasts(self) -> Lasts | None:
        """How long a login lasts; None until the Hub has said so."""
        return self.logins.lasts

    @property
    def logout(self) -> str:
        """Where one logs out, of everything that the Hub has let one into."""
        return f"{self.oauth.hub_host}{self.oauth.hub_prefix}logout"

    async def get_user(self, handler: RequestHandler) -> HubUser | None:
        """Whoever the cookie of this service says has logged in, if the Hub (still) agrees; no header and no query can say so."""
        token = handler.get_signed_cookie(self.oauth.cookie_name)
        if token is None:
            return None
        login = self._login(handler, token)
        try:
            user = self.logins.get(login) or await self._ask(login, token.decode())
        except HTTPError as error:
            user = self._said_before(handler, login)
            if user is None:
                raise HTTPError(503, "The Hub does not answer") from error
        else:
            if user is None:
                return None
            self._remember(handler, login, user)
            if _by_somebody(handler):
                self.logins.is_active(login)
        if self.access:
            self._require(user)
        return user

    async def _ask(self, login: str, token: str) -> HubUser | None:
        model = await self.oauth.user_for_token(token, use_cache=False, sync=False)
        if model is None or not self.oauth.check_scopes(self.oauth.access_scopes, model):
            return None
        user = HubUser(model["name"], groups=tuple(model["groups"]))
        self.logins.remember(login, model["token_id"], user)
        return user

    async def ended(self, lines: Iterable[WebSocketHandler]) -> list[WebSocketHandler]:
        """Which of these open lines were opened by logins that have ended; none while the Hub does not answer."""
        tokens = {line: line.get_signed_cookie(self.oauth.cookie_name) or b"" for line in lines}
        logins = {line: self._login(line, token) for line, token in tokens.items()}
        try:
            await self.logins.ask(logins.values())
            return [line for line, login in logins.items() if not (self.logins.get(login) or await self._ask(login, tokens[line].decode()))]
        except (HTTPError, OSError):
            return []

    def _login(self, handler: RequestHandler, token: bytes) -> str:
        """One login in one browser."""
        return sha256(f"{token.decode()} {self.oauth.get_session_id(handler)}".encode()).hexdigest()

    def _remember(self, handler: RequestHandler, login: str, user: HubUser) -> None:
        """Let the browser keep what the Hub said about this login: whichever replica it comes to next may have to do without the Hub."""
        if isinstance(handler, WebSocketHandler):  # a line that is open can say nothing more to the browser
            return
        said = json.dumps([login, user.username, sorted(user.groups)])
        if handler.get_signed_cookie(self._said, max_age_days=SAID_SECONDS / A_DAY) != said.encode():
            self.oauth.keep(handler, self._said, said)

    def _said_before(self, handler: RequestHandler, login: str) -> HubUser | None:
        """Who the Hub said this is, where that was a moment ago."""
        said = handler.get_signed_cookie(self._said, max_age_days=AWAY_SECONDS / A_DAY)
        about, name, groups = json.loads(said) if said else ("", "", ())
        return HubUser(name, groups=tuple(groups)) if about == login else None

    @property
    def _said(self) -> str:
        return f"{self.oauth.cookie_name}-said"

    def _require(self, user: HubUser) -> None:
        person = self.store.people.get(user.username)
        try:
            allowed = person is not None and may(self.part(person, user), self.access)  # type: ignore[arg-type]  # one of Access, by configuration
        except NotAllowed:
            allowed = False
        if not allowed:
            raise HTTPError(403, f"{user.username} is no {self.access}")

    def part(self, person: Person, user: User) -> Person:
        """The person as her groups let her take part; which team is hers, and which she leads, the roster says. Raises NotAllowed."""
        groups = set(user.groups) if isinstance(user, HubUser) else set()
        if not groups & {LEARNERS, TRAINERS, MANAGERS}:
            raise NotAllowed(
                f"Du er logget ind som {person.name}, men har ingen rolle i kurset.",
                f"You are logged in as {person.name}, but have no role in the course.",
            )
        person = replace(person, trainer=TRAINERS in groups)
        return person if MANAGERS in groups else replace(person, manages=None, also_manages=(), chief=False)

    def get_handlers(self) -> list[Any]:
        """Where login begins and ends."""
        return [(r"/login", ToHub, {"login": self.oauth}), (r"/oauth_callback", FromHub, {"hub_auth": self.oauth})]


def _by_somebody(handler: RequestHandler) -> bool:
    """Whether a person made this request, and not a page that lies open: browsers say which it is, and a page says when its reader is there."""
    if isinstance(handler, WebSocketHandler):
        return False
    return isinstance(handler, Here) or handler.request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


class ToHub(RequestHandler):
    """Where somebody who is not logged in is sent: on to the Hub, and from there back to the page she came for."""

    SUPPORTED_METHODS = ("GET",)

    def initialize(self, login: Login) -> None:
        self.login = login

    @allow_unauthenticated
    async def get(self) -> None:
        wanted = self.get_query_argument("next", self.login.base_url)
        if not wanted.startswith(self.login.base_url) or LEADS_ASTRAY.search(unquote(wanted)):
            wanted = self.login.base_url
        if sum(name.startswith(self.login.state_cookie_name) for name in self.cookies) >= LOGINS_AT_ONCE:
            self.login.clear_oauth_state_cookies(self)
        verifier, challenge, method = self.login.generate_pkce_code_challenge()
        state = self.login.set_state_cookie(self, wanted, code_verifier=verifier)
        self.redirect(url_concat(self.login.login_url, {"state": state, "code_challenge": challenge, "code_challenge_method": method}))


class FromHub(HubOAuthCallbackHandler):  # type: ignore[misc]  # JupyterHub has no types
    """Where the Hub sends back whoever has logged in."""

    SUPPORTED_METHODS = ("GET",)

    def initialize(self, hub_auth: Login) -> None:
        self.hub_auth = hub_auth

    def get_current_user(self) -> None:
        """JupyterHub would ask the Hub here in a way that stops everybody else meanwhile, and for good where the request is a form."""

    async def prepare(self) -> None:
        """Find out whether somebody has logged in already."""
        self.current_user = await self.settings["identity_provider"].get_user(self)

    @allow_unauthenticated
    async def get(self) -> None:
        await super().get()

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_: Any) -> None:
        """A login that was begun too long ago, or in a window that was closed, can be begun again."""
        self.finish(UNFINISHED.render(base=self.hub_auth.base_url))
