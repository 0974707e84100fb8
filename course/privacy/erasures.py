"""Who has been erased, so that no backup brings her back.

The list stands in the home, in no database, and is not replaced by a restore. It holds no name: of a login there is a keyed hash
(HMAC-SHA-256), whose key lies beside it, so that a copy of the list alone tells nobody's name.
"""

import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from course import files, settings
from course.errors import CourseError

FOLDER, LIST, KEY = "erasures", "list.jsonl", "key"


class Entry(BaseModel):
    """Somebody was erased `at` (UTC), but for a `record` of her levels; or, where there is a `former`, she got a new login."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: datetime
    login: str
    record: bool = False
    former: str | None = None


def note(login: str, record: bool) -> None:
    """Note that she is being erased. Hold the lock of grading."""
    _add(Entry(at=datetime.now(UTC), login=_hash(login), record=record))


def moved(former: str, login: str) -> None:
    """Note that she has another login, by which a backup made before does not know her. Hold the lock of grading."""
    _add(Entry(at=datetime.now(UTC), login=_hash(login), former=_hash(former)))


def after(moment: datetime, logins: Iterable[str]) -> dict[str, bool]:
    """Which of these logins are of somebody erased after this moment (UTC), and whether a record of her levels stays. Raises CourseError."""
    later = [one for one in _entries(_folder() / LIST) if one.at > moment]
    gone = {one.login: one for one in later if one.former is None}
    for one in reversed(later):  # the latest new login first, so that each leads on to the one before it
        found = gone.get(one.login)
        if one.former is not None and found and found.at > one.at:
            gone.setdefault(one.former, found)
    return {login: gone[hashed].record for login in logins if (hashed := _hash(login)) in gone}


def merge(copy: Path) -> None:
    """Take what a backup's copy of the list knows and this one does not; the key of a new home is the backup's. Raises CourseError."""
    if (copy / KEY).is_file() and not (_folder() / KEY).exists():
        files.write_whole(_folder() / KEY, (copy / KEY).read_bytes())
    both = {*_entries(_folder() / LIST), *_entries(copy / LIST)}
    if both:
        _write(sorted(both, key=lambda one: one.at))


def readable() -> None:
    """Raise CourseError unless the list can be read."""
    _entries(_folder() / LIST)


def _add(entry: Entry) -> None:
    _write([*_entries(_folder() / LIST), entry])


def _write(entries: Iterable[Entry]) -> None:
    files.write_whole(_folder() / LIST, "".join(f"{one.model_dump_json(exclude_defaults=True)}\n" for one in entries))


def _entries(path: Path) -> list[Entry]:
    """The list's entries, oldest first."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        try:
            found.append(Entry.model_validate_json(line))
        except ValidationError as error:
            raise CourseError(
                f"{path}:{number}: Linjen kan ikke læses. Listen siger, hvem der er slettet; hent den fra en kopi, eller slet linjen.",
                f"{path}:{number}: The line cannot be read. The list says who was erased; fetch it from a copy, or delete the line.",
            ) from error
    return found


def _hash(login: str) -> str:
    return hmac.new(_key(), login.encode(), "sha256").hexdigest()


def _key() -> bytes:
    path = _folder() / KEY
    if not path.exists():
        files.write_whole(path, secrets.token_bytes(32))
    return path.read_bytes()


def _folder() -> Path:
    return settings.home() / FOLDER
