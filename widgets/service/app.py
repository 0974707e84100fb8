"""The course service: Voila's server with the course's own addresses, and only those."""

import asyncio
import logging
import os
import secrets
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment
from jupyter_events import EventLogger
from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.ioloop import IOLoop
from tornado.web import GZipContentEncoding
from traitlets import Bool, Instance
from traitlets.config import Config
from voila.app import Voila

from course import settings
from course.pages import Access, Room
from course.store import Store
from widgets.service import assets, handlers, identity, kernels, rendering, routes
from widgets.service.reading import ModulePage, NewKernel

MODULE = r"(?P<module>[0-9a-z-]+)"
STEM = r"(?P<stem>[0-9]-[0-9a-z-]+)"
THREADS = 8
ACCESS = get_args(Access)


class CourseService(Voila):  # type: ignore[misc]  # Voila has no types
    """Serves the released modules and the rooms' pages to people who are in the course.

    `local` says that it runs on one person's own machine, where the course can be seen as other people; `ready` is called with the address
    to open once the service listens.
    """

    local = Bool(False)
    store = Instance(Store)
    ready: Callable[[str], None]

    def __init__(self, store: Store, rooms: dict[str, Room], port: int, local: bool, ready: Callable[[str], None]) -> None:
        super().__init__(store=store, local=local, config=_configuration(port))
        self.rooms, self.ready = rooms, ready
        self.event_logger = EventLogger()  # one for all kernels; else each reads and checks the events' schemas anew, which takes 10 ms
        self.config_file_paths: list[str] = []  # a voila.json lying about must not open what is closed here
        self.pool = ThreadPoolExecutor(THREADS, "page")
        self._environments: dict[int, Environment] = {}
        if local:
            os.environ["KOMPETENCEVEJ_LOCAL"] = "1"
        # jupyter_server tells Tornado its ping times in milliseconds, and Tornado says on the terminal that these seconds do not fit
        logging.getLogger("tornado.general").setLevel(logging.ERROR)

    @property
    def menu(self) -> list[tuple[str, str, str, Any]]:
        """The menu's entries: (address, Danish, English, access)."""
        return sorted((entry for room in self.rooms.values() for entry in room.menu), key=lambda entry: ACCESS.index(entry[3]))

    def environment(self, room: Room | None) -> Environment:
        """The templates of a room, or the theme's own."""
        if id(room) not in self._environments:
            self._environments[id(room)] = rendering.environment(room.templates if room else None)
        return self._environments[id(room)]

    def setup_template_dirs(self) -> None:
        """Use the theme's template alone (see `reading`); of Voila's own only the front end's files are served."""
        super().setup_template_dirs()
        self.template_paths: list[str] = [str(rendering.THEME / "templates")]

    def init_settings(self) -> dict[str, Any]:
        made: dict[str, Any] = super().init_settings()
        self.kernels = kernels.Kernels(self.kernel_manager, Path(self.connection_dir))
        return {
            **made,
            "course": self,
            "headers": handlers.HEADERS,
            "default_handler_class": handlers.Missing,
            "allow_remote_access": False,  # answers to loopback names alone, so that no other site's name can point here
            "local_hostnames": ["localhost"],
            "xsrf_cookies": True,
            "xsrf_cookie_kwargs": {"samesite": "Lax", "path": self.base_url},
            "cookie_secret": identity.cookie_secret(),
            "mathjax_url": "",
        }

    def init_handlers(self) -> list[Any]:
        """Every address there is. Voila's own list also serves notebooks, files and folders; here nothing is served that is not named."""
        base = self.base_url
        return [
            (base + "login", handlers.Login),
            (base + "switch", handlers.Switch),
            (base + r"theme/([a-z-]+\.(?:css|js|svg))", assets.AssetFile, {"headers": handlers.HEADERS}),
            (base + rf"module/{MODULE}/{STEM}", ModulePage),
            (base + rf"module/{MODULE}/{STEM}/kernel", NewKernel),
            *routes.handlers(base, list(self.rooms.values())),
            (base + rf"api/kernels/{kernels.KERNEL_ID}", kernels.Pulse),
            (base + rf"api/kernels/{kernels.KERNEL_ID}/channels", kernels.Channels),
            (base + rf"voila/api/shutdown/{kernels.KERNEL_ID}", kernels.Shutdown),
            (base + r"voila/static/(.*)", handlers.FrontEndFile, {"paths": self.static_paths}),
            (base + r"voila/labextensions/(.*)", FileFindHandler, {"path": self.labextensions_path, "no_cache_paths": ["/"]}),
            (base + r"voila/api/themes/(.*)", ThemesHandler, self._jupyterlab_themes()),
        ]

    def _jupyterlab_themes(self) -> dict[str, Any]:
        return {
            "themes_url": "/voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": self.labextensions_path,
            "no_cache_paths": ["/"],
        }

    def listen(self) -> None:
        """Serve until told to stop. Raises OSError when the port cannot be had."""
        self.app.listen(self.port, self.ip)
        self.app.add_transform(GZipContentEncoding)
        self.ioloop = IOLoop.current()
        self.ioloop.run_sync(self.kernels.warm_up)
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        self.ready(f"http://localhost:{self.port}{self.base_url}?token={self.identity_provider.token}")
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def stop(self) -> None:
        """End all kernels, then what else runs."""
        self.ioloop.run_sync(lambda: asyncio.wait_for(self.kernels.close(), timeout=15))
        self.pool.shutdown(cancel_futures=True)
        self.store.database.close()


def _configuration(port: int) -> Config:
    config = kernels.configuration()
    config.Voila.port = port
    config.Voila.port_retries = 0
    config.Voila.ip = "127.0.0.1"
    config.Voila.open_browser = False
    config.Voila.root_dir = str(settings.released())
    config.Voila.identity_provider_class = identity.LocalIdentity
    config.Voila.token = secrets.token_hex(24)
    config.Voila.log_level = os.environ.get("KOMPETENCEVEJ_LOG", "WARN")
    config.LocalIdentity.cookie_name = f"kompetencevej-{port}"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.file_denylist = [".*"]
    config.VoilaConfiguration.extension_allowlist = kernels.EXTENSIONS
    config.VoilaConfiguration.show_tracebacks = False
    return config
