"""A page as plain files: the fastest that it could be. `python -m tests.benchmarks._static <folder> <port>` serves `page.html` and `theme/`.

Everything is compressed once; what the page asks for is kept by browsers for ever, the page itself is not, as with the course's own pages.
"""

import gzip
import sys
from pathlib import Path
from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class Compressed(RequestHandler):
    def initialize(self, files: dict[str, bytes]) -> None:
        self.files = files

    def get(self, name: str) -> None:
        kept = "no-store" if name.endswith(".html") else "public, max-age=31536000, immutable"
        self.set_header("Content-Type", TYPES[Path(name).suffix])
        self.set_header("Cache-Control", kept)
        self.set_header("Content-Encoding", "gzip")
        self.finish(self.files[name])


def main(folder: Path, port: int) -> None:
    found = [path for path in folder.rglob("*") if path.suffix in TYPES]
    files: dict[str, Any] = {path.relative_to(folder).as_posix(): gzip.compress(path.read_bytes()) for path in found}
    Application([(r"/(.+)", Compressed, {"files": files})]).listen(port, "127.0.0.1")
    IOLoop.current().start()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
