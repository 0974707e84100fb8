"""An author tries her own tasks in JupyterLab: every key she types in a task is the task's, and none is the notebook's."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from course import settings
from tests.browser.actors import MODULE, SOON
from tests.postgres import free_port

TEXT, CHOICE = "relation-det-usagte-tekst", "kanal-foerste-samtale"
STARTS_WITHIN = 120


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a notebook of the module in JupyterLab: some prose, then a free text and a choice."""
    folder = tmp_path_factory.mktemp("lab")
    module = Path(shutil.copytree(settings.modules() / MODULE, folder / MODULE))
    cells = [
        nbformat.v4.new_markdown_cell("## Prosa"),
        *(nbformat.v4.new_code_cell(one) for one in (f'FreeText("{TEXT}")', f'Choice("{CHOICE}")')),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), module / "prøve.ipynb")
    port, log = free_port(), folder / "lab.log"
    options = [
        "--no-browser",
        f"--port={port}",
        "--IdentityProvider.token=",
        "--ServerApp.allow_root=True",
        f"--ServerApp.root_dir={folder}",
    ]
    environment = {**os.environ, "KOMPETENCEVEJ_HOME": str(folder / "home"), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    with log.open("wb") as said:
        lab = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=said, stderr=said)
    deadline = time.monotonic() + STARTS_WITHIN
    while "is running at" not in log.read_text("utf-8"):
        assert lab.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < deadline, log.read_text("utf-8")
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}/lab/tree/{MODULE}/prøve.ipynb?reset"
    lab.terminate()
    lab.wait(30)


@pytest.fixture
def page(browser: Any, notebook: str) -> Iterator[Page]:
    """The notebook in front of an author, all cells run."""
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    opened = context.new_page()
    opened.goto(notebook)
    opened.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=4 * SOON)
    expect(opened.get_by_text("(ipykernel) | Idle")).to_be_visible(timeout=4 * SOON)
    opened.get_by_text("Run", exact=True).first.click()
    opened.get_by_text("Run All Cells", exact=True).click()
    expect(task(opened, CHOICE)).to_be_visible(timeout=4 * SOON)
    yield opened
    context.close()


def task(page: Page, id: str) -> Locator:
    return page.locator(f"#task-{id}")


def cells(page: Page) -> tuple[int, list[str]]:
    """How many there are, and how often each has been run."""
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    return page.locator(".jp-Notebook .jp-Cell").count(), prompts


def test_every_key_typed_in_a_task_belongs_to_the_task(page: Page) -> None:
    before = cells(page)
    box = task(page, TEXT).locator("textarea")
    box.click()
    page.keyboard.type("abba dd mm xx yz")
    page.keyboard.press("Enter")
    page.keyboard.type("anden linje")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("tredje")
    for key in ("Escape", "ArrowUp", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.type("b")
    written = box.input_value()
    assert written.splitlines() == ["abba dd mm xx yz", "andenb linje", "tredje"]
    radio = task(page, CHOICE).locator("input").first
    radio.focus()
    for key in ("Space", "ArrowDown", "ArrowUp", "a", "b", "d", "d", "m", "Enter", "Escape"):
        page.keyboard.press(key)
    expect(radio).to_be_checked()
    assert cells(page) == before, "no cell was made, run or deleted"
