"""What people are called outside the course: a pseudonym under a key that only the municipality has.

A pseudonym is HMAC-SHA-256 (RFC 2104) of what is named, under 32 random bytes. Whoever has the key can make it again, and so find the person;
the information is therefore still personal data (GDPR, recital 26).
"""

import hashlib
import hmac
import secrets
from pathlib import Path

from course.errors import CourseError
from course.out import keyfiles

KEY_BYTES = 32
LENGTH = 32
"""Of a pseudonym: hexadecimal digits, half of the digest."""


class Pseudonyms:
    """Names under one key: the same name is always called the same."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def person(self, username: str) -> str:
        """What a person is called outside."""
        return self._of("person", username)

    def team(self, name: str) -> str:
        """What a team is called outside."""
        return self._of("team", name)

    def _of(self, sort: str, name: str) -> str:
        return hmac.new(self._key, f"{sort} {name}".encode(), hashlib.sha256).hexdigest()[:LENGTH]


def make_key(path: Path) -> None:
    """Write a new key to a file. Raises CourseError."""
    keyfiles.write(path, secrets.token_hex(KEY_BYTES) + "\n")


def read(path: Path) -> Pseudonyms:
    """The pseudonyms under a file's key. Raises CourseError."""
    try:
        key = bytes.fromhex(keyfiles.read(path).strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise CourseError(
            f"{path} er ikke en nøgle til pseudonymer. Lav en med: kompetencevej pseudonym-key FIL",
            f"{path} is no key for pseudonyms. Make one with: kompetencevej pseudonym-key FILE",
        )
    return Pseudonyms(key)
