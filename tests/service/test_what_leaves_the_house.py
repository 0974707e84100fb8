"""What is served, and what never is."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.actors import Answer, Visitor, shown_on
from tests.browser.service import Service

MODULE = "module/1-virtuelle-samtaler"
PAGE = f"{MODULE}/1-vaelg-moedeform"
Who = Callable[[str], Visitor]
NOTEBOOK = "1-virtuelle-samtaler/4-vis-hvad-du-kan.ipynb"
FILES = (
    NOTEBOOK,
    "1-virtuelle-samtaler/module.yaml",
    "1-virtuelle-samtaler/tasks/4-vis-hvad-du-kan.yaml",
    "1-virtuelle-samtaler/mikkel.twee",
    "../course.db",
    "../cookie-secret",
)
ROOTS = (
    "",
    "voila/files/",
    "voila/render/",
    "voila/tree/",
    "voila/api/contents/",
    "files/",
    "module/",
    "theme/",
    "theme/../",
    "voila/static/",
    "voila/static/../../",
    "voila/templates/",
    "voila/labextensions/",
    "static/",
)


def _disguises(path: str) -> list[str]:
    return [
        path,
        path + "/",
        path + "//",
        path + "?download=1",
        path.replace("/", "%2F"),
        path.replace(".", "%2e"),
        path.replace("..", "%2e%2e"),
        "/" + path,
        path + "%00",
        path.upper(),
    ]


@pytest.mark.parametrize("root", ROOTS)
def test_no_learner_reaches_a_notebook_a_key_or_a_database(visitor: Who, root: str) -> None:
    ida = visitor("ida")
    for path in FILES:
        for disguise in _disguises(path):
            answer = ida.get(root + disguise)
            assert answer.status in (400, 403, 404), root + disguise
            assert "kernelspec" not in answer.text
            assert "competence:" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "voila/tree",
        "voila/api/contents",
        "api/contents",
        "api/kernels",
        "api/sessions",
        "api/terminals",
        "voila/query/1-1-1-1-1",
        "voila/execution/1-1-1-1-1",
        "tree",
        "lab",
        "metrics",
    ],
)
def test_what_a_notebook_server_offers_is_not_there(visitor: Who, address: str) -> None:
    assert visitor("ida").get(address).status == 404


@pytest.mark.parametrize(
    "stem", ["9-findes-ikke", "1-vaelg-moedeform.ipynb", "1-vaelg-moedeform/", "..%2f4-vis-hvad-du-kan", "1-VAELG-MOEDEFORM"]
)
def test_only_pages_that_the_module_lists_are_shown(visitor: Who, stem: str) -> None:
    answer = visitor("ida").get(f"{MODULE}/{stem}")
    assert answer.status == 404
    assert "Siden findes ikke" in answer.in_danish()


def test_an_unlisted_notebook_in_the_folder_is_not_shown(visitor: Who, released: Path) -> None:
    (released / "8-kladde.ipynb").write_bytes((released / "1-vaelg-moedeform.ipynb").read_bytes())
    try:
        assert visitor("ida").get(f"{MODULE}/8-kladde").status == 404
    finally:
        (released / "8-kladde.ipynb").unlink()


def test_no_other_template_or_theme_can_be_asked_for(visitor: Who) -> None:
    page = visitor("ida").get(PAGE + "?template=lab&theme=dark&voila-template=lab")
    assert page.status == 200
    assert "jp-Notebook" not in page.text
    assert 'id="content"' in page.text


def test_the_code_in_a_notebook_is_never_sent(visitor: Who) -> None:
    page = visitor("ida").get(PAGE).text
    assert "from widgets import" not in page
    assert 'Choice("' not in page.replace("&quot;", '"')


@pytest.mark.parametrize(
    "address", ["", "levels", "about", "privacy", "statement", MODULE, PAGE, f"{MODULE}/hand-in", "nothing-here", "login"]
)
def test_no_page_asks_another_host_for_anything(visitor: Who, address: str) -> None:
    page = visitor("ida").get(address)
    for place in re.findall(r'(?:src|href|action|data-[a-z-]+|poster)="([^"]*)"', page.text):
        assert not re.match(r"(?:[a-z]+:)?//", place), place
    assert "http://" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", page.text).replace("http://www.w3.org", "")
    _has_headers(page)


def _has_headers(page: Answer) -> None:
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy
    assert "script-src" in policy
    assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", policy)[0]  # type: ignore[index]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["", PAGE, "levels"])
def test_no_page_carries_script_in_its_text(visitor: Who, address: str) -> None:
    page = visitor("ida").get(address).text
    for attributes, inside in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL):
        assert "src=" in attributes or "json" in attributes
        assert "json" in attributes or not inside.strip()
    assert not re.search(r"<[^>]+\son\w+=", page)


def test_the_theme_is_kept_by_the_browser_until_it_changes(visitor: Who) -> None:
    ida = visitor("ida")
    address = re.search(r'href="/(theme/theme\.css\?v=\w+)"', ida.get().text)
    assert address
    fresh, old = ida.get(address[1]), ida.get("theme/theme.css?v=old")
    assert "immutable" in fresh.headers["Cache-Control"]
    assert old.headers["Cache-Control"] == "no-cache"
    assert ida.get_url(ida.base + "theme/theme.css", If_None_Match=fresh.headers["Etag"]).status == 304
    assert fresh.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_can_be_asked_for_its_headers_alone(visitor: Who) -> None:
    for address in ("", "levels", PAGE, f"{MODULE}/hand-in"):
        answer = visitor("ida").head(address)
        assert answer.status == 200
        assert answer.text == ""


def test_a_learner_is_not_told_how_the_house_is_built(visitor: Who, released: Path, service: Service) -> None:
    ida = visitor("ida")
    kept = (released / "module.yaml").read_text("utf-8")
    (released / "module.yaml").write_text("id: [", "utf-8")
    try:
        answer = ida.get(MODULE)
    finally:
        (released / "module.yaml").write_text(kept, "utf-8")
    assert answer.status == 500
    assert str(service.home) not in answer.text
    assert "Traceback" not in answer.text
    number = re.search(r"fejlnummer.*?<code>(\w+)</code>", answer.text, re.DOTALL)
    assert number
    assert number[1] in (service.home / "course.log").read_text()


def test_a_cell_that_fails_leaves_the_rest_of_the_page_working(visitor: Who, released: Path) -> None:
    ida = visitor("ida")
    path = released / "1-vaelg-moedeform.ipynb"
    kept = path.read_text("utf-8")
    notebook = json.loads(kept)
    broken = next(cell for cell in notebook["cells"] if cell["id"].startswith("opgave-"))
    broken["source"] = [broken["source"][0].replace('("', '("findes-ikke-')]
    path.write_text(json.dumps(notebook), "utf-8")
    try:
        page = ida.get(PAGE)
    finally:
        path.write_text(kept, "utf-8")
    assert "Traceback" not in page.text
    assert "UnknownTask" not in page.text
    shown = shown_on(page)
    assert broken["id"] not in shown
    assert len(shown) >= 3
