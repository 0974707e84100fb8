"""A trainer writes a conversation in Twine or a text editor: what is read, and what is told when it cannot be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.conversation import paths, twee
from course.datafile import MAX_BYTES, DataError

Read = Callable[[str | bytes], paths.Map]
Problems = Callable[[str | bytes], list[tuple[int, str]]]


def line_of(source: str, text: str) -> int:
    assert text in source
    return source[: source.index(text)].count("\n") + 1


def test_a_conversation_is_read_with_its_moods_lines_and_choices(read: Read, roza: str) -> None:
    dialogue = read(roza).dialogue
    assert (dialogue.title, dialogue.start) == ("Roza: en aftale der skal flyttes", "Velkommen")
    welcome = dialogue.passages["Velkommen"]
    assert (welcome.mood, welcome.line, welcome.tags) == ("hesitant", "good", ("opening",))
    assert dialogue.passages["Rummet"].line == "choppy"
    assert [line.kind for line in welcome.lines] == ["scene", "say", "thought", "coach"]
    asked = welcome.choices[0]
    assert (asked.id, asked.text.en, asked.target) == ("Velkommen>Rummet", "Are you alone?", "Rummet")
    assert (asked.shows, asked.remembers, asked.points) == ({"samtale.rammer": 2}, ("rummet",), 2)
    assert asked.why is not None
    assert asked.why.da.startswith("Du spurgte")


def test_what_is_heard_and_offered_depends_on_what_is_remembered(read: Read, roza: str) -> None:
    matter = read(roza).dialogue.passages["Sagen"]
    assert [text.da for text in matter.heard("say", frozenset({"rummet"}))] == ["Jeg tør godt sige det nu."]
    assert [text.da for text in matter.heard("say", frozenset())] == ["Det går fint."]
    assert [choice.id for choice in matter.offered(frozenset())] == ["Sagen>Farvel"]


def test_an_ending_has_an_outcome_a_title_and_something_learnt(read: Read, roza: str) -> None:
    ending = read(roza).dialogue.passages["Aftale"]
    assert ending.is_ending
    assert ending.outcome == "good"
    assert ending.ending is not None
    assert ending.ending.en == "You meet on Thursday"
    assert len(ending.heard("learn", frozenset({"rummet"}))) == 2


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read_the_same(read: Read, roza: str) -> None:
    windows = b"\xef\xbb\xbf" + roza.replace("\n", "\r\n").encode()
    assert read(windows).best == read(roza).best


def test_a_file_that_is_not_utf8_says_how_to_save_it(write: Callable[..., Path], roza: str) -> None:
    with pytest.raises(DataError, match="Save it again with the encoding UTF-8"):
        twee.load(write("roza.twee", roza.encode("cp1252")))


def test_a_file_that_is_not_there_or_far_too_large_is_named(write: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the file is not there"):
        paths.load(tmp_path / "none.twee")
    with pytest.raises(DataError, match="Split it"):
        twee.load(write("roza.twee", " " * (MAX_BYTES + 1)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("mood: hesitant", "mood: bored", "mood: cannot be “bored”. Use one of: calm, happy"),
        ("mood: hesitant", "mood: hesitant\nmood: calm", None),
        ("line: choppy", "line: slow", "line: cannot be “slow”. Use one of: good, choppy"),
        ("outcome: good", "outcome: great", "outcome: cannot be “great”"),
        ("mood: hesitant", "mood if rummet: hesitant", "mood: cannot have a condition; only say"),
        ("mood: hesitant", "humør: hesitant", "“humør: hesitant” cannot be read. Begin the line with say:"),
        ("mood: hesitant", "feeling: hesitant", "a passage has no “feeling:”. Use one of: say"),
        ("say: Tak. // Thank you.", "say: Tak.", "must be there in both languages. Write “Danish // English” on one line"),
        ("say: Tak. // Thank you.", "say: Tak. // ", "must be there in both languages"),
        ("say: Tak. // Thank you.", "say: Tak.//Thank you.", "must be there in both languages"),
        ("ending: I mødes på torsdag // You meet on Thursday", "ending: I mødes", "must be there in both languages"),
        ("[[Er du alene? // Are you alone?->Rummet]]", "[[Er du alene?->Rummet]]", "must be there in both languages"),
        (
            "[[Er du alene? // Are you alone?->Rummet]]",
            "[[Rummet]]",
            "the link to “Rummet” has no text. Write [[Danish // English->Rummet]]",
        ),
        ("[[Er du alene? // Are you alone?->Rummet]]", "[[Er du alene? // Are you alone?->]]", "the link is not complete"),
        ("say: Kan du høre mig? // Can", "say: Kan // eller // Can", "“ // ” stands twice"),
        ("[[Er du alene? // Are you alone?->Rummet]]", "[[Er du alene? // Are you alone?->Rummet]] tak", "the link is not complete"),
        ("  shows: samtale.rammer 2", "  shows: samtale.rammer 4", "Write a competence and 0–3 points"),
        ("  shows: samtale.rammer 2", "  shows: samtale.rammer", "Write a competence and 0–3 points"),
        ("  shows: samtale.rammer 2", "  shows if rummet: samtale.rammer 2", "shows: cannot have a condition"),
        ("  shows: samtale.rammer 2", "shows: samtale.rammer 2", "a passage has no “shows:”"),
        ("  remember: rummet", "  remember: Rummet spurgt", "cannot be remembered. Use small letters a–z, digits and hyphens."),
        ("  if: rummet", "  if: ", "“” cannot be remembered"),
        ("  remember: rummet", "  husk: rummet", "a choice has no “husk:”. Use one of: shows, remember"),
        (":: Rummet\n", ":: Rum[met\n", "the first line of the passage cannot be read. Write “:: Name"),
        (":: Rummet\n", "::\n", "the first line of the passage cannot be read"),
        (":: Farvel [ending]", ":: Aftale [ending]", "the passage “Aftale” stands twice, also on line"),
    ],
)
def test_a_mistake_in_the_form_is_told_on_its_line_with_what_to_do(
    problems: Problems, roza: str, old: str, new: str, told: str | None
) -> None:
    source = roza.replace(old, new, 1)
    if told is None:
        assert (line_of(source, "mood: calm"), "“Velkommen” has two mood:. Keep one.") in problems(source)
        return
    at = line_of(source, new) if not new.startswith(":: Aftale") else source[: source.rindex(new)].count("\n") + 1
    assert any(line == at and told in sentence for line, sentence in problems(source)), problems(source)


def test_a_choice_says_each_thing_once(problems: Problems, roza: str) -> None:
    twice = "  shows: samtale.rammer 2\n  shows: samtale.rammer 1\n"
    source = roza.replace("  shows: samtale.rammer 2\n", twice, 1)
    assert problems(source) == [(line_of(source, "  shows: samtale.rammer 1"), "the choice shows samtale.rammer twice. Keep one.")]
    source = roza.replace("  why: Hun satte", "  why: Først // First\n  why: Hun satte", 1)
    assert problems(source) == [(line_of(source, "  why: Hun satte"), "the choice has two why:. Keep one.")]


def test_a_long_line_that_is_no_header_is_told_at_once(problems: Problems, roza: str) -> None:
    for header in ("::" + " " * 20_000 + "]", ":: " + "ord " * 5_000 + "["):
        assert any("the first line of the passage cannot be read" in told for _, told in problems(f"{roza}\n{header}\n"))


def test_text_before_the_first_passage_is_told(problems: Problems, roza: str) -> None:
    assert (1, "there is text before the first passage. Start a passage with “:: Name”.") in problems("Hej\n" + roza)


@pytest.mark.parametrize(
    ("data", "offset", "told"),
    [
        ("{", 1, "StoryData cannot be read"),
        ('{\n"start": "Velkommen",,\n}', 2, "StoryData cannot be read"),
        ('{"start": "Ingen"}', 0, "starts in “Ingen”, which does not exist"),
        ("{}", 0, "which does not exist"),
        ('["Velkommen"]', 0, "which does not exist"),
        ('{"start": ["Velkommen"]}', 0, "which does not exist"),
        ('{"start": {}}', 0, "which does not exist"),
        ('{"start": ' + "[" * 100_000, 0, "StoryData cannot be read"),
        ('{"ifid": ' + "1" * 5000 + "}", 0, "StoryData cannot be read"),
    ],
)
def test_bad_story_data_is_told_where_it_stands(problems: Problems, roza: str, data: str, offset: int, told: str) -> None:
    before, _, after = roza.partition('{"ifid"')
    source = before + data + after[after.index("\n") :]
    at = line_of(source, ":: StoryData") + offset
    assert any(line == at and told in sentence for line, sentence in problems(source)), problems(source)


def test_an_empty_file_is_told_what_it_lacks(problems: Problems) -> None:
    assert [sentence.split(".")[0] for _, sentence in problems("")] == [
        "the conversation has no title",
        "StoryData says that the conversation starts in “”, which does not exist",
    ]


def test_all_mistakes_in_the_form_are_told_at_once(problems: Problems, roza: str) -> None:
    source = roza.replace("mood: hesitant", "mood: bored").replace("say: Tak. // Thank you.", "say: Tak.")
    assert len(problems(source)) == 2


@pytest.mark.parametrize("written", ["[[Er du alene? // Are you alone?|Rummet]]", "[[Rummet<-Er du alene? // Are you alone?]]"])
def test_twees_three_forms_of_a_link_mean_the_same(read: Read, roza: str, written: str) -> None:
    arrow = "[[Er du alene? // Are you alone?->Rummet]]"
    assert read(roza.replace(arrow, written)).dialogue.passages["Velkommen"] == read(roza).dialogue.passages["Velkommen"]


def test_an_arrow_may_stand_in_a_links_text(read: Read, roza: str) -> None:
    source = roza.replace("[[Er du alene? // Are you alone?->", "[[Hjem -> arbejde? // Home -> work?->")
    choice = read(source).dialogue.passages["Velkommen"].choices[0]
    assert (choice.text.da, choice.text.en, choice.target) == ("Hjem -> arbejde?", "Home -> work?", "Rummet")


def test_a_link_without_text_is_one_mistake(problems: Problems, roza: str) -> None:
    assert len(problems(roza.replace("[[Er du alene? // Are you alone?->Rummet]]", "[[Rummet]]"))) == 1


def test_a_name_with_brackets_is_escaped_in_its_header_and_plain_in_links(read: Read, roza: str) -> None:
    source = roza.replace(":: Rummet", r":: Rummet \[1\]").replace("->Rummet]]", "->Rummet [1]]]")
    assert "Rummet [1]" in read(source).dialogue.passages


@pytest.mark.parametrize("header", [":: Story Stylesheet [stylesheet]", ":: Story JavaScript [script]", ":: StorySettings"])
def test_what_twine_keeps_for_itself_is_passed_over_with_a_note(read: Read, roza: str, header: str) -> None:
    found = read(f"{roza}\n{header}\nbody {{ color: red }}\n").dialogue
    assert set(found.passages) == set(read(roza).dialogue.passages)
    assert len(found.notes) == 1
    assert "passed over" in found.notes[0]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x85"])
def test_separators_pasted_from_a_word_processor_are_spaces(read: Read, roza: str, separator: str) -> None:
    source = roza.replace("say: Kan du høre mig?", f"say: Kan du{separator}høre mig?")
    assert read(source).dialogue.passages["Velkommen"].heard("say", frozenset())[0].da == "Kan du høre mig?"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_machine_ends_them(read: Read, roza: str, end: str) -> None:
    assert read(roza.replace("\n", end).encode()).dialogue.passages == read(roza).dialogue.passages


@pytest.mark.parametrize(("name", "content"), [("StoryData", '{"start": "Sagen"}'), ("StoryTitle", "Et andet navn")])
def test_a_second_story_passage_is_told_with_both_lines(problems: Problems, roza: str, name: str, content: str) -> None:
    source = f"{roza}\n:: {name}\n{content}\n"
    ((line, told),) = problems(source)
    assert line == source[: source.rindex(f":: {name}")].count("\n") + 1
    assert f"stands twice, also on line {line_of(source, f':: {name}')}" in told
