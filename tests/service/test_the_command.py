"""What a person meets who starts, checks or examines the course from a terminal."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import IO

import pytest

from course import settings
from tests.actors import Visitor, kernel_of, kernel_processes
from tests.browser.service import BIN, Service
from widgets.service.commands.check import everything

PAGE = "module/1-virtuelle-samtaler/1-vaelg-moedeform"


class Plain(Service):
    """A course without the local switch and the example team."""

    def _launch(self, log: IO[bytes]) -> "subprocess.Popen[bytes]":
        command = [BIN / "kompetencevej", "serve", "--no-local", "--no-open", "--port", str(self.port)]
        return subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {key: value for key, value in os.environ.items() if not key.startswith("KOMPETENCEVEJ_")}
    return subprocess.run(
        [BIN / "kompetencevej", *arguments], env={**known, **environment}, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_taken_port_is_named_and_another_suggested(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), "--no-open", KOMPETENCEVEJ_HOME=str(tmp_path))
    assert done.returncode == 1
    assert f"Port {port} er optaget" in done.stderr
    assert "--port" in done.stderr
    assert f"make course PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("serve", "--port", "18999", "--no-open", KOMPETENCEVEJ_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 1
    assert "kan ikke skrive i mappen" in done.stderr
    assert "KOMPETENCEVEJ_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "course.db").write_text("this is no database, and long enough to be taken for one at first sight " * 20)
    done = run("serve", "--port", "18998", "--no-open", KOMPETENCEVEJ_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "kunne ikke gøres klar" in done.stderr
    assert "Traceback" not in done.stderr
    assert "file is not a database" in (tmp_path / "course.log").read_text()


def test_everything_in_the_course_is_in_order() -> None:
    done = run("check")
    assert done.returncode == 0, done.stdout
    assert "Alt er i orden" in done.stderr


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(settings.modules(), tmp_path / "modules"))


def _change(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; return its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("1-vaelg-moedeform.ipynb", '"lang-en"', '"lang-fr"', "does not say its language"),
        ("1-vaelg-moedeform.ipynb", '"Choice(\\"', '"print(\\"', "is not one line with one of our components"),
        (
            "1-vaelg-moedeform.ipynb",
            '"outputs": []',
            '"outputs": [{"output_type": "stream", "name": "stdout", "text": ["x"]}]',
            "holds outputs of a run",
        ),
        ("1-vaelg-moedeform.ipynb", '"id": "start-da"', '"id": "A1_b"', "says nothing"),
        ("1-vaelg-moedeform.ipynb", '"cells"', '"cell"', "not a valid notebook"),
        ("module.yaml", "number: 1", "number: first", "number"),
        ("module.yaml", "1-vaelg-moedeform.ipynb", "1-findes-ikke.ipynb", "has no notebook"),
        ("tasks/1-vaelg-moedeform.yaml", "kind: choice", "kind: chioce", "kind"),
        ("mikkel.twee", "mood: ", "moood: ", "moood"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_remedy(
    modules: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, told: str
) -> None:
    _change(modules / "1-virtuelle-samtaler" / file, old, new)
    monkeypatch.setenv("KOMPETENCEVEJ_MODULES", str(modules))
    problems, _ = everything()
    lines = [line for line in problems if told in line]
    assert lines, problems
    assert re.match(rf"{re.escape(str(modules))}.*:\d+: .+\.", lines[0])


def test_a_course_with_a_mistake_does_not_pass(modules: Path) -> None:
    _change(modules / "1-virtuelle-samtaler" / "module.yaml", "number: 1", "number: first")
    done = run("check", KOMPETENCEVEJ_MODULES=str(modules))
    assert done.returncode == 1
    assert "module.yaml:2: number" in done.stdout
    assert "1 ting skal rettes" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_says_how_it_is_and_keeps_secrets(tmp_path: Path) -> None:
    done = run("doctor", KOMPETENCEVEJ_HOME=str(tmp_path), KOMPETENCEVEJ_DATABASE="postgresql+psycopg://kursus:hemmelig@127.0.0.1:1/kursus")
    assert done.returncode == 1
    assert "voila" in done.stderr
    assert "kunne ikke" in done.stderr
    assert "hemmelig" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_stopping_the_course_ends_the_kernels_and_says_so(tmp_path: Path) -> None:
    shutil.copytree(settings.modules(), tmp_path / "home" / "release")
    service = Plain(tmp_path / "home").start()
    somebody = Visitor(service.base).come_in(service.address)
    kernel = kernel_of(somebody.get(PAGE))
    assert kernel_processes(kernel)
    service.stop()
    assert service.process
    assert service.process.returncode == 0
    assert "Kurset er stoppet" in service.log.read_text()
    assert not kernel_processes(kernel)


def test_after_a_power_cut_no_kernel_lives_on_and_the_next_start_works(tmp_path: Path) -> None:
    shutil.copytree(settings.modules(), tmp_path / "home" / "release")
    service = Plain(tmp_path / "home").start()
    somebody = Visitor(service.base).come_in(service.address)
    kernel = kernel_of(somebody.get(PAGE))
    service.kill()
    deadline = time.monotonic() + 20
    while kernel_processes(kernel) and time.monotonic() < deadline:
        time.sleep(0.3)
    assert not kernel_processes(kernel)
    service.start()
    assert somebody.get("levels").status == 200, "the cookie from before still opens the course"
    service.stop()


def test_the_notebooks_of_the_course_hold_no_outputs() -> None:
    for path in settings.modules().glob("*/*.ipynb"):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        assert not [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]


def test_the_switch_is_there_only_where_it_was_asked_for(tmp_path: Path) -> None:
    shutil.copytree(settings.modules(), tmp_path / "home" / "release")
    service = Plain(tmp_path / "home").start()
    try:
        somebody = Visitor(service.base).come_in(service.address)
        assert "Kun på denne maskine" not in somebody.get().in_danish()
        assert somebody.post("switch", person="mig").status == 404
    finally:
        service.stop()
