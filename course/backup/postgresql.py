"""A PostgreSQL database copied out by pg_dump, and back in by psql in one transaction. Passwords go through the environment."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from course.backup.errors import BackupError

DEBIAN = Path("/usr/lib/postgresql")
DEADLOCK, TRIES = "40P01", 5  # SQLSTATE, which is the same in every language
# The copy may be of an earlier version, without tables that stand here now, so pg_restore's own --clean would leave them.
EMPTY = """set client_min_messages = warning;
set lock_timeout = '60s';
do $$ declare one record; begin
  for one in select tablename as name from pg_tables where schemaname = 'public' loop
    execute format('drop table public.%I cascade', one.name);
  end loop;
  for one in select sequencename as name from pg_sequences where schemaname = 'public' loop
    execute format('drop sequence public.%I cascade', one.name);
  end loop;
  for one in select typname as name from pg_type where typnamespace = 'public'::regnamespace and typtype = 'e' loop
    execute format('drop type public.%I cascade', one.name);
  end loop;
end $$;
"""


def is_empty(url: URL) -> bool:
    """Whether nothing would be lost by restoring here. Raises BackupError."""
    return _ask(url, "select not exists (select from pg_tables where schemaname = 'public')") is True


def dump(url: URL, target: Path) -> None:
    """Copy the database, as it is at one moment, into the file `target`. Raises BackupError."""
    _require_version(url)
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def check(source: Path) -> None:
    """Write the copy out as SQL beside it, so that a damaged one is found before anything is touched. Raises BackupError."""
    _run(None, "pg_restore", "--no-owner", "--no-privileges", f"--file={_script(source)}", str(source))


def load(url: URL, source: Path) -> None:
    """Give the database the contents of a checked copy, in one transaction, owned by the URL's account. Raises BackupError."""
    empty = source.with_suffix(".empty.sql")
    empty.write_text(EMPTY, "utf-8")
    how = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=verbose", "--single-transaction")
    for left in reversed(range(TRIES)):
        try:
            _run(url, "psql", *how, f"--file={empty}", f"--file={_script(source)}")
        except BackupError as error:  # whoever is at work there may hold one table and wait for another, and one of both has to give way
            if not left or DEADLOCK not in error.text.en:
                raise
        else:
            return


def _script(source: Path) -> Path:
    return source.with_suffix(".sql")


def _program(name: str) -> str:
    """The newest on this machine: Debian's own folders before the path, where a wrapper may choose an older one."""
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parent.parent.name))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise BackupError(
            f"Programmet {name} mangler. Installér PostgreSQL's klientprogrammer (Debian: postgresql-client).",
            f"The program {name} is missing. Install PostgreSQL's client programs (Debian: postgresql-client).",
        )
    return found


def _require_version(url: URL) -> None:
    server = int(str(_ask(url, "show server_version_num"))) // 10000
    ours = _run(None, "pg_dump", "--version").split()[2]
    if int(ours.split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")) < server:
        raise BackupError(
            f"pg_dump er version {ours}, og serveren er version {server}. Installér klientprogrammer i mindst serverens version.",
            f"pg_dump is version {ours}, and the server is version {server}. Install client programs at least as new as the server.",
        )


def _ask(url: URL, question: str) -> object:
    ours = url.set(drivername="postgresql+psycopg")  # the Hub may name another driver in its address
    engine = create_engine(ours, poolclass=NullPool, connect_args={"connect_timeout": 10})
    try:
        with engine.connect() as connection:
            return connection.scalar(text(question))
    except SQLAlchemyError as error:
        raise _failed(url, str(error.__cause__ or error)) from error


def _run(url: URL | None, program: str, *arguments: str) -> str:
    environment = {**os.environ, **(_connection(url) if url else {})}
    done = subprocess.run([_program(program), *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603  no shell, and no word of it from a request
    if done.returncode:
        raise _failed(url, done.stderr)
    return done.stdout


def _connection(url: URL) -> dict[str, str]:
    """What libpq's programs read from the environment."""
    named = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password, "PGDATABASE": url.database}
    more = {f"PG{name.upper()}": value for name, value in url.query.items() if name.startswith("ssl")}
    return {name: str(value) for name, value in {**named, **more, "PGCONNECT_TIMEOUT": "10"}.items() if value}


def _failed(url: URL | None, said: str) -> BackupError:
    lines = said.strip().splitlines() or ["?"]
    which, why = f" {url.database}" if url else "", next((line for line in lines if "error" in line.lower()), lines[0])
    return BackupError(
        f"PostgreSQL-databasen{which} er, som den var: {why}",
        f"The PostgreSQL database{which} is as it was: {why}",
    )
