"""Bills of materials (SBOM) in CycloneDX's JSON: what the course and the proxy in front of it are made of, from their lock files."""

import subprocess
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.dependencies import BIN, ROOT, run

AS_WE_WANT_IT = ("--mc-type", "application", "--output-reproducible", "--output-format", "JSON", "--no-validate", "--output-file", "-")
NPM_SBOM = ("sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev", "--offline")


class NotMade(Exception):
    """A bill could not be made, or is not as CycloneDX wants it; says why."""


def of_python(lock: Path) -> str:
    """The bill of a lock file's packages, with the digests that are locked. Raises NotMade."""
    return _valid(
        run(BIN / "cyclonedx-py", "requirements", lock, "--pyproject", ROOT / "pyproject.toml", *AS_WE_WANT_IT), SchemaVersion.V1_6
    )


def of_npm(folder: Path) -> str:
    """The bill of the packages that a folder's lock file installs. Raises NotMade."""
    return _valid(run(BIN / "npm", *NPM_SBOM, at=folder), SchemaVersion.V1_5)


def _valid(made: "subprocess.CompletedProcess[str]", version: SchemaVersion) -> str:
    if made.returncode:
        raise NotMade(made.stderr)
    if wrong := JsonStrictValidator(version).validate_str(made.stdout):
        raise NotMade(repr(wrong))
    return made.stdout
