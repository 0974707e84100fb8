"""The only file that touches what nbgrader and IPython do not promise to keep. tests/grading/test_upgrade.py fails loudly when it moves.

Why each is touched:
- IPython: a shell of our own whose outputs go into the cell, because a kernel a submission costs seconds (`_showtraceback`, the singleton).
- nbgrader: `Gradebook` opens a new engine in each of a dozen steps a submission; here it is opened once (`__init__`, `close`), and without
  starting a command `alembic` (`get_alembic_version`).
- nbgrader: `BaseConverter.start` makes writer and exporter for each learner and swallows errors; here that is done once, and errors are told.
- nbgrader: formgrader's `NbGraderAPI` would mark with the stock classes; here its buttons use ours.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

from alembic.script import ScriptDirectory
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbconvert.exporters import NotebookExporter
from nbconvert.writers.files import FilesWriter
from nbformat import from_dict
from nbgrader import api
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import scoped_session, sessionmaker
from traitlets import Type
from traitlets.config import Config

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


class _Results(DisplayHook):
    shell: Any

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.outputs.append(_output("execute_result", format_dict, md_dict, execution_count=self.shell.execution_count))

    def start_displayhook(self) -> None: ...

    def write_output_prompt(self) -> None: ...

    def finish_displayhook(self) -> None: ...

    def log_output(self, format_dict: Any) -> None: ...


class _Displays(DisplayPublisher):
    shell: Any

    def publish(self, data: Any, metadata: Any = None, source: Any = None, *, transient: Any = None, update: Any = False, **_: Any) -> None:
        self.shell.outputs.append(_output("display_data", data, metadata))


class _Shell(InteractiveShell):
    displayhook_class = Type(_Results)
    display_pub_class = Type(_Displays)

    def __init__(self, **kwargs: Any) -> None:
        self.outputs: list[Any] = []
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """Keep quiet: `Shell.run` raises what went wrong."""

    def init_virtualenv(self) -> None: ...

    def enable_gui(self, gui: Any = None) -> None: ...


class Shell:
    """Runs trusted code cells in this process. Each notebook gets an empty namespace; nothing else is started or kept."""

    def __init__(self) -> None:
        config = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor", "cache_size": 0}})
        self._shell: Any = _Shell.instance(config=config, user_module=ModuleType(NAMESPACE))
        self._empty = dict(self._shell.user_ns)

    def fresh(self) -> None:
        """Forget everything that earlier notebooks defined (`reset` would also collect garbage, 0.3 s each time)."""
        history = self._shell.history_manager
        history.input_hist_parsed[:] = history.input_hist_raw[:] = [""]
        self._shell.user_ns.clear()
        self._shell.user_ns.update(self._empty)
        self._shell.execution_count = 1

    def run(self, source: str) -> list[Any]:
        """Run a cell and return its outputs. Raises CellFailed; an interruption by Ctrl-C is passed on."""
        self._shell.outputs = []
        before = sys.displayhook
        try:
            result = self._shell.run_cell(source, store_history=True)
        finally:
            sys.displayhook = before
        failure = result.error_before_exec or result.error_in_exec
        if isinstance(failure, KeyboardInterrupt):
            raise failure
        if failure:
            raise CellFailed(f"{type(failure).__name__}: {failure}") from failure
        return list(self._shell.outputs)

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

    def restore_tests(self, notebook: str) -> None:
        """The first pass: put the hidden tests back. Its outcome is the same for every learner."""
        self._sanitizing = True
        self._init_preprocessors()
        BaseConverter.convert_single_notebook(self, notebook)

    def run(self, notebook: str) -> None:
        """The second pass: run the notebook and enter the points."""
        self._sanitizing = False
        self._init_preprocessors()
        with marking_environment():
            BaseConverter.convert_single_notebook(self, notebook)


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
