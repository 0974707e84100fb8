"""An author saves a file and sees it at once, or is told in a corner of the page what is wrong with it; nothing of it meets the real course."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import SOON
from tests.browser.conftest import DESK
from tests.browser.service import BIN, Service
from tests.command import Command

DATA = Path(__file__).parent.parent / "data"
MODULE = "9-proeve"


class Preview(Service):
    """`kompetencevej preview` on a free port."""

    def _launch(self) -> Command:
        return Command(["preview", MODULE, "--no-open", "--port", str(self.port)], self.environment, self.log)

    @property
    def base(self) -> str:
        return self.address.split("module/")[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The municipality's own folder, with the tiny module."""
    folder = tmp_path_factory.mktemp("author") / "own"
    for name in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def preview(desk: Path) -> Iterator[Preview]:
    """Started while `module.yaml` is broken."""
    edit(desk / "modules" / MODULE / "module.yaml", "minutes: 10", "minutes: ti")
    started = Preview(desk.parent / "home", KOMPETENCEVEJ_OWN=str(desk))
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def page(browser: Browser, preview: Preview) -> Iterator[Any]:
    context = browser.new_context(**DESK)
    opened = context.new_page()
    opened.goto(preview.address)
    yield opened
    context.close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_module_that_is_broken_from_the_start_is_shown_as_soon_as_it_is_mended(page: Any, preview: Preview, desk: Path) -> None:
    corner = page.locator(".preview")
    expect(corner).to_contain_text("minutes: »ti« er ikke et helt tal. Skriv tallet med cifre.", timeout=SOON)
    edit(desk / "modules" / MODULE / "module.yaml", "minutes: ti", "minutes: 10")
    expect(page.locator("main")).to_contain_text("Prøvemodul", timeout=SOON)
    expect(corner).to_contain_text("Alt er i orden")


def test_a_saved_page_is_shown_again_by_itself(page: Any, preview: Preview, desk: Path) -> None:
    page.goto(f"{preview.base}module/{MODULE}/1-oev")
    expect(page.locator("main")).to_contain_text("En lille side.", timeout=SOON)
    edit(desk / "modules" / MODULE / "1-oev.ipynb", "En lille side.", "En helt ny side.")
    expect(page.locator("main")).to_contain_text("En helt ny side.", timeout=SOON)


def test_what_is_wrong_stands_in_a_corner_of_what_worked_last(page: Any, preview: Preview, desk: Path) -> None:
    corner, path = page.locator(".preview"), desk / "keys" / f"{MODULE}.yaml"
    edit(path, "key: [a]", "key: [z]")
    expect(corner).to_contain_text("»z« er ikke en svarmulighed. Brug en af: a, b.", timeout=SOON)
    expect(corner.locator("code")).to_have_text(f"{desk}/keys/{MODULE}.yaml:4")
    expect(page.locator("main")).to_contain_text("En helt ny side.")

    # in English too, and by keyboard: closed with Escape, opened with Enter
    page.locator('[data-set-language="en"]').click()
    expect(corner.locator("summary")).to_have_text("1 to correct", use_inner_text=True)
    corner.locator("summary").focus()
    page.keyboard.press("Escape")
    expect(corner.locator("ol")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(corner.locator("ol")).to_be_visible()
    page.locator('[data-set-language="da"]').click()

    edit(path, "key: [z]", "key: [a]")
    expect(corner).to_contain_text("Alt er i orden", timeout=SOON)
    expect(corner.locator("ol")).to_be_hidden()


def test_nothing_of_it_meets_the_real_course(page: Any, preview: Preview, desk: Path) -> None:
    assert not (desk.parent / "home" / "release").exists()
    assert not (desk.parent / "home" / "course.db").exists()
    assert (desk.parent / "home" / "preview" / MODULE / "release" / MODULE / "module.yaml").exists()


def test_a_module_that_is_not_there_is_told_with_the_nearest(desk: Path) -> None:
    environment = {**os.environ, "KOMPETENCEVEJ_MODULES": str(desk / "modules")}
    done = subprocess.run(
        [BIN / "kompetencevej", "preview", "9-prove"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "Mente du »9-proeve«?" in done.stderr
