"""Twee 3's small grammar: lines, names with escapes, and the forms a link may have (Harlowe's rule: the last `->`, the first `<-`)."""

import re

LINES = re.compile(r"\r\n|\n|\r")
OTHER_SEPARATORS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What word processors put into a line; only LF, CRLF and CR end one."""
ESCAPED = re.compile(r"\\(.)")


def lines(source: str) -> list[str]:
    """The lines of a file; separators pasted from a word processor are spaces."""
    return [OTHER_SEPARATORS.sub(" ", line) for line in LINES.split(source)]


def plain_name(written: str) -> str:
    r"""A passage's name as links write it: `\[`, `\]`, `\{`, `\}` and `\\` in a header are escapes."""
    return ESCAPED.sub(r"\1", written.strip())


def link(line: str) -> tuple[str, str] | None:
    """The text and the target of a link that stands alone on its line; the text is "" in `[[Target]]`, and None means that it is no whole link."""
    whole = line.strip()
    if not (whole.startswith("[[") and whole.endswith("]]")):
        return None
    inside = whole[2:-2]
    if "->" in inside:
        text, _, target = inside.rpartition("->")
    elif "<-" in inside:
        target, _, text = inside.partition("<-")
    elif "|" in inside:
        text, _, target = inside.rpartition("|")
    else:
        text, target = "", inside
    return (text.strip(), plain_name(target)) if target.strip() else None
