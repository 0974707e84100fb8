"""From hand-in to feedback, as trainers and learners live through it."""

import os
from pathlib import Path

import nbformat
import pytest

from course.text import Text
from grading import preprocessors
from tests.house import House


def test_everything_right_earns_everything_and_free_text_waits_for_a_person(house: House) -> None:
    house.hand_in("anna")
    marked = house.collect_and_mark()["anna"]
    assert (marked.state, marked.waits, marked.problems) == ("marked", ("Skriv selv",), ())
    grades = house.grades("anna")
    assert {task: grade.points for task, grade in grades.items() if task != "tekst"} == {"valg": 4, "orden": 4, "par": 4}
    assert grades["tekst"].waits
    assert not any(grade.waits for task, grade in grades.items() if task != "tekst")


def test_wrong_answers_earn_their_share_and_are_told_why_without_the_key(house: House) -> None:
    house.hand_in("bo", valg=["b"], par={"ole": "ringe", "eva": "ringe"}, tekst=None)
    house.collect_and_mark()
    assert house.feedback()["bo"].state == "published"
    results = house.results("bo")
    assert (results["valg"].points, results["par"].points, results["orden"].points) == (0, 2, 4)
    assert results["valg"].why == (Text(da="Med b bliver borgeren ikke hørt.", en="With b the citizen is not heard."),)
    assert [text.da for text in results["par"].why] == ["Eva siger mest uden ord."]
    assert [text.da for text in results["orden"].why] == ["Rækkefølgen holder hele vejen."]


def test_a_blank_free_text_is_0_at_once_and_waits_for_nobody(house: House) -> None:
    house.hand_in("bo", tekst="  \n ")
    assert house.collect_and_mark()["bo"].waits == ()
    assert house.feedback()["bo"].state == "published"
    assert house.results("bo")["tekst"].points == 0
    assert "ikke svaret" in house.results("bo")["tekst"].why[0].da


@pytest.mark.parametrize(("points", "level"), [(0, 0), (0.49, 0), (0.5, 1), (2.5, 3), (3.49, 3), (4, 4)])
def test_a_persons_points_become_a_rubric_level_rounded_half_up(house: House, points: float, level: int) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    assert house.feedback()["anna"].state == "waits"
    house.give("anna", points, "Godt set.")
    assert house.feedback()["anna"].state == "published"
    result = house.results("anna")["tekst"]
    assert (result.rubric_level, result.points, result.comment) == (level, points, "Godt set.")
    told = ["Svaret viser endnu ikke", "Du vil hende det godt", "Du lægger mærke", "Du siger det", "Du skiller det"][level]
    assert result.why[0].da.startswith(told)


def test_results_become_evidence_and_a_level(house: House) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    house.give("anna", 3)
    house.feedback()
    levels = {one.competence: one.level for one in house.store.evidence.of(["anna"])["anna"]}
    assert levels == {"samtale.kanal": 3.0, "samtale.ledelse": 2.0, "samtale.relation": 3.0}


def test_marking_twice_does_nothing_and_marking_again_keeps_what_a_person_gave(house: House) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    house.give("anna", 3, "Flot.")
    stamp = (house.autograded("anna") / "marked.json").stat().st_mtime_ns
    assert house.mark()["anna"].state == "unchanged"
    assert (house.autograded("anna") / "marked.json").stat().st_mtime_ns == stamp
    assert house.mark(again=True)["anna"].state == "marked"
    grade = house.grades("anna")["tekst"]
    assert (grade.manual, grade.comment, grade.waits) == (3, "Flot.", True)  # nbgrader asks the person to look again


def test_a_new_hand_in_is_collected_and_marked_and_the_old_one_is_not_sent(house: House) -> None:
    house.hand_in("bo", valg=["b"], tekst=None)
    house.collect_and_mark()
    house.hand_in("bo", valg=["a"], tekst=None)
    sent = house.feedback()["bo"]
    assert sent.state == "newer"
    assert "Bo har afleveret igen" in sent.told
    assert house.collect_and_mark()["bo"].state == "marked"
    assert house.feedback()["bo"].state == "published"
    assert house.results("bo")["valg"].points == 4


def test_sending_twice_changes_nothing_but_a_corrected_comment_is_sent(house: House) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    house.give("anna", 3, "Flot.")
    assert house.feedback()["anna"].state == "published"
    assert house.feedback()["anna"].state == "unchanged"
    house.give("anna", 4, "Endnu bedre.")
    assert house.feedback()["anna"].state == "published"
    assert house.results("anna")["tekst"].comment == "Endnu bedre."


def test_collecting_twice_fetches_only_what_is_new(house: House) -> None:
    house.hand_in("anna")
    assert [one.changed for one in house.collect()] == [True]
    house.hand_in("bo")
    assert {one.learner: one.changed for one in house.collect()} == {"anna": False, "bo": True}


def test_the_trainer_sees_the_question_the_answer_and_the_rubric_together(house: House) -> None:
    house.hand_in("anna", tekst="Jeg siger <b>hvad</b> jeg ser.")
    house.collect_and_mark()
    notebook = nbformat.read(house.autograded("anna") / "2-vis.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "tekst")
    shown = "".join(output["data"]["text/html"] for output in cell.outputs)
    assert "Jeg siger &lt;b&gt;hvad&lt;/b&gt; jeg ser." in shown
    for words in ("Siger svaret det, man kan se?", "1 point", "4 point", "Du lægger mærke til noget bestemt.", "Jeg ser at du kigger væk."):
        assert words in shown
    assert not any("widget-view" in mime for output in cell.outputs for mime in output["data"])


def test_one_learners_answers_never_reach_the_next(house: House) -> None:
    house.hand_in("anna", tekst="Annas egne ord.")
    house.hand_in("bo", valg=None, orden=None, par=None, tekst="Bo skriver.")
    house.collect_and_mark()
    assert house.grades("bo")["valg"].points == 0
    assert "Annas egne ord" not in (house.autograded("bo") / "2-vis.ipynb").read_text("utf-8")


def test_marking_leaves_the_process_as_it_was(house: House) -> None:
    import __main__

    house.hand_in("anna")
    before = (Path.cwd(), dict(os.environ), __main__)
    house.collect_and_mark()
    import __main__ as after

    assert (Path.cwd(), dict(os.environ), after) == before
    assert list((house.home / "building").iterdir()) == []


def test_interrupted_marking_goes_on_where_it_stopped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("anna", "bo", "carl"):
        house.hand_in(name)
    house.collect()
    calls = []
    original = preprocessors.FreeText.preprocess

    def interrupted(self: object, nb: object, resources: object) -> object:
        calls.append(nb)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return original(self, nb, resources)

    with monkeypatch.context() as patch:
        patch.setattr(preprocessors.FreeText, "preprocess", interrupted)
        with pytest.raises(KeyboardInterrupt):
            house.mark()
    assert "NBGRADER_EXECUTION" not in os.environ
    assert {name: one.state for name, one in house.mark().items()} == {"anna": "unchanged", "bo": "marked", "carl": "marked"}


def test_a_mistake_in_our_own_test_costs_nobody_points(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.hand_in("anna")
    house.collect()
    monkeypatch.setattr("widgets.marking.marking.mark", lambda *_: 1 / 0)
    marked = house.mark()["anna"]
    assert marked.state == "failed"
    assert "Anna: afleveringen blev ikke rettet" in marked.problems[0]
    monkeypatch.undo()


def test_a_lost_gradebook_is_made_again(house: House) -> None:
    house.hand_in("anna")
    for path in house.home.glob("gradebook.db*"):
        path.unlink()
    assert house.collect_and_mark()["anna"].state == "marked"
    assert house.grades("anna")["valg"].points == 4


def test_stock_settings_are_noticed_before_anything_is_marked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from grading import config
    from grading.errors import NotInForce

    house.hand_in("anna")
    house.collect()
    stock = config.config()
    del stock.Autograde.autograde_preprocessors
    monkeypatch.setattr(config, "config", lambda: stock)
    with pytest.raises(NotInForce, match="autograde_preprocessors"):
        house.mark()
    assert house.grades("anna") == {}
