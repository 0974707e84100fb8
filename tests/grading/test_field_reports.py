"""What has gone wrong in courses elsewhere, tried here. Each test names the kind of report; the inputs are our own.

Numbers are issues of github.com/jupyter/nbgrader where no other project is named.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text, update

from course.errors import CourseError, NotFound, StorageError
from course.store import Person
from course.store.tables import SubmissionRow
from grading import collect, moving, release
from grading import pages as trainers
from grading.desk import marking, texts
from grading.desk.front_page import front
from grading.overview import overview
from tests.grading.test_desk import TINE, desk, desk_home, give, in_formgrader, pile, place, text_of
from tests.grading.test_feedback import asking, page_of, sent
from tests.house import House

__all__ = ["desk", "desk_home"]
AWAY = "postgresql+psycopg://nobody@127.0.0.1:1/none"


def write_by_hand(house: House, learner: str, **columns: Any) -> None:
    """Write into the gradebook past nbgrader, as with a database browser."""
    engine = create_engine(f"sqlite:///{house.home / 'gradebook.db'}")
    with engine.begin() as connection:
        connection.execute(
            text(
                f"update grade set {', '.join(f'{name} = :{name}' for name in columns)} where id in (select grade.id from grade "
                "join base_cell on base_cell.id = grade.cell_id join submitted_notebook on submitted_notebook.id = grade.notebook_id "
                "join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id "
                "where base_cell.name = 'tekst' and student_id = :learner)"
            ),
            {**columns, "learner": learner},
        )
    engine.dispose()


def opened(house: House, learner: str = "anna") -> marking.Opened:
    return marking.opened(house.store, place(house), text_of(house, learner), TINE)


def trainers_page(house: House) -> str:
    page_set = trainers.page_set
    return sent(page_set, page_set.routes[0].answer(asking(house, TINE)))


# Points of a person after marking again


def test_points_and_comment_survive_any_number_of_runs_and_wait_to_be_confirmed(desk: House) -> None:
    """Marking again put None in place of points given by hand (RunestoneServer #1013), or nobody knew why it waited again (#583)."""
    give(desk, "anna", 3, "Godt set.")
    for _ in range(2):
        desk.mark(again=True)
        assert (in_formgrader(desk, "anna")["manual_score"], in_formgrader(desk, "anna")["comment"]) == (3.0, "Godt set.")
        assert desk.feedback()["anna"].state == "waits"
    give(desk, "anna", 3, "Godt set.")
    assert desk.feedback()["anna"].state == "published"
    assert desk.mark()["anna"].state == "unchanged"
    assert desk.feedback()["anna"].state == "unchanged"


def test_points_of_an_earlier_text_are_never_given_for_a_later_one_without_a_person(desk: House) -> None:
    """Old points stood beside a new answer as if they were its own; also where the new answer is empty."""
    give(desk, "anna", 4, "Flot.")
    give(desk, "bo", 4, "Flot.")
    desk.feedback()
    desk.hand_in("anna", tekst="Ved ikke.")
    saved = desk.store.answers.get("bo", desk.module.id, desk.module.tasks["tekst"])
    assert saved
    desk.store.answers.save("bo", desk.module, "tekst", "", saved.revision)
    desk.store.submissions.hand_in("bo", desk.module)
    desk.collect_and_mark()
    assert {learner: one.state for learner, one in desk.feedback().items()} == dict.fromkeys(("anna", "bo", "carl"), "waits")
    assert [(one.head.learner, one.grade.waits) for one in pile(desk)] == [("carl", True), ("anna", True), ("bo", True)]
    give(desk, "bo", 0)
    desk.feedback()
    assert desk.results("bo")["tekst"].points == 0


def test_changed_feedback_reaches_the_learner_who_has_read_the_first(desk: House) -> None:
    """After a regrade new feedback could not be made, or the learner could not see that there was any (#1201)."""
    give(desk, "anna", 1, "Kort.")
    desk.feedback()
    desk.store.submissions.read(text_of(desk, "anna"), yes=True)
    give(desk, "anna", 3, "Jeg læste for hurtigt.")
    assert desk.feedback()["anna"].state == "published"
    page = page_of(desk)
    assert "Jeg læste for hurtigt." in page
    assert "Kort." not in page
    assert "Du har læst det." not in page


# Feedback of another version


def test_a_later_hand_in_shows_nothing_until_it_is_marked_and_the_earlier_keeps_its_own(desk: House) -> None:
    """Feedback of the earlier hand-in was fetched for the later one, for what had not changed between them (#1141)."""
    give(desk, "anna", 2, "Til den første.")
    desk.feedback()
    desk.hand_in("anna", valg=["b"])  # her text is the same
    for step in (lambda: None, desk.collect, desk.mark):
        step()
        assert desk.feedback()["anna"].state in ("newer", "waits")
        with pytest.raises(CourseError, match="not marked yet"):
            page_of(desk, number=2)
        assert "Til den første." in page_of(desk, number=1)
    give(desk, "anna", 3, "Til den anden.")
    desk.feedback()
    assert ("Til den anden." in page_of(desk, number=1), "Til den anden." in page_of(desk, number=2)) == (False, True)
    assert ("Til den første." in page_of(desk, number=1), "Til den første." in page_of(desk, number=2)) == (True, False)


def test_what_was_written_for_an_earlier_hand_in_is_not_given_to_the_later_one_by_an_old_window(desk: House) -> None:
    old = opened(desk)
    desk.hand_in("anna", tekst="Noget helt andet.")
    desk.collect_and_mark()
    written = marking.written(old.place, old.text.id, TINE, level=4, comment="Til den første", revision=0)
    with pytest.raises(CourseError, match="newer hand-in"):
        marking.give(desk.store, old.place, written, old.seen)
    assert (opened(desk).level, opened(desk).comment) == (None, "")


# Points that no task has


@pytest.mark.parametrize(
    ("manual", "extra", "level"),
    [(7, None, 4), (-3, None, 0), (4, 9, 4), (1, -6, 0), (1e308, 1e308, 4), (2.5, None, 3), (3.4999, None, 3)],
)
def test_points_above_the_most_or_below_0_are_told_and_never_reach_a_learner(
    desk: House, manual: float, extra: float | None, level: int
) -> None:
    """Negative points (#827), 30 of 10 (devilry-django #549), and extra credit that lifts a sum above the most."""
    write_by_hand(desk, "anna", manual_score=manual, extra_credit=extra, needs_manual_grade=False)
    found = opened(desk)
    assert found.level is None, "no rubric has such a level"
    assert [one.head.learner for one in pile(desk)] == ["anna", "bo", "carl"]
    assert desk.feedback()["anna"].state == "published"
    result = desk.results("anna")["tekst"]
    assert 0 <= result.points <= result.max_points == 4
    assert result.rubric_level == level
    assert all(0 <= one.level <= 4 for one in desk.store.evidence.of(["anna"])["anna"])
    give(desk, "anna", 2)
    assert (in_formgrader(desk, "anna")["manual_score"], in_formgrader(desk, "anna")["extra_credit"]) == (2.0, None)


@pytest.mark.parametrize("manual", ["3,5", "tre", float("inf"), float("-inf")])
def test_what_is_no_number_stops_nobody_and_waits_for_a_person(desk: House, manual: Any) -> None:
    """A comma, a word or an endless number that somebody wrote into the database: SQLite keeps whatever it is given."""
    write_by_hand(desk, "anna", manual_score=manual, needs_manual_grade=False)
    give(desk, "bo", 3)
    assert {learner: one.state for learner, one in desk.feedback().items()} == {"anna": "waits", "bo": "published", "carl": "waits"}
    assert (opened(desk).level, opened(desk).text.grade.waits) == (None, True)
    assert "Anna" in trainers_page(desk)
    give(desk, "anna", 2)
    assert in_formgrader(desk, "anna")["manual_score"] == 2.0
    assert desk.feedback()["anna"].state == "published"


# Two hand-ins at nearly the same time


@pytest.mark.parametrize("apart", [timedelta(seconds=1), timedelta(microseconds=1)])
def test_of_two_hand_ins_close_together_the_later_one_counts_and_none_is_taken_for_the_other(desk: House, apart: timedelta) -> None:
    """A second submission by accident (#1171), and names that tell the time by the second."""
    first = desk.hand_in("anna", tekst="Den første")
    desk.collect_and_mark()
    give(desk, "anna", 4, "Til den første")
    second = desk.hand_in("anna", tekst="Den anden")
    with desk.store.database.transaction() as session:
        later = update(SubmissionRow).where(SubmissionRow.id == second.id).values(handed_in_at=first.handed_in_at + apart)
        session.execute(later)
    assert desk.feedback()["anna"].state == "newer"
    assert "anna" not in [one.head.learner for one in pile(desk)], "the gradebook speaks of the first"
    desk.collect_and_mark()
    assert (opened(desk).answer, opened(desk).text.grade.waits) == ("Den anden", True)
    assert desk.feedback()["anna"].state == "waits"
    assert [one.number for one in desk.store.submissions.of("anna")] == [1, 2, 3]


def test_a_hand_in_that_comes_while_the_one_before_is_being_marked_is_marked_next(desk: House) -> None:
    desk.hand_in("anna", tekst="Den første")
    desk.collect()
    desk.hand_in("anna", tekst="Den anden")
    desk.mark()
    assert desk.feedback()["anna"].state == "newer"
    desk.collect_and_mark()
    assert opened(desk).answer == "Den anden"


# A module that is released again while somebody marks


def released_again(house: House, folder: Path, *, file: str, old: str, new: str) -> None:
    path = folder.parent.parent / file
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    assert release.release(folder).changed
    house.module = collect.released_module(house.module.id)


def test_levels_stay_levels_when_a_task_gives_other_points_than_before(desk: House, own_modules: Callable[[], Path]) -> None:
    """3 of 4 became 3 of 8 when the assignment was generated again with other points."""
    give(desk, "anna", 3, "Godt set.")
    give(desk, "bo", 1, "Kort.")
    waits = opened(desk, "carl")
    released_again(desk, own_modules(), file="rubrics/9-proeve.yaml", old="points: 4", new="points: 8")
    assert (in_formgrader(desk, "anna")["manual_score"], in_formgrader(desk, "anna")["max_score"]) == (6.0, 8.0)
    assert (opened(desk).level, opened(desk).comment) == (3, "Godt set.")
    written = marking.written(waits.place, waits.text.id, TINE, level=2, comment="Fra før", revision=0)
    marking.give(desk.store, waits.place, written, waits.seen)
    assert in_formgrader(desk, "carl")["manual_score"] == 4.0
    desk.feedback()
    assert [desk.results(one)["tekst"].rubric_level for one in ("anna", "bo", "carl")] == [3, 1, 2]
    marking.undo(desk.store, place(desk), TINE)
    assert marking.undo(desk.store, place(desk), TINE) == text_of(desk, "bo")


def test_she_goes_on_with_a_text_whose_task_reads_differently_now_and_is_told_so(desk: House, own_modules: Callable[[], Path]) -> None:
    """An assignment with submissions could not be released again at all (#1646, #1699), or lost their rows (#471)."""
    found = opened(desk)
    words = " ".join(desk.module.tasks["tekst"].prompt.da.split()[:2])  # type: ignore[attr-defined]
    half = marking.written(found.place, found.text.id, TINE, level=3, comment="Du ser", revision=0)
    marking.save(desk.store, found.place, half)
    released_again(desk, own_modules(), file="modules/9-proeve/tasks/2-vis.yaml", old=words, new=f"Tag det i dag. {words}")
    again = opened(desk)
    assert (again.comment, again.answer) == ("Du ser", found.answer)
    marking.give(desk.store, again.place, replace(half, comment="Du ser det.", revision=again.text.own.revision), found.seen)
    assert in_formgrader(desk, "anna")["comment"] == "Du ser det."
    assert desk.feedback()["anna"].state == "published"


def test_a_text_that_is_no_longer_asked_is_told_and_keeps_nobody_waiting(desk: House, own_modules: Callable[[], Path]) -> None:
    """A task that was taken out needed manual grading for ever (#1682)."""
    give(desk, "anna", 3)
    found = opened(desk, "bo")
    folder = own_modules()
    rubrics = folder.parent.parent / "rubrics" / "9-proeve.yaml"
    rubrics.write_text(rubrics.read_text("utf-8").replace("  tekst:", "  anden:"), "utf-8")
    page = folder / "2-vis.ipynb"
    page.write_text(page.read_text("utf-8").replace("opgave-tekst", "opgave-anden").replace('(\\"tekst\\")', '(\\"anden\\")'), "utf-8")
    released_again(desk, folder, file="modules/9-proeve/tasks/2-vis.yaml", old="- id: tekst", new="- id: anden")
    with pytest.raises(NotFound, match="no such text"):
        texts.place(desk.module.id, "tekst")
    written = marking.written(found.place, found.text.id, TINE, level=3, comment="Skrevet før", revision=0)
    marking.save(desk.store, found.place, written)  # a page that was open
    assert [row.waits for row in overview(desk.module, desk.store).rows] == [()] * 3


# A learner who is called something else, or is elsewhere, in between


def rename(house: House, team: str = "Syd") -> None:
    moving.move("anna", "anna.h")
    house.store.people.change([Person("anna.h", "Anna Holm", "raadgiver", team)], {"anna": "anna.h"})


@pytest.mark.parametrize("when", ["before collecting", "before marking", "while a trainer writes", "before feedback"])
def test_a_learner_with_a_new_login_and_team_gets_what_was_written_of_her_text(desk: House, when: str) -> None:
    """A change of login between the steps left hand-ins under a name that nobody has."""
    desk.hand_in("anna", tekst="Efter ferien.")
    if when == "before collecting":
        rename(desk)
    desk.collect()
    if when == "before marking":
        rename(desk)
    desk.mark()
    who = "anna" if desk.store.people.get("anna") else "anna.h"
    found = opened(desk, who)
    marking.save(desk.store, found.place, marking.written(found.place, found.text.id, TINE, level=None, comment="Du", revision=0))
    if when == "while a trainer writes":
        rename(desk)
    written = marking.written(found.place, found.text.id, TINE, level=3, comment="Du venter.", revision=1)
    marking.give(desk.store, found.place, written, found.seen)
    if when == "before feedback":
        rename(desk)
    assert desk.feedback()["anna.h"].state == "published"
    result = desk.results("anna.h")["tekst"]
    assert (result.rubric_level, result.comment) == (3, "Du venter.")
    assert "Du venter." in page_of(desk, "anna.h", number=2)
    assert [one.learner for one in desk.store.submissions.last_of_all(desk.module.id)].count("anna.h") == 1


# A gradebook that is away


def test_every_page_and_run_tells_that_the_gradebook_is_away_and_loses_nothing(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that did not answer showed a trace, or an empty list that looked like nothing to do."""
    found = opened(desk)
    give(desk, "bo", 3, "Godt.")
    desk.hand_in("dorte", tekst=None)
    desk.collect()
    monkeypatch.setenv("KOMPETENCEVEJ_GRADEBOOK", AWAY)
    whatever: list[Callable[[], Any]] = [
        lambda: pile(desk),
        lambda: opened(desk),
        lambda: trainers_page(desk),
        lambda: overview(desk.module, desk.store),
        desk.feedback,
        desk.mark,
        lambda: marking.undo(desk.store, place(desk), TINE),
    ]
    assert front(asking(desk, TINE))  # what waits is known without it
    for one in whatever:
        with pytest.raises(StorageError, match="gradebook cannot be reached"):
            one()
    saved = marking.save(desk.store, found.place, marking.written(found.place, found.text.id, TINE, level=2, comment="Du", revision=0))
    with pytest.raises(StorageError):
        marking.give(desk.store, found.place, replace(saved, comment="Du ser hende."), found.seen)
    monkeypatch.delenv("KOMPETENCEVEJ_GRADEBOOK")
    back = opened(desk)
    assert (back.level, back.comment, back.text.grade.waits) == (2, "Du ser hende.", True)
    marking.give(desk.store, back.place, back.text.own, back.seen)
    assert desk.mark()["dorte"].state == "marked"
    states = {learner: one.state for learner, one in desk.feedback().items()}
    assert states == {"anna": "published", "bo": "published", "carl": "waits", "dorte": "published"}
