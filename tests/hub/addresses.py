"""Every address that the services have, taken from the running code, so that a table of them cannot forget one."""

import json
import os
import subprocess
import sys
from functools import cache
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from widgets.service.app import CourseService
from widgets.service.web.entrance import Entrance
from widgets.service.web.hub import HubIdentity
from widgets.service.web.routes import page_sets

MADE_UP = "00000000-0000-4000-8000-000000000000"
FORMGRADERS = """
import json
from traitlets.config import Config
from grading import formgrader
app = formgrader._server(formgrader._free_port(), Config())
routers = [app.web_app.wildcard_router, *(rule.target for rule in app.web_app.default_router.rules if hasattr(rule.target, "rules"))]
print("FOUND" + json.dumps([rule.matcher.regex.pattern for router in routers for rule in router.rules]))
"""


def of_the_course() -> list[str]:
    """The patterns of the course's addresses behind a Hub, relative to its base."""
    stand_in: Any = SimpleNamespace(
        base_url="",
        entrance=Entrance(1, HubIdentity, replica="1"),
        page_sets=page_sets(),
        identity_provider=SimpleNamespace(get_handlers=lambda: HubIdentity.get_handlers(SimpleNamespace(oauth=None))),  # type: ignore[arg-type]
        static_paths=[],
        labextensions_path=[],
        _jupyterlab_themes=dict,
    )
    stand_in._ways_in = lambda base: CourseService._ways_in(stand_in, base)
    return [path.lstrip("/") for path, *_ in CourseService.init_handlers(stand_in)]


@cache
def of_formgrader() -> list[str]:
    """The patterns of formgrader's addresses, Jupyter's own among them, relative to its base."""
    with TemporaryDirectory() as home:
        environment = {**os.environ, "KOMPETENCEVEJ_HOME": home}
        done = subprocess.run([sys.executable, "-c", FORMGRADERS], env=environment, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout.split("FOUND")[1])
    return [pattern.removeprefix("/").removeprefix("?").removesuffix("$") for pattern in found]
