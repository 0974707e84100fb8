"""What a tool remarks below itself: what each rule finds, in whose rows, and what an author is told of a remark that cannot be."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from course import answers
from course.errors import InvalidAnswer
from course.kinds import Task
from course.modules import module
from course.tasks import BaseTask
from tests.course.conftest import both, task_fields

MODULES = Path(__file__).parents[2] / "modules"
TODAY = date(2026, 11, 29)
SAY = {"da": "Fandt {name} i {where}.", "en": "Found {name} in {where}."}
PANES = [{"id": id, "heading": both(id), "help": both("Hvad?")} for id in ("godt", "hvorfor", "bedre", "nyt")]
PANES[3]["below"] = [{"id": "hvem", "heading": both("Hvem"), "kind": "text"}, {"id": "fra", "heading": both("Fra"), "kind": "date"}]
NUMBERS = [{"id": id, "heading": both(id), "help": both("Antal."), "kind": "number"} for id in ("sager", "uger")]
WHY = {"id": "grund", "heading": both("grund"), "help": both("Kort."), "kind": "text"}
DAY = {"id": "dag", "heading": both("dag"), "help": both("Hvilken?"), "kind": "date"}
STEPS = [{"id": id, "fields": [*NUMBERS, WHY, DAY]} for id in ("plan", "do", "study", "adjust")]
PARTS = [
    {"id": part, "heading": both(part), "fields": [{"id": id, "heading": both(id), "kind": "text", "max_chars": 200} for id in fields]}
    for part, fields in (("foerste", ("hvis", "saa")), ("anden", ("hvis", "saa")), ("stoette", ("hvem",)))
]
SHAPES: dict[str, dict[str, Any]] = {"panes": {"panes": PANES}, "cycle": {"steps": STEPS}, "form": {"parts": PARTS}}


def tool(kind: str, *remarks: dict[str, Any], **changes: Any) -> Any:
    about = [{"say": SAY, **one} for one in remarks]
    return TypeAdapter[BaseTask](Task).validate_python(task_fields(kind, **{**SHAPES.get(kind, {}), **changes}, remarks=about))


def told(made: Any, value: Any, others: tuple[Any, ...] = ()) -> list[str]:
    """What is remarked, in Danish."""
    return [one.da for one in made.remarked(answers.check(made, value), TODAY, others)]


def rows(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"rows": [{"id": f"r{at}", "cells": one} for at, one in enumerate(cells)]}


def refusal(kind: str, remark: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        tool(kind, remark)
    return str(caught.value)


def test_nothing_is_remarked_before_something_is_filled_in() -> None:
    made = tool("plan", {"rule": "empty", "fields": ["formaal"]})
    assert told(made, {}) == []
    assert told(made, {"formaal": "  "}) == []
    assert told(tool("table", {"rule": "unused", "field": "spurgt"}), rows({"spurgt": False}, {})) == []
    assert told(tool("cycle", {"rule": "empty", "fields": ["plan-grund"]}), {"rounds": [{"plan-sager": 2}, {}]}) == []


def test_empty_names_the_fields_where_nothing_stands() -> None:
    made = tool("plan", {"rule": "empty", "fields": ["formaal", "foer"]})
    assert told(made, {"foer": ["lyd"]}) == ["Fandt »Formål« i »Formål«."]
    assert told(made, {"foer": ["lyd"], "formaal": "At hun selv kan"}) == []


def test_short_names_texts_of_too_few_words_and_leaves_empty_ones_alone() -> None:
    made = tool("panes", {"rule": "short", "fields": ["godt", "bedre"], "least": 3})
    assert told(made, {"godt": "Det gik."}) == ["Fandt »godt« i »godt«."]
    assert told(made, {"godt": "Det gik godt.", "hvorfor": "Ro"}) == []


def test_words_are_found_as_whole_words_whatever_their_endings_and_capitals() -> None:
    made = tool("table", {"rule": "words", "fields": ["hvem"], "words": ["hurtig*", "nem", "easy"]})
    found = told(made, rows({"hvem": "Nemlig en, der svarer"}, {"hvem": "Nem og hurtigere"}, {}, {"hvem": "Make it easy, nem"}))
    assert found == ["Fandt »hurtigere«, »Nem«, »nem« og »easy« i række 2 og række 4."]


def test_a_products_name_is_found_only_as_it_is_written() -> None:
    made = tool("plan", {"rule": "words", "fields": ["formaal"], "words": ["Fasit", "KMD Momentum"]})
    assert told(made, {"formaal": "Borgeren har facit og momentum"}) == []
    assert told(made, {"formaal": "fasit"}) == []
    assert told(made, {"formaal": "Fasit (før KMD Momentum)"}) == ["Fandt »Fasit« og »KMD Momentum« i »Formål«."]


def test_lacks_names_what_rows_with_a_certain_choice_are_missing() -> None:
    made = tool("table", {"rule": "lacks", "field": "slags", "choice": "a", "needs": ["hvem", "frist"]})
    assert told(made, rows({"slags": "b"}, {"slags": "a", "hvem": "Os"}, {})) == ["Fandt »Frist« i række 2."]
    assert told(made, rows({"slags": "a", "hvem": "Os", "frist": "2026-12-01"})) == []


def test_lacks_without_a_field_asks_of_every_row_that_is_begun() -> None:
    made = tool("table", {"rule": "lacks", "needs": ["frist"]})
    assert told(made, rows({"hvem": "Os"}, {"hvem": " "}, {"frist": "2026-12-01"})) == ["Fandt »Frist« i række 1."]


def test_an_if_without_a_then_is_told_in_the_part_where_it_stands() -> None:
    made = tool("form", {"rule": "lacks", "field": "hvis", "needs": ["saa"]}, {"rule": "lacks", "field": "saa", "needs": ["hvis"]})
    value = {"parts": {"foerste": {"hvis": "Når Tove ringer"}, "anden": {"saa": "Ringer jeg"}, "stoette": {"hvem": "Pia"}}}
    assert told(made, value) == ["Fandt »saa« i »foerste«.", "Fandt »hvis« i »anden«."]
    assert told(made, {"parts": {"foerste": {"hvis": "Når Tove ringer", "saa": "tager jeg den"}}}) == []


def test_nothing_is_remarked_about_a_part_that_is_closed() -> None:
    parts = [{**PARTS[0], "lock": both("Luk")}, *PARTS[1:]]
    made = tool("form", {"rule": "lacks", "field": "hvis", "needs": ["saa"]}, parts=parts)
    value = {"parts": {"foerste": {"hvis": "Når"}, "anden": {"saa": "Så"}}, "locked": ["foerste"]}
    assert told(made, value) == []


def test_unused_names_choices_and_ticks_that_no_row_has() -> None:
    made = tool("table", {"rule": "unused", "field": "slags"}, {"rule": "unused", "field": "spurgt"})
    assert told(made, rows({"slags": "a"})) == ["Fandt »B« i »Slags«.", "Fandt »Spurgt« i »Spurgt«."]
    assert told(made, rows({"slags": "a"}, {"slags": "b", "spurgt": True})) == []


def test_what_a_colleague_has_is_not_unused_and_her_rows_are_hers_to_mend() -> None:
    made = tool("table", {"rule": "unused", "field": "slags"}, {"rule": "lacks", "needs": ["frist"]}, shared=True)
    mine = rows({"slags": "a", "frist": "2026-12-01"})
    assert told(made, mine) == ["Fandt »B« i »Slags«."]
    assert told(made, mine, (rows({"slags": "b"}),)) == []


def test_unmentioned_names_topics_that_stand_in_no_row_where_the_field_is_filled() -> None:
    topics = [{"name": both("sletning"), "words": ["slette*", "delet*"]}, {"name": both("adgang"), "words": ["adgang*"]}]
    columns = [{"id": id, "heading": both(id), "kind": "text", "max_chars": 200} for id in ("behov", "krav")]
    made = tool("table", {"rule": "unmentioned", "field": "krav", "topics": topics}, columns=columns, start=[])
    asked = {"behov": "Adgang: hvem må se hvad?"}
    assert told(made, rows(asked, {"krav": "Alt slettes efter fem år"})) == ["Fandt adgang i »krav«."]
    assert told(made, rows({**asked, "krav": "Kun teamet"}, {"krav": "Delete after five years"})) == []


def test_passed_names_days_before_today_and_not_today() -> None:
    made = tool("table", {"rule": "passed", "fields": ["frist"]})
    assert told(made, rows({"frist": "2026-11-28"}, {"frist": "2026-11-29"}, {})) == ["Fandt »Frist« i række 1."]


def test_a_reason_that_says_the_same_as_what_went_well_is_told() -> None:
    made = tool("panes", {"rule": "same", "fields": ["godt", "hvorfor"]})
    assert told(made, {"godt": "Det gik godt i alle sager", "hvorfor": "Fordi det gik godt"}) == ["Fandt »hvorfor« i »godt«."]
    assert told(made, {"godt": "Det gik godt i alle sager", "hvorfor": "Vi øvede os to og to om mandagen"}) == []
    assert told(made, {"godt": "Det gik godt"}) == []
    long = "Vi nåede alle sager til tiden, og ingen borger ringede forgæves, selv om vi ikke havde haft så meget tid til at øve os, som vi havde aftalt i maj"
    assert told(made, {"godt": long, "hvorfor": "Vi havde tid til at øve os"}) == [], "a reason of its own, whatever the long text says too"


def test_a_trial_is_large_when_it_has_many_cases_and_lasts_long_and_nobody_says_why() -> None:
    made = tool("cycle", {"rule": "over", "limits": {"plan-sager": 5, "plan-uger": 3}, "needs": ["plan-grund"]})
    for small in ({"plan-sager": 10}, {"plan-uger": 4}, {"plan-sager": 40, "plan-uger": 3}, {"plan-sager": 5, "plan-uger": 12}):
        assert told(made, {"rounds": [small]}) == []
    large = {"plan-sager": 6, "plan-uger": 4}
    assert told(made, {"rounds": [large]}) == ["Fandt »sager« og »uger« i »sager« og »uger«."]
    assert told(made, {"rounds": [{**large, "plan-grund": "Hele teamet skal flyttes på én gang"}]}) == []
    assert told(made, {"rounds": [large, {"plan-sager": 2}]}) == [], "a round that is kept is over"


def test_what_stands_below_a_pane_is_named_by_pane_and_field() -> None:
    made = tool("panes", {"rule": "lacks", "field": "nyt", "needs": ["nyt-hvem", "nyt-fra"]})
    assert told(made, {"nyt": "Ringe først"}) == ["Fandt »Hvem« og »Fra« i »nyt«."]
    assert told(made, {"nyt": "Ringe først", "nyt-hvem": "Emil", "nyt-fra": "2026-12-01"}) == []


def test_a_calendar_that_nobody_keeps_is_told() -> None:
    made = tool("dates", {"rule": "lacks", "field": "live", "needs": ["keeper"]})
    assert told(made, {"live": "2026-02-02"}) == ["Fandt »Holder kalenderen i live« i »Taget i brug«."]
    assert told(made, {"live": "2026-02-02", "keeper": "Rikke"}) == []


def test_it_is_said_in_both_languages_and_no_browser_gets_the_rules() -> None:
    made = tool("table", {"rule": "unused", "field": "slags"})
    assert made.remarked(rows({"hvem": "Os"}), TODAY)[0].en == "Found “A (en)” and “B (en)” in “Slags (en)”."
    assert "remarks" not in made.public()


@pytest.mark.parametrize(
    ("kind", "remark", "words"),
    [
        ("table", {"rule": "lacks", "needs": ["frits"]}, "Did you mean “frist”?"),
        ("table", {"rule": "unused", "field": "hvem"}, "“hvem” must be of the kind choice or tick"),
        ("table", {"rule": "passed", "fields": ["hvem"]}, "“hvem” must be of the kind date"),
        ("table", {"rule": "lacks", "field": "slags", "choice": "c", "needs": ["frist"]}, "“c” is no choice there. Use one of: a, b."),
        ("cycle", {"rule": "over", "limits": {"plan-dag": 5}, "needs": ["plan-grund"]}, "“plan-dag” must be of the kind number"),
        ("adkar", {"rule": "empty", "fields": ["change"]}, "the tool has no “change”"),
        ("panes", {"rule": "same", "fields": ["godt"]}, "at least 2 items"),
        ("panes", {"rule": "kort", "fields": ["godt"]}, "does not match any of the expected tags"),
    ],
)
def test_an_author_is_told_of_a_remark_that_cannot_be(kind: str, remark: dict[str, Any], words: str) -> None:
    assert words in refusal(kind, remark)


def test_a_step_opens_on_a_day_that_is_set_in_a_step_before_it() -> None:
    opening = [*STEPS[:2], {**STEPS[2], "opens": "plan-dag"}, STEPS[3]]
    assert tool("cycle", steps=opening).public()["steps"][2]["opens"] == "plan-dag"
    for wrong in ("plan-grund", "study-dag", "plan-naar"):
        with pytest.raises(ValidationError, match="no date in a step before"):
            tool("cycle", steps=[*STEPS[:2], {**STEPS[2], "opens": wrong}, STEPS[3]])


BEFORE: dict[str, dict[str, Any]] = {
    "2-anskaffelse": {
        "formidling-af-formaal": {"borgerne": "Hun kan selv flytte en tid", "sammenhaeng": "Strategien"},
        "arbejdsgruppen": {"rows": [{"id": "a", "cells": {"hvem": "Rådgiver", "arketype": "analog", "bruger": True}}]},
    },
    "4-opsamling": {
        "proevehandling": {"rounds": [{"plan-hvad": "Ringe først", "plan-dag": "2026-12-04", "study-fik": "Ja"}]},
        "evalueringsvindue": {"gik-godt": "Det meste", "anderledes": "Emil ringer først"},
        "momentumkalender": {"live": "2026-02-02", "pattern": ["weeks-1"]},
        "min-kompetenceplan": {"parts": {"foerste": {"hvis": "Når Tove ringer"}}, "locked": []},
    },
}
"""Answers as they were saved before their tools asked for more."""


def test_a_plan_with_a_number_that_plans_once_took_still_opens_and_is_refused_when_saved_anew() -> None:
    made: Any = module(MODULES / "2-anskaffelse").tasks["formidling-af-formaal"]
    before = {"borgerne": "Som i sag 010190-1234"}
    assert made.reopened(before) == before
    with pytest.raises(InvalidAnswer, match="CPR"):
        answers.check(made, before)


def test_a_table_may_still_name_what_is_missing_as_tables_did_before() -> None:
    about = task_fields("table", remarks=[], missing={"column": "slags", "note": {"da": "Der mangler {name}.", "en": "Missing: {name}."}})
    made: Any = TypeAdapter[BaseTask](Task).validate_python(about)
    assert told(made, rows({"slags": "a"})) == ["Der mangler »B«."]


def test_what_stands_below_a_pane_cannot_be_called_as_another_pane() -> None:
    with pytest.raises(ValidationError, match="is a pane too"):
        tool("panes", panes=[{**PANES[0], "id": "nyt-hvem"}, *PANES[1:]])


@pytest.mark.parametrize(("id", "task"), [(id, task) for id, tasks in BEFORE.items() for task in tasks])
def test_what_was_written_before_a_tool_asked_for_more_still_stands_in_it(id: str, task: str) -> None:
    made: Any = module(MODULES / id).tasks[task]
    assert answers.check(made, BEFORE[id][task]) == BEFORE[id][task]
    assert all("{" not in one.da + one.en for one in made.remarked(BEFORE[id][task], TODAY))
