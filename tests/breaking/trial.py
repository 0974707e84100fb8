"""One file of a module broken in one way: found by `check`, or harmless, which is proved by showing and marking everything."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

from course import checking
from course.kinds.text import TextTask
from course.modules import Module, load_module
from course.problems import Problem
from grading import assignment
from grading.assessment import Assessment, load_assessment
from tests.breaking.ways import WAYS
from widgets.component import Component
from widgets.marking import MarkedTask
from widgets.service.kernels import page_kernel
from widgets.service.pages import module_page

KINDS = ("keys", "rubrics")


@dataclass(frozen=True)
class Trial:
    """What came of breaking a file: what `check` said, and, where it said nothing, what does not work all the same."""

    file: str
    way: str
    number: int
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]

    @property
    def harmless(self) -> bool:
        """Whether `check` found nothing."""
        return not self.problems


def trials(module: Path, grading: Path, rounds: int, seed: int, share: float = 1) -> Iterator[Trial]:
    """Break each file of the module (and its keys and rubrics) in each way, so many times, one at a time; or a `share` (0–1) of that."""
    taken = Random(seed)
    with tempfile.TemporaryDirectory(prefix="kv-breaking-") as folder:
        course = _copy(module, grading, Path(folder))
        files = [path for path in sorted(course.rglob("*")) if path.is_file()]
        settings = {"MODULES": course / "modules", "GRADING": course, "HOME": course / "home"}
        with patch.dict(os.environ, {f"KOMPETENCEVEJ_{name}": str(path) for name, path in settings.items()}):
            for path in files:
                for way in WAYS:
                    for number in range(rounds):
                        if taken.random() >= share:
                            continue
                        if found := _trial(course, path, way, number, f"{seed} {path.relative_to(course)} {way} {number}"):
                            yield found


def _copy(module: Path, grading: Path, course: Path) -> Path:
    shutil.copytree(module, course / "modules" / module.name)
    for kind in KINDS:
        (course / kind).mkdir()
        if (secret := grading / kind / f"{module.name}.yaml").exists():
            shutil.copyfile(secret, course / kind / secret.name)
    return course


def _trial(course: Path, path: Path, way: str, number: int, seed: str) -> Trial | None:
    whole = path.read_bytes()
    broken = WAYS[way](whole.decode("utf-8"), Random(seed))
    if broken is None:
        return None
    content = broken if isinstance(broken, bytes) else broken.encode("utf-8")
    if content == whole:
        return None
    path.write_bytes(content)
    try:
        [folder] = (course / "modules").iterdir()
        problems = checking.one(folder.name).problems
        works = () if problems else tuple(what_does_not_work(folder))
        return Trial(str(path.relative_to(course)), way, number, problems, works)
    finally:
        path.write_bytes(whole)


def what_does_not_work(folder: Path) -> Iterator[str]:
    """Show every page and mark the right answers; whatever goes wrong is named."""
    module = load_module(folder)
    assessment = load_assessment(module)
    with tempfile.TemporaryDirectory(prefix="kv-shown-") as place:
        shown = Path(shutil.copytree(folder, Path(place) / folder.name))
        for page in module.about.pages:
            whole = assignment.notebook(module, page, assessment)
            (shown / page.notebook).write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
        with chdir(shown):
            yield from _pages_that_fail(module, shown)
            yield from _marks_that_fail(module, assessment, shown)


def _pages_that_fail(module: Module, shown: Path) -> Iterator[str]:
    placed = []
    for page in module.about.pages:
        released = Module(shown, module.about, list(module.tasks.values()))
        parts = module_page.parts(released, page)
        run = page_kernel.run(shown / page.notebook)
        failed = {cell: trace for cell, trace in run.failures.items() if not cell.startswith(assignment.TEST)}
        yield from (f"{page.notebook}: {cell}: {trace}" for cell, trace in failed.items())
        wanted = [part["cell"] for part in parts if "cell" in part]
        yield from (f"{page.notebook}: {cell} shows nothing" for cell in wanted if not isinstance(run.components.get(cell), Component))
        run.view()
        placed += wanted
    if len(placed) != len(module.tasks):
        yield f"{len(placed)} of {len(module.tasks)} tasks are shown"


def _marks_that_fail(module: Module, assessment: Assessment, shown: Path) -> Iterator[str]:
    answers = {id: key.key for id, key in assessment.keys.items() if key.key is not None}
    (shown / "answers.json").write_text(json.dumps(answers), "utf-8")
    cells = json.loads((shown / module.graded_page.notebook).read_text("utf-8"))["cells"]
    with patch.dict(os.environ, {"NBGRADER_EXECUTION": "autograde"}):
        for cell in cells:
            if cell["id"].startswith(assignment.TEST):
                id = cell["metadata"]["nbgrader"]["grade_id"]
                if id in assessment.keys and id not in answers:  # a conversation, which no key marks
                    continue
                mark = page_kernel.run_cell(cell["source"], {})
                if not isinstance(mark, MarkedTask) or mark.points != assessment.points(id):
                    yield f"{id}: the right answer is not marked so: {mark}"
    texts = [task.id for task in module.graded_tasks if isinstance(task, TextTask)]
    yield from (f"{id} has no rubric" for id in texts if not assessment.rubrics[id].html())
