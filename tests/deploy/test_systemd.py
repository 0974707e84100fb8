"""The services of an installation on one machine."""

import configparser
import re
from pathlib import Path

import pytest

from widgets.service.kernels import places

DEPLOY = Path(__file__).parents[2] / "deploy"
README = (DEPLOY / "README.md").read_text("utf-8")
ITSELF_MB, ITSELF_THREADS = 450, 100  # the service, the process that pages are forked from, and those that have run a page for all
PAGE_MB, PAGE_THREADS, PAGE_FILES = 25, 12, 40
UNITS = sorted((DEPLOY / "systemd").iterdir())


def unit(path: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    found.read(path)
    return found


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_service_runs_with_the_least_it_needs_and_names_files_that_the_readme_describes(path: Path) -> None:
    if path.suffix == ".timer":
        return
    service = unit(path)["Service"]
    assert service["User"] == "kompetencevej"
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["PrivateTmp"]) == ("true", "strict", "true")
    assert service["UMask"] == "0077"
    assert service.get("StateDirectoryMode") == ("0700" if "StateDirectory" in service else None)
    assert f"`{Path(service['EnvironmentFile']).name}`" in README


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_no_service_takes_the_whole_machine(path: Path) -> None:
    service = unit(path)["Service"]
    assert re.fullmatch(r"\d+[MG]", service["MemoryMax"])
    assert int(service["TasksMax"]) <= 4096
    assert int(service["LimitNOFILE"]) >= 4096


def test_a_replica_has_what_the_pages_take_that_may_be_open_in_it() -> None:
    service = unit(DEPLOY / "systemd" / "kompetencevej-course@.service")["Service"]
    pages = places.read(DEPLOY / "hub" / "choices.example.toml").here
    assert int(service["MemoryMax"].removesuffix("G")) * 1000 >= ITSELF_MB + pages * PAGE_MB
    assert int(service["TasksMax"]) >= ITSELF_THREADS + pages * PAGE_THREADS
    assert int(service["LimitNOFILE"]) >= 100 + pages * PAGE_FILES
    assert service["OOMPolicy"] == "continue", "where one page takes too much, the others go on"


def test_the_proxy_has_its_guard() -> None:
    service = unit(DEPLOY / "systemd" / "kompetencevej-proxy.service")["Service"]
    [guard] = re.findall(r"--import=(\S+)", service["ExecStart"])
    assert (DEPLOY / "hub" / guard).exists()
    assert service["WorkingDirectory"].endswith("/deploy/hub")


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_the_readme_starts_every_service(path: Path) -> None:
    [started] = re.findall(r"systemctl enable --now (.+)`\.", README)
    name = path.name.removesuffix(".service").removesuffix("@")
    assert name.removeprefix("kompetencevej-") in started or path.name == "kompetencevej-nightly.service"  # its timer starts it


def test_the_replicas_listen_where_the_readme_tells_the_hub() -> None:
    command = unit(DEPLOY / "systemd" / "kompetencevej-course@.service")["Service"]["ExecStart"]
    for number in ("1", "2"):
        port = command.replace("%i", number).split("--port ")[1]
        assert f'`{number} = "http://127.0.0.1:{port}"`' in README
