"""A small conversation, and ways to write others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.conversation import paths
from course.datafile import DataError

ROZA = """\
:: StoryTitle
Roza: en aftale der skal flyttes

:: StoryData
{"ifid": "8A1C2B7E-0B1C-4F0E-9B1A-3C5D7E9F1A2B", "format": "Kompetencevej", "start": "Velkommen"}

:: Velkommen [opening] {"position":"100,100"}
mood: hesitant
scene: Billedet fryser et øjeblik. // The picture freezes for a moment.
say: Kan du høre mig? // Can you hear me?
thought: Min søn er i stuen. // My son is in the living room.
coach: Hvem er i rummet? // Who is in the room?

[[Er du alene? // Are you alone?->Rummet]]
  shows: samtale.rammer 2
  remember: rummet
  why: Du spurgte, før hun skulle fortælle. // You asked before she had to tell.

[[Hvordan går det? // How are things?->Sagen]]
  why: Hun ved ikke, hvem der lytter med hos dig. // She does not know who is listening at your end.

[[(Du tier og venter.) // (You say nothing and wait.)->Velkommen]]
  why: Pausen gav hende tid. // The pause gave her time.

:: Rummet
line: choppy
say: Nej, men nu lukker jeg døren. // No, but I am closing the door now.

[[Tak. Hvad er vigtigst i dag? // Thank you. What matters most today?->Sagen]]
  shows: samtale.ledelse 1
  why: Hun satte dagsordenen. // She set the agenda.

:: Sagen
say if rummet: Jeg tør godt sige det nu. // I dare say it now.
say unless rummet: Det går fint. // Things are fine.

[[Skal vi mødes i stedet? // Shall we meet instead?->Aftale]]
  if: rummet
  shows: samtale.relation 3
  shows: samtale.ledelse 1
  why: Du hørte, at det var svært. // You heard that it was hard.

[[Godt, så siger vi det. // Good, let us leave it at that.->Farvel]]
  why: Du fik ikke det vigtige at vide. // You did not learn what matters.

:: Aftale [ending]
outcome: good
ending: I mødes på torsdag // You meet on Thursday
say: Tak. // Thank you.
learn: Rummet først. // The room first.
learn if rummet: Derefter tilliden. // Then the trust.

:: Farvel [ending]
outcome: poor
ending: Hun kommer ikke igen // She does not come back
scene: Skærmen bliver sort. // The screen goes black.
"""


@pytest.fixture
def roza() -> str:
    """The source of a conversation without mistakes."""
    return ROZA


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes], paths.Map]:
    """Read and check a conversation from its source."""

    def _read(source: str | bytes) -> paths.Map:
        path = tmp_path / "roza.twee"
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        return paths.load(path)

    return _read


@pytest.fixture
def problems(read: Callable[[str | bytes], paths.Map], tmp_path: Path) -> Callable[[str | bytes], list[tuple[int, str]]]:
    """What is wrong with a conversation: (line, sentence) for each problem."""

    def _problems(source: str | bytes) -> list[tuple[int, str]]:
        with pytest.raises(DataError) as caught:
            read(source)
        assert {problem.file for problem in caught.value.problems} == {tmp_path / "roza.twee"}
        assert all(problem.da != problem.en for problem in caught.value.problems)
        return [(problem.line, problem.en) for problem in caught.value.problems]

    return _problems
