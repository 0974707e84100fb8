"""How the tests keep within ten minutes: slow files start first, files that share what takes long to start stay together, nothing waits for a disk."""

import os
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

# Files of these folders share one installation or one service, so they run in one worker, one after the other ...
TOGETHER = ("tests/hub/", "tests/service/")
# ... but for those that start their own, or none, or share another.
APART = {
    "tests/hub/test_faults.py": "an installation whose parts end",
    "tests/hub/test_load.py": "an installation whose parts end",
    "tests/hub/test_oidc.py": "an installation whose parts end",
    "tests/hub/test_make_hub.py": "tests/hub/test_make_hub.py",
    **{
        f"tests/browser/test_{name}.py": "a shared course"
        for name in ("accessibility", "cut_pages", "feedback", "firefox", "many_loads", "remembering", "user_server")
    },
    "tests/browser/test_binder.py": "Binder's image",
    "tests/deploy/test_binder_image.py": "Binder's image",
    **{file: file for file in ("tests/service/test_forking.py", "tests/service/test_the_command.py")},
}
# What takes longest starts first, so that at the end all workers have something short to do; the rest follows as it is collected.
SLOWEST = (
    "tests/hub/", "a shared course", "Binder's image", "an installation whose parts end", "tests/browser/test_the_whole_course.py",
    "tests/deploy/test_container.py", "tests/browser/test_desk.py", "tests/service/", "tests/browser/test_nothing_is_lost.py",
)  # fmt: skip
SHOWN = 10
# A database on a disk waits for it at each commit, and tests commit hundreds of thousands of times.
MEMORY, ENOUGH = Path("/dev/shm"), 4 << 30


def pytest_configure() -> None:
    """Keep what tests write in memory, where there is room for it and nobody has chosen a place."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and not _runs_nothing(MEMORY) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"], tempfile.tempdir = str(MEMORY), None


def _runs_nothing(place: Path) -> bool:
    return bool(os.statvfs(place).f_flag & os.ST_NOEXEC)


def file_of(nodeid: str) -> str:
    """The file that a test stands in."""
    return nodeid.split("::", maxsplit=1)[0]


def unit_of(nodeid: str) -> str:
    """What runs in one worker: a file, or a folder whose files share what they start."""
    file = file_of(nodeid)
    return APART.get(file) or next((folder for folder in TOGETHER if file.startswith(folder)), file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow units first; the order within them stays."""
    places = {unit: place for place, unit in enumerate(SLOWEST)}
    items.sort(key=lambda item: places.get(unit_of(item.nodeid), len(places)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give units to workers in that order."""
    from xdist.scheduler import LoadScopeScheduling

    class Units(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit_of(nodeid)

    return Units(config, log)


_seconds: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up how long each file takes, what it starts included, in whichever worker it runs."""
    _seconds[file_of(report.nodeid)] += report.duration


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which files take longest, so that they stay few."""
    slowest = sorted(_seconds.items(), key=lambda one: -one[1])[:SHOWN]
    terminalreporter.section(f"slowest {len(slowest)} files")
    for file, seconds in slowest:
        terminalreporter.write_line(f"{seconds:6.1f} s  {file}")
