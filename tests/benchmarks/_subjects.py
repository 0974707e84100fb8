"""What is compared: the same released page of module 1, served in different ways."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from tornado.web import create_signed_value

from course import settings
from course.store import Person, open_store
from tests.browser.service import Installed
from tests.postgres import free_port
from widgets.service.web.identity import cookie_secret

COURSE, COURSE_BY_VOILA, STOCK, STATIC = "course", "course, Voila's front end", "stock Voila", "static HTML"
MODULE, PAGE = "1-virtuelle-samtaler", "1-vaelg-moedeform"
PEOPLE = 101
HEADER = "X-Kompetencevej-Learner"


@dataclass
class Subject:
    """One way of serving the page. `text` selects prose that can be read; `home` holds the answers."""

    name: str
    port: int
    pid: int
    path: str
    text: str
    home: Path | None = None

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}/"

    def cookies(self, learner: str) -> dict[str, str]:
        """What lets a learner in, and a form token."""
        if self.name not in (COURSE, COURSE_BY_VOILA) or self.home is None:
            return {"_xsrf": "bench"}
        name = f"kompetencevej-{self.port}"
        return {"_xsrf": "bench", name: create_signed_value(cookie_secret(self.home), name, learner).decode()}

    def headers(self, learner: str) -> dict[str, str]:
        """The same for requests made without a browser; stock Voila believes a header."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies(learner).items())
        return {"Cookie": cookies, "X-XSRFToken": "bench", HEADER: learner}


def learner(number: int) -> str:
    """A person of the benchmark; number 0 uses the browser."""
    return f"laeser-{number}"


def _people(home: Path) -> None:
    store = open_store(f"sqlite:///{home / 'course.db'}", migrate=True)
    for number in range(PEOPLE):
        store.people.put(Person(learner(number), f"Læser {number}", "raadgiver"))
    store.database.close()


@contextmanager
def course(home: Path, name: str = COURSE, **environment: str) -> Iterator[Subject]:
    """The course's own service."""
    home.mkdir()
    _people(home)
    service = Installed(home)
    service.environment |= environment
    try:
        service.start()
        assert service.process is not None
        yield Subject(name, service.port, service.process.pid, f"module/{MODULE}/{PAGE}", ".words p", home)
    finally:
        service.stop()


@contextmanager
def course_by_voila(home: Path) -> Iterator[Subject]:
    """The same, with pages that ask for Voila's front end."""
    modules = home.with_name("modules")
    shutil.copytree(settings.modules(), modules)
    about = modules / MODULE / "module.yaml"
    read = YAML().load(about.read_text("utf-8"))
    for page in read["pages"]:
        page["front_end"] = "voila"
    with about.open("w", encoding="utf-8") as file:
        YAML().dump(read, file)
    with course(home, COURSE_BY_VOILA, KOMPETENCEVEJ_MODULES=str(modules)) as subject:
        yield subject


@contextmanager
def stock(home: Path, release: Path) -> Iterator[Subject]:
    """The released notebook served by Voila as it comes: its template, its kernels, its widgets' front end."""
    home.mkdir()
    _people(home)
    environment = {**os.environ, "KOMPETENCEVEJ_HOME": str(home), "KOMPETENCEVEJ_DATABASE": f"sqlite:///{home / 'course.db'}"}
    port = free_port()
    options = [f"--port={port}", "--no-browser", "--Voila.ip=127.0.0.1", f"--VoilaConfiguration.http_header_envs=['{HEADER}']"]
    with _running([sys.executable, "-m", "voila", str(release), *options], environment, port, home / "voila.log") as pid:
        yield Subject(STOCK, port, pid, f"voila/render/{MODULE}/{PAGE}.ipynb", ".jp-RenderedMarkdown p", home)


@contextmanager
def static(folder: Path) -> Iterator[Subject]:
    """`page.html` and what it needs, as files."""
    port = free_port()
    command = [sys.executable, "-m", "tests.benchmarks._static", str(folder), str(port)]
    with _running(command, dict(os.environ), port, folder / "static.log") as pid:
        yield Subject(STATIC, port, pid, "page.html", ".words p")


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int, log: Path) -> Iterator[int]:
    with log.open("wb") as file:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _wait_for(port, process, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/nothing", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{process.args} did not start:\n{log.read_text('utf-8')}")


@contextmanager
def served(folder: Path) -> Iterator[list[Subject]]:
    """The three that have kernels."""
    with ExitStack() as stack:
        own = stack.enter_context(course(folder / "course"))
        other = stack.enter_context(course_by_voila(folder / "course-by-voila"))
        yield [own, other, stack.enter_context(stock(folder / "stock", folder / "course" / "release"))]
