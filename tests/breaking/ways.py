"""Fifty ways in which a file gets broken while somebody writes: by a slip, by an editor, by copying, by a misunderstanding.

Each is a function from a text and chance to bytes, or None where it cannot be done to this text.
"""

import re
from collections.abc import Callable
from random import Random

Way = Callable[[str, Random], str | bytes | None]
SIGNS = ":{}[]\"'#,-&*!|>@%`\\/<_ \t"
WORD = re.compile(r"\w+")
VALUE = re.compile(r"^(?P<before>[ \-]*[\w.-]+: )(?P<value>\S.*)$", re.MULTILINE)
FIELD = re.compile(r"^(?P<before>[ \-]*)(?P<key>[\w.-]+)(?=:)", re.MULTILINE)
ID = re.compile(r"(?<=id: )[a-z0-9-]+")


def _lines(change: Callable[[list[str], int, Random], None]) -> Way:
    """A way that changes lines, at one of them."""

    def way(text: str, chance: Random) -> str | None:
        lines = text.split("\n")
        places = [number for number, line in enumerate(lines) if line.strip()]
        if not places:
            return None
        change(lines, chance.choice(places), chance)
        return "\n".join(lines)

    return way


def _at(change: Callable[[str, Random], str]) -> Way:
    """A way that changes one letter."""

    def way(text: str, chance: Random) -> str | None:
        if not text:
            return None
        place = chance.randrange(len(text))
        return text[:place] + change(text[place], chance) + text[place + 1 :]

    return way


def _one(pattern: re.Pattern[str], change: Callable[[re.Match[str], str, Random], str]) -> Way:
    """A way that changes one thing that looks like this."""

    def way(text: str, chance: Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        match = chance.choice(found)
        return text[: match.start()] + change(match, text, chance) + text[match.end() :]

    return way


def _value(new: str) -> Way:
    return _one(VALUE, lambda match, _text, _chance: match["before"] + new)


def _replace(old: str, new: str) -> Way:
    """A way that replaces one occurrence."""
    return _one(re.compile(re.escape(old)), lambda _match, _text, _chance: new)


def _another(pattern: re.Pattern[str]) -> Way:
    """A way that puts one thing of a kind in another's place."""

    def change(_match: re.Match[str], text: str, chance: Random) -> str:
        return chance.choice([found[0] for found in pattern.finditer(text)])

    return _one(pattern, change)


def _delete(lines: list[str], at: int, _chance: Random) -> None:
    del lines[at]


def _delete_some(lines: list[str], at: int, chance: Random) -> None:
    del lines[at : at + chance.randint(2, 8)]


def _twice(lines: list[str], at: int, _chance: Random) -> None:
    lines.insert(at, lines[at])


def _some_twice(lines: list[str], at: int, chance: Random) -> None:
    lines[at:at] = lines[at : at + chance.randint(2, 8)]


def _swap(lines: list[str], at: int, _chance: Random) -> None:
    if at:
        lines[at - 1], lines[at] = lines[at], lines[at - 1]


def _move(lines: list[str], at: int, chance: Random) -> None:
    line = lines.pop(at)
    lines.insert(chance.randrange(len(lines) + 1), line)


def _deeper(lines: list[str], at: int, chance: Random) -> None:
    lines[at] = " " * chance.randint(1, 4) + lines[at]


def _shallower(lines: list[str], at: int, chance: Random) -> None:
    lines[at] = lines[at].removeprefix(" " * chance.randint(1, 4))


def _tab(lines: list[str], at: int, _chance: Random) -> None:
    lines[at] = "\t" + lines[at].lstrip()


def _comment(lines: list[str], at: int, _chance: Random) -> None:
    lines[at] = "# " + lines[at]


def _join(lines: list[str], at: int, _chance: Random) -> None:
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def _split(lines: list[str], at: int, chance: Random) -> None:
    place = chance.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def _spaces(lines: list[str], at: int, _chance: Random) -> None:
    lines[at] += "   "


def _merge_mark(lines: list[str], at: int, _chance: Random) -> None:
    lines[at : at + 1] = ["<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> main"]


def _typo(match: re.Match[str], _text: str, chance: Random) -> str:
    key = match["key"]
    place = chance.randrange(max(1, len(key) - 1))
    return match["before"] + key[:place] + key[place + 1 : place + 2] + key[place : place + 1] + key[place + 2 :]


def _half(text: str, chance: Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _from_the_middle(text: str, chance: Random) -> str:
    return text[chance.randrange(len(text) + 1) :]


def _not_utf8(text: str, _chance: Random) -> bytes:
    return text.encode("cp1252", "replace")


WAYS: dict[str, Way] = {
    "a line is deleted": _lines(_delete),
    "some lines are deleted": _lines(_delete_some),
    "a line stands twice": _lines(_twice),
    "some lines stand twice": _lines(_some_twice),
    "two lines change places": _lines(_swap),
    "a line is moved": _lines(_move),
    "a line is indented": _lines(_deeper),
    "a line is indented less": _lines(_shallower),
    "a line is indented with a tab": _lines(_tab),
    "a line becomes a comment": _lines(_comment),
    "two lines become one": _lines(_join),
    "a line becomes two": _lines(_split),
    "spaces stand at the end of a line": _lines(_spaces),
    "a merge was left half done": _lines(_merge_mark),
    "a letter is deleted": _at(lambda _letter, _chance: ""),
    "a letter is doubled": _at(lambda letter, _chance: letter * 2),
    "a sign slips in": _at(lambda letter, chance: letter + chance.choice(SIGNS)),
    "a letter becomes a sign": _at(lambda _letter, chance: chance.choice(SIGNS)),
    "a letter changes its case": _at(lambda letter, _chance: letter.swapcase()),
    "a line breaks": _at(lambda letter, _chance: letter + "\n"),
    "a word is deleted": _one(WORD, lambda _match, _text, _chance: ""),
    "a word stands in another's place": _another(WORD),
    "a word is capitalised": _one(WORD, lambda match, _text, _chance: match[0].title()),
    "a field is misspelt": _one(FIELD, _typo),
    "a field is called something else": _one(FIELD, lambda match, _text, _chance: match["before"] + "felt"),
    "a field has another's name": _another(FIELD),
    "a value is left out": _value(""),
    "a value is null": _value("null"),
    "a value is a number": _value("7"),
    "a value is half a number": _value("2.5"),
    "a value is below zero": _value("-1"),
    "a value is true": _value("true"),
    "a value is a list": _value("[a, b]"),
    "a value has fields": _value("{da: a, en: b}"),
    "a value is very long": _value("x" * 400),
    "a value is HTML": _value("<b onclick='alert(1)'>fed</b>"),
    "a value is code": _value("{{ 7 * 7 }} {% raise %}"),
    "an id is another's": _another(ID),
    "an id holds a space": _one(ID, lambda match, _text, _chance: match[0] + " æ"),
    "true becomes false": _replace("true", "false"),
    "false becomes true": _replace("false", "true"),
    "straight quotes become curly": _replace('"', "”"),
    "a space after a colon is lost": _replace(": ", ":"),
    "a space after a hyphen is lost": _replace("- ", "-"),
    "a bracket is lost": _one(re.compile(r"[\[\]{}]"), lambda _match, _text, _chance: ""),
    "Danish is said to be English": _replace("da", "en"),
    "the end of the file is lost": _half,
    "the beginning of the file is lost": _from_the_middle,
    "the file is saved in another encoding": _not_utf8,
    "an invisible character slips in": _at(lambda letter, chance: letter + chance.choice("\x07\u2028\ufeff\u00a0\u200b")),
}
