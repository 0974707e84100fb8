"""nbgrader's gradebook, kept open: `Gradebook` opens a new engine in each of a dozen steps a submission (`__init__`, `close`).

It also starts a command `alembic`, which need not be there (`get_alembic_version`), and `SaveAutoGrades` asks it anew for each task, which is
answered here from the learner's rows (`gradebook`, the three ids).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader import api
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import scoped_session, sessionmaker

BUSY_SECONDS = 30


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    """The engine for a gradebook, which remembers how its questions are put in SQL, also while nobody is connected."""
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
                patched(api, "create_engine", lambda *_args, **_kwargs: engines[db_url]),
                patched(api, "get_alembic_version", _alembic_version),
            ):
                init(self, db_url, course_id, authenticator)
            return
        self.engine, self.course_id, self.authenticator = engines[db_url], course_id, authenticator
        self.db = scoped_session(sessionmaker(autoflush=True, bind=self.engine, future=True))

    with patched(api.Gradebook, "__init__", kept), patched(api.Gradebook, "close", lambda self: self.db.remove()):
        try:
            yield
        finally:
            for engine in engines.values():
                engine.dispose()


@contextmanager
def at_once(book: Any) -> Iterator[None]:
    """Within this, all that is entered in a gradebook is one transaction, where nbgrader commits each row by itself; an error leaves nothing of it."""
    with patched(book.db, "commit", book.db.flush):
        yield
    book.db.commit()


@contextmanager
def patched(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Within this, what has this name in a module or an object of nbgrader's is `value`."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


class SaveAtOnce(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's step, with one transaction for a learner and all her points instead of some queries and a transaction for each task."""

    def enter(self, book: Any) -> Any:
        """Enter the learner and her hand-in, and return it as nbgrader has it."""
        raise NotImplementedError

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Enter the learner, her hand-in and her points, or nothing."""
        about = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = about["notebook"], about["assignment"], about["student"]
        with api.Gradebook(about["db_url"]) as book, at_once(book):
            mine = next(one for one in self.enter(book).notebooks if one.name == self.notebook_id)
            self.gradebook = self._at_hand(mine)
            nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
        return nb, resources

    def _at_hand(self, mine: Any) -> Any:
        """What nbgrader's step asks of a gradebook, answered from one learner's rows."""
        grades, comments = ({row.cell.name: row for row in rows} for rows in (mine.grades, mine.comments))
        return SimpleNamespace(
            find_grade=lambda cell, *_: grades[cell],
            find_comment=lambda cell, *_: comments[cell],
            db=SimpleNamespace(commit=lambda: None),
        )
