"""How long a login lasts: until its person logs out, which ends it in every browser, or does nothing for a while, and so many hours at most.

JupyterHub keeps a login in a cookie that says who somebody is, and each service has a token for her. The cookie is good for as long as the
person's `cookie_id` is the same, and JupyterHub never changes it; here logging out does. A service's token would outlive the cookie it was
given for, and neither knows idleness; here both end together. What is touched of JupyterHub for it: `BaseHandler.get_current_user` and `prepare`,
`clear_login_cookie`, `APIToken` and the form of Tornado's signed cookies. tests/hub/test_logins.py fails loudly when an upgrade changes them.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from choices import Choices
from jupyterhub import orm
from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.handlers import BaseHandler, LogoutHandler
from jupyterhub.handlers.base import SESSION_COOKIE_NAME
from jupyterhub.utils import new_token
from sqlalchemy import event, func, or_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import selectinload
from tornado.web import HTTPError

A_DAY = timedelta(days=1)
NOW = orm.APIToken.now  # in UTC, and not saying so, as JupyterHub keeps all times
MOST_AT_ONCE = 10_000
UNHEARD = timedelta(minutes=1)  # a page that is read says so once a minute, or four times within a short idle time (idle.js)
ON_THE_WAY = timedelta(seconds=5)


def lasts(chosen: Choices) -> dict[str, Any]:
    """What pages say of it: {hours, idle_minutes (0: no end), kept (by the browser, when it is closed)}."""
    return {"hours": chosen.login_hours, "idle_minutes": chosen.idle_minutes, "kept": chosen.login.kept}


def known_to(authenticator: type, chosen: Choices) -> type:
    """The authenticator with a logout that ends everything, and an address where the course asks after logins."""

    class LogOut(_EndsEverywhere, getattr(authenticator, "logout_handler", LogoutHandler)):  # type: ignore[misc]
        pass

    class Known(authenticator):  # type: ignore[misc]
        def get_handlers(self, app: Any) -> list[Any]:
            others = [one for one in super().get_handlers(app) if one[0] != "/logout"]
            return [(r"/logout", LogOut), (r"/api/logins", Logins, {"chosen": chosen}), *others]

    return Known


def look_after(chosen: Choices) -> None:
    """Let every request to the Hub find a login ended that is, and let no service's token outlive the login it was given for."""
    idle, whole = _idle(chosen), BaseHandler.get_current_user
    ends: dict[str, datetime] = {}

    async def get_current_user(self: Any) -> Any:
        try:
            if idle and not hasattr(self, "_jupyterhub_user"):
                _forget_if_idle(self, idle)
            user = await whole(self)
        except SQLAlchemyError:
            self.database_is_away = True
            raise
        if user and self.request.path.endswith("/oauth2/authorize") and (begun := _begun(self)):
            for session in [session for session, end in ends.items() if end < NOW()]:
                del ends[session]
            ends[self.get_session_cookie()] = begun + timedelta(hours=chosen.login_hours)
        return user

    def no_longer_than_the_login(token: orm.APIToken, expires_at: datetime | None, *_: Any) -> datetime | None:
        token.last_activity = NOW()
        return min(expires_at, ends[token.session_id]) if expires_at and token.session_id in ends else expires_at

    BaseHandler.get_current_user = get_current_user
    _say_when_the_database_is_away()
    event.listen(orm.APIToken.expires_at, "set", no_longer_than_the_login, retval=True)


def _say_when_the_database_is_away() -> None:
    """JupyterHub goes on as if nobody had logged in where it could not find out, and a service would take that for the end of her login."""
    whole = BaseHandler.prepare

    async def prepare(self: Any) -> None:
        try:
            await whole(self)
        finally:
            if getattr(self, "database_is_away", False):
                raise HTTPError(503, "The database does not answer")

    BaseHandler.prepare = prepare


class _EndsEverywhere:
    """A logout after which nothing that was copied from a browser is of use."""

    def clear_login_cookie(self: Any, name: str | None = None) -> None:
        user = self.get_current_user_cookie()
        super().clear_login_cookie(name)  # type: ignore[misc]
        if user:
            user.orm_user.cookie_id = new_token()
            _of(self.db, user.id).delete(synchronize_session=False)
            self.db.query(orm.OAuthCode).filter(orm.OAuthCode.user_id == user.id).delete(synchronize_session=False)
            self.db.commit()


class Logins(APIHandler):  # type: ignore[misc]  # JupyterHub has no types
    """Where a service asks which of its logins go on, and says whose person has done something."""

    def initialize(self, chosen: Choices) -> None:
        self.chosen = chosen

    def post(self) -> None:
        """{logins: [token ids], active: [token ids]} → {lasts, logins: {token id: {name, groups}}}, of those that go on."""
        if not isinstance(self.current_user, orm.Service):
            raise HTTPError(403)
        asked = self.get_json_body() or {}
        ids, active = _ids(asked, "logins"), set(_ids(asked, "active"))
        found = list(self._going_on(ids))
        answer = {one.api_id: {"name": one.user.name, "groups": [group.name for group in one.user.groups]} for one in found}
        for one in found:
            if one.id in active:
                one.last_activity = one.user.last_activity = NOW()
        self.db.commit()
        self.write({"lasts": lasts(self.chosen), "logins": answer})

    def _going_on(self, ids: list[int]) -> Iterable[orm.APIToken]:
        of_the_service = orm.APIToken.client_id == f"service-{self.current_user.name}"
        not_over = or_(orm.APIToken.expires_at.is_(None), orm.APIToken.expires_at > NOW())
        tokens = self.db.query(orm.APIToken).filter(orm.APIToken.id.in_(ids), of_the_service, not_over)
        found = tokens.options(selectinload(orm.APIToken.user).selectinload(orm.User.groups)).all()
        idle, seen = _idle(self.chosen), _last_seen(self.db, [one.session_id for one in found])
        return (one for one in found if one.user and not (idle and _is_idle(seen.get((one.user_id, one.session_id)), idle)))


def _idle(chosen: Choices) -> timedelta:
    """How long the Hub waits to hear of somebody: a little longer than her page, which warns her first. Zero where a login ends for no such reason."""
    told = timedelta(minutes=chosen.idle_minutes)
    return told + min(UNHEARD, told / 4) + ON_THE_WAY if told else told


def _ids(asked: dict[str, Any], name: str) -> list[int]:
    """Numbers of tokens, which JupyterHub calls a1, a2 and so on; raises HTTPError."""
    listed = asked.get(name, []) if isinstance(asked, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_AT_ONCE or not all(re.fullmatch(r"a\d{1,9}", str(one)) for one in listed):
        raise HTTPError(400, f"{name} is a list of ids of tokens")
    return [int(one[1:]) for one in listed]


def _forget_if_idle(handler: Any, idle: timedelta) -> None:
    """Take an idle login's tokens from the database and its cookies from the request, so that JupyterHub finds nobody logged in."""
    token = orm.APIToken.find(handler.db, handler.get_auth_token() or "")
    if token and token.user_id and token.session_id:
        user_id, session = token.user_id, token.session_id
    else:
        name = handler.hub.cookie_name
        said = handler.get_secure_cookie(name, max_age_days=handler.cookie_max_age_days)
        user_id = said and handler.db.query(orm.User.id).filter(orm.User.cookie_id == said.decode("utf-8", "replace")).scalar()
        session = handler.get_session_cookie()
        if not user_id or handler.get_secure_cookie(name, max_age_days=idle / A_DAY):
            return
    if _is_idle(_last_seen(handler.db, [session]).get((user_id, session)), idle):
        _of(handler.db, user_id).filter(orm.APIToken.session_id == session).delete(synchronize_session=False)
        handler.db.commit()
        for name, path in ((handler.hub.cookie_name, handler.hub.base_url), (SESSION_COOKIE_NAME, handler.base_url)):
            if handler.request.cookies.pop(name, None):
                handler.clear_cookie(name, path=path)


def _of(db: Any, user_id: int) -> Any:
    """The tokens that services have for somebody."""
    return db.query(orm.APIToken).filter(orm.APIToken.user_id == user_id, orm.APIToken.session_id.is_not(None))


def _last_seen(db: Any, sessions: list[str | None]) -> dict[tuple[int, str], datetime]:
    """When somebody last did anything in a browser, at whichever service: (user, session) → UTC."""
    columns = (orm.APIToken.user_id, orm.APIToken.session_id)
    rows = db.query(*columns, func.max(orm.APIToken.last_activity)).filter(orm.APIToken.session_id.in_(sessions)).group_by(*columns)
    return {(user, session): seen for user, session, seen in rows if seen}


def _is_idle(seen: datetime | None, idle: timedelta) -> bool:
    return seen is None or NOW() - seen > idle


def _begun(handler: Any) -> datetime | None:
    """When the login began that the Hub's cookie is for; None where there is none. The cookie has been checked."""
    told = re.match(r"2\|\d+:\d+\|\d+:(\d+)\|", handler.get_cookie(handler.hub.cookie_name, ""))
    return datetime.fromtimestamp(int(told[1]), UTC).replace(tzinfo=None) if told else None
