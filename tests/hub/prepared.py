"""Installations that need not begin from nothing: copies of one whose databases and modules were prepared once, for all of a test run."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.one_machine import needs
from deploy.one_machine.installation import ACCOUNTS, Installation, free_port
from deploy.one_machine.postgresql import Cluster

PORT = re.compile(r"(?<=@127\.0\.0\.1:)\d+")


def prepare(target: Path) -> None:
    """Make an installation of the course's own modules, and leave it stopped in `target`."""
    with a_folder("prepared") as folder:
        made = in_memory(Installation(folder, free_port()))
        try:
            made.postgresql.start()
            made.postgresql.make_accounts({name: made.secrets[name] for name in ACCOUNTS})
            made.command("prepare", account="owner")
        finally:
            made.postgresql.stop()
        _copy(folder, target)


def installed(prepared: Path, folder: Path, port: int | None = None, login: str = "", **environment: str) -> Installation:
    """A copy in `folder`, not started; `login` as in `Installation`."""
    _copy(prepared, folder)
    made = Installation(folder, port or free_port(), login=login, **environment)
    for stamp in (made.home / "stamps").iterdir():  # modules are released anew for another gradebook, and this one is only at another port
        stamp.write_text(PORT.sub(str(made.ports["postgresql"]), stamp.read_text("utf-8")), "utf-8")
    return made


def in_memory(installation: Installation) -> Installation:
    """The same, with a PostgreSQL that keeps nothing through a power cut."""
    at, password = installation.ports["postgresql"], installation.secrets["administrator"]
    installation.postgresql = Cluster(needs.postgresql(), installation.folder / "postgresql", at, password, fast=True)
    return installation


@contextmanager
def a_folder(name: str) -> Iterator[Path]:
    """A folder that is there as long as the block; not pytest's, since PostgreSQL's own user must get through."""
    folder = Path(tempfile.mkdtemp(prefix=f"kv-{name}-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(folder: Path, target: Path) -> None:
    """Copy with owners: PostgreSQL starts on files of its own user alone."""
    subprocess.run(["cp", "--archive", f"{folder}/.", target], check=True)
