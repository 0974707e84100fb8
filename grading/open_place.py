"""A place for the learner's words in a phrase: »…« in Danish, “…” in English. What is sent to a learner has none left open."""

import re

OPEN_PLACE = re.compile(r"»\s*(?:…|\.\.\.)\s*«|[“”\"]\s*(?:…|\.\.\.)\s*[”“\"]")


def has_open_place(words: str) -> bool:
    """Whether somebody must still write in it."""
    return bool(OPEN_PLACE.search(words))
