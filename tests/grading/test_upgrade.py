"""What grading/private.py touches of nbgrader and IPython without a promise. If one of these fails after an upgrade, look there first."""

import inspect
import subprocess
import sys

import IPython
import nbgrader
from IPython.core.interactiveshell import InteractiveShell
from nbconvert.exporters import NotebookExporter
from nbgrader import api, dbutil
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.server_extensions.formgrader import base as formgrader_base
from nbgrader.server_extensions.formgrader import handlers as formgrader_handlers
from sqlalchemy import create_engine

from grading import gradebook, private
from tests.grading.conftest import House


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
    assert private._alembic_version() == subprocess.run(
        [sys.executable, "-c", "from nbgrader.api import get_alembic_version; print(get_alembic_version())"],
        check=True, capture_output=True, text=True, env={"PATH": str(__import__("pathlib").Path(sys.executable).parent)},
    ).stdout.strip()  # fmt: skip
    assert dbutil.ALEMBIC_DIR


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
    assert issubclass(NotebookExporter, BaseConverter.exporter_class.klass)
    assert "self.coursedir.submitted_directory" in source(Autograde._input_directory.fget)
    assert "preprocessors" in GenerateAssignment.class_trait_names()


def test_formgrader_reads_through_what_we_replace() -> None:
    assert "NbGraderAPI(" in source(formgrader_base.BaseHandler.api.fget)
    for name in private.FORMGRADER_ACTIONS:
        assert callable(getattr(NbGraderAPI, name))
    assert {name for name in vars(NbGraderAPI) if not name.startswith(("_", "get_"))} >= set(private.FORMGRADER_ACTIONS)
    assert "self.exporter.from_filename(filename, resources=resources)" in source(formgrader_handlers.SubmissionHandler)
    assert "nbgrader_jinja2_env" in source(formgrader_base.BaseHandler)


def test_the_shell_keeps_its_outputs_apart() -> None:
    for name in ("_showtraceback", "init_virtualenv", "enable_gui", "run_cell"):
        assert callable(getattr(InteractiveShell, name))
    shell = private.Shell()
    try:
        shell.fresh()
        assert shell.run("x = 1") == []
        (output,) = shell.run("x + 1")
        assert (output.output_type, output.data["text/plain"]) == ("execute_result", "2")
        shell.fresh()
        try:
            shell.run("x")
        except private.CellFailed as error:
            assert "NameError" in str(error)  # noqa: PT017  the shell is closed after it
        else:
            raise AssertionError("the namespace was not fresh")
    finally:
        shell.close()
    assert not InteractiveShell.initialized()
