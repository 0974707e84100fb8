"""How files are sent: the course's own with what `assets` knows of them, and those of Voila's front end."""

from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.web import HTTPError, RequestHandler
from voila.static_file_handler import MultiStaticFileHandler

from widgets.service.web import assets
from widgets.service.web.headers import HEADERS

FOREVER = "public, max-age=31536000, immutable"


class AssetFile(RequestHandler):
    """`theme/<name>?v=<version>`."""

    def get(self, name: str) -> None:
        found = assets.asset(name)
        if found is None:
            raise HTTPError(404)
        fresh = self.get_query_argument("v", "") == found.version
        zipped = "gzip" in self.request.headers.get("Accept-Encoding", "")
        headers = {
            **HEADERS,
            "Content-Type": found.type,
            "Cache-Control": FOREVER if fresh else "no-cache",
            "Etag": f'"{found.version}{"-gzip" if zipped else ""}"',
        }
        for key, value in headers.items():
            self.set_header(key, value)
        if zipped:
            self.set_header("Content-Encoding", "gzip")
        if self.check_etag_header():
            self.set_status(304)
            return
        self.finish(found.compressed if zipped else found.content)

    head = get


class _ToldPlainly(RequestHandler):
    """Tells an error in a sentence: a page would look for parts of Jupyter's that are not served here."""

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("Filen findes ikke. / There is no such file.")


class LabextensionFile(_ToldPlainly, FileFindHandler):
    """A file of a lab extension, for Voila's front end."""


class ThemeFile(_ToldPlainly, ThemesHandler):
    """A file of JupyterLab's themes, for Voila's front end."""


class FrontEndFile(_ToldPlainly, MultiStaticFileHandler):  # type: ignore[misc]  # Voila has no types
    """A file of Voila's front end."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-cache")
        for name, value in HEADERS.items():
            self.set_header(name, value)
