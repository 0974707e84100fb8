"""Nothing that a request says of itself makes anybody somebody else, and no other site gets anything done."""

import socket
import urllib.parse

import pytest

from deploy.one_machine.installation import COURSE, Installation
from tests.hub.actors import FORMGRADER, Colleague, exactly
from tests.hub.conftest import Who
from tests.hub.lines import open_page

HEADERS = ("X-Forwarded-User", "Remote-User", "X-Remote-User", "X-Hub-User", "X-JupyterHub-User", "X-Kompetencevej-Learner", "REMOTE_USER")
OTHER_HOSTS = (
    "//evil.example/x", "/\\evil.example/x", "/%5cevil.example/x", "\\\\evil.example", "http:evil.example", "https://evil.example/services/course/",
    "/services/course/../../evil", "/services/course/\\..\\x", "/services/course/\r\nX-Evil: 1", "javascript:alert(1)",
)  # fmt: skip
FORMS = ("module/1-virtuelle-samtaler/hand-in", "module/1-virtuelle-samtaler/1-vaelg-moedeform/kernel", "trainer/start")


def test_a_header_makes_nobody_somebody(installation: Installation, known: Who) -> None:
    named = dict.fromkeys(HEADERS, "trine")
    assert exactly(installation.port, COURSE, **named)[0] == 302
    _, _, page = exactly(installation.port, COURSE, Cookie=known("anna").cookies_for(COURSE), **named)
    assert b"Anna Holm" in page
    assert b"Trine" not in page


@pytest.mark.parametrize("scheme", ["token", "bearer", "Bearer", "Basic"])
@pytest.mark.parametrize("token", ["course_token", "formgrader_token", "proxy_token", "password"])
def test_no_token_opens_a_service(installation: Installation, scheme: str, token: str) -> None:
    secret = installation.secrets[token]
    for base in (COURSE, FORMGRADER + "formgrader/gradebook"):
        assert exactly(installation.port, base, Authorization=f"{scheme} {secret}")[0] == 302
        assert exactly(installation.port, f"{base}?token={secret}")[0] == 302


def test_a_word_in_the_address_makes_nobody_somebody(known: Who) -> None:
    for query in ("?user=bo", "?learner=bo", "?username=bo&username=anna", "?HTTP_X_KOMPETENCEVEJ_LEARNER=bo", "?token=x", "?_xsrf=x"):
        page = known("anna").get(query)
        assert page.status == 200
        assert "Anna Holm" in page.text
        assert "Bo Krogh" not in page.text


def test_a_cookie_is_good_where_and_as_it_was_given_alone(installation: Installation, known: Who) -> None:
    anna, trine = known("anna"), known("trine")
    trine.at(FORMGRADER + "formgrader/gradebook")
    hers = anna.cookie("service-course").value or ""
    hubs = anna.cookie("jupyterhub-hub-login").value or ""
    forged = {
        "tampered": (COURSE, f"service-course={hers[:-1]}{'0' if hers[-1] != '0' else '1'}"),
        "unsigned": (COURSE, "service-course=anna"),
        "the Hub's": (COURSE, f"service-course={hubs}"),
        "under the Hub's name": (COURSE, f"jupyterhub-hub-login={hubs}"),
        "the course's at formgrader": (FORMGRADER + "formgrader/gradebook", f"service-formgrader={trine.cookie('service-course').value}"),
        "formgrader's at the course": (COURSE, f"service-course={trine.cookie('service-formgrader').value}"),
    }
    assert {what: exactly(installation.port, path, Cookie=cookie)[0] for what, (path, cookie) in forged.items()} == dict.fromkeys(
        forged, 302
    )


def test_another_persons_login_at_the_hub_does_not_change_who_one_is(installation: Installation, known: Who) -> None:
    anna, bo = known("anna"), known("bo")
    mixed = f"service-course={anna.cookie('service-course').value}; jupyterhub-session-id={bo.cookie('jupyterhub-session-id').value}"
    status, _, page = exactly(installation.port, COURSE, Cookie=mixed)
    assert (status, b"Anna" in page, b"Bo Krogh" in page) == (200, True, False)


@pytest.mark.parametrize("path", FORMS)
def test_a_form_from_another_site_gets_nothing_done(installation: Installation, known: Who, path: str) -> None:
    trine = known("trine")
    trine.get()
    cookie = trine.cookies_for(COURSE)
    form = "application/x-www-form-urlencoded"
    for kind, body in (
        (form, b"command=mark"),
        (form, b"command=mark&_xsrf="),
        (form, b"command=mark&_xsrf=guess"),
        ("text/plain", b"command=mark&_xsrf=" + trine.courses_mark.encode()),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="_xsrf"\r\n\r\nguess\r\n--x--\r\n'),
    ):
        sent = {"Cookie": cookie, "Content_Type": kind}
        refused = (400, 403) if kind == "text/plain" else (403,)
        assert exactly(installation.port, COURSE + path, "POST", body, **sent)[0] in refused, (kind, body)
        assert exactly(installation.port, COURSE + path, "POST", body, **sent, Origin="http://evil.example")[0] in (*refused, 404), (
            kind,
            body,
        )


def test_a_form_of_formgrader_from_another_site_gets_nothing_done(installation: Installation, known: Who) -> None:
    trine = known("trine")
    trine.at(FORMGRADER + "formgrader/gradebook")
    path = FORMGRADER + "formgrader/api/assignment/x/assign"
    cookie = trine.cookies_for(FORMGRADER)
    assert exactly(installation.port, path, "POST", b"{}", Cookie=cookie)[0] == 403
    assert exactly(installation.port, path, "POST", b"{}", Cookie=cookie, Origin="http://evil.example")[0] in (403, 404)


def test_nobody_is_logged_in_as_whoever_sends_her_a_link(known: Who, stranger: Colleague) -> None:
    link = known("anna").sent_back()
    assert "code=" in link
    for victim in (stranger, known("bo")):
        answer = victim.at(link, follow=False)
        assert answer.status in (302, 403)
        assert "service-course=" not in str(answer.headers.get_all("Set-Cookie"))
    assert "Bo Krogh" in known("bo").get().text
    assert stranger.get("", follow=False).status == 302


def test_a_login_that_is_done_cannot_be_done_again(somebody: Who, installation: Installation) -> None:
    anna = somebody("anna")
    link = anna.sent_back()
    cookies = anna.cookies_for(COURSE)
    assert anna.at(link, follow=False).status == 302
    status, headers, _ = exactly(installation.port, link, Cookie=cookies)
    assert status >= 400
    assert not any(cookie.startswith("service-course=") for cookie in headers.get_all("Set-Cookie") or [])


@pytest.mark.parametrize("wanted", OTHER_HOSTS)
def test_a_login_leads_nowhere_but_into_the_course(known: Who, wanted: str) -> None:
    anna = known("anna")
    landed = anna.at(anna.sent_back(wanted), follow=False)
    assert landed.status == 302
    assert urllib.parse.urljoin(anna.base, landed.headers["Location"]).startswith(anna.base)
    assert "X-Evil" not in landed.headers


def test_a_login_for_an_address_that_nobody_types_does_not_begin(known: Who) -> None:
    assert known("anna").get("login?next=/services/course/%00", follow=False).status == 400


def test_the_name_of_another_host_leads_nowhere(installation: Installation) -> None:
    for port in (installation.port, installation.ports["1"]):
        for more in ({}, {"X_Forwarded_Host": "evil.example"}):
            status, headers, _ = exactly(port, COURSE + "levels", Host="evil.example", **more)
            assert status == 302
            assert headers["Location"].startswith(COURSE + "login")


def test_a_method_is_what_it_is(installation: Installation, known: Who) -> None:
    anna = known("anna")
    kernel = open_page(anna)
    path, cookie = COURSE + kernel.address, anna.cookies_for(COURSE)
    for name in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
        assert exactly(installation.port, path, "GET", None, Cookie=cookie, **{name: "DELETE"})[0] == 200
    assert anna.get(kernel.address + "?_method=DELETE").status == 200
    assert anna.get(kernel.address).status == 200


@pytest.mark.parametrize("at", ["proxy", "replica"])
def test_a_request_within_a_request_is_no_request(installation: Installation, at: str) -> None:
    port = installation.port if at == "proxy" else installation.ports["1"]
    inner = b"GET /services/course/trainer HTTP/1.1\r\nHost: x\r\n\r\n"
    head = b"POST /services/course/levels HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" % (
        5 + len(inner)
    )
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(head + inner)
        said = b""
        while part := line.recv(65536):
            said += part
            if said.count(b"HTTP/1.1 ") > 1 or said.startswith(b"HTTP/1.1 400"):
                break
    assert said.startswith((b"HTTP/1.1 400", b"HTTP/1.1 403")) or not said
    assert said.count(b"HTTP/1.1 ") <= 1
    assert installation.answers(COURSE + "health")
