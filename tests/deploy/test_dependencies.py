"""What the course stands on, for whoever answers for it: known vulnerabilities, licences, and the bill of materials of a release."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.dependencies import PROXY, ROOT, RUNS_ON, bom, licences, release, vulnerabilities
from tests.test_repository import locked

UNREACHABLE = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "npm_config_proxy", "npm_config_https_proxy"), "http://127.0.0.1:9")
PIP_AUDIT = {
    "dependencies": [
        {"name": "jinja2", "version": "3.1.2", "vulns": [
            {"id": "PYSEC-2024-1", "fix_versions": ["3.1.3"], "aliases": ["CVE-2024-22195"], "description": "It is long."},
            {"id": "PYSEC-2026-9", "fix_versions": [], "aliases": [], "description": ""},
        ]},
        {"name": "idna", "version": "3.20", "vulns": []},
        {"name": "ours", "skip_reason": "Dependency not found on PyPI and could not be audited: ours (1.0)"},
    ],
    "fixes": [],
}  # fmt: skip
NPM_AUDIT = {
    "vulnerabilities": {
        "http-proxy": {
            "severity": "high",
            "range": "<1.18.1",
            "via": [{"title": "Denial of service", "url": "https://advisory.example/1"}],
        },
        "configurable-http-proxy": {"severity": "high", "range": "<=4.2.0", "via": ["http-proxy"]},
    }
}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release."""
    folder = tmp_path_factory.mktemp("release") / "dist"
    release.main(folder)
    return folder


def test_a_known_vulnerability_is_told_with_its_remedy() -> None:
    assert list(vulnerabilities.of_pip_audit(json.dumps(PIP_AUDIT))) == [
        "jinja2 3.1.2: PYSEC-2024-1, mended in 3.1.3",
        "jinja2 3.1.2: PYSEC-2026-9, not mended yet",
        "1 packages are not in the database",
    ]
    assert list(vulnerabilities.of_npm_audit(json.dumps(NPM_AUDIT))) == [
        "configurable-http-proxy <=4.2.0: high, by way of http-proxy",
        "http-proxy <1.18.1: high, https://advisory.example/1",
    ]


@pytest.mark.parametrize("said", ["", "null", "[]", '{"error": {"code": "ENOTFOUND"}}', '{"dependencies": []}'])
@pytest.mark.parametrize("understand", [vulnerabilities.of_pip_audit, vulnerabilities.of_npm_audit])
def test_an_answer_that_is_none_is_not_taken_for_good_news(understand: Any, said: str) -> None:
    assert "could not be reached" in vulnerabilities.told("a lock", lambda: said, understand)


def test_without_a_network_each_lock_is_told_in_a_line_and_nothing_fails(tmp_path: Path) -> None:
    lock = tmp_path / "small.lock"
    lock.write_text("idna==3.20\n", "utf-8")
    command = [sys.executable, "-m", "deploy.dependencies.vulnerabilities", str(lock)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **UNREACHABLE}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    unreached = "the database of known vulnerabilities could not be reached"
    assert done.stdout.splitlines() == [
        f"{name}: {unreached}" for name in ("small.lock", "deploy/hub/package-lock.json", "tests/package-lock.json")
    ]


def test_make_check_tells_them_last_and_ends_as_it_would_without() -> None:
    check = (ROOT / "Makefile").read_text("utf-8").partition("\ncheck:\n")[2].partition("\n\n")[0].splitlines()
    assert check[-1] == "\t@$(BIN)/python -m deploy.dependencies.vulnerabilities"


def test_every_package_that_is_installed_says_its_licence() -> None:
    found = licences.of_python(RUNS_ON)
    assert {one.name for one in found} == set(locked(RUNS_ON.name))
    assert [one.name for one in found + licences.of_npm(PROXY) if one.licence in (licences.UNKNOWN, "")] == []
    assert {"MIT", "BSD-3-Clause"} <= {one.licence for one in found}


def test_a_release_has_the_wheel_the_bills_of_materials_and_the_licences(released: Path) -> None:
    assert sorted(path.name for path in released.iterdir()) == [
        "kompetencevej-0.1.0-py3-none-any.whl", "kompetencevej-proxy.cdx.json", "kompetencevej.cdx.json", "licences.md",
    ]  # fmt: skip
    with zipfile.ZipFile(released / "kompetencevej-0.1.0-py3-none-any.whl") as wheel:
        assert "course/framework.py" in wheel.namelist()
    page = (released / "licences.md").read_text("utf-8")
    assert "| configurable-http-proxy | " in page
    assert "| sqlalchemy | " in page


def test_the_bill_of_materials_names_what_is_locked_with_its_digests_and_is_valid(released: Path) -> None:
    text = (released / "kompetencevej.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told: dict[str, set[str]] = {}
    for component in json.loads(text)["components"]:
        told.setdefault(component["name"], set()).add(component["version"])
        assert component["externalReferences"][0]["hashes"][0]["alg"] == "SHA-256", component["name"]
    assert told == locked(RUNS_ON.name)


def test_the_bill_of_the_proxy_names_what_its_lock_file_installs_and_is_valid(released: Path) -> None:
    text = (released / "kompetencevej-proxy.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(text) is None
    told = {(component["name"], component["version"]) for component in json.loads(text)["components"]}
    assert {version for name, version in told if name == "configurable-http-proxy"} <= {one.version for one in licences.of_npm(PROXY)}
    assert {version for _, version in told} == {one.version for one in licences.of_npm(PROXY)}


def test_a_bill_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    with pytest.raises(bom.NotMade, match=r"nothing\.lock"):
        bom.of_python(tmp_path / "nothing.lock")
    with pytest.raises(bom.NotMade, match="package lock"):
        bom.of_npm(tmp_path)
