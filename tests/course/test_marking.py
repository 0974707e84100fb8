"""How much an answer earns, and that what the learner reads never gives the key away."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.key import Key
from course.kinds.order import kendall
from course.marking import AGAIN, BLANK, INVALID, check_key, mark, practice_feedback
from course.problems import Mistaken
from course.tasks import BaseTask
from course.text import Text

Build = Callable[..., BaseTask]
RIGHT = Text(da="Rigtigt, for hun bad om det.", en="Right, since she asked for it.")


def hint(name: str) -> Text:
    return Text(da=f"Tænk på {name}.", en=f"Think of {name}.")


def key(key: Any, *why: str, missing: bool = False) -> Key:
    return Key(key=key, right=RIGHT, why={place: hint(place) for place in why}, missing=hint("mere") if missing else None)


CHOICE = key(["moede"], "skaerm", "telefon")
SEVERAL = key(["moede", "telefon"], "skaerm", missing=True)
ORDER = key(["aabn", "lyt", "aftal"], "aabn>lyt", "lyt>aftal")
MATCH = key({"tavs": "vent", "vred": "spoerg"}, "tavs", "vred")


@pytest.mark.parametrize(
    ("kind", "right", "answer"),
    [
        ("choice", CHOICE, ["moede"]),
        ("order", ORDER, ["aabn", "lyt", "aftal"]),
        ("match", MATCH, {"vred": "spoerg", "tavs": "vent"}),
    ],
)
def test_a_right_answer_earns_everything_and_is_told_why(task: Build, kind: str, right: Key, answer: Any) -> None:
    found = mark(task(kind, "graded"), answer, right)
    assert (found.fraction, found.why) == (1, [RIGHT])


def test_a_wrong_choice_earns_nothing_and_is_told_what_it_misses(task: Build) -> None:
    found = mark(task("choice", "graded"), ["skaerm"], CHOICE)
    assert (found.fraction, found.why) == (0, [hint("skaerm")])


@pytest.mark.parametrize(
    ("chosen", "fraction", "told"),
    [
        (["moede", "telefon"], 1, [RIGHT]),
        (["moede"], 0.5, [hint("mere")]),
        (["moede", "telefon", "skaerm"], 0.5, [hint("skaerm")]),
        (["moede", "skaerm"], 0, [hint("skaerm"), hint("mere")]),
        (["skaerm"], 0, [hint("skaerm"), hint("mere")]),
    ],
)
def test_choosing_everything_does_not_pay(task: Build, chosen: list[str], fraction: float, told: list[Text]) -> None:
    found = mark(task("choice", "graded", multiple=True), chosen, SEVERAL)
    assert (found.fraction, found.why) == (fraction, told)


@pytest.mark.parametrize(
    ("placed", "fraction", "told"),
    [
        (["lyt", "aabn", "aftal"], 1 / 3, [hint("aabn>lyt")]),
        (["aabn", "aftal", "lyt"], 1 / 3, [hint("lyt>aftal")]),
        (["aftal", "aabn", "lyt"], 0, [hint("lyt>aftal")]),
        (["aftal", "lyt", "aabn"], 0, [hint("aabn>lyt"), hint("lyt>aftal")]),
    ],
)
def test_an_order_earns_what_it_agrees_beyond_chance(task: Build, placed: list[str], fraction: float, told: list[Text]) -> None:
    found = mark(task("order", "graded"), placed, ORDER)
    assert found.fraction == pytest.approx(fraction)
    assert found.why == told


def test_pairs_earn_their_share_also_when_some_are_not_made(task: Build) -> None:
    found = mark(task("match", "graded"), {"tavs": "vent"}, MATCH)
    assert (found.fraction, found.why) == (0.5, [hint("vred")])
    assert mark(task("match", "graded"), {"tavs": "slut", "vred": "slut"}, MATCH).fraction == 0


def test_a_mistake_that_no_hint_foresees_is_not_met_with_silence(task: Build) -> None:
    assert mark(task("choice", "graded"), ["skaerm"], key(["moede"])).why == [AGAIN]


@pytest.mark.parametrize("value", [None, "", [], {}, "  "])
def test_a_blank_answer_earns_nothing_and_says_so(task: Build, value: Any) -> None:
    found = mark(task("choice", "graded"), value, CHOICE)
    assert (found.fraction, found.why) == (0, [BLANK])


@pytest.mark.parametrize("value", [["brev"], "moede", 7, {"a": "b"}, ["moede", "moede"]])
def test_an_answer_that_cannot_be_read_earns_nothing_and_says_so(task: Build, value: Any) -> None:
    found = mark(task("choice", "graded"), value, CHOICE)
    assert (found.fraction, found.why) == (0, [INVALID])


@given(data=st.data())
def test_what_is_told_is_about_what_was_answered_wrongly_and_never_names_the_key(kinds: dict[str, BaseTask], data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["choice", "order", "match"]))
    if kind == "choice":
        value: Any = data.draw(st.sampled_from([["skaerm"], ["telefon"]]))
        right, wrong = CHOICE, set(value)
    elif kind == "order":
        value = list(data.draw(st.permutations(["aabn", "lyt", "aftal"])))
        right = ORDER
        wrong = {pair for pair in ORDER.why if value.index(pair.split(">")[0]) > value.index(pair.split(">")[1])}
    else:
        value = data.draw(
            st.fixed_dictionaries({}, optional={left: st.sampled_from(["vent", "spoerg", "slut"]) for left in ("tavs", "vred")})
        )
        right = MATCH
        wrong = {left for left, partner in {"tavs": "vent", "vred": "spoerg"}.items() if value.get(left) != partner}
    found = mark(kinds[kind], value, right)
    assert 0 <= found.fraction <= 1
    assert (found.fraction == 1) == (not wrong)
    allowed = [hint(place) for place in right.why if place in wrong] or [RIGHT]
    assert found.why == ([BLANK] if value == {} else allowed)


@given(st.permutations(range(6)))
def test_agreement_is_full_for_the_right_order_alone(placed: list[int]) -> None:
    names = [str(one) for one in placed]
    right = [str(one) for one in range(6)]
    assert 0 <= kendall(names, right) <= 1
    assert (kendall(names, right) == 1) == (names == right)


def test_half_of_all_orders_earn_nothing_so_that_guessing_does_not_pay() -> None:
    right = ["a", "b", "c", "d"]
    earned = [kendall(placed, right) for placed in permutations(right)]
    assert sum(one == 0 for one in earned) >= len(earned) / 2
    assert kendall(["b", "a", "c", "d"], right) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("kind", "right"), [("choice", CHOICE), ("order", ORDER), ("match", MATCH)])
def test_a_key_that_fits_its_task_is_accepted(task: Build, kind: str, right: Key) -> None:
    check_key(task(kind, "graded"), right)


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        ("choice", key(["brev"]), "“brev” is not an option. Use one of: skaerm, moede, telefon."),
        ("choice", key(["moede", "telefon"]), "only one answer can be chosen"),
        ("choice", key([]), "the key is empty"),
        ("choice", key({"moede": "moede"}), "must be a list"),
        ("choice", key(["moede"], "moede"), "not anything that can be answered wrongly. Use one of: skaerm, telefon"),
        ("choice", key(["moede"], "brev"), "not anything that can be answered wrongly"),
        ("order", key(["aabn", "lyt"]), "the key lacks aftal"),
        ("order", key(["aftal", "aabn", "lyt"]), "shown in their right order"),
        ("order", key(["aabn", "lyt", "aftal"], "lyt>aabn"), "not anything that can be answered wrongly"),
        ("order", key(["aabn", "lyt", "aftal"], "lyt"), "not anything that can be answered wrongly"),
        ("match", key({"tavs": "vent"}), "the key lacks vred"),
        ("match", key({"tavs": "vent", "vred": "raab"}), "“raab” is not anything on the right"),
        ("match", key({"tavs": "vent", "vred": "vent"}, "vent"), "not anything that can be answered wrongly"),
        ("text", key(["x"]), "cannot be marked by a key"),
    ],
)
def test_a_key_that_does_not_fit_its_task_is_refused(task: Build, kind: str, wrong: Key, told: str) -> None:
    with pytest.raises(Mistaken) as caught:
        check_key(task(kind, "graded"), wrong)
    assert told in str(caught.value)


def test_an_empty_key_of_several_is_refused(task: Build) -> None:
    with pytest.raises(Mistaken, match="the key is empty"):
        check_key(task("choice", "graded", multiple=True), key([]))


def test_practice_explains_each_option_that_was_chosen_and_no_other(task: Build) -> None:
    found = practice_feedback(task("choice"), ["skaerm"])
    assert found["fraction"] == 0
    assert found["items"] == {
        "skaerm": {"right": False, "why": {"da": "Hun har bedt om at mødes.", "en": "Hun har bedt om at mødes. (en)"}}
    }
    assert practice_feedback(task("choice"), ["moede"])["fraction"] == 1


def test_practice_tells_which_steps_stand_where_they_should(task: Build) -> None:
    found = practice_feedback(task("order"), ["lyt", "aabn", "aftal"])
    assert {step: item["right"] for step, item in found["items"].items()} == {"lyt": False, "aabn": False, "aftal": True}
    assert found["why"]["da"].startswith("Først rammen")


def test_practice_explains_the_pairs_that_are_made(task: Build) -> None:
    found = practice_feedback(task("match"), {"tavs": "slut"})
    assert found["fraction"] == 0
    assert list(found["items"]) == ["tavs"]
    assert practice_feedback(task("match"), {"tavs": "vent"})["fraction"] == 0.5


def test_practice_shows_an_example_after_ones_own_text_and_does_not_judge_it(task: Build) -> None:
    found = practice_feedback(task("text"), "Mit bud")
    assert found["fraction"] is None
    assert found["why"]["da"] == "Et eksempel."


def test_a_plan_is_not_judged(task: Build) -> None:
    assert practice_feedback(task("plan"), {"formaal": "x"}) == {"fraction": None, "items": {}, "why": None}
