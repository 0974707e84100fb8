"""The database under the store: engine, migrations, transactions; SQLite by default, PostgreSQL by URL."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from course.errors import StorageError

log = logging.getLogger(__name__)
BUSY_SECONDS = 30
MIGRATION_LOCK = 8_014_233


def now() -> datetime:
    """The present moment in UTC, without offset, as the store keeps times."""
    return datetime.now(UTC).replace(tzinfo=None)


class Database:
    """One engine and its transactions. `url` is SQLAlchemy's."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or changes nothing; raises StorageError when the database could not do it."""
        try:
            with self._sessions.begin() as session:
                yield session
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
                config = Config()
                config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                connection.commit()
        except (SQLAlchemyError, OSError) as error:
            log.exception("The store could not be prepared")
            raise StorageError(
                f"Databasen {make_url(self.url).render_as_string()} kunne ikke gøres klar. Er mappen skrivbar, og er der plads på disken?",
                f"The database {make_url(self.url).render_as_string()} could not be prepared. Is the folder writable, and is there room on the disk?",
            ) from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode=wal")
    cursor.execute("pragma synchronous=full")  # an answer shown as saved survives a power cut
    cursor.execute("pragma foreign_keys=on")
    cursor.close()


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if url.startswith("sqlite") and database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _lock(connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    else:
        connection.execute(text("begin immediate"))
