"""Installations that need not begin from nothing: copies of one whose databases and modules were prepared once, for all of a test run."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.roster import people
from course.store import open_store
from deploy.one_machine import needs
from deploy.one_machine.installation import Installation, free_port
from deploy.one_machine.parts import Part, until
from deploy.one_machine.postgresql import Cluster
from tests.command import Command, told

HUB_SECONDS = 60
OURS, HUB = [str(needs.BIN / "kompetencevej")], [str(needs.BIN / "python"), "-m", "jupyterhub"]


class _Part(Part):
    """A part that is forked from where it is loaded, if it is the course's own command or the Hub. `whole` as in `Command`."""

    whole = False

    def launch(self) -> Any:
        for program in (OURS, HUB):
            if self.command[: len(program)] == program:
                return Command(self.command[len(program) :], self.environment, self.log, Path(program[-1]).name, self.whole)
        return super().launch()


class Prepared(Installation):
    """An installation whose Python programs start from where they are loaded (tests/hub/test_make_hub.py starts them from nothing)."""

    def _part(self, name: str, command: list[str], **environment: str) -> Part:
        part = super()._part(name, command, **environment)
        return _Part(part.name, part.command, part.environment, part.log)

    def _run(self, arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
        return told(arguments, environment)


def prepare(target: Path) -> None:
    """Make an installation of the course's own modules, and leave it stopped in `target`."""
    with a_folder("prepared") as folder:
        made = in_memory(Prepared(folder, free_port()))
        try:
            made.prepare()
        finally:
            made.postgresql.stop()
        _copy(folder, target)


def installed(prepared: Path, folder: Path, login: str) -> Installation:
    """A copy in `folder`, not started; `login` as in `Installation`."""
    _copy(prepared, folder)
    return Prepared(folder, free_port(), login=login)


def start(installation: Installation, roster: Path) -> None:
    """Start a copy, in which nothing is to be prepared, with the people of a staff list."""
    installation.postgresql.start()
    enrol(installation, roster)
    installation.open()


def enrol(installation: Installation, roster: Path) -> None:
    """Add the people of a staff list."""
    store = open_store(installation.url("course"))
    store.people.change(people.read(roster).people)
    store.database.close()


def with_login(installation: Installation, login: str, **environment: str) -> Installation:
    """The same, where people log in so: its Hub starts anew if they did otherwise until now."""
    choices, hub = installation.folder / "choices.toml", installation.parts["hub"]
    before = choices.read_text("utf-8")
    installation.write_choices(login)
    if choices.read_text("utf-8") != before:
        hub.environment.update(environment)
        hub.kill()
        until(lambda: installation.answers("/hub/health"), "The Hub", HUB_SECONDS, hub.log)
    return installation


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
