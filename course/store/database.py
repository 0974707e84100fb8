"""The database under the store: engine, migrations, transactions; SQLite by default, PostgreSQL by URL."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from course.errors import StorageError
from course.store.accounts import grant

log = logging.getLogger(__name__)
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30
MIGRATION_LOCK = 8_014_233
# What a page waits for is done in milliseconds; what takes longer waits for something that will not come, and must not hold others up.
PATIENCE = {"statement_timeout": "20s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s", "tcp_user_timeout": "15s"}
CONNECT_SECONDS = 5


class Overtaken(StorageError):
    """Somebody else, or another window, wrote the same row in this very moment; nothing was changed."""

    code = "overtaken"


def now() -> datetime:
    """The present moment in UTC, without offset, as the store keeps times."""
    return datetime.now(UTC).replace(tzinfo=None)


class Database:
    """One engine and its transactions. `url` is SQLAlchemy's.

    `keep` says whether connections to a server are kept for the next transaction. A page's kernel keeps none: a hundred open pages would
    hold a hundred connections, and PostgreSQL by default has no more.
    """

    def __init__(self, url: str, keep: bool = True) -> None:
        self.url = url
        self.engine = _engine(url, keep)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or changes nothing; raises Overtaken, or another StorageError when the database could not do it.

        What the database says of a row that is there already is an IntegrityError within, and Overtaken outside.
        """
        try:
            with self._sessions.begin() as session:
                yield session
        except IntegrityError as error:
            raise Overtaken(
                "En anden gemte det samme i samme øjeblik, og intet blev ændret. Genindlæs siden, og prøv igen.",
                "Somebody else saved the same in this very moment, and nothing was changed. Reload the page and try again.",
            ) from error
        except (DBAPIError, OSError) as error:
            log.exception("The store refused a transaction")
            raise StorageError(
                "Databasen kunne ikke nås eller skrives, og intet blev ændret. Prøv igen om lidt; sker det igen, så sig det til den, der står for kurset.",
                "The database could not be reached or written, and nothing was changed. Try again shortly; if it persists, tell whoever runs the course.",
            ) from error

    def migrate(self) -> None:
        """Bring the schema to its newest version; safe when several processes start at once. Raises StorageError."""
        try:
            _make_folder(self.url)
            with self.engine.connect() as connection:
                _lock(connection)
                if _version(connection) != schema_versions()[-1]:
                    _upgrade(connection)
                grant(connection)
                connection.commit()
        except (SQLAlchemyError, OSError) as error:
            log.exception("The store could not be prepared")
            raise StorageError(
                f"Databasen {make_url(self.url).render_as_string()} kunne ikke gøres klar. Er mappen skrivbar, og er der plads på disken?",
                f"The database {make_url(self.url).render_as_string()} could not be prepared. Is the folder writable, and is there room on the disk?",
            ) from error

    def check(self) -> None:
        """Raise StorageError unless the schema is this version's: a service whose account may not change the schema starts only then."""
        if self.version() != schema_versions()[-1]:
            raise StorageError(
                "Databasen passer ikke til denne version af kurset. Kør først: kompetencevej prepare",
                "The database does not fit this version of the course. First run: kompetencevej prepare",
            )

    def version(self) -> str | None:
        """The schema's version, None before the first; raises StorageError."""
        with self.transaction() as session:
            return _version(session.connection())

    def overwrite_erased(self) -> None:
        """Let nothing that was erased stay in unused parts of the database's files. Raises StorageError."""
        try:
            overwrite_erased(self.engine)
        except SQLAlchemyError as error:
            log.exception("The unused parts could not be overwritten")
            raise StorageError(
                "Det er slettet, men databasens ubrugte plads kunne ikke ryddes, fordi andre brugte den. Kør senere: kompetencevej retention",
                "It is erased, but the database's unused space could not be cleared while others used it. Run later: kompetencevej retention",
            ) from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def schema_versions() -> list[str]:
    """The versions of the schema that this course knows, oldest first; the migrations' files are named after them."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def overwrite_erased(engine: Engine) -> None:
    """Have the database give up what its files still hold of erased rows; raises SQLAlchemyError."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("vacuum"))
            connection.execute(text("pragma wal_checkpoint(truncate)"))
            return
        connection.execute(text("set statement_timeout = 0"))
        connection.execute(text("vacuum"))
        connection.execute(text("reset statement_timeout"))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("select version_num from alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command  # it takes a while to load, and most who open a database find it as it should be
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _engine(url: str, keep: bool) -> Engine:
    if not url.startswith("sqlite"):
        options = " ".join(f"-c {name}={value}" for name, value in PATIENCE.items())
        how = {"options": options, "connect_timeout": CONNECT_SECONDS}
        return create_engine(url, poolclass=QueuePool if keep else NullPool, pool_pre_ping=keep, hide_parameters=True, connect_args=how)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    _keep_a_log(cursor)
    cursor.execute("pragma synchronous=full")  # an answer shown as saved survives a power cut
    cursor.execute("pragma foreign_keys=on")
    cursor.close()


def _keep_a_log(cursor: Any) -> None:
    """Switch to write-ahead logging. SQLite does not wait for others here, who may be doing the same to a new file."""
    until = time.monotonic() + BUSY_SECONDS
    while time.monotonic() < until:
        with suppress(OperationalError):
            cursor.execute("pragma journal_mode=wal")
            return
        time.sleep(0.05)
    cursor.execute("pragma journal_mode=wal")


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if url.startswith("sqlite") and database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _lock(connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("set local statement_timeout = 0"))  # a migration takes the time it takes, and waits for its turn
        connection.execute(text("set local lock_timeout = 0"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    else:
        connection.execute(text("begin immediate"))
