"""The installation: its folder, its secrets, and its parts."""

import csv
import json
import os
import random
import secrets
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from course import settings
from deploy.one_machine import needs
from deploy.one_machine.parts import Part, Watch, until
from deploy.one_machine.postgresql import Cluster

HERE = Path(__file__).parent
ROSTER = HERE / "example_roster.csv"
ACCOUNTS = ("owner", "course", "pages", "formgrader", "hub")
SECRETS = ("administrator", *ACCOUNTS, "proxy_token", "course_token", "formgrader_token")
REPLICAS = ("1", "2")
READY_SECONDS = 120
SILENT_MS = 30_000  # the proxy does not notice that a replica ended in the middle of a page: without this the browser would wait for the rest for ever
PASSED_ON = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", settings.OWN)
COURSE = "/services/course/"
_given: set[int] = set()


def free_port() -> int:
    """A port that nothing listens on, from below those that outgoing connections are given: one of them may take it before a slow server does.

    None is given out twice, since whoever has it may not listen yet.
    """
    while True:
        port = random.randrange(15_000, 32_000)  # noqa: S311  nothing depends on its being hard to guess
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port


class Installation:
    """Everything in `folder`, reached at `port` of loopback. `tell` is called with what is being done.

    `login` is how people log in, as tables of choices.toml; by default for trying out, as the people of the example roster.
    """

    def __init__(self, folder: Path, port: int, tell: Callable[[str], None] = lambda _: None, login: str = "", **environment: str) -> None:
        self.folder, self.port, self.tell = folder, port, tell
        self.home, self.public = folder / "home", f"http://127.0.0.1:{port}"
        self._more = environment
        self.home.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)  # PostgreSQL's own user must get through to its folder
        self.secrets = self._secrets()
        self.ports = {name: free_port() for name in ("postgresql", "proxy", "hub", "course", "formgrader", *REPLICAS)}
        self.postgresql = Cluster(needs.postgresql(), folder / "postgresql", self.ports["postgresql"], self.secrets["administrator"])
        self.write_choices(login or self._trying_out())
        self.parts = {part.name: part for part in (self._proxy(), self._hub(), *map(self._course, REPLICAS), self._formgrader())}
        self.watch = Watch(list(self.parts.values()))

    def start(self) -> None:
        """Prepare everything, and open it. Raises RuntimeError."""
        self.prepare()
        self.open()

    def prepare(self) -> None:
        """Start PostgreSQL, and prepare the databases and modules. Raises RuntimeError."""
        self.tell("PostgreSQL ...")
        self.postgresql.start()
        self.postgresql.make_accounts({name: self.secrets[name] for name in ACCOUNTS})
        self.tell("Databaser og moduler / Databases and modules ...")
        self.command("prepare", account="owner")

    def open(self) -> None:
        """Start all parts on what is prepared, and wait until people can log in. Raises RuntimeError."""
        self.tell("JupyterHub ...")
        self.watch.start()
        until(lambda: self.answers("/hub/health"), "The Hub", READY_SECONDS, self.parts["hub"].log)
        self.tell("Kurset / The course ...")
        for name in REPLICAS:
            at = f"http://127.0.0.1:{self.ports[name]}{COURSE}health"
            until(lambda at=at: _answers(at), f"Replica {name}", READY_SECONDS, self.parts[f"course-{name}"].log)  # type: ignore[misc]  # bound now
        until(lambda: self.answers(f"{COURSE}health"), "The course", READY_SECONDS, self.parts["hub"].log)

    def end_left_over(self) -> None:
        """End what is still running of an installation in this folder that was killed."""
        for part in self.parts.values():
            part.end_left_over()
        self.postgresql.end_left_over()

    def stop(self) -> None:
        """Stop all parts, then PostgreSQL."""
        self.watch.stop()
        self.postgresql.stop()

    def answers(self, address: str) -> bool:
        """Whether something well answers at an address behind the proxy."""
        return _answers(self.public + address)

    def command(self, *arguments: str, account: str = "course", **environment: str) -> str:
        """Run `kompetencevej` on this installation's databases and return what it said. Raises RuntimeError when it did not end well."""
        urls = {settings.DATABASE: self.url(account), settings.GRADEBOOK: self.url(account, "gradebook")}
        code, said = self._run(list(arguments), self._environment(**urls, **environment))
        if code:
            raise RuntimeError(f"kompetencevej {' '.join(arguments)}: {said}")
        return said

    def _run(self, arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
        """Run `kompetencevej` to its end: its return code, and all that it said."""
        command = [str(needs.BIN / "kompetencevej"), *arguments]
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        return done.returncode, done.stdout

    def write_choices(self, login: str) -> None:
        """Let people log in so, from the Hub's next start on."""
        at = {name: json.dumps(f"http://127.0.0.1:{port}") for name, port in self.ports.items()}
        course = f"[course]\naddress = {at['course']}\nformgrader = {at['formgrader']}\n"
        replicas = "[course.replicas]\n" + "".join(f"{name} = {at[name]}\n" for name in REPLICAS)
        (self.folder / "choices.toml").write_text(f'public = "{self.public}"\n{course}{replicas}{login}', "utf-8")

    def url(self, account: str, database: str = "kompetencevej") -> str:
        """The URL of a database for one of the accounts (by its short name)."""
        name = "jupyterhub" if account == "hub" else f"kompetencevej_{account}"
        return self.postgresql.url(database, name, self.secrets[account])

    def _secrets(self) -> dict[str, str]:
        path = self.folder / "secrets.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        made = {"password": secrets.token_hex(4)} | {name: secrets.token_hex(24) for name in SECRETS} | known
        whole = path.with_suffix(".new")
        whole.touch(mode=0o600)
        whole.write_text(json.dumps(made))
        whole.replace(path)
        return made

    def _trying_out(self) -> str:
        with ROSTER.open(encoding="utf-8") as file:
            people = list(csv.DictReader(file))
        groups = {
            "learners": [one["username"] for one in people],
            "trainers": [one["username"] for one in people if one["trainer"]],
            "managers": [one["username"] for one in people if one["manages"]],
        }
        tables = "\n".join(f"{group} = {json.dumps(names)}" for group, names in groups.items())
        return f'[login]\nway = "trying-out"\n[people]\n{tables}\n'

    def _environment(self, **own: str) -> dict[str, str]:
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return {**passed, settings.HOME: str(self.home), "PYTHONUNBUFFERED": "1", **self._more, **own}

    def _part(self, name: str, command: list[str], **environment: str) -> Part:
        return Part(name, command, self._environment(**environment), self.folder / f"{name}.log")

    def _proxy(self) -> Part:
        where = ["--ip", "127.0.0.1", "--port", str(self.port), "--api-ip", "127.0.0.1", "--api-port", str(self.ports["proxy"])]
        how = ["--error-path", str(needs.HUB / "errors"), "--timeout", str(SILENT_MS)]
        return self._part("proxy", [*needs.proxy(), *where, *how], CONFIGPROXY_AUTH_TOKEN=self.secrets["proxy_token"])

    def _hub(self) -> Part:
        return self._part(
            "hub",
            [str(needs.BIN / "python"), "-m", "jupyterhub", "--config", str(needs.HUB / "jupyterhub_config.py")],
            KOMPETENCEVEJ_COURSE_TOKEN=self.secrets["course_token"],
            KOMPETENCEVEJ_FORMGRADER_TOKEN=self.secrets["formgrader_token"],
            KOMPETENCEVEJ_TRYING_OUT_PASSWORD=self.secrets["password"],
            KOMPETENCEVEJ_HUB_ADDRESS=f"http://127.0.0.1:{self.ports['hub']}",
            KOMPETENCEVEJ_HUB_COOKIE_SECRET=str(self.folder / "hub-cookie-secret"),
            KOMPETENCEVEJ_PROXY_ADDRESS=f"http://127.0.0.1:{self.ports['proxy']}",
            CONFIGPROXY_AUTH_TOKEN=self.secrets["proxy_token"],
            **{settings.CHOICES: str(self.folder / "choices.toml"), settings.HUB_DATABASE: self.url("hub", "jupyterhub")},
        )

    def _service(self, name: str, account: str) -> dict[str, str]:
        return {
            "JUPYTERHUB_API_TOKEN": self.secrets[f"{name}_token"],
            "JUPYTERHUB_API_URL": f"http://127.0.0.1:{self.ports['hub']}/hub/api",
            "JUPYTERHUB_SERVICE_NAME": name,
            "JUPYTERHUB_SERVICE_PREFIX": f"/services/{name}/",
            "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{self.ports[name]}",
            settings.DATABASE: self.url(account),
            settings.GRADEBOOK: self.url(account, "gradebook"),
        }

    def _course(self, replica: str) -> Part:
        command = [str(needs.BIN / "kompetencevej"), "serve", "--hub", "--replica", replica, "--port", str(self.ports[replica])]
        more = {
            settings.PAGES_DATABASE: self.url("pages"),
            settings.FORMGRADER_URL: "/services/formgrader/formgrader/gradebook",
            settings.CHOICES: str(self.folder / "choices.toml"),
        }
        return self._part(f"course-{replica}", command, **self._service("course", "course"), **more)

    def _formgrader(self) -> Part:
        return self._part(
            "formgrader", [str(needs.BIN / "kompetencevej"), "formgrader", "--hub"], **self._service("formgrader", "formgrader")
        )


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
