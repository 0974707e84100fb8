"""How a text reads: LIX (Björnsson 1968, Läsbarhet), sentence lengths, words of the trade, figures without a source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, pstdev

LONG_WORD = 6
"""A word of more letters than this is long (Björnsson)."""
SENTENCE = re.compile(r"(?<=[.!?:])[»”\"')]*\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
MARKS = re.compile(r"^\s*(?:#+.*|[-*]\s+|\d+\.\s+)|[*_`]", re.MULTILINE)
TURNS = re.compile(r"(?:^|[.,;!?:–]\s+)[Mm]en\b")
FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|procent|per cent)|\b\d{1,3}(?:[.,]\d{3})+\b|\b[1-9]\d{2,}\b(?!\s*(?:tegn|ord))")
CLOCK_OR_YEAR = re.compile(r"\b(?:kl\.\s*)?\d{1,2}[.:]\d{2}\b|\b(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Reading:
    """A text's words, sentences, LIX, and the mean and spread of its sentences' lengths (words)."""

    words: int
    sentences: int
    lix: float
    mean_length: float
    spread: float


def reading(markdown: str) -> Reading:
    """Measure a text; headings and list marks are left out. A text without words has a LIX of 0."""
    lengths = [len(words) for words in (WORD.findall(sentence) for sentence in _sentences(markdown)) if words]
    found = WORD.findall(_plain(markdown))
    if not found:
        return Reading(0, 0, 0.0, 0.0, 0.0)
    long = sum(len(word) > LONG_WORD for word in found)
    lix = len(found) / len(lengths) + 100 * long / len(found)
    return Reading(len(found), len(lengths), lix, mean(lengths), pstdev(lengths))


def turning_on_men(feedback: Sequence[str]) -> float:
    """The share of Danish feedback texts that turn on "men"."""
    return mean(bool(TURNS.search(text)) for text in feedback) if feedback else 0.0


def never_said(words: Iterable[str], text: str) -> list[str]:
    """Those of `words` that the text never uses, in any form that begins with them."""
    low = text.casefold()
    return [word for word in words if not re.search(rf"\b{re.escape(word.casefold())}", low)]


def figures_without_source(paragraphs: Iterable[str], sources: Sequence[str]) -> list[str]:
    """Paragraphs that state a figure and cite none of the sources by its short name."""
    return [text for text in paragraphs if FIGURE.search(CLOCK_OR_YEAR.sub("", text)) and not any(short in text for short in sources)]


def _plain(markdown: str) -> str:
    return MARKS.sub("", markdown)


def _sentences(markdown: str) -> list[str]:
    return [part for part in SENTENCE.split(_plain(markdown)) if part.strip()]
