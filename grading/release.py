"""From a module's sources to what learners meet: checked, marked by nbgrader, without keys, put in place in one step."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from course import files, settings
from course.conversation import paths
from course.datafile import DataError
from course.modules import Module, Page, load_module, module
from course.tasks import ConversationTask
from grading import assignment, gradebook, notebooks
from grading.assessment import Assessment, load_assessment
from grading.errors import GradingError

RULES = "2"  # change it when releasing itself changes, so that every module is released again
FORBIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "BEGIN SOLUTION", "widgets.marking")
LONG_ENOUGH = 20  # a shorter text may stand in a page by chance


@dataclass(frozen=True)
class Released:
    """A module as learners meet it; `changed` says whether this run released it anew."""

    module: Module
    changed: bool

    @property
    def name(self) -> str:
        """The module's title in Danish."""
        return self.module.about.title.da


def sources() -> list[Path]:
    """The folders of all modules, in order."""
    return sorted(path.parent for path in settings.modules().glob("*/module.yaml"))


def release(module_folder: Path) -> Released:
    """Release the module, unless nothing has changed since. Raises DataError naming what to correct; then learners keep what they have."""
    target = settings.released() / module_folder.name
    stamp = _stamp(module_folder)
    if _is_current(target, stamp):
        return Released(module(target), False)
    found = load_module(module_folder)
    assessment = validate(found)
    with files.workshop() as workshop:
        new = _generate(found, assessment, workshop)
        _copy_the_rest(found, assessment, new)
        _insist_on_no_keys(found, assessment, new)
        _stamp_file(found.id).unlink(missing_ok=True)
        # pages that are open go on with the version they began with, until the next but one release
        files.put_in_place(new, target, kept=settings.home() / "replaced" / found.id)
    files.write_whole(_stamp_file(found.id), json.dumps(stamp))
    return Released(module(target), True)


def again(module_folder: Path) -> Released:
    """Release the module also when nothing has changed, because the gradebook has lost it."""
    _stamp_file(module_folder.name).unlink(missing_ok=True)
    return release(module_folder)


def validate(module: Module) -> Assessment:
    """Check the module's notebooks, conversations, keys and rubrics, and return the last two. Raises DataError."""
    notebooks.check(module)
    for task in module.tasks.values():
        if isinstance(task, ConversationTask):
            paths.load(module.folder / task.dialogue)
    return load_assessment(module)


def version(module: str) -> str:
    """What was released last, as a word that changes with it."""
    try:
        return str(json.loads(_stamp_file(module).read_text("utf-8"))["source"])
    except (OSError, ValueError, KeyError):
        return ""


def _files(folder: Path) -> list[Path]:
    """The files of a module, without what tools leave behind. A link is refused: it may lead anywhere."""
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") or part == "__pycache__" for part in inside.parts):
            continue
        if path.is_symlink():
            raise DataError(path, [f"{path}: is a link. Put the file itself into the module."])
        if path.is_file():
            found.append(path)
    return found


def _stamp(module_folder: Path) -> dict[str, str]:
    secret = [settings.grading() / kind / f"{module_folder.name}.yaml" for kind in ("keys", "rubrics")]
    whole = hashlib.sha256(RULES.encode())
    for path in [*_files(module_folder), *(one for one in secret if one.exists())]:
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)} ".encode())
        whole.update(content)
    return {"source": whole.hexdigest(), "gradebook": settings.gradebook()}


def _stamp_file(module: str) -> Path:
    return settings.home() / "stamps" / f"{module}.json"


def _is_current(target: Path, stamp: dict[str, str]) -> bool:
    try:
        released = json.loads(_stamp_file(target.name).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return released == stamp and (target / "module.yaml").is_file() and gradebook.exists()


def _generate(module: Module, assessment: Assessment, workshop: Path) -> Path:
    """Write the graded notebook, and let nbgrader enter it into the gradebook and strip it."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    from grading.config import config, course_directory
    from grading.private import open_gradebook, told_errors

    page = module.graded_page
    alone = workshop / "source" / module.id
    alone.mkdir(parents=True)
    _write(alone, module, page, assessment)
    where = {
        "root": str(workshop),
        "source_directory": "source",
        "release_directory": "new",
        "assignment_id": module.id,
        "notebook_id": page.stem,
        "course_id": "default_course",  # what nbgrader's steps use; PostgreSQL insists that it is the same
    }
    generate = GenerateAssignment(coursedir=course_directory(**where), config=config())
    with open_gradebook(), told_errors(generate) as errors:
        try:
            generate.start()
        except NbGraderException as error:
            what = errors[1] if len(errors) > 1 else str(error)
            raise GradingError(
                f"nbgrader kunne ikke gøre {page.notebook} klar: {what}", f"nbgrader could not prepare {page.notebook}: {what}"
            ) from error
        gradebook.complete(module.id)
        gradebook.retire(module.id, {task.id for task in module.graded_tasks})
    return workshop / "new" / module.id


def _write(folder: Path, module: Module, page: Page, assessment: Assessment) -> None:
    whole = assignment.notebook(module, page, assessment)
    (folder / page.notebook).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _copy_the_rest(module: Module, assessment: Assessment, new: Path) -> None:
    pages = {page.notebook: page for page in module.about.pages}
    for path in _files(module.folder):
        target = new / path.relative_to(module.folder)
        if page := pages.get(path.name):
            if not page.graded:
                _write(new, module, page, assessment)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _insist_on_no_keys(module: Module, assessment: Assessment, new: Path) -> None:
    """Look for keys, hidden tests and rubrics in all that learners would get."""
    secret = {*FORBIDDEN, *(text for text in assessment.texts() if len(text) >= LONG_ENOUGH and " " in text)}
    problems = []
    for path in _files(new):
        text = _plain(path)
        problems += [
            f"{path.relative_to(new)}: holds {found[:40]!r}, which belongs to the key or the rubric. Remove it."
            for found in secret
            if found in text
        ]
    if problems:
        raise DataError(module.folder, problems)


def _plain(path: Path) -> str:
    if path.suffix == ".ipynb":
        return "\n".join(notebooks.source(cell) + json.dumps(cell.get("metadata"), ensure_ascii=False) for cell in notebooks.cells(path))
    return path.read_text("utf-8", errors="replace")
