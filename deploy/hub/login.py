"""How people log in, as the installation chooses: at the municipality's identity provider (OIDC), or by name for trying out."""

import os
from typing import Any

import logins
from choices import Choices
from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
from oauthenticator.generic import GenericOAuthenticator


class TryingOut(SharedPasswordAuthenticator):
    """A name from choices.toml and the one password."""

    async def authenticate(self, handler: Any, data: dict[str, str]) -> Any:
        """JupyterHub compares ASCII alone, and ends in an error at anything else, an æ for example."""
        return await super().authenticate(handler, data) if data["password"].isascii() else None


def configure(c: Any, chosen: Choices) -> None:
    """Set it on the Hub's configuration `c`. The client's secret, or the password for trying out, comes from the environment."""
    if chosen.login.way == "oidc":
        _oidc(c, chosen)
    else:
        _trying_out(c, chosen)


def _oidc(c: Any, chosen: Choices) -> None:
    told = chosen.oidc
    assert told is not None  # choices.py sees to it
    c.JupyterHub.authenticator_class = logins.known_to(GenericOAuthenticator, chosen)
    client = c.GenericOAuthenticator
    client.client_id = told.client_id
    client.client_secret = os.environ["KOMPETENCEVEJ_OIDC_SECRET"]
    client.oauth_callback_url = f"{chosen.public}/hub/oauth_callback"
    client.authorize_url, client.token_url, client.userdata_url = told.authorize_url, told.token_url, told.userdata_url
    client.scope, client.username_claim = told.scope, told.username_claim
    client.login_service = chosen.login.button
    client.auto_login = True
    client.logout_redirect_url = told.logout_url
    client.allow_all = True  # whoever the municipality knows may log in; what she may see is up to her groups and the roster
    client.manage_groups = True

    def groups(state: dict[str, Any]) -> set[str]:
        """The course's groups that somebody is in; the Hub is told of no others."""
        there = state["oauth_user"].get(told.groups_claim) or ()
        named = [there] if isinstance(there, str) else list(there)  # some providers tell a single group without a list
        return {own for own, theirs in chosen.groups.items() if any(group in theirs for group in named)}

    client.auth_state_groups_key = groups


def _trying_out(c: Any, chosen: Choices) -> None:
    c.JupyterHub.authenticator_class = logins.known_to(TryingOut, chosen)
    c.SharedPasswordAuthenticator.user_password = os.environ["KOMPETENCEVEJ_TRYING_OUT_PASSWORD"]
    c.Authenticator.allowed_users = {name for names in chosen.people.values() for name in names}
    c.JupyterHub.load_groups = {group: {"users": names} for group, names in chosen.people.items()}
