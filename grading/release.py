"""From a module's sources to what learners meet: checked, marked by nbgrader, without keys, put in place in one step."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from course import checking, figures, files, layers, modules, notebooks, settings
from course.datafile import DataError
from course.modulefile import Page
from course.modules import Module, module, read_folder
from course.problems import Problem, shortened
from grading import assignment, changes, gradebook
from grading.assessment import Assessment, load_assessment
from grading.errors import GradingError
from grading.key import KEYS
from grading.rubric import RUBRICS

RULES = "2"  # change it when releasing itself changes, so that every module is released again
FORBIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "BEGIN SOLUTION", "widgets.marking")
PARTS = ("module.yaml", "*.ipynb", "*.twee", "tasks/*.yaml", figures.PROGRAM)
"""The files of a module; what else lies in its folder is not released."""
UNREAD = {figures.PROGRAM}
"""Of these, what learners do not get: no code of a module runs where they read."""
LONG_ENOUGH = 20  # a shorter text may stand in a page by chance


@dataclass(frozen=True)
class Released:
    """A module as learners meet it; `changed` says whether this run released it anew, `left_out` which files in its folder stayed there."""

    module: Module
    changed: bool
    left_out: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The module's title in Danish."""
        return self.module.about.title.da


def sources() -> list[Path]:
    """The folders of all modules, in order."""
    return [path for path in modules.sources() if (path / "module.yaml").is_file()]


def told(released: Released) -> list[str]:
    """What to say about a release, in Danish."""
    lines = [f"{released.name}: {'udgivet' if released.changed else 'uændret'}."]
    if released.left_out:
        lines.append(f"  Ikke udgivet, for det hører ikke til et modul: {', '.join(released.left_out)}.")
    return lines


def release(module_folder: Path) -> Released:
    """Release the module, unless nothing has changed since. Raises DataError naming what to correct; then learners keep what they have."""
    target = settings.released() / module_folder.name
    source, left_out = _print(module_folder), _left_out(module_folder)
    if _is_current(target, _stamp(target.name, source)):
        return Released(module(target), False, left_out)
    found, assessment = validate(module_folder)
    with files.workshop() as workshop:
        new = _generate(found, assessment, workshop)
        _copy_the_rest(found, assessment, new)
        _draw(found, new)
        _insist_on_no_keys(found, assessment, new)
        _stamp_file(found.id).unlink(missing_ok=True)
        # pages that are open go on with the version they began with, until the next but one release
        files.put_in_place(new, target, kept=settings.home() / "replaced" / found.id)
    changes.note(found, assessment)
    files.write_whole(_stamp_file(found.id), json.dumps(_stamp(found.id, source)))
    return Released(module(target), True, left_out)


def again(module_folder: Path) -> Released:
    """Release the module also when nothing has changed, because the gradebook has lost it."""
    _stamp_file(module_folder.name).unlink(missing_ok=True)
    return release(module_folder)


def validate(module_folder: Path) -> tuple[Module, Assessment]:
    """Read the module with its keys and rubrics, if there is nothing to correct in it. Raises DataError."""
    reading = read_folder(module_folder)
    problems = checking.of_module(reading)
    if problems or reading.module is None:
        raise DataError(checking.ordered(problems))
    return reading.module, load_assessment(reading.module)


def version(module: str) -> str:
    """What was released last, as a word that changes with it."""
    try:
        return str(json.loads(_stamp_file(module).read_text("utf-8"))["source"])
    except (OSError, ValueError, KeyError):
        return ""


def _files(folder: Path) -> list[Path]:
    """The files that make a module; nothing else in its folder is anybody's to see. A link is refused: it may lead anywhere."""
    found = sorted(path for pattern in PARTS for path in folder.glob(pattern) if path.is_file() or path.is_symlink())
    for path in [folder / "tasks", *found]:
        if path.is_symlink():
            da = "er et link, og det kan føre hvor som helst hen. Læg selve filen i modulet."
            raise DataError([Problem(path, 1, da, "is a link, which may lead anywhere. Put the file itself into the module.")])
    return found


def _left_out(folder: Path) -> tuple[str, ...]:
    """What lies in the module's folder and is not released, but for what tools leave behind."""
    released = set(_files(folder))
    inside = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file() and path not in released]
    return tuple(str(path) for path in inside if not any(part[0] == "." or part == "__pycache__" for part in path.parts))


def _stamp(module: str, source: str) -> dict[str, str]:
    """What was released, and the gradebook that knows it, wherever that is to be found: another one has yet to be told."""
    return {"source": source, "gradebook": gradebook.known_as(module)}


def _print(module_folder: Path) -> str:
    secret = [KEYS.file_of(module_folder.name), RUBRICS.file_of(module_folder.name)]
    whole = hashlib.sha256(f"{RULES} {figures.print_of_tools()}".encode())
    secret += [own for path in secret if (own := layers.own_file(path))]
    for path in [*_files(module_folder), *(one for one in secret if one.exists())]:
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()


def _stamp_file(module: str) -> Path:
    return settings.home() / "stamps" / f"{module}.json"


def _is_current(target: Path, stamp: dict[str, str]) -> bool:
    try:
        released = json.loads(_stamp_file(target.name).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return released == stamp and (target / "module.yaml").is_file()


def _generate(module: Module, assessment: Assessment, workshop: Path) -> Path:
    """Write the graded notebook, and let nbgrader enter it into the gradebook and strip it."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    from grading.config import config, course_directory
    from grading.private.book import open_gradebook
    from grading.private.converting import told_errors

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
        gradebook.rescale(module.id, {task.id: assessment.points(task.id) for task in module.graded_tasks})
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
        if path.name in UNREAD:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _draw(module: Module, new: Path) -> None:
    """Draw the module's figures, so that nobody waits for them. That they can be drawn is checked."""
    if listed := module.about.figures:
        figures.keep(new, [figures.draw(module.folder, one) for one in listed])


def _insist_on_no_keys(module: Module, assessment: Assessment, new: Path) -> None:
    """Look for keys, hidden tests and rubrics in all that learners would get."""
    secret = {*FORBIDDEN, *(text for text in assessment.texts() if len(text) >= LONG_ENOUGH and " " in text)}
    problems = []
    for path in _files(new):
        text = _plain(path)
        source = module.folder / path.relative_to(new)
        for found in secret:
            if found in text:
                line = _line(source, found)
                da = f"»{shortened(found, 40)}« hører til facit eller rubrikken, og det her kan alle læse. Slet det."
                problems.append(
                    Problem(
                        source,
                        line,
                        da,
                        f"“{shortened(found, 40)}” belongs to the key or the rubric, and everybody can read this. Delete it.",
                    )
                )
    if problems:
        raise DataError(problems)


def _line(path: Path, words: str) -> int:
    text = path.read_text("utf-8", errors="replace")
    return text.count("\n", 0, max(0, text.find(words))) + 1


def _plain(path: Path) -> str:
    if path.suffix != ".ipynb":
        return path.read_text("utf-8", errors="replace")
    return "\n".join(cell.source + cell.metadata.model_dump_json() for cell in notebooks.read(path).cells)
