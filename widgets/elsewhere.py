"""What a learner has written in another task, of this module or another, for a tool that refers to it."""

from dataclasses import dataclass

from course.contract import OF_TASK
from course.modules import Module, module
from course.store import SavedAnswer
from course.tasks import BaseTask
from widgets.session import Session


@dataclass(frozen=True)
class Elsewhere:
    """The task that is referred to, what is saved of it, and its address below the course's own."""

    task: BaseTask
    answer: SavedAnswer | None
    address: str


def look(viewer: Session, reference: str) -> Elsewhere | None:
    """Return what stands behind `<module>/<task>`; None where the module is not released here or has no such task."""
    id, _, name = reference.partition("/")
    found = viewer.module if id == viewer.module.id else _beside(viewer.module, id)
    task = found.tasks.get(name) if found else None
    if found is None or task is None:
        return None
    return Elsewhere(task, viewer.load_from(found, task), _address(found, name))


def _beside(own: Module, id: str) -> Module | None:
    folder = own.folder.parent / id
    return module(folder) if (folder / "module.yaml").is_file() else None


def _address(found: Module, task: str) -> str:
    for page in found.about.pages:
        notebook = found.folder / page.notebook
        if notebook.is_file() and f'"{OF_TASK}{task}"' in notebook.read_text("utf-8"):
            return f"module/{found.id}/{page.stem}#task-{task}"
    return f"module/{found.id}"
