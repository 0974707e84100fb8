"""What a person meets when the course's own environment is made: interrupted half-way, or with an old Python first on the path."""

import importlib.util
import sys
import sysconfig
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


def python_of_the_system(environment: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, does: str = "exit 0") -> str:
    """The path of a Python like the one that runs this, in what stands for the system's folder."""
    path = folder / f"python{sys.version_info.major}.{sys.version_info.minor}"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)
    monkeypatch.setattr(environment, "SYSTEM", str(folder))
    monkeypatch.delenv("PYTHON", raising=False)
    return str(path)


def compiled_with(monkeypatch: pytest.MonkeyPatch, arguments: str | None) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", {"CONFIG_ARGS": arguments}.__getitem__)


def test_instead_of_a_python_compiled_without_optimization_the_systems_is_taken(
    environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = python_of_the_system(environment, tmp_path, monkeypatch)
    compiled_with(monkeypatch, "'--prefix=/opt/python' '--enable-shared'")
    assert environment.new_enough_python() == found


@pytest.mark.parametrize("arguments", [None, "'--enable-optimizations' '--with-lto'"])
def test_an_optimized_python_stays_the_one_that_is_used(
    environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str | None
) -> None:
    python_of_the_system(environment, tmp_path, monkeypatch)
    compiled_with(monkeypatch, arguments)
    assert environment.new_enough_python() == sys.executable


def test_whoever_asks_for_a_python_gets_it(environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python_of_the_system(environment, tmp_path, monkeypatch)
    compiled_with(monkeypatch, "'--enable-shared'")
    monkeypatch.setenv("PYTHON", sys.executable)
    assert environment.new_enough_python() == sys.executable


@pytest.mark.parametrize("does", ["exit 1", None])
def test_a_system_whose_python_makes_no_environments_or_is_missing_changes_nothing(
    environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str | None
) -> None:
    found = python_of_the_system(environment, tmp_path, monkeypatch, does or "")
    if does is None:
        Path(found).unlink()
    compiled_with(monkeypatch, "'--enable-shared'")
    assert environment.new_enough_python() == sys.executable


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
