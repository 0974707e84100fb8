"""Many rows at once: what SQLite and PostgreSQL each offer for it, past the ORM."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from course.store.base import Base

CACHE_KB = 100_000


class Bulk:
    """An open connection that rows are poured into."""

    def __init__(self, engine: Engine, raw: Any) -> None:
        self._sqlite = engine.dialect.name == "sqlite"
        self._raw = raw
        if self._sqlite:  # room for indexes that grow in the order of time, not of names
            raw.execute(f"pragma cache_size=-{CACHE_KB}")
        else:  # a hundred thousand colleagues take longer than anybody waits for a page
            raw.execute("set statement_timeout = 0")

    def put(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add and commit `rows`, whose values stand in the order of the table's columns (JSON and times as text)."""
        columns = [column.name for column in Base.metadata.tables[table].columns]
        if self._sqlite:
            self._raw.executemany(f"insert into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})", rows)
        else:
            with self._raw.cursor().copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
        self._raw.commit()

    def finish(self) -> None:
        """Note which hand-ins are the newest; let PostgreSQL number what comes next, and know what it holds, as its autovacuum would see to in time."""
        same = "later.learner = submission.learner and later.module = submission.module"
        self._raw.execute(
            f"update submission set newest = false where exists (select 1 from submission later where {same} and later.id > submission.id)"
        )
        self._raw.commit()
        if not self._sqlite:
            for table in ("submission", "evidence"):
                self._raw.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select coalesce(max(id), 0) + 1 from {table}))")
            self._raw.commit()
            self._raw.autocommit = True
            self._raw.execute("vacuum analyze")


@contextmanager
def pouring(engine: Engine) -> Iterator[Bulk]:
    """A `Bulk` on a connection of its own."""
    connection = engine.raw_connection()
    try:
        yield Bulk(engine, connection.driver_connection)
    finally:
        connection.detach()
        connection.close()
