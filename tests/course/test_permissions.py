"""No other account on the machine reads what is stored about people."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.permissions import close, readable_by_others

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")


def modes(home: Path) -> dict[str, int]:
    return {str(path.relative_to(home)): path.lstat().st_mode & 0o777 for path in (home, *home.rglob("*")) if not path.is_symlink()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home as an older version left it."""
    for name in ("submitted/ida/1-modul/answers.json", "autograded/ida/1-modul/4-vis.ipynb", "jobs/log.txt", "course.log", "course.db"):
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Idas svar")
    for path in (tmp_path / "home", *(tmp_path / "home").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return tmp_path / "home"


def test_what_an_older_version_left_open_is_closed(home: Path) -> None:
    (home / "backup.sh").write_text("")
    (home / "backup.sh").chmod(0o755)
    close(home)
    found = modes(home)
    assert {found.pop("."), *(found.pop(name) for name in list(found) if (home / name).is_dir())} == {0o700}
    assert found.pop("backup.sh") == 0o700
    assert set(found.values()) == {0o600}
    assert list(readable_by_others(home)) == []


def test_what_others_can_read_is_named(home: Path) -> None:
    close(home)
    home.chmod(0o711)
    (home / "course.log").chmod(0o640)
    (home / "jobs").chmod(0o755)
    (home / "jobs" / "log.txt").chmod(0o604)
    assert sorted(readable_by_others(home)) == sorted([home, home / "course.log", home / "jobs", home / "jobs" / "log.txt"])


def test_what_lies_in_a_closed_folder_is_read_by_nobody_however_open_it_is(home: Path) -> None:
    home.chmod(0o700)
    assert list(readable_by_others(home)) == []


def test_a_link_leads_nowhere_and_what_it_leads_to_stays_as_it_is(home: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / "file").touch(mode=0o644)
    (home / "link").symlink_to(outside)
    (home / "gone").symlink_to(tmp_path / "nowhere")
    close(home)
    assert modes(outside) == {".": 0o755, "file": 0o644}
    assert list(readable_by_others(home)) == []


def test_nothing_there_is_nothing_to_read(tmp_path: Path) -> None:
    close(tmp_path / "nothing")
    assert list(readable_by_others(tmp_path / "nothing")) == []


def test_what_is_made_from_now_on_is_closed(tmp_path: Path) -> None:
    program = "import os; os.umask(0); from course.permissions import keep_others_out; keep_others_out(); os.mkdir('folder'); open('folder/file', 'w')"
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    assert modes(tmp_path / "folder") == {".": 0o700, "file": 0o600}
