"""What a person meets when the course's own environment is made: interrupted half-way, or with an old Python first on the path."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / "deploy" / "environment.py"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script at work in a folder of its own, where uv and pip only pretend."""
    found = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert found
    assert found.loader
    script: Any = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    for name in (*script.LOCKS.values(), script.BUILD, "pyproject.toml"):
        (tmp_path / name).touch()
    monkeypatch.setattr(script, "ROOT", str(tmp_path))
    monkeypatch.setattr(script, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(script, "UNFINISHED", str(tmp_path / ".venv" / "unfinished"))
    return script


def quick_python(folder: Path) -> str:
    """The path of a Python that makes an environment at once, whose own Python and pip answer well whatever they are asked."""
    quick = folder / "quick-python"
    quick.write_text('#!/bin/sh\nmkdir -p "$3/bin" && echo "#!/bin/sh" > "$3/bin/python" && chmod +x "$3/bin/python"\n')  # -m venv FOLDER
    quick.chmod(0o755)
    return str(quick)


def test_an_installation_that_was_interrupted_starts_over_and_is_then_complete(
    environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_what: str) -> None:
        (tmp_path / ".venv" / "half-a-package").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "new_enough_python", lambda: quick_python(tmp_path))
    monkeypatch.setattr(environment, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.make("course")
    assert not Path(environment.mark("course")).exists()
    monkeypatch.setattr(environment, "install", lambda *_what: (tmp_path / ".venv" / ".lock").touch())
    environment.make("course")
    assert not (tmp_path / ".venv" / "half-a-package").exists()
    assert Path(environment.mark("course")).exists()
    assert not (tmp_path / ".venv" / "unfinished").exists()
    assert not (tmp_path / ".venv" / ".lock").exists(), "uv's, which everybody may write to"


def test_a_python_that_is_only_a_stand_in_is_passed_over(environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, does in (("python3.14", "exit 127"), ("python3.12", "exit 0")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    assert environment.new_enough_python() == str(tmp_path / "python3.12")


def test_a_machine_with_nothing_but_an_old_python_is_told_what_to_install(
    environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit):
        environment.new_enough_python()
    assert "her er 3.9. Installér en nyere Python" in capsys.readouterr().err


@pytest.mark.parametrize(("uv_can", "tools"), [(True, ["uv"]), (False, ["uv", "pip"])])
def test_what_uv_cannot_install_pip_does(environment: Any, monkeypatch: pytest.MonkeyPatch, uv_can: bool, tools: list[str]) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "runs", lambda *command: asked.append(command) or uv_can)
    monkeypatch.setattr(environment, "run", lambda *command: asked.append(command))
    environment.install("python", "--require-hashes", "-r", "a.lock")
    assert [command[2] for command in asked] == tools
    assert {command[-3:] for command in asked} == {("--require-hashes", "-r", "a.lock")}
    assert all("--no-deps" in command for command in asked)
