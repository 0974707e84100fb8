"""The course service: Voila's server with the course's own addresses, and only those."""

import asyncio
import logging
import os
import re
import secrets
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment
from jupyter_core.utils import ensure_async
from jupyter_events import EventLogger
from jupyter_server.auth.identity import User
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_unix_socket
from tornado.web import GZipContentEncoding, HTTPError
from traitlets import Instance
from traitlets.config import Config
from voila.app import Voila

from course import settings
from course.errors import NotAllowed, StorageError
from course.pages import Access, PageSet
from course.store import Person, Store
from widgets.service.kernels import configuration, frames, upstream
from widgets.service.kernels import handlers as kernel_handlers
from widgets.service.kernels.kernels import Kernels
from widgets.service.pages.module_page import ModulePage, NewKernel
from widgets.service.web import badges, files, gate, handlers, headers, identity, local, rendering, routes, security_txt
from widgets.service.web.entrance import Entrance
from widgets.service.web.here import Here

MODULE = r"(?P<module>[0-9a-z-]{1,80})"
STEM = r"(?P<stem>[0-9]-[0-9a-z-]{1,80})"
THREADS = 8
STILL_SECONDS = 30
LOGIN_SECONDS = 3
ACCESS = get_args(Access)


class CourseService(Voila):  # type: ignore[misc]  # Voila has no types
    """Serves the released modules and the sets of pages to people who are in the course.

    `ready` is called with the address to open once the service listens.
    """

    store = Instance(Store)
    ready: Callable[[str], None]

    def __init__(self, store: Store, page_sets: dict[str, PageSet], entrance: Entrance, ready: Callable[[str], None]) -> None:
        super().__init__(store=store, config=_configuration(entrance))
        self.page_sets, self.entrance, self.ready = page_sets, entrance, ready
        self.event_logger = EventLogger()  # one for all kernels; else each reads and checks the events' schemas anew, which takes 10 ms
        self.config_file_paths: list[str] = []  # a voila.json lying about must not open what is closed here
        self.pool = ThreadPoolExecutor(THREADS, "page")
        self._shared: HTTPServer | None = None
        if entrance.local:
            os.environ[settings.LOCAL] = "1"
        # jupyter_server tells Tornado its ping times in milliseconds, and Tornado says on the terminal that these seconds do not fit
        logging.getLogger("tornado.general").setLevel(logging.ERROR)

    def person(self, user: User) -> Person:
        """Who the user is in the course, and what she may there. Raises NotAllowed."""
        found = self.store.people.get(user.username)
        if found is None or not found.active:
            name = found.name if found else user.username
            raise NotAllowed(
                f"Du er logget ind som {name}, men er ikke tilmeldt kurset.",
                f"You are logged in as {name}, but are not enrolled in the course.",
            )
        part: Person = self.identity_provider.part(found, user)
        return part

    @property
    def menu(self) -> list[tuple[str, str, str, Any]]:
        """The menu's entries: (address, Danish, English, access)."""
        return sorted((entry for one in self.page_sets.values() for entry in one.menu), key=lambda entry: ACCESS.index(entry[3]))

    def environment(self, page_set: PageSet | None) -> Environment:
        """The templates of a set of pages, or the theme's own."""
        return rendering.environment(page_set.templates if page_set else None)

    def setup_template_dirs(self) -> None:
        """Use the theme's template alone (see `reading`); of Voila's own only the front end's files are served."""
        super().setup_template_dirs()
        self.template_paths: list[str] = [str(rendering.THEME / "templates")]

    def init_settings(self) -> dict[str, Any]:
        made: dict[str, Any] = super().init_settings()
        self.kernels = Kernels(self.kernel_manager, Path(self.connection_dir))
        return {
            **made,
            "course": self,
            "headers": headers.HEADERS,
            "default_handler_class": handlers.Missing,
            # alone on a machine's port it answers to loopback names alone, so that no other site's name can point here
            "allow_remote_access": not self.entrance.alone or self.entrance.behind,
            "local_hostnames": ["localhost"],
            "xsrf_cookies": True,
            "xsrf_cookie_name": self.entrance.mark,
            "xsrf_cookie_kwargs": {"samesite": "Lax", "path": self.base_url},
            "cookie_secret": identity.cookie_secret(),
            "kernel_websocket_connection_class": kernel_handlers.Connection,
            "websocket_max_message_size": 4 * frames.MOST_BYTES,  # what is longer is cut off without a word
            "mathjax_url": "",
        }

    def init_handlers(self) -> list[Any]:
        """Every address there is. Voila's own list also serves notebooks, files and folders; here nothing is served that is not named."""
        base, here = self.base_url, self.base_url + self.entrance.here
        any = base + r"(?:replica/[0-9a-z-]+/)?"  # files are the same everywhere
        return [
            *self._ways_in(base),
            (base + "health", handlers.Health),
            *((start + re.escape(security_txt.NAME), security_txt.SecurityTxt) for start in {base, "/"}),
            *((start + badges.NAMES, badges.Badges) for start in {base, "/"}),
            (base + r"theme/([A-Za-z0-9_-]+\.(?:css|js|svg|png))", files.AssetFile),
            (base + rf"module/{MODULE}/{STEM}", ModulePage),
            (base + rf"module/{MODULE}/{STEM}/kernel", NewKernel),
            *routes.handlers(base, list(self.page_sets.values())),
            *((here + path, handler) for path, handler in kernel_handlers.ADDRESSES),
            (any + r"voila/static/(.*)", files.FrontEndFile, {"paths": self.static_paths}),
            (any + r"voila/labextensions/(.*)", files.LabextensionFile, {"path": self.labextensions_path, "no_cache_paths": ["/"]}),
            (any + r"voila/api/themes/(.*)", files.ThemeFile, self._jupyterlab_themes()),
        ]

    def _ways_in(self, base: str) -> list[Any]:
        if self.entrance.alone:
            return [(base + "login", local.Login), (base + "switch", local.Switch)]
        return [(base + "here", Here), *((base.rstrip("/") + path, *more) for path, *more in self.identity_provider.get_handlers())]

    def _jupyterlab_themes(self) -> dict[str, Any]:
        return {
            "themes_url": "/voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": self.labextensions_path,
            "no_cache_paths": ["/"],
        }

    def listen(self) -> None:
        """Serve until told to stop. Raises OSError when the port cannot be had."""
        last_words = {rf".*/api/kernels/{kernel_handlers.KERNEL_ID}/last-words": frames.MOST_BYTES}
        gate.guard({**routes.longer(self.base_url, list(self.page_sets.values())), **last_words})
        self._listen()
        self.app.add_transform(GZipContentEncoding)
        self.app.add_transform(headers.every_answer())
        self.ioloop = IOLoop.current()
        self.ioloop.run_sync(self.kernels.warm_up)
        self._take_part()
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        PeriodicCallback(self.end_what_must_end, STILL_SECONDS * 1000).start()
        if not self.entrance.alone:
            self.ioloop.run_sync(self.end_with_the_login)
            PeriodicCallback(self.end_with_the_login, LOGIN_SECONDS * 1000).start()
        self.ready(self._address())
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def _listen(self) -> None:
        if self.entrance.socket is None:
            self.app.listen(self.port, self.ip, xheaders=not self.entrance.alone)
        else:
            HTTPServer(self.app).add_socket(bind_unix_socket(str(self.entrance.socket), mode=0o600))

    def _address(self) -> str:
        if self.entrance.socket:
            return self.entrance.base
        token = f"?token={self.identity_provider.token}" if self.entrance.alone else ""
        origin = "" if self.entrance.behind else f"http://localhost:{self.port}"  # what a Jupyter server in front is called, it alone knows
        return f"{origin}{self.entrance.base}{token}"

    def _take_part(self) -> None:
        """Be given a part of what comes to all replicas, for as long as a page can be opened here at once."""
        if self.entrance.shared_port not in (None, self.port):
            self._shared = self.app.listen(self.entrance.shared_port, self.ip, xheaders=True, reuse_port=True)

    async def end_what_must_end(self) -> None:
        """A line to a kernel stays open for hours; it ends when its owner may no longer take part."""
        for kernel, line in self.kernels.lines():
            if not await self._may_still(line):
                await self.kernels.stop(kernel)

    async def end_with_the_login(self) -> None:
        """A line to a kernel ends with the login that opened it, within seconds."""
        lines = {line: kernel for kernel, line in self.kernels.lines()}
        for line in await self.identity_provider.ended(lines):
            await self.kernels.stop(lines[line])

    async def _may_still(self, line: Any) -> bool:
        try:
            user = await ensure_async(self.identity_provider.get_user(line))
            if user is None or user.username != line.current_user.username:
                return False
            await asyncio.get_running_loop().run_in_executor(self.pool, self.person, user)
        except NotAllowed:
            return False
        except (HTTPError, StorageError):  # who cannot be asked after now is asked after later
            return True
        return True

    def stop(self) -> None:
        """End all kernels, then what else runs."""
        if self._shared:
            self._shared.stop()
        self.ioloop.run_sync(lambda: asyncio.wait_for(self.kernels.close(), timeout=15))
        shutil.rmtree(self.connection_dir, ignore_errors=True)
        self.pool.shutdown(cancel_futures=True)
        self.store.database.close()


def _configuration(entrance: Entrance) -> Config:
    config = configuration.for_managers()
    config.Voila.port = entrance.port
    config.Voila.port_retries = 0
    config.Voila.ip = entrance.ip
    config.Voila.base_url = entrance.base
    config.Voila.open_browser = False
    config.Voila.root_dir = str(settings.released())
    config.Voila.identity_provider_class = entrance.identity
    config.Voila.token = secrets.token_hex(24)
    config.Voila.log_level = os.environ.get(settings.LOG, "WARN")
    config.LocalIdentity.cookie_name = f"kompetencevej-{entrance.port}"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.file_denylist = [".*"]
    config.VoilaConfiguration.extension_allowlist = upstream.EXTENSIONS
    config.VoilaConfiguration.show_tracebacks = False
    return config
