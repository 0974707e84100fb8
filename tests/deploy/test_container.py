"""The container: its recipe is built step by step in a bare Debian, and the course runs in it as its own account, without the repository."""

import json
import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.images.build import ROOT, Build, repository
from tests.images.container import Container, Image
from tests.test_repository import TOOLS, locked

ELSEWHERE = {"appnope", "colorama", "overrides", "pywinpty"}  # locked for other systems and older Pythons alone
RECIPE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")


@pytest.fixture(scope="module")
def image() -> Image:
    """The image that deploy/Dockerfile makes."""
    return Build(repository()).of(RECIPE)


@pytest.fixture(scope="module")
def container(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """One container, prepared as an installation does before the course starts."""
    with Container(image, tmp_path_factory.mktemp("container")) as running:
        running.must(*image.start, "prepare", "--example")
        yield running


def test_what_the_recipe_copies_is_there_and_not_left_out() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", RECIPE, re.MULTILINE) for name in line.split()}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)


def test_the_recipe_copies_all_that_is_shipped() -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    for name in (*shipped["packages"], *shipped["force-include"]):
        assert f"COPY {name} {name}\n" in RECIPE


def test_the_container_runs_as_an_account_that_alone_may_enter_the_courses_folder(container: Container) -> None:
    assert container.must("id", "--user").split() == ["1000"]
    assert container.must("stat", "--format=%a %u", "/var/lib/kompetencevej").split() == ["700", "1000"]


def test_nobody_but_its_owner_may_change_what_the_container_runs(container: Container) -> None:
    assert container.must("find", "/opt", "/usr", "/etc", "-xdev", "-not", "-type", "l", "-perm", "-o=w", user="root") == ""


def test_the_container_holds_what_is_locked_and_nothing_that_builds_or_tests(container: Container) -> None:
    listed = json.loads(container.must("/opt/kompetencevej/bin/pip", "list", "--format=json"))
    installed = {one["name"].lower().replace("_", "-").replace(".", "-"): one["version"] for one in listed}
    del installed["pip"], installed["kompetencevej"]
    lock = locked("requirements-hub.lock")
    assert {name for name, version in installed.items() if version not in lock.get(name, ())} == set()
    assert set(locked("requirements.lock")) - set(installed) == ELSEWHERE
    assert TOOLS & set(installed) == set()
    for tool in ("gcc", "make", "git", "debootstrap", "mmdebstrap"):
        assert container.run("which", tool).stdout == "", tool


def test_the_container_has_the_wheel_and_not_the_repository(container: Container) -> None:
    assert container.run("ls", "/build", "/wheel").stdout == ""
    where = container.must("/opt/kompetencevej/bin/python", "-c", "import course; print(course.__file__)")
    assert where.startswith("/opt/kompetencevej/lib/")


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_in_the_container_everything_is_there_and_well(image: Image, container: Container, command: str) -> None:
    container.must(*image.start, command)


def test_the_container_can_make_a_backup_of_postgresql(container: Container) -> None:
    assert "PostgreSQL" in container.must("pg_dump", "--version")


def test_in_the_container_a_course_that_knows_no_hub_says_what_is_missing(image: Image, container: Container) -> None:
    done = container.run(*image.start, "serve", "--hub")
    assert done.returncode == 1
    assert "JUPYTERHUB_API_TOKEN" in done.stderr
    assert "deploy/README.md" in done.stderr
