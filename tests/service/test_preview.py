"""An author saves a file and sees it at once, or is told what is wrong with it; nothing of it meets the real course."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.actors import Visitor
from tests.browser.service import BIN, Service

DATA = Path(__file__).parent.parent / "data"
MODULE = "9-proeve"
PAGE = f"module/{MODULE}/1-oev"


class Preview(Service):
    """`kompetencevej preview` on a free port."""

    def _launch(self, log: IO[bytes]) -> "subprocess.Popen[bytes]":
        command = [BIN / "kompetencevej", "preview", MODULE, "--no-open", "--port", str(self.port)]
        return subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    @property
    def base(self) -> str:
        return self.address.split("module/")[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The author's folder, with the tiny module."""
    folder = tmp_path_factory.mktemp("author")
    for name in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def preview(desk: Path) -> Iterator[Preview]:
    settings = {"MODULES": desk / "modules", "GRADING": desk}
    started = Preview(desk / "home", **{f"KOMPETENCEVEJ_{name}": str(path) for name, path in settings.items()}).start()
    assert isinstance(started, Preview)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def author(preview: Preview) -> Visitor:
    return Visitor(preview.base).come_in(preview.address)


def state(author: Visitor) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(author.get("preview").text)
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def wait_until(author: Visitor, what: Any) -> dict[str, Any]:
    deadline = time.monotonic() + 30
    while not what(found := state(author)):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


def test_a_saved_task_is_shown_without_a_restart(preview: Preview, author: Visitor, desk: Path) -> None:
    before = state(author)
    assert before["problems"] == []
    assert "preview.js" in author.get(PAGE).text
    edit(desk / "modules" / MODULE / "1-oev.ipynb", "En lille side.", "En helt ny side.")
    after = wait_until(author, lambda found: found["version"] > before["version"])
    assert after["problems"] == []
    assert "En helt ny side." in author.get(PAGE).text


def test_what_is_wrong_is_told_and_the_page_shows_what_worked_last(preview: Preview, author: Visitor, desk: Path) -> None:
    path = desk / "keys" / f"{MODULE}.yaml"
    before = state(author)["version"]
    edit(path, "key: [a]", "key: [z]")
    found = wait_until(author, lambda found: found["problems"])
    assert found["version"] == before
    [problem] = found["problems"]
    assert problem["place"].endswith(f"keys/{MODULE}.yaml:4")
    assert problem["da"] == "keys › valg › key nr. 1: »z« er ikke en svarmulighed. Brug en af: a, b."
    assert author.get(PAGE).status == 200
    edit(path, "key: [z]", "key: [a]")
    wait_until(author, lambda found: not found["problems"])


def test_nothing_of_it_meets_the_real_course(preview: Preview, author: Visitor, desk: Path) -> None:
    assert not (desk / "home" / "release").exists()
    assert not (desk / "home" / "course.db").exists()
    assert (desk / "home" / "preview" / MODULE / "release" / MODULE / "module.yaml").exists()
    assert "preview" not in json.dumps(sorted(path.name for path in (desk / "modules").iterdir()))


def test_a_module_that_is_broken_from_the_start_is_served_as_soon_as_it_is_mended(desk: Path, tmp_path: Path) -> None:
    for name in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / name, tmp_path / name)
    yaml = tmp_path / "modules" / MODULE / "module.yaml"
    edit(yaml, "minutes: 10", "minutes: ti")
    settings = {"MODULES": tmp_path / "modules", "GRADING": tmp_path}
    started = Preview(tmp_path / "home", **{f"KOMPETENCEVEJ_{name}": str(path) for name, path in settings.items()})
    started.start()
    try:
        author = Visitor(started.base).come_in(started.address)
        [problem] = state(author)["problems"]
        assert problem["da"] == "minutes: »ti« er ikke et helt tal. Skriv tallet med cifre."
        assert author.get(PAGE).status == 404
        assert "preview.js" in author.get(PAGE).text
        edit(yaml, "minutes: ti", "minutes: 10")
        wait_until(author, lambda found: found["version"] == 1)
        assert author.get(PAGE).status == 200
    finally:
        started.stop()


def test_a_module_that_is_not_there_is_told_with_the_nearest(desk: Path) -> None:
    environment = {**os.environ, "KOMPETENCEVEJ_MODULES": str(desk / "modules")}
    done = subprocess.run(
        [BIN / "kompetencevej", "preview", "9-prove"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "Mente du »9-proeve«?" in done.stderr
