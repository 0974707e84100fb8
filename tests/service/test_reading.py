"""A module's page as it comes over the line: prose first, then its components, and no kernel for a page that is not read."""

import contextlib
import gzip
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from course.modules import load_module
from course.settings import modules
from course.store import Store
from tests.actors import Visitor, kernel_of, shown_on
from tests.browser.service import Service
from widgets.session import owner_mark

PAGE = "module/1-virtuelle-samtaler/4-vis-hvad-du-kan"
Who = Callable[[str], Visitor]


def views(service: Service) -> int:
    """How many pages of the service have a kernel."""
    assert service.process
    found = 0
    for child in psutil.Process(service.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            found += " ".join(child.cmdline()).startswith("kompetencevej view")
    return found


def settles_at(service: Service, number: int) -> bool:
    """Whether there are no more than so many, and stay so: on a busy machine a request is taken up after another has ended."""
    deadline, quiet = time.monotonic() + 30, time.monotonic()
    while time.monotonic() < deadline and time.monotonic() - quiet < 2:
        if views(service) > number:
            quiet = time.monotonic()
        time.sleep(0.1)
    return time.monotonic() - quiet >= 2


def test_the_prose_stands_before_what_has_to_be_waited_for(visitor: Who) -> None:
    page = visitor("ida").get(PAGE)
    assert page.text.index('id="opgave-kanal-foerste-samtale"') < page.text.index('id="page-state"')
    assert page.text.rstrip().endswith("</html>")
    assert len(shown_on(page)) == len(load_module(modules() / "1-virtuelle-samtaler").graded_tasks)


def test_what_a_learner_writes_cannot_end_the_page_it_stands_in(visitor: Who, store: Store) -> None:
    words = "<!--<script> </script><b>fed</b> ]]> \u2028"
    module = load_module(modules() / "1-virtuelle-samtaler")
    store.answers.save("per", module, "relation-det-usagte-tekst", words, 0)
    page = visitor("per").get(PAGE)
    assert shown_on(page)["opgave-relation-det-usagte-tekst"]["state"]["answer"] == words
    assert words not in page.text
    assert "<b>fed" not in page.text


def test_a_page_that_is_closed_before_it_is_there_leaves_no_kernel(visitor: Who, service: Service) -> None:
    ida = visitor("ida")
    before = views(service)
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", service.port)) as line:
            line.sendall(f"GET /{PAGE} HTTP/1.1\r\nHost: localhost:{service.port}\r\nCookie: {ida.cookie_header()}\r\n\r\n".encode())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert settles_at(service, before)


def test_a_page_that_cannot_be_drawn_says_so_below_the_head_that_was_sent(visitor: Who, service: Service, released: Path) -> None:
    path = released / "4-vis-hvad-du-kan.ipynb"
    kept = path.read_text("utf-8")
    before = views(service)
    ida = visitor("ida")
    path.write_text("{ikke en notesbog", "utf-8")
    try:
        page = ida.get(PAGE)
    finally:
        path.write_text(kept, "utf-8")
    assert "Der skete en fejl hos os" in page.in_danish()
    assert page.text.count("<body") == page.text.count("</html>") == 1
    assert "Traceback" not in page.text
    assert settles_at(service, before)


def test_leafing_through_pages_faster_than_their_lines_open_breaks_none(visitor: Who, service: Service) -> None:
    ida = visitor("ida")
    log = service.home / "course.log"
    before = len(log.read_text())
    for _ in range(12):  # more than one person may have open
        kernel = kernel_of(ida.get(PAGE))
        with socket.create_connection(("127.0.0.1", service.port)) as line:
            asked = f"GET /api/kernels/{kernel}/channels?session_id=a HTTP/1.1\r\nHost: localhost:{service.port}\r\nCookie: {ida.cookie_header()}\r\n"
            line.sendall(
                f"{asked}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
            )
    assert len(shown_on(ida.get(PAGE))) == len(load_module(modules() / "1-virtuelle-samtaler").graded_tasks)
    assert "Traceback" not in log.read_text()[before:]


def test_asking_for_the_headers_starts_no_kernel(visitor: Who, service: Service) -> None:
    ida = visitor("ida")
    before = views(service)
    assert ida.head(PAGE).status == 200
    assert views(service) <= before


def test_a_page_whose_kernel_has_ended_gets_another_for_its_own_reader_alone(visitor: Who) -> None:
    ida, per = visitor("ida"), visitor("per")
    ida.get(PAGE)
    per.get(PAGE)
    fresh = ida.post(f"{PAGE}/kernel", owner=owner_mark("ida"))
    assert fresh.status == 200
    assert set(fresh.json) == {"kernel", "at", "owner", "components"}
    assert ida.get(f"api/kernels/{fresh.json['kernel']}").status == 200
    assert per.get(f"api/kernels/{fresh.json['kernel']}").status == 403
    assert per.post(f"{PAGE}/kernel", owner=owner_mark("ida")).status == 403
    assert ida.post(f"{PAGE}/kernel", owner=owner_mark("ida"), xsrf=False).status == 403
    assert ida.post("module/1-virtuelle-samtaler/9-findes-ikke/kernel", owner=owner_mark("ida")).status == 404


def test_styles_and_scripts_come_compressed_and_are_asked_for_once(visitor: Who) -> None:
    ida = visitor("ida")
    for kind in ("css", "js"):
        (address,) = set(re.findall(rf'"/(theme/components\.{kind}\?v=\w+)"', ida.get(PAGE).text))
        plain, zipped = ida.get(address), ida.raw(address, Accept_Encoding="gzip")
        assert "immutable" in zipped.headers["Cache-Control"]
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert zipped.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(zipped.content).decode() == plain.text
        assert len(zipped.content) < len(plain.text) / 2
    page = ida.raw(PAGE, Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    assert "page-state" in gzip.decompress(page.content).decode()


def test_a_page_of_our_own_front_end_allows_no_script_but_the_courses_files(visitor: Who) -> None:
    policy = visitor("ida").get(PAGE).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
