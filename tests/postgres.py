"""A real PostgreSQL for the tests, from nothing, on a free port of loopback."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from deploy.one_machine import needs
from deploy.one_machine.installation import free_port
from deploy.one_machine.postgresql import Cluster

__all__ = ["free_port", "make_database", "server"]


@contextmanager
def server() -> Iterator[str]:
    """Start PostgreSQL; gives the URL prefix to which a database name is added."""
    folder = Path(tempfile.mkdtemp(prefix="kv-postgres-"))
    cluster = Cluster(needs.postgresql(), folder, free_port(), "postgres", fast=True)
    try:
        cluster.start()
        yield cluster.url("")
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def make_database(url: str, name: str, template: str = "template1") -> str:
    """Make a database on the server, empty or a copy of another that nobody uses, and return its URL."""
    engine = create_engine(f"{url}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}"'))
        connection.execute(text(f'create database "{name}" template "{template}"'))
    engine.dispose()
    return f"{url}{name}"
