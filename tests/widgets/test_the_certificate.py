"""The certificate is a document that everybody can read, and that says neither too much nor too little."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from course.certificate import Certificate, HandedIn, Shown
from course.framework import framework
from course.progression import CERTAINTY, RULE, Attained
from course.text import Language, Text
from tests.widgets.test_the_documents import tags
from widgets.documents import certificate, pdf

AREAS = {one.id: one for one in framework().areas}
LEVELS = {"samtale.kanal": Attained(2.65, 4, 2), "faglighed.data": Attained(1.5, 4, 1)}
FOUND = Certificate(
    name="Anna Åberg",
    course=Text(da="Birkestien", en="The Birch Trail"),
    municipality=Text(da="Birkelund Kommune", en="The Municipality of Birkelund"),
    counts_as=None,
    issued=date(2026, 11, 28),
    modules=(
        HandedIn("0-introduktion", Text(da="Introduktion", en="Introduction"), (date(2026, 10, 1),)),
        HandedIn("1-virtuelle-samtaler", Text(da="Virtuelle samtaler", en="Virtual conversations"), (date(2026, 10, 9), date(2026, 11, 4))),
    ),
    shown=tuple(Shown(AREAS[one.area], one, LEVELS[one.id]) for one in framework().competences if one.id in LEVELS),
)


def write(found: Certificate, language: Language = "da") -> bytes:
    return pdf.write(certificate.sheet(found, language))


def read(content: bytes) -> str:
    """The words of a PDF, as a reader's eye or a screen reader meets them."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def elements(content: bytes) -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(content)) as made:
        root: Any = made.Root
        yield from tags(root.StructTreeRoot.K)


def test_it_says_who_has_shown_what_when_and_who_issued_it() -> None:
    said = read(write(FOUND))
    for words in (
        *("Kursusbevis for Anna Åberg", "Birkelund Kommune, 28.11.2026", "Birkestien", "1.10.2026", "9.10.2026, 4.11.2026"),
        *("2,6 af 4: Øvet", "sikkert: 4 rettede opgaver, 2 afleveringer", "1,5 af 4: Grundlæggende", "foreløbigt: 4 rettede opgaver, 1 aflevering"),
        *("ikke en formel uddannelse", "uden opsyn", RULE.da, CERTAINTY.da),
    ):
        assert words in said
