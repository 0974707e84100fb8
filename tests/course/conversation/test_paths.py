"""Every path through a conversation is walked before a learner meets it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.conversation import paths, play
from course.conversation.dialogue import Choice, Condition, Dialogue, Line, Passage
from course.conversation.play import Attempt
from course.datafile import DataError
from course.problems import Problem
from course.text import Text

Read = Callable[[str | bytes], paths.Map]
Problems = Callable[[str | bytes], list[tuple[int, str]]]
TEXT = Text(da="Dansk", en="English")
HEARD = (Line("say", TEXT, (), 1),)


def line_of(source: str, text: str) -> int:
    assert text in source
    return source[: source.index(text)].count("\n") + 1


def test_the_best_of_all_paths_is_the_measure(read: Read, roza: str) -> None:
    found = read(roza)
    assert found.best == 2 + 1 + 4
    assert found.best_of == {"samtale.ledelse": 2, "samtale.rammer": 2, "samtale.relation": 3}


def test_a_short_bad_path_is_not_perfect(read: Read, roza: str) -> None:
    found = read(roza)
    shown, _ = play.score(found, Attempt(["Velkommen>Rummet", "Rummet>Sagen", "Sagen>Farvel"]))
    assert (shown, found.best) == (3, 7)


def test_a_link_to_nowhere_is_told_on_its_line(problems: Problems, roza: str) -> None:
    source = roza.replace("->Rummet]]", "->Rumet]]")
    told = "the link leads to “Rumet”, which does not exist. Did you mean “Rummet”?"
    assert problems(source) == [(line_of(source, "->Rumet]]"), told)]


def test_a_passage_nobody_can_reach_is_told(problems: Problems, roza: str) -> None:
    source = roza + "\n:: Glemt [ending]\noutcome: good\nending: a // b\nsay: a // b\n"
    assert problems(source) == [(line_of(source, ":: Glemt"), "no path leads to “Glemt”. Link to it, or delete it.")]


def test_a_passage_behind_a_condition_that_never_holds_cannot_be_reached(problems: Problems, roza: str) -> None:
    source = roza.replace("  remember: rummet\n", "").replace(
        "[[Godt, så", "[[Skriv // Write->Farvel]]\n  remember: rummet\n  why: a // b\n\n[[Godt, så"
    )
    assert (line_of(source, ":: Aftale"), "no path leads to “Aftale”. Link to it, or delete it.") in problems(source)


def test_a_loop_with_no_exit_is_told(problems: Problems, roza: str) -> None:
    source = (
        roza + "\n:: Ring A\nsay: a // b\n[[a // b->Ring B]]\n  why: a // b\n\n:: Ring B\nsay: a // b\n[[a // b->Ring A]]\n  why: a // b\n"
    )
    source = source.replace("[[Tak. Hvad", "[[Vent // Wait->Ring A]]\n  why: a // b\n\n[[Tak. Hvad")
    found = problems(source)
    assert [line for line, _ in found] == [line_of(source, ":: Ring A"), line_of(source, ":: Ring B")]
    assert all("no ending can be reached" in sentence and "it goes in circles" in sentence for _, sentence in found)


def test_a_moment_whose_conditions_leave_no_choice_is_told(problems: Problems, roza: str) -> None:
    source = roza.replace("Good, let us leave it at that.->Farvel]]", "Good, let us leave it at that.->Farvel]]\n  if: rummet")
    assert (line_of(source, ":: Sagen"), "no ending can be reached from “Sagen”") in [
        (line, told.split(":")[0]) for line, told in problems(source)
    ]


def test_a_choice_that_scores_again_and_again_is_told(problems: Problems, roza: str) -> None:
    source = roza.replace("  why: Pausen", "  shows: samtale.relation 1\n  why: Pausen")
    ((line, told),) = problems(source)
    assert line == line_of(source, "[[(Du tier")
    assert told.startswith("a choice that scores could be taken twice")


def test_a_choice_that_scores_twice_is_told_although_something_is_remembered_in_between(problems: Problems, roza: str) -> None:
    again = "[[Vi begynder forfra // Let us start over->Velkommen]]\n  unless: forfra\n  remember: forfra\n  why: a // b\n\n[[Tak. Hvad"
    source = roza.replace("[[Tak. Hvad", again)
    ((line, told),) = problems(source)
    assert line == line_of(source, "[[Er du alene?")
    assert "could be taken twice" in told


def test_a_loop_may_hold_a_choice_that_scores_once(read: Read, roza: str) -> None:
    again = "[[Vi begynder forfra // Let us start over->Velkommen]]\n  why: a // b\n\n[[Tak. Hvad"
    source = roza.replace("[[Tak. Hvad", again).replace("  shows: samtale.rammer 2", "  unless: rummet\n  shows: samtale.rammer 2")
    assert read(source).best == 7


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("  remember: rummet\n", "", "say if rummet", "no choice remembers “rummet”"),
        ("  remember: rummet", "  remember: rummet\n  remember: ude", "[[Er du", "“ude” is remembered but never used"),
        ("  why: Hun satte dagsordenen. // She set the agenda.\n", "", "[[Tak. Hvad", "the choice has no why"),
        ("samtale.relation 3", "samtale.sang 3", "[[Skal vi", "“samtale.sang” is no competence. Did you mean “samtale.kanal”?"),
        (":: Farvel [ending]", ":: Farvel", ":: Farvel", "“Farvel” leads nowhere. Add a link, or write [ending] after the name."),
        ("outcome: poor\n", "", ":: Farvel", "the ending “Farvel” is not complete. Give it outcome: and ending:"),
        ("scene: Skærmen bliver sort. // The screen goes black.\n", "", ":: Farvel", "nothing happens in “Farvel”. Add a say:"),
    ],
)
def test_what_is_missing_is_told_on_its_line(problems: Problems, roza: str, old: str, new: str, at: str, told: str) -> None:
    source = roza.replace(old, new, 1)
    assert old in roza
    found = problems(source)
    assert any(told in sentence and line_of(source, at) == line for line, sentence in found), found


def test_a_conversation_with_too_many_memories_is_refused_instead_of_walked_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_STATES", 500)
    flags = [f"f{n}" for n in range(10)]
    choices = tuple(Choice(f"A/{flag}", TEXT, "A", 1, remembers=(flag,), why=TEXT) for flag in flags)
    heard = tuple(Line("say", TEXT, (Condition(flag),), 1) for flag in flags)
    dialogue = Dialogue("x.twee", "x", "A", {"A": Passage("A", 1, (), lines=heard, choices=choices)})
    with pytest.raises(DataError, match="Remember fewer things"):
        paths.survey(dialogue)


def test_a_conversation_is_read_again_when_it_changes(tmp_path: Path, roza: str) -> None:
    path = tmp_path / "roza.twee"
    path.write_text(roza, encoding="utf-8")
    first = paths.load(path)
    assert paths.load(path) is first
    path.write_text(roza.replace("samtale.relation 3", "samtale.relation 1"), encoding="utf-8")
    assert paths.load(path).best == first.best - 2


@st.composite
def dialogues(draw: st.DrawFn) -> Dialogue:
    """Small conversations, most of them sound: links lead onward more often than back, and each passage has a way on."""
    names = [f"P{n}" for n in range(draw(st.integers(1, 4)))] + ["Slut"]
    points = st.dictionaries(st.sampled_from(["samtale.ledelse", "samtale.kanal"]), st.integers(0, 3), max_size=2)
    flags = st.sampled_from(["a", "b"])
    passages = {}
    for index, name in enumerate(names[:-1]):
        onward = names[index + 1 :]
        choices = [Choice(f"{name}/0", TEXT, draw(st.sampled_from(onward)), 1, why=TEXT)]
        for number in range(1, draw(st.integers(1, 3)) + 1):
            target = draw(st.sampled_from(onward * 3 + names[: index + 1]))
            conditions = tuple(draw(st.lists(st.builds(Condition, flags, st.booleans()), max_size=1)))
            remembers = tuple(draw(st.lists(flags, max_size=1)))
            choices.append(Choice(f"{name}/{number}", TEXT, target, 1, conditions, draw(points), remembers, TEXT))
        passages[name] = Passage(name, 1, (), lines=HEARD, choices=tuple(choices))
    return tidied(passages)


def tidied(passages: dict[str, Passage]) -> Dialogue:
    """Without the passages no path reaches and the choices no memory opens, and with every flag used."""
    reached, waiting, taken = {("P0", frozenset[str]())}, [("P0", frozenset[str]())], set[str]()
    while waiting:
        name, memory = waiting.pop()
        for choice in passages[name].offered(memory) if name in passages else ():
            taken.add(choice.id)
            state = paths.follow((name, memory), choice)
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    known = {flag for _, memory in reached for flag in memory}
    kept = {}
    for name in {name for name, _ in reached} & passages.keys():
        choices = [choice for choice in passages[name].choices if choice.id in taken]
        open_ = [replace(one, conditions=tuple(condition for condition in one.conditions if condition.flag in known)) for one in choices]
        kept[name] = replace(passages[name], choices=tuple(open_))
    heard = (*HEARD, *(Line("say", TEXT, (Condition(flag),), 1) for flag in sorted(known)))
    kept["Slut"] = Passage("Slut", 1, ("ending",), lines=heard, outcome="good", ending=TEXT)
    return Dialogue("x.twee", "x", "P0", kept)


def walks(dialogue: Dialogue, state: paths.State, taken: tuple[paths.Step, ...]) -> Iterator[tuple[paths.Step, ...]]:
    """Every path from `state`, each step at most once."""
    passage = dialogue.passages[state[0]]
    if passage.is_ending:
        yield taken
    for choice in passage.offered(state[1]):
        step = paths.Step(state, choice, paths.follow(state, choice))
        if step not in taken:
            yield from walks(dialogue, step.target, (*taken, step))


def brute_force(dialogue: Dialogue, competence: str | None) -> int:
    best = 0
    for walk in walks(dialogue, ("P0", frozenset()), ()):
        once = {step.choice.id: step.choice for step in walk}.values()
        best = max(best, sum(choice.points if competence is None else choice.shows.get(competence, 0) for choice in once))
    return best


def repeats_a_score(dialogue: Dialogue) -> bool:
    """Whether some path takes a scoring choice twice: every state is met with every set of scores already taken."""
    start = (("P0", frozenset[str]()), frozenset[str]())
    seen, waiting = {start}, [start]
    while waiting:
        state, scored = waiting.pop()
        for choice in dialogue.passages[state[0]].offered(state[1]):
            if choice.points and choice.id in scored:
                return True
            after = (paths.follow(state, choice), scored | {choice.id} if choice.points else scored)
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return False


@given(dialogues())
def test_the_best_score_is_what_trying_every_path_finds(dialogue: Dialogue) -> None:
    assume(not repeats_a_score(dialogue))
    found = paths.survey(dialogue)
    assert found.best == brute_force(dialogue, None)
    assert all(best == brute_force(dialogue, competence) for competence, best in found.best_of.items())


@given(dialogues())
def test_a_conversation_is_refused_for_a_score_that_can_be_repeated_and_for_nothing_else(dialogue: Dialogue) -> None:
    told: list[Problem] = []
    try:
        paths.survey(dialogue)
    except DataError as error:
        told = error.problems
    assert bool(told) == repeats_a_score(dialogue)
    assert all("could be taken twice" in problem.en for problem in told)
