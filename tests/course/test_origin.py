"""A page of another site, or of this one on a line that anybody can write on, is not one of ours."""

import pytest

from course.origin import is_same, scheme

HOST = {"Host": "kursus.kommune.example"}


@pytest.mark.parametrize(
    ("origin", "forwarded", "same"),
    [
        (None, "https,http", True),
        ("https://kursus.kommune.example", "https,http", True),
        ("https://KURSUS.kommune.example", "https", True),
        ("http://kursus.kommune.example", "https,http", False),
        ("https://kursus.kommune.example", "", False),
        ("http://kursus.kommune.example", "", True),
        ("https://kursus.kommune.example:8443", "https", False),
        ("https://kursus.kommune.example.evil.example", "https", False),
        ("https://evil.example", "https", False),
        ("null", "https", False),
        ("", "https", False),
        ("kursus.kommune.example", "https", False),
    ],
)
def test_an_origin_is_the_same_with_scheme_host_and_port(origin: str | None, forwarded: str, same: bool) -> None:
    said = {"X-Forwarded-Proto": forwarded, **({} if origin is None else {"Origin": origin})}
    assert is_same({**HOST, **said}, "http") is same


@pytest.mark.parametrize(
    ("site", "origin", "same"),
    [
        ("same-origin", "https://kursus.kommune.example", True),
        ("same-origin", None, True),
        ("none", None, True),
        ("same-origin", "https://evil.example", False),
        ("same-site", "http://kursus.kommune.example", False),
        ("cross-site", "https://evil.example", False),
        ("cross-site", None, False),
    ],
)
def test_a_browser_that_says_which_site_it_is_is_believed(site: str, origin: str | None, same: bool) -> None:
    said = {"Sec-Fetch-Site": site, **({} if origin is None else {"Origin": origin})}
    assert is_same({**HOST, **said}, "http") is same


@pytest.mark.parametrize(("told", "is_https"), [("https", True), ("https, http", True), ("http,https", False), ("", False), ("wss", False)])
def test_what_the_browser_speaks_the_outermost_server_says(told: str, is_https: bool) -> None:
    assert scheme({"X-Forwarded-Proto": told}, "http") == ("https" if is_https else "http")
