"""What every installation's Hub has: the course's two services, who may reach them, and no servers of anybody's own."""

import os
from pathlib import Path
from typing import Any

import logins
from choices import Choices
from every_answer import EveryAnswer

COURSE = "/services/course/"
HOURS_A_DAY = 24


def configure(c: Any, chosen: Choices) -> None:
    """Set it on the Hub's configuration `c`. The services' tokens and the address of the Hub's database come from the environment."""
    c.JupyterHub.db_url = os.environ["KOMPETENCEVEJ_HUB_DATABASE"]
    c.JupyterHub.db_kwargs = {"pool_pre_ping": True}
    _services(c, chosen)
    _pages(c, chosen)
    _logins(c, chosen)
    c.JupyterHub.cleanup_servers = False  # the Hub may stop and start while people work
    c.JupyterHub.last_activity_interval = 10  # seconds; then a proxy that has started anew is told again where everything is
    c.Authenticator.admin_users = set(chosen.admins)
    c.Authenticator.delete_invalid_users = False


def _services(c: Any, chosen: Choices) -> None:
    """The course and formgrader: where each is, and who may reach it."""
    c.JupyterHub.services = [
        _service("course", chosen.course.address, "KOMPETENCEVEJ_COURSE_TOKEN"),
        _service("formgrader", chosen.course.formgrader, "KOMPETENCEVEJ_FORMGRADER_TOKEN"),
    ]
    # Whoever logs in may reach the course, which itself tells somebody without a role whom to ask. Nobody may start a server or make tokens.
    c.JupyterHub.load_roles = [
        {"name": "user", "scopes": ["access:services!service=course", "read:users:name!user", "read:users:groups!user"]},
        {"name": "formgrader", "scopes": ["access:services!service=formgrader"], "groups": ["trainers"]},
        {"name": "course-groups", "groups": ["learners", "managers"], "scopes": []},
    ]
    # A page's kernel lives in one replica; its addresses name it.
    replicas = {f"{COURSE}replica/{name}/": address for name, address in chosen.course.replicas.items()}
    # The course says whom to tell of a hole in the security, where everybody looks for it.
    c.Proxy.extra_routes = {"/.well-known/": chosen.course.address, **replicas}


def _pages(c: Any, chosen: Choices) -> None:
    """The Hub's own pages, and the headers of all that it answers."""
    c.JupyterHub.default_url = COURSE
    c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")]
    c.JupyterHub.template_vars = {
        "course": COURSE,
        "course_name": chosen.name,
        "ask": chosen.ask.model_dump(),
        "lasts": logins.lasts(chosen),
    }
    c.JupyterHub.tornado_settings = {
        "transforms": [EveryAnswer],
        "headers": {
            "Content-Security-Policy": "frame-ancestors 'none'",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
        "cookie_options": {
            "samesite": "Lax",
            "secure": chosen.public.startswith("https:"),
            "expires_days": chosen.login_hours / HOURS_A_DAY if chosen.login.kept else None,
        },
    }


def _logins(c: Any, chosen: Choices) -> None:
    """How long a login lasts."""
    logins.look_after(chosen)
    c.JupyterHub.cookie_max_age_days = chosen.login_hours / HOURS_A_DAY
    c.JupyterHub.oauth_token_expires_in = int(chosen.login_hours * 3600)
    if chosen.idle_minutes:
        c.JupyterHub.activity_resolution = max(1, min(30, int(chosen.idle_minutes * 60 / 10)))


def _service(name: str, url: str, token: str) -> dict[str, Any]:
    return {"name": name, "url": url, "api_token": os.environ[token], "oauth_no_confirm": True, "display": False}
