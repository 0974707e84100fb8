"""What a person meets who starts, checks or examines the course from a terminal."""

import json
import os
import resource
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from course import settings
from course.modules import load_module
from tests.actors import Visitor, kernel_of, kernel_processes
from tests.browser.service import BIN, Installed
from tests.command import told

PAGE = "module/1-virtuelle-samtaler/1-vaelg-moedeform"


def run(*arguments: str, folder: Path | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {key: value for key, value in os.environ.items() if not key.startswith("KOMPETENCEVEJ_")}
    command = [BIN / "kompetencevej", *arguments]
    return subprocess.run(command, cwd=folder, env={**known, **environment}, capture_output=True, text=True, timeout=120, check=False)


def loaded(*arguments: str, **environment: str) -> tuple[int, str]:
    """The same where it does not matter what is done before all is loaded: its return code, and all that it said."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("KOMPETENCEVEJ_")}
    return told(list(arguments), {**known, **environment})


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
    code, said = loaded("check")
    assert code == 0, said
    assert "Alt er i orden" in said


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A course of two modules."""
    for name in ("0-introduktion", "1-virtuelle-samtaler"):
        shutil.copytree(settings.modules() / name, tmp_path / "modules" / name)
    return tmp_path / "modules"


def _change(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; return its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_a_course_with_a_mistake_does_not_pass(modules: Path) -> None:
    _change(modules / "1-virtuelle-samtaler" / "module.yaml", "number: 1", "number: first")
    done = run("check", KOMPETENCEVEJ_MODULES=str(modules))
    assert done.returncode == 1
    where = modules / "1-virtuelle-samtaler" / "module.yaml"
    assert done.stdout == (
        f"{where}:3: number: »first« er ikke et helt tal. Skriv tallet med cifre.\n"
        "    number: “first” is no whole number. Write it in digits.\n"
    )
    assert "1 ting skal rettes.\n1 to correct." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_is_shown_as_it_is_found_from_here(modules: Path) -> None:
    _change(modules / "1-virtuelle-samtaler" / "mikkel.twee", "mood: ", "moood: ")
    done = run("check", "1-virtuelle-samtaler", folder=modules.parent, KOMPETENCEVEJ_MODULES=str(modules))
    assert done.stdout.startswith("modules/1-virtuelle-samtaler/mikkel.twee:8: en passage har ikke »moood:«. Mente du »mood«?\n")


def test_a_module_that_is_not_there_is_told_with_the_nearest(modules: Path) -> None:
    code, said = loaded("check", "1-virtuel-samtale", KOMPETENCEVEJ_MODULES=str(modules))
    assert code == 1
    assert "Mente du »1-virtuelle-samtaler«?" in said


def test_five_modules_are_checked_in_four_seconds_of_work(tmp_path: Path) -> None:
    """Four seconds, and half as much again for a machine that is busy with other tests."""
    for number in range(1, 6):
        name = f"{number}-virtuelle-samtaler"
        shutil.copytree(settings.modules() / "1-virtuelle-samtaler", tmp_path / "modules" / name)
        about = tmp_path / "modules" / name / "module.yaml"
        _change(about, "id: 1-", f"id: {number}-")
        _change(about, "number: 1", f"number: {number}")
        _change(about, "prerequisites: [0-introduktion]", "prerequisites: []")
        for kind in ("keys", "rubrics"):
            (tmp_path / kind).mkdir(exist_ok=True)
            shutil.copyfile(settings.grading() / kind / "1-virtuelle-samtaler.yaml", tmp_path / kind / f"{name}.yaml")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run("check", KOMPETENCEVEJ_MODULES=str(tmp_path / "modules"), KOMPETENCEVEJ_GRADING=str(tmp_path))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stdout
    assert f"Moduler: 5, opgaver: {5 * len(load_module(settings.modules() / '1-virtuelle-samtaler').tasks)}." in done.stderr
    assert after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime < 6


def test_the_doctor_says_how_it_is_and_keeps_secrets(tmp_path: Path) -> None:
    nowhere = "postgresql+psycopg://kursus:hemmelig@127.0.0.1:1/kursus"
    code, said = loaded("doctor", KOMPETENCEVEJ_HOME=str(tmp_path), KOMPETENCEVEJ_DATABASE=nowhere)
    assert code == 1
    assert "voila" in said
    assert "kunne ikke" in said
    assert "hemmelig" not in said
    assert "Traceback" not in said


@pytest.fixture(scope="module")
def plain(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """A course that the last who uses it stops."""
    home = shutil.copytree(example_home, tmp_path_factory.mktemp("plain") / "home")
    with tempfile.TemporaryDirectory() as beside:  # not pytest's: a socket's path has little room
        started = Installed(home, TMPDIR=beside).start()
        yield started
        started.stop()


def test_no_start_waits_for_what_draws() -> None:
    asked = "import sys; from widgets.service.commands.starting import page_sets; page_sets(); print('matplotlib' in sys.modules)"
    assert subprocess.check_output([BIN / "python", "-c", asked], text=True) == "False\n"


def test_the_switch_is_there_only_where_it_was_asked_for(plain: Installed) -> None:
    somebody = Visitor(plain.base).come_in(plain.address)
    assert "Kun på denne maskine" not in somebody.get().in_danish()
    assert somebody.post("switch", person="mig").status == 404


def test_after_a_power_cut_no_kernel_lives_on_and_the_next_start_works(plain: Installed) -> None:
    somebody = Visitor(plain.base).come_in(plain.address)
    kernel = kernel_of(somebody.get(PAGE))
    plain.kill()
    deadline = time.monotonic() + 20
    while kernel_processes(kernel) and time.monotonic() < deadline:
        time.sleep(0.3)
    assert not kernel_processes(kernel)
    left = list(Path(plain.environment["TMPDIR"]).iterdir())
    plain.start()
    assert somebody.get("levels").status == 200, "the cookie from before still opens the course"
    for folder in left:  # as the machine does when it starts
        shutil.rmtree(folder)


def test_stopping_the_course_ends_the_kernels_says_so_and_leaves_nothing_in_the_way(plain: Installed) -> None:
    somebody = Visitor(plain.base).come_in(plain.address)
    kernel = kernel_of(somebody.get(PAGE))
    assert kernel_processes(kernel)
    plain.stop()
    assert plain.process
    assert plain.process.returncode == 0
    assert "Kurset er stoppet" in plain.log.read_text()
    assert list(Path(plain.environment["TMPDIR"]).iterdir()) == []
    assert not kernel_processes(kernel)


def test_the_notebooks_of_the_course_hold_no_outputs() -> None:
    for path in settings.modules().glob("*/*.ipynb"):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        assert not [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]


def test_what_an_older_version_left_open_the_doctor_names_and_the_next_start_closes(tmp_path: Path) -> None:
    folder = tmp_path / "submitted" / "ida"
    folder.mkdir(parents=True)
    (folder / "answers.json").write_text("{}")
    for path in (tmp_path, folder.parent, folder, folder / "answers.json"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    _, said = loaded("doctor", KOMPETENCEVEJ_HOME=str(tmp_path))
    assert "✗ Lukket for andre" in said
    assert f"andre konti på maskinen kan læse {tmp_path}" in said
    loaded("serve", "--hub", KOMPETENCEVEJ_HOME=str(tmp_path))  # ends at once: there is no Hub here
    assert {path.stat().st_mode & 0o077 for path in (tmp_path, *tmp_path.rglob("*"))} == {0}
    assert "✓ Lukket for andre" in loaded("doctor", KOMPETENCEVEJ_HOME=str(tmp_path))[1]
