"""Somebody who does not listen, in a conversation."""

from pathlib import Path

import pytest

from course.conversation import paths
from course.conversation.paths import Map
from course.review import playing

HEAD = ':: StoryTitle\nPrøve\n\n:: StoryData\n{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "A"}\n\n'
TALK = """\
:: A
say: Hej. // Hi.

[[Et langt svar uden spørgsmål her // Long->B]]
  why: Sådan. // So.

[[Kort? // Short?->B]]
  shows: samtale.relation 2
  remember: spurgt
  why: Sådan. // So.

[[(Du venter.) // (You wait.)->A]]
  shows: samtale.ledelse 0
  why: Sådan. // So.

:: B
line: {line}
say if spurgt: Hun {doing}. // Yes.
say unless spurgt: Nå. // Well.

[[Ja // Yes->God]]
  if: spurgt
  shows: samtale.relation 1
  why: Sådan. // So.

[[Måske // Maybe->God]]
  if: spurgt
  shows: samtale.ledelse 1
  why: Sådan. // So.

[[Nej // No->Skidt]]
  why: Sådan. // So.

:: God [ending]
outcome: good
ending: Godt // Good
line: {end}
say: {bye} // Thanks.

:: Skidt [ending]
outcome: poor
ending: Skidt // Bad
line: {end}
say: Farvel. // Bye.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Map:
    return written(tmp_path)


def written(folder: Path, line: str = "good", doing: str = "svarer", end: str = "good", bye: str = "Tak.") -> Map:
    path = folder / "proeve.twee"
    path.write_text(HEAD + TALK.format(line=line, doing=doing, end=end, bye=bye), "utf-8")
    return paths.survey(paths.twee.load(path))


def test_each_lazy_pattern_is_played_to_its_end(talk: Map) -> None:
    found = {played.strategy: played for played in playing.lazy(talk)}
    assert found["always the question"].earned == 1  # asks, and then takes the first of two that show as much
    assert found["longest"].outcome == "poor"
    assert found["always silence"].outcome is None  # she waits for ever


def test_the_chance_of_a_good_ending_is_exact(talk: Map) -> None:
    # from A one third each; waiting comes back, so half the ways have asked, and of those two of three end well
    assert playing.random_good(talk) == pytest.approx(1 / 2 * 2 / 3)


def test_a_situation_with_two_choices_that_show_something_is_a_trade_off(talk: Map) -> None:
    assert playing.trade_offs(talk) == 1 / 2


def test_a_slip_that_cannot_be_mended_is_counted(talk: Map) -> None:
    # first A then B: the long answer leads only to "Skidt"; asking leads to two good endings and one bad; waiting can still ask, in one of three
    assert playing.repairable(talk) < 0.75


def test_the_longest_way_counts_words_and_turns_but_goes_round_no_circle(talk: Map) -> None:
    words, turns = playing.longest_words(talk)
    assert turns == 2
    assert 10 < words < 40


def test_what_is_seen_by_phone_contradicts_the_medium(tmp_path: Path) -> None:
    assert playing.medium_breaks(written(tmp_path, line="phone", doing="smiler", end="phone"), ["smiler"], ["video"]) == [
        "B: »smiler« by phone"
    ]
    assert playing.medium_breaks(written(tmp_path, doing="smiler"), ["smiler"], ["video"]) == []


def test_video_that_is_back_after_the_phone_must_be_said(tmp_path: Path) -> None:
    assert playing.medium_breaks(written(tmp_path, line="phone", bye="Tak."), [], ["video"]) == [
        "B > God: video again",
        "B > Skidt: video again",
    ]
    assert "B > God: video again" not in playing.medium_breaks(
        written(tmp_path, line="phone", bye="Så tager vi video igen."), [], ["video"]
    )
