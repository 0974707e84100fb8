"""What a whole installation writes, another account on the same machine cannot read."""

import subprocess
from pathlib import Path

from course import settings
from course.modules import load_module
from course.permissions import readable_by_others
from course.store import Store
from deploy.one_machine.installation import Installation
from tests.hub.conftest import Who
from tests.hub.lines import open_page

MODULE = load_module(settings.modules() / "1-virtuelle-samtaler")


def test_no_other_account_reads_what_people_hand_in_and_what_is_marked(installation: Installation, known: Who, store: Store) -> None:
    open_page(known("clara"))
    known("trine").get("trainer")
    if store.submissions.latest("clara", MODULE.id) is None:
        store.answers.save("clara", MODULE, "kanal-foerste-samtale", ["telefon"], 0)
        store.submissions.hand_in("clara", MODULE)
    for command in ("collect", "mark", "feedback"):
        installation.command(command)
    home = installation.home
    assert list(home.glob("submitted/clara/*/answers.json"))
    assert list(home.glob("autograded/clara/*/*.ipynb"))
    assert list(readable_by_others(home)) == []
    assert _open_files(home) == []


def _open_files(home: Path) -> list[str]:
    """The files and folders below `home` that would be open if its own folder were."""
    done = subprocess.run(["find", str(home), "-not", "-type", "l", "-perm", "/077"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()
