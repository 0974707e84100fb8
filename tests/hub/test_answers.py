"""What every answer of the services carries, to whatever is asked, and what no address leads to."""

from email.message import Message

import pytest

from deploy.one_machine.installation import COURSE as COURSES
from deploy.one_machine.installation import Installation
from tests.hub.actors import FORMGRADER as FORMGRADERS
from tests.hub.actors import Colleague, exactly
from tests.hub.addresses import MADE_UP
from tests.hub.conftest import Who
from tests.hub.lines import PAGE, joins, open_page
from tests.hub.table import COURSE, FORMGRADER, HUB, rows
from widgets.session import owner_mark

METHODS = ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "POST")
SERVICES = ((COURSES, COURSE), (FORMGRADERS, FORMGRADER))
services = pytest.mark.parametrize(("base", "table"), SERVICES, ids=["the course", "formgrader"])
LEADS = (
    "voila/static/",
    "voila/labextensions/",
    "voila/api/themes/",
    "replica/1/voila/static/",
    "theme/",
    "module/1-virtuelle-samtaler/",
    "files/",
    "",
)
UP = (
    "../" * 9, "%2e%2e/" * 9, "%2e%2e%2f" * 9, "%252e%252e%252f" * 9, "..%5c" * 9, "..\\" * 9, "....//" * 9, "%c0%ae%c0%ae/" * 9, "..;/" * 9,
    "/", "//", "./", "%00", "%e2%88%95..%e2%88%95", "..%ef%bc%8f" * 9,
)  # fmt: skip
INSIDE = (
    "1-vaelg-moedeform.ipynb", "1-vaelg-moedeform.ipynb/", "1-vaelg-moedeform%2eipynb", "module.yaml", "tasks/1-vaelg-moedeform.yaml", "tasks/", "",
    "%2e/module.yaml", "..%2f1-virtuelle-samtaler%2fmodule.yaml", "module.yaml%00.css", "module.yaml;.css",
)  # fmt: skip


@services
def test_every_answer_carries_what_keeps_a_browser_safe(installation: Installation, known: Who, base: str, table: str) -> None:
    trine = _at(known, base)
    for cookie in (trine.cookies_for(base), ""):
        for path in _paths(table):
            for method in ("GET", "POST"):
                _, headers, _ = exactly(installation.port, base + path, method, b"" if method == "POST" else None, Cookie=cookie)
                assert _lacks(headers) == [], f"{method} {path}"


def _lacks(headers: Message) -> list[str]:
    policy = headers["Content-Security-Policy"] or ""
    found = {
        "a policy": "default-src" in policy and "frame-ancestors 'self'" in policy,
        "nosniff": headers["X-Content-Type-Options"] == "nosniff",
        "no address to others": headers["Referrer-Policy"] == "same-origin",
        "silence about the server": "Server" not in headers,
        "cookies for this site": all(_kept_well(cookie) for cookie in headers.get_all("Set-Cookie") or ()),
    }
    return [what for what, is_so in found.items() if not is_so]


def _kept_well(cookie: str) -> bool:
    told = cookie.lower()
    ended = "expires=" in told and '=""' in told
    return "path=/services/" in told and (ended or ("samesite=lax" in told and (cookie.startswith("_xsrf=") or "httponly" in told)))


@services
def test_what_is_somebodys_is_kept_by_no_browser(known: Who, base: str, table: str) -> None:
    trine = _at(known, base)
    for path in _paths(table):
        answer = trine.at(base + path)
        if "Trine" in answer.text or "Anna" in answer.text:
            assert "no-store" in answer.headers["Cache-Control"], path


def test_what_the_hub_says_to_somebody_no_browser_keeps_and_nothing_tells_its_version(installation: Installation, known: Who) -> None:
    for cookie in (known("anna").cookies_for("/hub/"), ""):
        for address, _ in rows(HUB):
            method, _, path = address.rpartition(" ")
            _, headers, _ = exactly(installation.port, path.replace("ME", "anna"), method or "GET", b"" if method else None, Cookie=cookie)
            assert headers["Cache-Control"] == "no-store", address
            assert not {"Server", "X-JupyterHub-Version", "X-Powered-By"} & set(headers), address
    for path in ("/hub/static/nothing.css", "/hub/logo", "/nothing", "/services/nothing/", "/hub/login", "/"):
        _, headers, _ = exactly(installation.port, path)
        assert not {"Server", "X-JupyterHub-Version", "X-Powered-By"} & set(headers), path


def test_what_a_page_asks_of_its_kernel_is_kept_by_no_browser(installation: Installation, known: Who) -> None:
    anna = known("anna")
    kernel = open_page(anna)
    for path, status in ((kernel.address, 200), (f"replica/{kernel.replica}/api/kernels/{MADE_UP}", 404)):
        answer = anna.get(path)
        assert (answer.status, answer.headers["Cache-Control"]) == (status, "no-store")
        assert "Server" not in answer.headers


@pytest.mark.parametrize(
    ("line", "origin", "joined"),
    [("http", "http", 101), ("https", "https", 101), ("https", "http", 403), ("http", "https", 403)],
)
def test_a_page_of_this_host_on_another_kind_of_line_is_another_site(
    installation: Installation, known: Who, line: str, origin: str, joined: int
) -> None:
    anna = known("anna")
    kernel = open_page(anna)
    host = f"{origin}://127.0.0.1:{installation.port}"
    assert joins(anna, installation.port, kernel, **{"Origin": host, "X-Forwarded-Proto": line}) == joined
    form = {
        "Cookie": anna.cookies_for(COURSES),
        "Content_Type": "application/x-www-form-urlencoded",
        "Origin": host,
        "X_Forwarded_Proto": line,
    }
    body = f"_xsrf={anna.courses_mark}&owner={owner_mark('anna')}".encode()
    assert exactly(installation.port, f"{COURSES}{PAGE}/kernel", "POST", body, **form)[0] == (200 if joined == 101 else 404)
    trine = _at(known, FORMGRADERS)
    sent = {"Cookie": trine.cookies_for(FORMGRADERS), "X_XSRFToken": trine.mark(FORMGRADERS), "Origin": host, "X_Forwarded_Proto": line}
    allowed = exactly(installation.port, FORMGRADERS + "formgrader/api/assignment/x/assign", "POST", b"{}", **sent)[0] == 200
    assert allowed == (joined == 101)


@pytest.mark.parametrize("line", ["http", "https"])
def test_a_cookie_is_for_this_site_and_on_an_encrypted_line_for_such_lines_alone(installation: Installation, known: Who, line: str) -> None:
    anna, port = known("anna"), installation.port  # the proxy adds its own to what the server that ends encryption says
    link = anna.sent_back()
    fresh = f"service-course={anna.cookie('service-course').value}"
    asked = ((COURSES + "login", ""), (COURSES, fresh), (link, anna.cookies_for(COURSES)))
    answers = [exactly(port, path, Cookie=cookie, X_Forwarded_Proto=line)[1] for path, cookie in asked]
    cookies = [cookie for headers in answers for cookie in headers.get_all("Set-Cookie") or () if '=""' not in cookie]
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "_xsrf", "service-course", "service-course-oauth-state", "service-course-said",
    }  # fmt: skip
    assert [cookie for cookie in cookies if not _kept_well(cookie)] == []
    assert [cookie for cookie in cookies if ("secure" in cookie.lower()) != (line == "https")] == []


@services
def test_no_method_breaks_anything(installation: Installation, known: Who, base: str, table: str) -> None:
    trine = _at(known, base)
    sent = {"Cookie": trine.cookies_for(base)}
    for path in _paths(table):
        for method in METHODS:
            body = b"" if method in ("POST", "PUT", "PATCH") else None
            status, _, _ = exactly(installation.port, base + path, method, body, **sent)
            assert status < 500, f"{method} {path}"
            assert method in ("GET", "HEAD", "OPTIONS") or status in (403, 404, 405), f"{method} {path}: {status}"


def test_a_form_sent_to_where_logins_come_back_stops_nobody(installation: Installation, known: Who) -> None:
    anna = known("anna")
    anna.get()
    sent = {"Cookie": anna.cookies_for(COURSES), "X_XSRFToken": anna.courses_mark}
    for method in ("POST", "PUT", "DELETE"):
        assert exactly(installation.ports["1"], COURSES + "oauth_callback", method, b"", **sent)[0] == 405
    assert exactly(installation.ports["1"], COURSES + "health")[0] == 200


@pytest.mark.parametrize("at", ["proxy", "replica"])
def test_no_address_leads_to_a_file_that_is_not_meant_for_it(installation: Installation, known: Who, at: str) -> None:
    port = installation.port if at == "proxy" else installation.ports["1"]
    home = str(installation.home).lstrip("/")
    secrets = (f"{home}/cookie-secret", f"{home}/release/1-virtuelle-samtaler/module.yaml", "etc/passwd")
    wanted = [lead + up + secret for lead in LEADS for up in UP for secret in secrets]
    wanted += [f"{lead}{'' if lead.startswith('module/') else 'module/1-virtuelle-samtaler/'}{name}" for lead in LEADS for name in INSIDE]
    cookie = known("anna").cookies_for(COURSES)
    got = {path: exactly(port, COURSES + path, Cookie=cookie) for path in wanted}
    unreadable = {path for path in wanted if at == "proxy" and "%c0%ae" in path}  # the proxy itself answers 500 to what is no UTF-8
    assert {
        path: status for path, (status, _, content) in got.items() if _tells(content) or (status >= 500 and path not in unreadable)
    } == {}
    assert {path for path, (status, *_) in got.items() if status == 200} <= {"module/1-virtuelle-samtaler/"}


def _tells(content: bytes) -> bool:
    return any(mark in content for mark in (b"root:x:0", b'"nbformat"', b"HIDDEN TESTS", b"goals:", b"notebook:"))


@pytest.mark.parametrize(
    "name", ["cookie-secret", "course.log", "release/1-virtuelle-samtaler/module.yaml", "..%2fchoices.toml", "..%2fsecrets.json"]
)
def test_formgrader_hands_out_no_file(installation: Installation, known: Who, name: str) -> None:
    cookie = _at(known, FORMGRADERS).cookies_for(FORMGRADERS)
    for lead in (
        "files/",
        "view/",
        "nbconvert/html/",
        "static/../",
        "api/contents/",
        "formgrader/submissions/",
        "formgrader/static/..%2f",
        "kernelspecs/python3/..%2f",
    ):
        assert exactly(installation.port, FORMGRADERS + lead + name, Cookie=cookie)[0] in (400, 403, 404), lead


def _at(known: Who, base: str) -> Colleague:
    trine = known("trine")
    trine.at(base + ("formgrader/gradebook" if base == FORMGRADERS else ""))
    return trine


def _paths(table: str) -> list[str]:
    named = (address.rpartition(" ")[2].lstrip("/") for address, _ in rows(table))
    return [one.replace("MODULE", "1-virtuelle-samtaler").replace("KERNEL", MADE_UP) for one in named if not one.startswith("login")]
