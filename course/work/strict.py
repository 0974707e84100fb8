"""JSON from a file that anybody may have written: only what the course itself would write, and what every database can keep."""

import json
import math
from collections import Counter
from typing import Any

from course.text import Text

DEEPEST = 16  # lists and objects within each other
LARGEST = 2**53  # that a browser has exactly


class Unreadable(ValueError):
    """What stands in the file is no JSON of ours; `text` says why."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(da=da, en=en)


def load(text: str) -> Any:
    """The value in the text; a mark of byte order in front, as some mail programs set it, is no part of it. Raises Unreadable."""
    try:
        found = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_number, parse_int=_number, parse_float=_number
        )
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable("Det er ikke JSON, eller det er ikke kommet helt.", "It is not JSON, or it did not arrive whole.") from error
    _keepable(found, DEEPEST)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    counted = Counter(name for name, _ in pairs)
    if twice := next((name for name, count in counted.items() if count > 1), None):
        raise Unreadable(f"»{shown(twice)}« står der mere end én gang.", f"“{shown(twice)}” stands there more than once.")
    return dict(pairs)


def _number(said: str) -> int | float:
    """Neither NaN nor infinity, nor more digits than anybody has use for."""
    plain = said.lstrip("-").isdecimal() and len(said) < 20
    found = int(said) if plain else float(said)
    if not math.isfinite(found) or abs(found) > LARGEST or (said.lstrip("-").isdecimal() and not plain):
        raise Unreadable(f"{shown(said)} er ikke et tal, kurset bruger.", f"{shown(said)} is not a number that the course uses.")
    return found


def _keepable(value: Any, levels: int) -> None:
    if levels < 0:
        raise Unreadable("Den er indlejret for dybt.", "It is nested too deeply.")
    if isinstance(value, str) and any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value):
        raise Unreadable("Der er tegn i den, som ikke kan gemmes.", "There are characters in it that cannot be kept.")
    for part in [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ():
        _keepable(part, levels - 1)


def shown(said: str) -> str:
    """A word of the file as it may be told: short, and nothing invisible in it."""
    return "".join(sign if sign.isprintable() else "?" for sign in said[:60])
