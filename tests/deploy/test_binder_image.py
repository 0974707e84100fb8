"""What Binder makes of the repository: the steps are those that repo2docker's own buildpack says, run in a bare Debian."""

import contextlib
import json
from collections.abc import Iterator

import pytest

from tests.images import binder
from tests.images.build import ROOT, Build
from tests.images.container import Container
from tests.test_repository import TOOLS, locked


@pytest.fixture(scope="module")
def built() -> Build:
    return binder.build()


@pytest.fixture(scope="module")
def container(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    with Container(built.image, tmp_path_factory.mktemp("binder")) as running:
        yield running


def test_repo2docker_sees_a_python_repository_with_our_python() -> None:
    with contextlib.chdir(ROOT):
        pack = binder.buildpack()
        assert type(pack).__name__ == "PythonBuildPack"
        assert f"python-{pack.python_version}\n" == (ROOT / "binder" / "runtime.txt").read_text("utf-8")
        assert pack.get_post_build_scripts() == ["binder/postBuild"]
        assert pack.get_start_script() == "${REPO_DIR}/binder/start"
        assert "binder/requirements.txt" in pack.get_preassemble_script_files(), "a change of a module would install everything anew"


def test_every_step_is_run_but_the_one_that_fetches_conda(built: Build) -> None:
    assert [step.rest.partition(binder.CONDA)[1] for step in built.replaced] == [binder.CONDA]


def test_binder_has_what_is_locked_and_nothing_that_builds_or_tests(container: Container) -> None:
    listed = json.loads(container.must("pip", "list", "--format=json"))
    installed = {one["name"].lower().replace("_", "-").replace(".", "-"): one["version"] for one in listed}
    lock = locked("requirements.lock")
    assert {name for name in lock if name in installed and installed[name] not in lock[name]} == set()
    assert "kompetencevej" in installed
    assert TOOLS & set(installed) == set()


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_in_binders_image_everything_is_there_and_well(container: Container, command: str) -> None:
    container.must("kompetencevej", command)
