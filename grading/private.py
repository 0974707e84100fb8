"""The only file that touches what nbgrader and IPython do not promise to keep. tests/grading/test_upgrade.py fails loudly when it moves.

Why each is touched:
- IPython: a shell of our own whose outputs go into the cell, because a kernel a submission costs seconds (`builtin_trap`, the singleton).
- nbgrader: `Gradebook` opens a new engine in each of a dozen steps a submission; here it is opened once (`__init__`, `close`), and without
  starting a command `alembic` (`get_alembic_version`).
- nbgrader: `BaseConverter.start` makes writer, exporter and steps for each learner, the exporter copies and checks the notebook after each of
  them, and errors are swallowed; here all that is done once (`_init_preprocessors`, `init_single_notebook_resources`).
- nbgrader: `SaveAutoGrades` asks the gradebook anew for each task; here it is answered from the learner's rows (`gradebook`, the three ids).
- nbgrader: formgrader's own error pages tell of a server's administrator; here all errors are told by one template (`BaseHandler.write_error`).
- nbgrader: formgrader's `NbGraderAPI` would mark with the stock classes; here its buttons use ours. Its handlers share one session, which here
  begins anew with each request (`BaseHandler`, `nbgrader_gradebook`).
"""

import ast
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from html import escape
from pathlib import Path
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

import nbformat
from alembic.script import ScriptDirectory
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbconvert.exporters import NotebookExporter
from nbconvert.writers.files import FilesWriter
from nbformat import from_dict
from nbgrader import api
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import scoped_session, sessionmaker
from traitlets import Type
from traitlets.config import Config

from course import origin

BUSY_SECONDS = 30
NAMESPACE = "kompetencevej_marking"
FORMGRADER_ACTIONS = (
    "assign",
    "generate_assignment",
    "unrelease",
    "release",
    "release_assignment",
    "collect",
    "autograde",
    "generate_feedback",
    "release_feedback",
)


class CellFailed(Exception):
    """A cell of our own notebook failed."""


def _output(kind: str, data: Any, metadata: Any, **more: Any) -> Any:
    """A cell's output; `nbformat.v4.new_output` would validate each of them, and the whole notebook is validated when it is written."""
    return from_dict(  # type: ignore[no-untyped-call]
        {"output_type": kind, "data": dict(data), "metadata": dict(metadata or {}), **more}
    )


class _Displays(DisplayPublisher):
    shell: Any

    def publish(self, data: Any, metadata: Any = None, source: Any = None, *, transient: Any = None, update: Any = False, **_: Any) -> None:
        self.shell.outputs.append(_output("display_data", data, metadata))


class _Shell(InteractiveShell):
    display_pub_class = Type(_Displays)

    def __init__(self, **kwargs: Any) -> None:
        self.outputs: list[Any] = []
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def init_virtualenv(self) -> None: ...

    def enable_gui(self, gui: Any = None) -> None: ...


class Shell:
    """Runs trusted code cells in this process. Each notebook gets an empty namespace; nothing else is started or kept.

    IPython reads each cell (so magics and `display` work), once: all learners' notebooks have the same cells.
    """

    def __init__(self) -> None:
        config = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor", "cache_size": 0}})
        self._shell: Any = _Shell.instance(config=config, user_module=ModuleType(NAMESPACE))
        self._empty = dict(self._shell.user_ns)
        self._compiled: dict[str, tuple[CodeType, CodeType | None]] = {}

    def fresh(self) -> None:
        """Forget everything that earlier notebooks defined."""
        self._shell.user_ns.clear()
        self._shell.user_ns.update(self._empty)

    def run(self, source: str) -> list[Any]:
        """Run a cell and return its outputs. Raises CellFailed; an interruption by Ctrl-C is passed on."""
        self._shell.outputs = []
        try:
            with self._shell.builtin_trap:
                self._execute(source)
        except (Exception, SystemExit) as failure:
            raise CellFailed(f"{type(failure).__name__}: {failure}") from failure
        return list(self._shell.outputs)

    def _execute(self, source: str) -> None:
        if source not in self._compiled:
            self._compiled[source] = self._compile(source)
        statements, shown = self._compiled[source]
        exec(statements, self._shell.user_ns)  # noqa: S102  our own notebook
        value = eval(shown, self._shell.user_ns) if shown else None  # noqa: S307  our own notebook
        if value is not None:
            self._shell.outputs.append(_output("execute_result", *self._formatted(value), execution_count=None))

    def _compile(self, source: str) -> tuple[CodeType, CodeType | None]:
        """The cell's statements, and the expression at its end that is shown."""
        tree = ast.parse(self._shell.transform_cell(source))
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
            return compile(tree, NAMESPACE, "exec"), None
        del tree.body[-1]
        return compile(tree, NAMESPACE, "exec"), compile(ast.Expression(last.value), NAMESPACE, "eval")

    def _formatted(self, value: Any) -> tuple[Any, Any]:
        """What Jupyter shows of a value; ours say all of it themselves, and IPython need not try its other ways."""
        bundle = value._repr_mimebundle_() if hasattr(type(value), "_repr_mimebundle_") else None
        return (bundle, {}) if isinstance(bundle, dict) and "text/plain" in bundle else self._shell.display_formatter.format(value)

    def close(self) -> None:
        """Take the shell out of IPython's and Python's registers."""
        _Shell.clear_instance()
        sys.modules.pop(NAMESPACE, None)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("pragma journal_mode=wal")
        cursor.execute("pragma synchronous=normal")
        cursor.close()

    return engine


def _alembic_version() -> str:
    """The newest version of the gradebook's schema; nbgrader asks a command `alembic` that need not be on the path."""
    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


@contextmanager
def open_gradebook() -> Iterator[None]:
    """Within this, nbgrader's gradebook is opened once for each address and kept open; SQLite waits for other writers."""
    engines: dict[str, Engine] = {}
    init = api.Gradebook.__init__

    def kept(self: Any, db_url: str, course_id: str = "default_course", authenticator: Any = None) -> None:
        if db_url not in engines:
            engines[db_url] = _engine(db_url)
            with (
                _patched(api, "create_engine", lambda *_args, **_kwargs: engines[db_url]),
                _patched(api, "get_alembic_version", _alembic_version),
            ):
                init(self, db_url, course_id, authenticator)
            return
        self.engine, self.course_id, self.authenticator = engines[db_url], course_id, authenticator
        self.db = scoped_session(sessionmaker(autoflush=True, bind=self.engine, future=True))

    with _patched(api.Gradebook, "__init__", kept), _patched(api.Gradebook, "close", lambda self: self.db.remove()):
        try:
            yield
        finally:
            for engine in engines.values():
                engine.dispose()


@contextmanager
def _patched(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


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


class SaveAtOnce(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's step, with one transaction for a learner and all her points instead of some queries and a transaction for each task."""

    def enter(self, book: Any) -> Any:
        """Enter the learner and her hand-in, and return it as nbgrader has it."""
        raise NotImplementedError

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Enter the learner, her hand-in and her points, or nothing."""
        about = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = about["notebook"], about["assignment"], about["student"]
        with api.Gradebook(about["db_url"]) as book:
            with _patched(book.db, "commit", book.db.flush):
                mine = next(one for one in self.enter(book).notebooks if one.name == self.notebook_id)
                self.gradebook = self._at_hand(mine)
                nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
            book.db.commit()
        return nb, resources

    def _at_hand(self, mine: Any) -> Any:
        """What nbgrader's step asks of a gradebook, answered from one learner's rows."""
        grades, comments = ({row.cell.name: row for row in rows} for rows in (mine.grades, mine.comments))
        return SimpleNamespace(
            find_grade=lambda cell, *_: grades[cell],
            find_comment=lambda cell, *_: comments[cell],
            db=SimpleNamespace(commit=lambda: None),
        )


@contextmanager
def marking_environment() -> Iterator[None]:
    """Tell the components that this is a marking run (nbgrader's own way of doing so forgets to restore the environment after an error)."""
    before = os.environ.get("NBGRADER_EXECUTION")
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    try:
        yield
    finally:
        if before is None:
            del os.environ["NBGRADER_EXECUTION"]
        else:
            os.environ["NBGRADER_EXECUTION"] = before


def formgrader_api(refusal: str) -> type:
    """What formgrader's pages read from; its buttons that would release, mark or hand back in nbgrader's own way say `refusal` instead."""
    from nbgrader.apps.api import NbGraderAPI

    class ReadOnly(NbGraderAPI):  # type: ignore[misc]
        pass

    def refuse(*_args: Any, **_kwargs: Any) -> dict[str, Any]:
        return {"success": False, "error": refusal, "log": refusal}

    for name in FORMGRADER_ACTIONS:
        setattr(ReadOnly, name, refuse)
    return ReadOnly


def use_in_formgrader(our_api: type) -> None:
    """Let formgrader's pages and buttons use `our_api` instead of nbgrader's own."""
    from nbgrader.server_extensions.formgrader import base

    base.NbGraderAPI = our_api


def let_go_after_each_request() -> None:
    """Let formgrader's transaction end with the request it was for.

    It has one for all, which PostgreSQL ends when nobody clicks for a minute or when it starts anew, and from which nbgrader would not recover.
    """
    from nbgrader.server_extensions.formgrader import base

    def on_finish(self: Any) -> None:
        gradebook = self.settings["nbgrader_gradebook"]
        if gradebook is not None:
            gradebook.db.remove()

    base.BaseHandler.on_finish = on_finish


def keep_to_its_site() -> None:
    """Let formgrader's forms and scripts work from this very site alone, and its cookies stay on the kind of line they were given on."""
    from nbgrader.server_extensions.formgrader import base

    whole = base.BaseHandler.set_cookie

    def set_cookie(self: Any, name: str, value: str | bytes, *how: Any, **more: Any) -> None:
        secure = origin.scheme(self.request.headers, self.request.protocol) == "https"
        whole(self, name, value, *how, **{"secure": secure, **more})

    base.BaseHandler.set_cookie = set_cookie
    base.BaseHandler.check_origin = lambda self, _origin="": origin.is_same(self.request.headers, self.request.protocol)


def tell_errors_in_our_words() -> None:
    """Let formgrader's errors be told as Jupyter tells its own, by the template `error.html`."""
    from jupyter_server.base.handlers import JupyterHandler
    from nbgrader.server_extensions.formgrader import base

    tell = JupyterHandler.write_error

    def write_error(self: Any, status_code: int, **more: Any) -> None:
        if not hasattr(self, "_current_user"):
            self.current_user = None  # refused before anybody has asked who it is
        tell(self, status_code, **more)

    JupyterHandler.write_error = base.BaseHandler.write_error = write_error  # type: ignore[method-assign]


def only_formgrader() -> type:
    """Jupyter's own addresses (kernels, files, terminals) ask an authorizer; formgrader's ask only for a login. This one allows nothing."""
    from jupyter_server.auth.authorizer import Authorizer

    class Nothing(Authorizer):
        def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
            return False

    return Nothing


def templates_first(app: Any, folder: Path) -> None:
    """Let formgrader's pages find templates in `folder` before nbconvert's own, which load MathJax from another host."""
    exporter = app.web_app.settings["nbgrader_exporter"]
    exporter.template_paths = [str(folder), *exporter.template_paths]


def escape_in_pages(app: Any) -> None:
    """Let formgrader's templates, which escape nothing, show names and addresses as text."""
    app.web_app.settings["nbgrader_jinja2_env"].autoescape = True
    exporter = app.web_app.settings["nbgrader_exporter"]
    whole = exporter.from_filename

    def escaped(filename: str, resources: dict[str, Any]) -> Any:
        return whole(filename, resources={key: escape(value) if isinstance(value, str) else value for key, value in resources.items()})

    exporter.from_filename = escaped
