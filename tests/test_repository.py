"""What the repository promises about itself."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
BUILD = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["build"]
COURSE = {canonicalize_name(Requirement(line).name) for line in [*PROJECT["dependencies"], *EXTRAS["hub"]]}
# What builds and tests, and is in no image; psutil is there since ipykernel needs it.
TOOLS = {canonicalize_name(Requirement(line).name) for line in [*BUILD, *EXTRAS["test"]]} - COURSE - {"psutil"}


def locked(name: str) -> dict[str, set[str]]:
    """The versions that a lock file names for each package (more than one where they differ by Python version)."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-build.lock", BUILD),
        ("requirements-hub.lock", [*PROJECT["dependencies"], *EXTRAS["hub"]]),
        ("requirements-test.lock", [*PROJECT["dependencies"], *EXTRAS["hub"], *EXTRAS["test"]]),
    ],
)
def test_the_lock_files_hold_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    versions = locked(lock)
    for line in wanted:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        assert versions.get(name), f"{name} is not in {lock}; run make lock"
        assert all(requirement.specifier.contains(version) for version in versions[name]), (
            f"{lock} is older than pyproject.toml; run make lock"
        )


@pytest.mark.parametrize("lock", ["requirements-hub.lock", "requirements-test.lock"])
def test_the_container_binder_and_the_tests_run_on_what_the_course_runs_on(lock: str) -> None:
    course, other = locked("requirements.lock"), locked(lock)
    assert {name: other.get(name) for name in course} == course


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-hub.lock"])
def test_nothing_that_builds_or_tests_is_in_an_image(lock: str) -> None:
    assert set(locked(lock)) & TOOLS == set()


def test_binder_and_the_container_install_one_list() -> None:
    assert (ROOT / "binder" / "requirements.txt").resolve() == ROOT / "requirements.lock"
    container = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    assert re.findall(r"--requirement (\S+)", container) == ["requirements-build.lock", "requirements-hub.lock"]
    assert "-r requirements-build.lock" in (ROOT / "binder" / "postBuild").read_text("utf-8")


def test_binder_and_the_container_have_one_python() -> None:
    container = re.search(r"python:([0-9.]+)-slim", (ROOT / "deploy" / "Dockerfile").read_text("utf-8"))
    assert container
    assert (ROOT / "binder" / "runtime.txt").read_text("utf-8") == f"python-{container[1]}\n"


def test_every_dependency_has_bounds() -> None:
    for line in [*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra), *BUILD]:
        operators = {specifier.operator for specifier in Requirement(line).specifier}
        assert operators == {">=", "<"}, line


def test_the_ci_runs_the_readmes_own_test_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "\n    make test\n" in readme
    assert "\n    make course\n" in readme
    assert (ROOT / "docs" / "screenshot.png").exists()


def test_the_repository_names_no_machine_and_no_registry() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    folders = [f"/{name}/" for name in ("home", "root")]
    hosts = [".".join(parts) for parts in (("pypi", "org"), ("registry", "npmjs"), ("files", "pythonhosted"))]
    for name in tracked:
        path = ROOT / name
        if name and path.suffix not in (".png", ".woff2") and path.is_file():
            text = path.read_text("utf-8", errors="replace")
            assert [word for word in [*folders, *hosts] if word in text] == [], name
