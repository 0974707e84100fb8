"""What went wrong where YAML cannot be read, in an author's words: what really happens is a colon, a tab, a quote or an indentation."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from yaml.reader import Reader

from course.problems import shortened

Words = tuple[str, str]
Told = tuple[int, str, str]

TWO_DOCUMENTS = (
    "linjen »---« begynder en ny fil midt i denne. Slet den.",
    "the line “---” begins a new file in the middle of this one. Delete it.",
)
TOO_DEEP = ("er indlejret for dybt. Tjek klammerne { } og [ ].", "is nested too deeply. Check the brackets { } and [ ].")
SIGN_FIRST = (
    "en tekst begynder med *, & eller !. Sæt den i anførselstegn.",
    "a text begins with *, & or !. Put it in quotes.",
)
NO_KEY = (
    "her skal stå et felts navn. Sæt teksten i anførselstegn, hvis den begynder med [ eller {.",
    "a field's name is expected here. Put the text in quotes if it begins with [ or {.",
)
INDENTATION = (
    "indrykningen passer ikke til linjerne ovenfor. Lad felter, der hører sammen, stå lige under hinanden, indrykket med mellemrum.",
    "the indentation does not suit the lines above. Let fields that belong together stand right below each other, indented with spaces.",
)
KEY = r"(?P<before>\s*(?:- )*)(?P<key>[\w.>-]+)"
FIELDS = "da|en|id|kind|use|text|title|prompt|why|right|level|points|key|competence|multiple|heading|help|name"


def twice(key: str, first: int) -> Words:
    """A field stands twice in the same place."""
    return f"»{key}« står to gange, også i linje {first}. Slet den ene.", f"“{key}” stands twice, also on line {first}. Delete one."


def strange_character(text: str) -> Told:
    """A control character, which no keyboard writes but copying may."""
    found = Reader.NON_PRINTABLE.search(text)
    what = f"U+{ord(found[0]):04X}" if found else "?"
    return (
        text.count("\n", 0, found.start() if found else 0) + 1,
        f"rummer et usynligt tegn ({what}). Slet det, eller skriv linjen igen.",
        f"holds an invisible character ({what}). Delete it, or write the line again.",
    )


def explain(lines: list[str], error: Any) -> Told:
    """The line (from 1) and what is wrong there, where the parser gave up with `error`."""
    for number in _suspects(lines, error):
        for diagnose in DIAGNOSES:
            if words := diagnose(lines[number]):
                return number + 1, *words
    mark = error.problem_mark or error.context_mark
    context, at = str(error.context), min(mark.line + 1, max(1, len(lines)))
    if "quoted scalar" in context:
        return error.context_mark.line + 1, *_open_quote()
    if "flow" in context:
        return error.context_mark.line + 1, *_open_bracket()
    return at, *INDENTATION


def _suspects(lines: list[str], error: Any) -> Iterator[int]:
    """The lines to look at, the most suspect first: where it stopped, the one above, and where what it was reading began."""
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
    above = [number for number in range(min(marks[0], len(lines)) - 1, -1, -1) if lines[number].strip()][:1]
    for number in dict.fromkeys([*marks[:1], *above, *marks[1:]]):
        if number < len(lines):
            yield number


def _tab(line: str) -> Words | None:
    if not re.match(r" *\t", line):
        return None
    return "linjen er indrykket med tabulator. Brug mellemrum.", "the line is indented with a tab. Use spaces."


def _dash(line: str) -> Words | None:
    if not (found := re.match(r"\s*-(?P<key>[a-zæøå]\w*):(\s|$)", line)):
        return None
    key = found["key"]
    return (
        f"der mangler et mellemrum efter bindestregen. Skriv »- {key}:«.",
        f"a space is missing after the hyphen. Write “- {key}:”.",
    )


def _space(line: str) -> Words | None:
    if not (found := re.match(rf"\s*(?:- )*(?P<key>{FIELDS}):(?P<rest>[^\s].*)", line)):
        return None
    better = f"{found['key']}: {shortened(found['rest'], 30)}"
    return f"der mangler et mellemrum efter kolon. Skriv »{better}«.", f"a space is missing after the colon. Write “{better}”."


def _colon_missing(line: str) -> Words | None:
    if not (found := re.match(rf"\s*(?:- )*(?P<key>{FIELDS})\s+(?P<rest>[^:\s][^:]*)$", line)):
        return None
    better = f"{found['key']}: {shortened(found['rest'], 30)}"
    return f"der mangler et kolon efter feltets navn. Skriv »{better}«.", f"a colon is missing after the field's name. Write “{better}”."


def _after_quote(line: str) -> Words | None:
    if not (found := re.match(rf"{KEY}: +(?P<quote>[\"'])(?P<rest>.*)$", line)):
        return None
    quote = found["quote"]
    inside = r"(?:[^\"\\]|\\.)*" if quote == '"' else r"(?:[^']|'')*"
    whole = re.match(rf"{inside}{quote}\s*(?P<after>[^\s#].*)?$", found["rest"])
    if not whole or not whole["after"]:
        return None
    if quote == "'":
        return (
            "en apostrof slutter teksten for tidligt. Sæt teksten i dobbelte anførselstegn.",
            "an apostrophe ends the text too early. Put the text in double quotes.",
        )
    return (
        "teksten går videre efter det anførselstegn, der slutter den. Skriv citater i teksten med » og «.",
        "the text goes on after the quote that ends it. Write quotations in the text with “ and ”.",
    )


def _colon(line: str) -> Words | None:
    found = re.match(rf"{KEY}: +(?P<text>[^\"'{{\[|>#\s].*)$", line)
    if not found or not re.search(r":(\s|$)", found["text"]):
        return None
    return _unquoted(found["key"], shortened(found["text"], 30).replace('"', "»"))


def _unquoted(key: str, text: str) -> Words:
    better = f'{key}: "{text}"'
    return (
        f"teksten rummer et kolon og står ikke i anførselstegn. Skriv »{better}«.",
        f"the text holds a colon and is not in quotes. Write “{better}”.",
    )


def _comma(line: str) -> Words | None:
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"", '""', line)
    found = re.search(rf"\{{[^{{}}]*?\b[\w-]+: (?P<value>[^,{{}}]*?)\s+(?P<next>{FIELDS}): ", bare)
    if not found:
        return None
    return f"der mangler et komma før »{found['next']}:«.", f"a comma is missing before “{found['next']}:”."


def _flow_colon(line: str) -> Words | None:
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", '""', line)
    found = re.search(r"[{,]\s*(?P<key>[\w-]+): (?P<text>[^,{}\"']*:\s[^,{}]*)", bare)
    if not found:
        return None
    return _unquoted(found["key"], shortened(found["text"], 30))


def _sign(line: str) -> Words | None:
    found = re.match(rf"{KEY}: +(?P<sign>[@`%*&!?,]|[|>][-+]? *[^\s#+-])", line) or re.match(r"\s*- +(?P<sign>[@`%*&!,])", line)
    if not found:
        return None
    sign = found["sign"][0]
    return (
        f"teksten begynder med {sign}. Sæt den i anførselstegn.",
        f"the text begins with {sign}. Put it in quotes.",
    )


def _after_bracket(line: str) -> Words | None:
    if not re.match(rf"{KEY}: +(\[[^\]\[]*\]|\{{[^{{}}]*\}})\s*[^\s#,\]}}]", line):
        return None
    return (
        "teksten begynder med en klamme. Sæt den i anførselstegn.",
        "the text begins with a bracket. Put it in quotes.",
    )


def _backslash(line: str) -> Words | None:
    if not (found := re.search(r"\"(?:[^\"\\]|\\[\"\\/nt ])*(?P<sign>\\[^\"\\/nt abefrvxuUNLP0_])", line)):
        return None
    return (
        f"»{found['sign']}« betyder noget særligt i anførselstegn. Skriv \\\\ for en omvendt skråstreg.",
        f"“{found['sign']}” means something special in quotes. Write \\\\ for a backslash.",
    )


def _quotes(line: str) -> Words | None:
    return _open_quote() if re.match(rf"{KEY}: +\"(?:[^\"\\]|\\.)*$", line) else None


def _brackets(line: str) -> Words | None:
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", line)
    if not re.search(r"(^|[:,\[{-]\s*)[\[{]", bare):
        return None
    surplus = bare.count("{") - bare.count("}"), bare.count("[") - bare.count("]")
    if max(surplus) > 0:
        return _open_bracket()
    if min(surplus) < 0:
        return "der er en klamme for meget. Slet den sidste.", "there is a bracket too many. Delete the last."
    return None


def _open_quote() -> Words:
    return (
        "anførselstegnet her lukkes ikke. Skriv et i slutningen af teksten.",
        "the quote here is not closed. Write one at the end of the text.",
    )


def _open_bracket() -> Words:
    return (
        "klammen her lukkes ikke, eller der mangler et komma i den.",
        "the bracket here is not closed, or a comma is missing in it.",
    )


DIAGNOSES: tuple[Callable[[str], Words | None], ...] = (
    _tab,
    _dash,
    _space,
    _after_quote,
    _backslash,
    _comma,
    _flow_colon,
    _colon,
    _sign,
    _after_bracket,
    _quotes,
    _brackets,
    _colon_missing,
)
