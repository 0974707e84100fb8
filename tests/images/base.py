"""The image that others are built on: Debian as mmdebstrap makes it, with its own Python where the official Python images have theirs."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.images.container import APART, Container, Image
from tests.images.layers import layer

INCLUDED = "ca-certificates,python3-venv"
CERTIFICATES = Path("/usr/local/share/ca-certificates")  # a network may have one of its own
# A release of Debian has one Python. The official images have `python` and `pip` in /usr/local/bin, which an environment of that Python's gives us too.
PYTHON = """set -e
[ "$(python3 -c 'import sys; print(*sys.version_info[:2], sep=".")')" = "$1" ]
python3 -m venv /usr/local
update-ca-certificates
apt-get clean
"""


def mmdebstrap() -> str:
    """The path of mmdebstrap. Raises FileNotFoundError where it is not installed."""
    found = shutil.which("mmdebstrap")
    if found is None:
        raise FileNotFoundError(
            "The tests of the images make a bare Debian. Install mmdebstrap and run them as root, as `make test` does on Debian."
        )
    return found


def base(name: str) -> Image:
    """What stands for an official image such as python:3.13-slim-trixie. Raises ValueError for one that has no counterpart here."""
    wanted = re.search(r"(?:^|/)python:(\d+\.\d+)-slim-(\w+)$", name)
    if not wanted:
        raise ValueError(f"{name} is no slim Python on a named release of Debian")
    version, release = wanted.groups()
    bare = Image((layer((), f"mmdebstrap {release} {INCLUDED}", lambda own: _bare(release, own)),))
    return bare.but(layers=(*bare.layers, layer(bare.layers, version + PYTHON, lambda own: _with_python(bare, version, own))))


def _bare(release: str, own: Path) -> None:
    how = ["--mode=root", "--variant=minbase", f"--include={INCLUDED}"]
    command = [*APART, "--mount-proc", mmdebstrap(), *how, release, str(own / "upper")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
    if CERTIFICATES.is_dir():
        shutil.copytree(CERTIFICATES, own / "upper" / CERTIFICATES.relative_to("/"), dirs_exist_ok=True)


def _with_python(bare: Image, version: str, own: Path) -> None:
    with Container(bare, own) as container:
        container.must("sh", "-c", PYTHON, "sh", version)
