"""What grading/private/ touches of nbgrader and IPython without a promise. If one of these fails after an upgrade, look there first."""

import inspect
import re
import sqlite3
import subprocess
import sys
from contextlib import nullcontext
from typing import Any

import IPython
import nbgrader
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader import api, dbutil
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooOldError, ValidationError, common
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.server_extensions.formgrader import apihandlers
from nbgrader.server_extensions.formgrader import base as formgrader_base
from nbgrader.server_extensions.formgrader import handlers as formgrader_handlers
from sqlalchemy import Engine, create_engine, event

from grading import gradebook
from grading.private import book, formgrader, manual_grades
from grading.private.converting import CheckMetadata
from grading.private.shell import CellFailed, Shell
from tests.house import House


def source(thing: object) -> str:
    return inspect.getsource(thing)  # type: ignore[arg-type]  # classes and functions


def test_versions_are_the_ones_that_were_read() -> None:
    assert nbgrader.__version__.startswith("0.9."), "read nbgrader's changes, then allow the new version here"
    assert IPython.version_info[0] == 9, "read IPython's changes, then allow the new version here"


def test_the_gradebook_is_opened_as_we_replace_it() -> None:
    assert list(inspect.signature(api.Gradebook.__init__).parameters) == ["self", "db_url", "course_id", "authenticator"]
    opening = source(api.Gradebook.__init__)
    for words in (
        "self.engine = create_engine(",
        "self.db = scoped_session(",
        "self.course_id = course_id",
        "self.authenticator = authenticator",
        "get_alembic_version()",
    ):
        assert words in opening
    assert "self.db.remove()" in source(api.Gradebook.close)
    assert book._alembic_version() == subprocess.run(
        [sys.executable, "-c", "from nbgrader.api import get_alembic_version; print(get_alembic_version())"],
        check=True, capture_output=True, text=True, env={"PATH": str(__import__("pathlib").Path(sys.executable).parent)},
    ).stdout.strip()  # fmt: skip
    assert dbutil.ALEMBIC_DIR


def test_what_nbgrader_says_of_a_cell_is_checked_by_its_schema() -> None:
    about = {
        "grade_id": "a",
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": 2,
        "cell_type": "code",
        "schema_version": 3,
    }
    assert isinstance(MetadataValidator(), MetadataValidatorV3)
    for wrong in ({}, {"points": -1}, {"grade_id": 3}, {"schema_version": 2}):
        notebook = new_notebook(cells=[new_code_cell(metadata={"nbgrader": {**about, **wrong}})])  # type: ignore[no-untyped-call]
        with pytest.raises((ValidationError, SchemaTooOldError)) if wrong else nullcontext():
            assert CheckMetadata().preprocess(notebook, {}) == (notebook, {})
    assert "jsonschema.validate(" in source(common.BaseMetadataValidator.validate_cell)
    assert "cls.check_schema(schema)" in source(common.jsonschema.validate), "what our step leaves out"


def test_a_learners_points_are_found_by_nbgraders_own_indexes_however_many_have_some(house: House) -> None:
    asked: list[tuple[str, Any]] = []

    def note(*about: Any) -> None:
        asked.append((about[2], about[3]))

    event.listen(Engine, "before_cursor_execute", note)
    manual_grades.of_task(house.module.id, house.module.graded_page.stem, "tekst", {"anna", "bo"})
    manual_grades.to_mark(house.module.id, house.module.graded_page.stem, {"anna", "bo"})
    gradebook.grades(house.module.id, house.module.graded_page.stem, {"anna", "bo"})
    event.remove(Engine, "before_cursor_execute", note)
    with sqlite3.connect(house.home / "gradebook.db") as book:
        plans = [
            [row[3] for row in book.execute(f"explain query plan {statement}", parameters)]
            for statement, parameters in asked
            if "submitted_assignment" in statement
        ]
    assert len(plans) == 3
    read_whole = {line for plan in plans for line in plan if not line.startswith(("SEARCH", "CORRELATED"))}
    assert read_whole <= {"SCAN cell", "SCAN graded"}, "the cells of the modules are no more where more hand in"


def test_formgrader_writes_points_and_comments_as_the_desk_does() -> None:
    giving = source(apihandlers.GradeHandler.put)
    for words in (
        'grade.manual_score = data.get("manual_score", None)',
        'grade.extra_credit = data.get("extra_credit", None)',
        "if grade.manual_score is None and grade.auto_score is None:",
        "grade.needs_manual_grade = False",
    ):
        assert words in giving
    assert 'comment.manual_comment = data.get("manual_comment", None)' in source(apihandlers.CommentHandler.put)
    assert {column.name for column in manual_grades.GRADE.columns} <= {column.name for column in api.Grade.__table__.columns}
    assert {column.name for column in manual_grades.COMMENT.columns} <= {column.name for column in api.Comment.__table__.columns}


def test_the_query_knows_all_tables_and_columns(house: House) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    house.give("anna", 2, "Set.")
    book = api.Gradebook(f"sqlite:///{house.home / 'gradebook.db'}")
    with book:
        nbgraders = {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.max_score)
            for grade in book.find_submission(house.module.id, "anna").notebooks[0].grades
        }
        said = book.find_comment("tekst", "2-vis", house.module.id, "anna").manual_comment
    ours = house.grades("anna")
    assert {task: (one.auto, one.manual, one.waits, one.max_points) for task, one in ours.items()} == nbgraders
    assert ours["tekst"].comment == said == "Set."
    assert create_engine("sqlite://").dialect.name == "sqlite"
    assert gradebook.knows(house.module.id, "2-vis")
    assert not gradebook.knows(house.module.id, "andet")


def test_the_two_passes_are_as_we_split_them() -> None:
    both = source(Autograde.convert_single_notebook)
    for words in (
        "self._sanitizing = True",
        "self._init_preprocessors()",
        "self._sanitizing = False",
        "setenv(NBGRADER_EXECUTION='autograde')",
    ):
        assert words in both
    starting = source(BaseConverter.start)
    for words in (
        "self.writer = FilesWriter(parent=self, config=self.config)",
        "self.exporter = self.exporter_class(parent=self, config=self.config)",
    ):
        assert words in starting
    assert "resources = self.init_single_notebook_resources(notebook_filename)" in source(BaseConverter.convert_single_notebook)
    assert "nbc, resc = preprocessor(nbc, resc)" in source(NotebookExporter._preprocess)
    assert "self.register_preprocessor(preprocessor(parent=self), enabled)" in source(NotebookExporter.register_preprocessor)
    assert "nbformat.writes(nb_copy, version=self.nbformat_version)" in source(NotebookExporter.from_notebook_node)
    assert issubclass(NotebookExporter, BaseConverter.exporter_class.klass)
    assert "self.coursedir.submitted_directory" in source(Autograde._input_directory.fget)
    assert "preprocessors" in GenerateAssignment.class_trait_names()


def test_points_are_saved_as_we_answer_for_the_gradebook() -> None:
    asked = re.findall(r"self\.gradebook\.[\w.]+", source(SaveAutoGrades).split("def _add_score")[1])
    assert set(asked) == {"self.gradebook.find_grade", "self.gradebook.find_comment", "self.gradebook.db.commit"}
    opening = source(SaveAutoGrades.preprocess)
    for name in ("notebook_id", "assignment_id", "student_id"):
        assert f"self.{name} = resources['nbgrader']" in opening
    assert "super(SaveAutoGrades, self).preprocess(nb, resources)" in opening
    assert SaveAutoGrades.__mro__[1] is NbGraderPreprocessor


def test_points_saved_at_once_are_those_that_nbgraders_own_step_saves(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows() -> dict[str, list[tuple[object, ...]]]:
        with api.Gradebook(f"sqlite:///{house.home / 'gradebook.db'}") as book:
            return {
                name: sorted(
                    (*((one.name, one.auto_score, one.manual_score, one.needs_manual_grade) for one in notebook.grades),
                     *((one.name, one.auto_comment, one.manual_comment) for one in notebook.comments)), key=repr,
                )
                for name in ("anna", "bo") for notebook in book.find_submission(house.module.id, name).notebooks
            }  # fmt: skip

    house.hand_in("anna", valg=["b"])
    house.hand_in("bo", tekst=None)
    house.collect_and_mark()
    house.give("anna", 3, "Set.")
    house.mark(again=True)
    ours = rows()
    monkeypatch.setattr(book.SaveAtOnce, "preprocess", SaveAutoGrades.preprocess)
    house.mark(again=True)
    assert rows() == ours


def test_formgrader_reads_through_what_we_replace() -> None:
    assert "NbGraderAPI(" in source(formgrader_base.BaseHandler.api.fget)
    for name in formgrader.FORMGRADER_ACTIONS:
        assert callable(getattr(NbGraderAPI, name))
    assert {name for name in vars(NbGraderAPI) if not name.startswith(("_", "get_"))} >= set(formgrader.FORMGRADER_ACTIONS)
    assert "self.exporter.from_filename(filename, resources=resources)" in source(formgrader_handlers.SubmissionHandler)
    assert "nbgrader_jinja2_env" in source(formgrader_base.BaseHandler)


def test_the_shell_keeps_its_outputs_apart() -> None:
    for name in ("init_virtualenv", "enable_gui", "transform_cell"):
        assert callable(getattr(InteractiveShell, name))
    assert "builtin_trap" in InteractiveShell.class_trait_names()
    shell = Shell()
    try:
        shell.fresh()
        assert shell.run("x = 1") == []
        (output,) = shell.run("x + 1")
        assert (output.output_type, output.data["text/plain"]) == ("execute_result", "2")
        assert shell.run("x + 1;") == []
        (output,) = shell.run("display('shown')")
        assert (output.output_type, output.data["text/plain"]) == ("display_data", "'shown'")
        shell.fresh()
        try:
            shell.run("x")
        except CellFailed as error:
            assert "NameError" in str(error)  # noqa: PT017  the shell is closed after it
        else:
            raise AssertionError("the namespace was not fresh")
    finally:
        shell.close()
    assert not InteractiveShell.initialized()
