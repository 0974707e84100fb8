"""Statements to a learning record store: HTTP POST in batches (xAPI 1.0.3, "Communication", 2.1.2).

Nothing is remembered here: what the store has already it knows by its id, so that everything may be sent again.
"""

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from course.errors import CourseError
from course.out import keyfiles
from course.out.xapi import Statement
from course.text import Text

VERSION = "1.0.3"
"""Of the exchange; a statement itself leaves its version to the store (Data, 2.4.10)."""
BATCH = 50
TRIES, FIRST_WAIT, LONGEST_WAIT = 5, 1.0, 60.0
SECONDS = 30
TOLD = 500
WHY = {
    400: Text(da="Den godtager ikke indholdet.", en="It does not accept the content."),
    401: Text(da="Den kender ikke brugeren eller kodeordet.", en="It does not know the user or the password."),
    403: Text(da="Brugeren må ikke skrive.", en="The user may not write."),
    409: Text(da="Den har allerede et andet indhold under samme id.", en="It already has other content under the same id."),
}
REFUSED = Text(da="Den afviste.", en="It refused.")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Away(Exception):
    """The store could not take it just now; `wait` is how many seconds it asks for, if it says."""

    def __init__(self, said: str, wait: float | None = None) -> None:
        super().__init__(said)
        self.wait = wait


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A login is given to nobody but the store that was named."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class RecordStore:
    """A learning record store: its endpoint (the statements lie below it), and the login `user:password`."""

    endpoint: str
    login: str
    sleep: Callable[[float], None] = time.sleep

    def send(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Send all, oldest first; gives the last statement of each batch that has arrived. Raises CourseError, and what arrived before stays."""
        rest = iter(statements)
        while batch := list(islice(rest, BATCH)):
            self._patiently(batch)
            yield batch[-1]

    def _patiently(self, batch: list[Statement]) -> None:
        """Try again where the store is away, and wait twice as long each time."""
        wait = FIRST_WAIT
        for left in reversed(range(TRIES)):
            try:
                return self._post(batch)
            except Away as error:
                if not left:
                    raise _stopped(
                        batch, f"Den svarer ikke efter {TRIES} forsøg ({error}).", f"It does not answer after {TRIES} tries ({error})."
                    ) from error
                self.sleep(min(LONGEST_WAIT, error.wait or wait))
                wait *= 2
        return None

    def _post(self, batch: list[Statement]) -> None:
        headers = {
            "Authorization": f"Basic {base64.b64encode(self.login.encode()).decode()}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": VERSION,
        }
        body = json.dumps(batch, ensure_ascii=False).encode()
        asked = urllib.request.Request(f"{self.endpoint.rstrip('/')}/statements", body, headers, method="POST")  # noqa: S310 - `named` allows http alone
        try:
            with urllib.request.build_opener(_NoRedirect).open(asked, timeout=SECONDS) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(TOLD).decode("utf-8", "replace").strip()
            if error.code == 429 or error.code >= 500:
                raise Away(f"HTTP {error.code}", _seconds(error.headers.get("Retry-After"))) from error
            raise _refused(batch, error.code, said) from error
        except (urllib.error.URLError, HTTPException, OSError) as error:
            raise Away(str(getattr(error, "reason", error))) from error


def named(endpoint: str, login: Path) -> RecordStore:
    """The store at this address with the login in a file, `user:password` on one line. Raises CourseError."""
    parts = urlsplit(endpoint)
    if not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)) or not parts.hostname:
        raise CourseError(
            f"Adressen {endpoint} skal begynde med https://, ellers kan andre læse med.",
            f"The address {endpoint} must begin with https://, or others can read along.",
        )
    said = keyfiles.read(login).strip()
    if ":" not in said or "\n" in said:
        raise CourseError(f"{login} skal rumme én linje: bruger:kodeord.", f"{login} must hold one line: user:password.")
    return RecordStore(endpoint, said)


def _seconds(said: str | None) -> float | None:
    return float(said) if said and said.isascii() and said.isdecimal() else None


def _refused(batch: list[Statement], code: int, said: str) -> CourseError:
    why = WHY.get(code, REFUSED)
    return _stopped(batch, f"HTTP {code}: {why.da} {said}", f"HTTP {code}: {why.en} {said}")


def _stopped(batch: list[Statement], da: str, en: str) -> CourseError:
    day = batch[0]["timestamp"][:10]
    return CourseError(
        f"Alt før dette er sendt. {da} Når det er rettet, så fortsæt med: --since {day}",
        f"All before this has been sent. {en} Once that is put right, go on with: --since {day}",
    )
