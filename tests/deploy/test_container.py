"""The container's recipe, step by step: what it copies is there, and what it installs works without the repository beside it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")


def test_what_the_recipe_copies_is_there_and_not_left_out() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", RECIPE, re.MULTILINE) for name in line.split()}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)


def test_the_recipe_copies_all_that_is_shipped() -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    for name in (*shipped["packages"], *shipped["force-include"]):
        assert f"COPY {name} {name}\n" in RECIPE


def test_in_the_container_the_courses_folder_is_its_own_accounts_alone() -> None:
    assert "install --directory --owner 1000 --group 1000 --mode 0700 /var/lib/kompetencevej \\\n" in RECIPE
    assert "USER 1000\n" in RECIPE


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as the container has it: built and installed, far from the repository."""
    folder = tmp_path_factory.mktemp("container")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "site", wheel], check=True)
    return folder


def run(installed: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    start = (
        "import course, sys; sys.argv[0] = 'kompetencevej'; from widgets.service.commands.main import main; print(course.__file__); main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed / "site"), "KOMPETENCEVEJ_HOME": str(installed / "home")}
    command = [sys.executable, "-c", start, *arguments]
    return subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True, check=False)


def test_in_the_container_everything_that_the_course_is_made_of_is_there(installed: Path) -> None:
    done = run(installed, "check")
    assert done.stdout.startswith(str(installed)), "this is the repository's, not the container's"
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def prepared(installed: Path) -> "subprocess.CompletedProcess[str]":
    return run(installed, "prepare")


def test_in_the_container_the_databases_and_modules_can_be_prepared(installed: Path, prepared: "subprocess.CompletedProcess[str]") -> None:
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    assert list((installed / "home" / "release").glob("*/module.yaml"))


@pytest.mark.usefixtures("prepared")
def test_in_the_container_a_course_that_knows_no_hub_says_what_is_missing(installed: Path) -> None:
    done = run(installed, "serve", "--hub")
    assert done.returncode == 1
    assert "JUPYTERHUB_API_TOKEN" in done.stderr
    assert "deploy/README.md" in done.stderr
