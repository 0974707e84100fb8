"""What an author must correct: where it stands, what is wrong there, and what to write instead, in Danish and English."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from pathlib import Path


class Rank(IntEnum):
    """How useful it is to read a problem first: what keeps a whole file from being read hides what else is wrong in it."""

    UNREADABLE = 0
    FIELD = 1
    REFERENCE = 2
    FORM = 3


@dataclass(frozen=True)
class Problem:
    """One mistake. `line` counts from 1; `da` and `en` say what is wrong and what to write instead."""

    file: Path
    line: int
    da: str
    en: str
    rank: Rank = Rank.FIELD

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.da}\n    {self.en}"


@dataclass(frozen=True)
class Mistake:
    """A mistake in data whose file is not known yet; `place` leads from what is being checked to where it stands."""

    da: str
    en: str
    place: tuple[int | str, ...] = ()

    def under(self, place: tuple[int | str, ...]) -> "Mistake":
        """The same mistake, seen from further out."""
        return Mistake(self.da, self.en, (*place, *self.place))


class Mistaken(ValueError):
    """Data is not what it should be; raised where it is checked."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(" ".join(one.en for one in mistakes))
        self.mistakes = mistakes

    @classmethod
    def unless_empty(cls, mistakes: Iterable[Mistake]) -> None:
        """Raise these mistakes, if there are any."""
        if found := tuple(mistakes):
            raise cls(*found)


def nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is near."""
    close = get_close_matches(str(word).lower(), list(known), n=1, cutoff=0.7)
    return close[0] if close else None


def instead(word: object, known: Iterable[str]) -> tuple[str, str]:
    """What to write instead of an unknown word, in both languages: the nearest known one, else all (or the first few)."""
    words = list(known)
    if close := words[0] if len(words) == 1 else nearest(word, words):
        return f"Mente du »{close}«?", f"Did you mean “{close}”?"
    if not words:
        return "Fjern det.", "Remove it."
    listed = ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
    return f"Brug en af: {listed}.", f"Use one of: {listed}."


def shortened(value: object, most: int = 50) -> str:
    """A value on one line, to be recognised by."""
    flat = " ".join((str(value).lower() if isinstance(value, bool) else str(value)).split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
