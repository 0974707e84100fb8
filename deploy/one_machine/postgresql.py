"""A PostgreSQL of our own on this machine: found, made from nothing, started and stopped."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

ACCOUNTS = Path(__file__).parent.parent / "postgresql" / "accounts.sql"
SYSTEM_USER = "postgres"
START_SECONDS = 60
STOP_SECONDS = 60
HOW = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}


class Cluster:
    """A PostgreSQL whose files lie in `folder`, listening on `port` of loopback; `password` is its administrator's."""

    def __init__(self, programs: Path, folder: Path, port: int, password: str, fast: bool = False) -> None:
        self.programs, self.folder, self.port, self.password = programs, folder, port, password
        self._fast = fast
        self._user = SYSTEM_USER if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str, account: str = SYSTEM_USER, password: str | None = None) -> str:
        """SQLAlchemy's URL of a database for an account."""
        return f"postgresql+psycopg://{account}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    @property
    def pids(self) -> list[int]:
        """The server's process, while it runs."""
        return [self._process.pid] if self._process and self._process.poll() is None else []

    def start(self) -> None:
        """Make it where it is not there yet, start it, and wait until it answers. Raises RuntimeError with what it said."""
        if not (self.folder / "data" / "PG_VERSION").exists():
            self._make()
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder), "max_connections": "200"}
        if self._fast:  # for tests: what a power cut would lose, and no statistics that change meanwhile
            options |= {"fsync": "off", "autovacuum": "off"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *settings]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self._as())
        self._wait()

    def stop(self, how: str = "fast") -> None:
        """Stop it: `fast` ends the connections in good order, `immediate` as a crash would."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(HOW[how])
        self._process.wait(STOP_SECONDS)

    def end_left_over(self) -> None:
        """Stop one that an installation left running that was killed itself."""
        if (self.folder / "data" / "postmaster.pid").exists():
            command = [str(self.programs / "pg_ctl"), "stop", "-w", "-D", str(self.folder / "data"), "-m", "fast"]
            subprocess.run(command, check=False, capture_output=True, **self._as())

    def make_accounts(self, passwords: dict[str, str]) -> None:
        """Run deploy/postgresql/accounts.sql; `passwords` by the account's short name (owner, course, pages, formgrader, hub)."""
        environment = {f"KOMPETENCEVEJ_{name.upper()}_PASSWORD": password for name, password in passwords.items()}
        connection = {"PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": SYSTEM_USER, "PGPASSWORD": self.password}
        command = [str(self.programs / "psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", str(ACCOUNTS), "postgres"]
        done = subprocess.run(command, env={**os.environ, **connection, **environment}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"PostgreSQL refused the accounts: {done.stderr}")

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob("data*"):  # by an interrupted start
            shutil.rmtree(left, ignore_errors=True)
        data = self.folder / f"data-{os.getpid()}"  # which becomes `data` when it is whole
        if self._user:
            _ensure_user(self._user)
            shutil.chown(self.folder, self._user)
        secret = self.folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        if self._user:
            shutil.chown(secret, self._user)
        how = ["-U", SYSTEM_USER, "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "--locale", "C"]
        how += ["--no-sync"] if self._fast else []
        done = subprocess.run(
            [str(self.programs / "initdb"), "-D", str(data), *how],
            capture_output=True,
            text=True,
            check=False,
            **self._as(),
        )
        secret.unlink()
        if done.returncode:
            raise RuntimeError(f"PostgreSQL could not be made in {self.folder}: {done.stderr}")
        data.rename(self.folder / "data")

    def _as(self) -> dict[str, Any]:
        return {"user": self._user, "cwd": self.folder}

    def _wait(self) -> None:
        engine = create_engine(self.url("postgres"))
        deadline = time.monotonic() + START_SECONDS
        try:
            while True:
                try:
                    engine.connect().close()
                except OperationalError:
                    ended = self._process is not None and self._process.poll() is not None
                    if ended or time.monotonic() > deadline:
                        raise RuntimeError(f"PostgreSQL did not start; see {self.folder / 'log'}") from None
                    time.sleep(0.1)
                else:
                    return
        finally:
            engine.dispose()


def _ensure_user(user: str) -> None:
    try:
        pwd.getpwnam(user)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", user], check=True)
