"""A real PostgreSQL for the tests, from nothing, on a free port of loopback."""

import contextlib
import os
import pwd
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.prepare import postgres_bin


def free_port() -> int:
    """A port that nothing listens on, from below those that outgoing connections are given: one of them may take it before a slow server does."""
    while True:
        port = random.randrange(15_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def server() -> Iterator[str]:
    """Start PostgreSQL; gives the URL prefix to which a database name is added."""
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="kv-postgres-"))
    if user:
        _ensure(user)
        shutil.chown(folder, user)
    bin, port, data = postgres_bin(), free_port(), folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user, "cwd": folder}
    subprocess.run([bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C"], check=True, **quiet)
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    process = subprocess.Popen([bin / "postgres", "-D", data, "-p", str(port), *options], **quiet)
    url = f"postgresql+psycopg://postgres@127.0.0.1:{port}/"
    try:
        _wait(url)
        yield url
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def make_database(url: str, name: str) -> str:
    """Make an empty database on the server and return its URL."""
    engine = create_engine(f"{url}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}"'))
        connection.execute(text(f'create database "{name}"'))
    engine.dispose()
    return f"{url}{name}"


def _ensure(user: str) -> None:
    try:
        pwd.getpwnam(user)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", user], check=True)


def _wait(url: str) -> None:
    engine = create_engine(f"{url}postgres")
    deadline = time.monotonic() + 30
    while True:
        try:
            engine.connect().close()
            break
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    engine.dispose()
