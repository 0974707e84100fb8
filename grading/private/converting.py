"""Marking by nbgrader's converters, without doing for each learner what can be done once.

`BaseConverter.start` makes writer, exporter and steps anew, the exporter copies and checks the notebook after each step, and errors are
swallowed; here all that is done once (`_init_preprocessors`, `init_single_notebook_resources`).
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.writers.files import FilesWriter
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.nbgraderformat import common
from nbgrader.preprocessors import CheckCellMetadata

from course import settings
from grading.private.book import patched

JSONSCHEMA = common.jsonschema  # nbgrader's


@contextmanager
def told_errors(converter: BaseConverter) -> Iterator[list[str]]:
    """Collect what nbgrader would only log: the last line of each error."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage().strip().splitlines()[-1])

    listener = Listener(logging.ERROR)
    converter.log.addHandler(listener)
    try:
        yield lines
    finally:
        converter.log.removeHandler(listener)


class CheckMetadata(CheckCellMetadata):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's step, which for each cell checks its own schema anew before it checks the cell."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Check every cell by the schema."""
        with patched(common, "jsonschema", SimpleNamespace(validate=_validate)):
            found: tuple[Any, Any] = super().preprocess(nb, resources)
        return found


def _validate(about: Any, schema: Any) -> None:
    error = JSONSCHEMA.exceptions.best_match(JSONSCHEMA.validators.validator_for(schema)(schema).iter_errors(about))
    if error is not None:
        raise error


class OneByOne(Autograde):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's autograde for one learner at a time, which reads nothing of what the learner sent.

    The released notebook has been put into the learner's folder under `autograded`; both of nbgrader's passes read and write there.
    """

    @property
    def _input_directory(self) -> str:
        return str(self.coursedir.autograded_directory)

    def make_ready(self) -> None:
        """Do once what `start` does for every learner."""
        self.writer = FilesWriter(parent=self, config=self.config)  # type: ignore[no-untyped-call]
        self.exporter = NotebookExporter(parent=self, config=self.config)  # type: ignore[no-untyped-call]

    def restore_tests(self, notebook: Path) -> None:
        """The first pass: put the hidden tests back. Its outcome is the same for every learner, so it is kept."""
        self._sanitizing = True
        self._init_preprocessors()
        BaseConverter.convert_single_notebook(self, str(notebook))
        self._with_tests = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
        self._steps = [step(parent=self.exporter) for step in self.autograde_preprocessors]

    def run(self, notebook: Path) -> None:
        """The second pass: run the notebook, enter the points, and write it.

        nbconvert's exporter would read, copy and check it several times more.
        """
        found, resources = deepcopy(self._with_tests), self.init_single_notebook_resources(str(notebook))
        with marking_environment():
            for step in self._steps:
                found, resources = step(found, resources)
        notebook.write_text(nbformat.writes(found, version=4) + "\n", "utf-8")  # type: ignore[no-untyped-call]


@contextmanager
def marking_environment() -> Iterator[None]:
    """Tell the components that this is a marking run (nbgrader's own way of doing so forgets to restore the environment after an error)."""
    before = os.environ.get(settings.MARKING)
    os.environ[settings.MARKING] = settings.AUTOGRADE
    try:
        yield
    finally:
        if before is None:
            del os.environ[settings.MARKING]
        else:
            os.environ[settings.MARKING] = before
