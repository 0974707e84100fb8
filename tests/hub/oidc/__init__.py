"""A municipality with its identity provider: the certified `oidc-provider`, run by Node, and accounts as a directory has them."""

import json
import secrets
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.one_machine import needs
from deploy.one_machine.installation import free_port
from deploy.one_machine.parts import until

HERE = Path(__file__).parent
IRRELEVANT = ["Alle medarbejdere", "Printer-3-sal", "VPN", *(f"ESDH-Sag-{number}" for number in range(40))]
LEARNER, TRAINER, MANAGER = "BESK-Kursus-Deltagere", "BESK-Kursus-Undervisere", "BESK-Kursus-Ledere"


class Provider:
    """The identity provider, at a name of its own, so that no cookie is shared with the Hub's."""

    def __init__(self, folder: Path, public: str) -> None:
        self.port, self.secret, self.public = free_port(), secrets.token_hex(16), public
        self.issuer = f"http://localhost:{self.port}"
        self._file, self._log = folder / "provider.json", folder / "provider.log"
        self._accounts: dict[str, dict[str, Any]] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._write()

    def employs(self, username: str, *groups: str, name: str = "") -> None:
        """Have an account, in these groups and in many that have nothing to do with the course."""
        claims = {"preferred_username": username, "name": name or username, "groups": [*IRRELEVANT, *groups]}
        self._accounts[username.lower()] = claims
        self._write()

    def start(self) -> None:
        with self._log.open("ab") as log:
            command = [str(needs.node()), str(HERE / "provider.mjs"), str(self._file)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self._answers, "The identity provider", 30, self._log)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def another_secret(self) -> Iterator[None]:
        """As when somebody has renewed the client's secret and not told the Hub."""
        kept, self.secret = self.secret, secrets.token_hex(16)
        self._again()
        yield
        self.secret = kept
        self._again()

    def _again(self) -> None:
        self.stop()
        self._write()
        self.start()

    def login(self, **more: str) -> str:
        """The tables of choices.toml with which a Hub uses this provider."""
        oidc = {
            "client_id": "kompetencevej",
            "authorize_url": f"{self.issuer}/auth",
            "token_url": f"{self.issuer}/token",
            "userdata_url": f"{self.issuer}/me",
            "scope": ["openid", "profile", "groups"],
            **more,
        }
        groups = {"learners": [LEARNER], "trainers": [TRAINER], "managers": [MANAGER]}
        return f'[login]\nway = "oidc"\n[oidc]\n{_toml(oidc)}\n[groups]\n{_toml(groups)}\n'

    @property
    def logout(self) -> str:
        """Where one logs out at the provider, to be sent on to the course."""
        return f"{self.issuer}/session/end?client_id=kompetencevej&post_logout_redirect_uri={self.public}/"

    def _write(self) -> None:
        client = {
            "client_id": "kompetencevej",
            "client_secret": self.secret,
            "redirect_uris": [f"{self.public}/hub/oauth_callback"],
            "post_logout_redirect_uris": [f"{self.public}/"],
        }
        told = {"issuer": self.issuer, "port": self.port, "client": client, "accounts": self._accounts}
        whole = self._file.with_suffix(".new")
        whole.write_text(json.dumps(told), "utf-8")
        whole.replace(self._file)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/.well-known/openid-configuration", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _toml(table: dict[str, Any]) -> str:
    return "\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items())
