"""A module while it is being written: served on its author's machine, and shown again whenever a file of it is saved.

It is released as every module is, into a home of its own, so that nothing of it meets the real course; what `check` finds wrong stands in a
corner of the page, which meanwhile shows what worked last.
"""

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from course import checking, settings
from course.commands.authoring import from_here
from course.commands.terminal import sentences
from course.datafile import DataError
from course.errors import CourseError, NotFound
from course.layers import SECRET
from course.modules import read_folder
from course.pages import Data, PageSet, Request, Route
from course.problems import Problem, instead
from widgets.service.commands import starting

if TYPE_CHECKING:
    from course.store import Store

LOOK_SECONDS = 0.3
DATABASES = (settings.DATABASE, settings.PAGES_DATABASE, settings.GRADEBOOK)
log = logging.getLogger(__name__)
app = typer.Typer(add_completion=False)


@app.command()
@sentences
def preview(
    module: Annotated[str, typer.Argument(metavar="MODULE", help="Modulets id. / The module's id.", show_default=False)],
    port: Annotated[int, typer.Option(help="Porten. / The port.", min=1024, max=65535)] = starting.DEFAULT_PORT + 1,
    open_it: Annotated[bool | None, typer.Option("--open/--no-open", help="Åbn i browseren. / Open in the browser.")] = None,
) -> None:
    """Vis et modul, mens du skriver: hver gang du gemmer, ser du det igen, med det, der skal rettes. / Show a module while you write it."""
    known = {folder.name: folder for folder in checking.folders()}
    if module not in known:
        da, en = instead(module, known)
        raise NotFound(f"Der er intet modul {module}. {da}", f"There is no module {module}. {en}")
    starting.require_free(port)
    shown = Preview(known[module], starting.page_sets())
    starting.require_writable(settings.home())
    starting.log_to_file()
    from course.store import open_store
    from widgets.service.web.entrance import Entrance
    from widgets.service.web.identity import ensure_myself

    store = open_store(migrate=True)
    ensure_myself(store)
    starting.console.print(f"Gør {module} klar … / Preparing {module} …")
    shown.show_again(store)
    threading.Thread(target=shown.watch, args=(store,), name="preview", daemon=True).start()
    where = f"module/{module}?token="
    entrance = Entrance(port, preview=True)
    starting.run(store, entrance, lambda address: starting.ready(address.replace("?token=", where), open_it), {"preview": shown.page_set})


class Preview:
    """The module in `folder`: how often it has been shown anew, and what is wrong with it now. Works in a home of its own from now on."""

    def __init__(self, folder: Path, page_sets: dict[str, Any]) -> None:
        self.folder = folder
        self.version = 0
        self.problems: list[Problem] = []
        self._releasing = [page_set for page_set in page_sets.values() if page_set.prepare]
        self._move_in()

    def _move_in(self) -> None:
        home = settings.home() / "preview" / self.folder.name
        alone = home / "modules"
        _link(alone, [self.folder])
        if beside := settings.own():
            _link(home / "own", [path for path in beside.iterdir() if path.name != "modules"])
            os.environ[settings.OWN] = str(home / "own")
        os.environ |= {
            settings.HOME: str(home),
            settings.MODULES: str(alone),
            settings.GRADING: str(settings.grading()),
        }
        for name in DATABASES:
            os.environ.pop(name, None)
        settings.released().mkdir(parents=True, exist_ok=True)

    @property
    def page_set(self) -> PageSet:
        """The one address that pages ask, again and again."""
        from widgets.service.web.rendering import THEME

        return PageSet(routes=(Route(r"preview", "employee", self.state),), templates=THEME / "templates")

    def state(self, _request: Request) -> Data:
        """What the corner of the page shows."""
        found = [{"place": f"{from_here(one.file.resolve())}:{one.line}", "da": one.da, "en": one.en} for one in self.problems]
        return Data({"version": self.version, "problems": found})

    def watch(self, store: "Store") -> None:
        """Look for saved files until the process ends."""
        before = self._stamp()
        while True:
            time.sleep(LOOK_SECONDS)
            now = self._stamp()
            if now != before:
                before = now
                self.show_again(store)

    def show_again(self, store: "Store") -> None:
        """Check the module, and release it when there is nothing to correct."""
        try:
            problems = checking.ordered(checking.of_module(read_folder(self.folder)))
            if not problems:
                for page_set in self._releasing:
                    page_set.prepare(store, False)
                self.version += 1
        except DataError as error:
            problems = error.problems
        except Exception as error:  # whatever it is, the next save may mend it
            log.exception("The module could not be shown")
            told = error.text if isinstance(error, CourseError) else None
            da, en = (told.da, told.en) if told else ("Noget gik galt; se course.log.", "Something went wrong; see course.log.")
            problems = [Problem(self.folder, 1, da, en)]
        self.problems = problems

    def _stamp(self) -> dict[Path, int]:
        """When each file was saved. One that is being replaced just now is looked at the next time."""
        return dict(_saved([*self.folder.rglob("*"), *(settings.secret(kind, self.folder.name) for kind in SECRET)]))


def _link(place: Path, originals: list[Path]) -> None:
    """Make `place` a folder that leads to these and to nothing else."""
    place.mkdir(parents=True, exist_ok=True)
    for other in place.iterdir():
        other.unlink()
    for path in originals:
        (place / path.name).symlink_to(path)


def _saved(paths: list[Path]) -> Iterator[tuple[Path, int]]:
    for path in paths:
        try:
            yield path, path.stat().st_mtime_ns
        except OSError:
            continue
