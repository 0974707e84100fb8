"""A manager sees every team she leads and how it went through a year; a chief sees figures of the teams below her, and nobody in them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from course import clock, counting
from course.chain import counted, leaders_below, teams_below, together
from course.errors import CourseError, InvalidAnswer, NotFound
from course.framework import framework, organisation
from course.pages import Go, Request, Response, Show
from course.store import Person, Result, Store
from course.store.agreed_tables import TalkRow
from course.store.database import now
from course.store.group_tables import PublishedRow
from course.store.published import LEAST
from course.store.tables import EvidenceRow, SubmissionRow
from course.tally import Tally
from tests.stores import new_store
from widgets.service.pages import manager, over_time
from widgets.service.web import rendering

KANAL = "samtale.kanal"
LIS = Person("lis", "Lis Leder", "leder", manages="Nord", also_manages=("Syd/Vest",), manager="carl")
PER = Person("per", "Per Leder", "leder", manages="Øst", manager="carl")
CARL = Person("carl", "Carl Chef", "leder", manager="dorte", chief=True)
DORTE = Person("dorte", "Dorte Direktør", "leder", chief=True)
numbers = count(1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    opened = new_store(f"sqlite:///{tmp_path}/chain.db")
    opened.people.change([LIS, PER, CARL, DORTE])
    yield opened
    opened.database.close()


def shows(store: Store, who: str, level: float, at: datetime | None = None, back: datetime | None = None) -> None:
    """Somebody's work shows a level, and comes back at once or later."""
    at = at or now()
    with store.database.transaction() as session:
        row = SubmissionRow(
            learner=who, module="9-proeve", number=next(numbers), module_version="1", answers={}, handed_in_at=at, marked_at=back or at
        )
        session.add(row)
        session.flush()
        told = {"level": level, "shown": level, "results": 1, "worked_at": at, "module": "9-proeve", "basis": []}
        session.add(EvidenceRow(learner=who, competence=KANAL, submission_id=row.id, **told))


def colleagues(store: Store, team: str, size: int, level: float = 2.0, at: datetime | None = None) -> list[str]:
    found = [f"{team[0].lower()}{number}" for number in range(size)]
    for who in found:
        store.people.put(Person(who, f"Kollega {who}", "raadgiver", team=team))
        shows(store, who, level, at)
    return found


def ask(store: Store, viewer: Person, path: str, form: dict[str, str] | None = None, **parts: str) -> Response:
    route = next(one for one in manager.page_set.routes if one.path == path)
    return route.answer(Request(viewer, store, parts, form or {}))


def drawn(response: Response) -> str:
    assert isinstance(response, Show)
    frame = {"language": "da", "page_url": "team", "xsrf": lambda: "", "organisation": organisation()}
    return rendering.render(rendering.environment(manager.page_set.templates), response.template, "/", {**frame, **response.context})


def told(store: Store, chief: Person, team: str) -> Tally | None:
    place = [one.id for one in framework().competences].index(KANAL)
    cell = next(one for one in teams_below(store, chief)[0] if one.team == team).cells[place]
    return cell.tally if cell else None


def test_whoever_leads_two_teams_sees_both_and_switches_at_an_address_that_keeps_the_team(store: Store) -> None:
    colleagues(store, "Nord", 1)
    colleagues(store, "Syd/Vest", 1)
    first, second = drawn(ask(store, LIS, "team")), drawn(ask(store, LIS, manager.A_TEAM, team="Syd/Vest"))
    assert "Kollega n0" in first
    assert "Kollega s0" in second
    assert "Kollega n0" not in second
    for page in (first, second):
        assert 'href="/teams/Syd%2FVest"' in page
        assert 'href="/teams/Nord"' in page
    assert "Kollega s0" in drawn(ask(store, LIS, r"team/(?P<username>[^/]{1,120})", username="s0"))
    assert [one.page for one in store.viewings.of("s0")] == ["member", "team"]


@pytest.mark.parametrize("path", [manager.A_TEAM, manager.A_TEAM + r"/levels\.csv", manager.A_TEAM + "/over-time"])
def test_no_address_opens_a_team_that_somebody_else_leads(store: Store, path: str) -> None:
    colleagues(store, "Øst", 1)
    for viewer in (LIS, CARL):
        with pytest.raises(CourseError, match=r"You lead no team of that name|The page is for managers"):
            ask(store, viewer, path, team="Øst")
    assert store.viewings.of("ø0") == []


def test_a_chief_sees_the_teams_below_her_however_far_in_figures_and_no_names(store: Store) -> None:
    for team in ("Nord", "Syd/Vest", "Øst"):
        colleagues(store, team, LEAST)
    assert ask(store, DORTE, "team") == Go("teams")
    for chief in (CARL, DORTE):
        assert list(leaders_below(store, chief)) == ["Nord", "Syd/Vest", "Øst"]
        page = drawn(ask(store, chief, "teams"))
        assert "Lis Leder" in page
        assert "Kollega" not in page
    with pytest.raises(NotFound):
        ask(store, DORTE, r"team/(?P<username>[^/]{1,120})", username="n0")
    assert "ingen ledere af teams under dig" in drawn(ask(store, PER, "teams"))


def test_a_ring_among_managers_ends(store: Store) -> None:
    store.people.put(Person("dorte", "Dorte Direktør", "leder", manager="carl", chief=True))
    assert list(leaders_below(store, CARL)) == ["Nord", "Syd/Vest", "Øst"]


def test_a_small_team_is_hidden_and_no_total_holds_it(store: Store) -> None:
    colleagues(store, "Nord", LEAST - 1, level=4.0)
    colleagues(store, "Øst", LEAST, level=1.0)
    assert told(store, CARL, "Nord") is None
    total = next(one for one in together(teams_below(store, DORTE)[0]) if one.competence.id == KANAL)
    assert total.tally is not None
    assert (total.tally.shown, total.tally.mean_level, total.teams) == (LEAST, 1.0, 1)


def test_what_one_person_changes_between_two_looks_is_not_shown_until_five_have_shown_something_new(store: Store) -> None:
    people = colleagues(store, "Nord", LEAST + 1)
    first = told(store, CARL, "Nord")
    for number, who in enumerate(people[:LEAST]):
        assert told(store, CARL, "Nord") == told(store, DORTE, "Nord") == first, f"after {number}"
        shows(store, who, 4.0)
    store.people.put(Person(people[-1], "Kollega", "raadgiver", team="Øst"))
    later = told(store, CARL, "Nord")
    assert later is not None
    assert later.shown == LEAST
    assert later != first


def test_a_look_that_has_waited_long_enough_leaves_the_other_teams_to_the_next(store: Store) -> None:
    for team in ("Nord", "Syd/Vest", "Øst"):
        colleagues(store, team, LEAST)
    assert [teams_below(store, CARL, patience=0)[1] for _ in range(4)] == [2, 1, 0, 0]
    assert told(store, CARL, "Øst") is not None


def test_what_a_look_left_is_counted_meanwhile(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPETENCEVEJ_DATABASE", store.database.url)
    for team in ("Nord", "Syd/Vest", "Øst"):
        colleagues(store, team, LEAST)
    below, left = teams_below(store, CARL, patience=0)
    counting.go_on_with(one.team for one in below)
    counting.end()
    counting.begin().join(20)
    assert left == 2
    assert set(store.published.of(["Nord", "Syd/Vest", "Øst"])) >= {(team, KANAL) for team in ("Nord", "Syd/Vest", "Øst")}


def test_who_leaves_or_is_erased_is_not_told_by_what_is_missing(store: Store) -> None:
    people = colleagues(store, "Nord", LEAST + 1)
    first = told(store, CARL, "Nord")
    store.people.put(Person(people[0], "Kollega", "raadgiver", team="Nord", active=False))
    store.personal.erase(people[1], keep_record=False)
    assert told(store, CARL, "Nord") == first


def test_five_who_move_to_another_team_do_not_tell_the_level_of_the_one_who_stays(store: Store) -> None:
    colleagues(store, "Øst", LEAST, level=1.0)
    before = told(store, CARL, "Øst")
    people = colleagues(store, "Nord", LEAST + 1)
    left = told(store, CARL, "Nord")
    for who in people[:LEAST]:
        store.people.put(Person(who, f"Kollega {who}", "raadgiver", team="Øst"))
    assert (told(store, CARL, "Nord"), told(store, CARL, "Øst")) == (left, before), "Øst with them less Øst without them is Nord less one"
    for who in people[:LEAST]:
        shows(store, who, 4.0)
    later = told(store, CARL, "Øst")
    assert later is not None
    assert later.shown == 2 * LEAST


def test_two_replicas_that_count_at_once_do_not_publish_what_differs_by_one(store: Store) -> None:
    people = colleagues(store, "Nord", LEAST + 1)
    shows(store, people[0], 4.0)
    both = [counted(store, ["Nord"])]
    store.people.put(Person("n9", "Kollega n9", "raadgiver", team="Nord"))
    shows(store, "n9", 0.0)
    both.append(counted(store, ["Nord"]))
    for one in both:
        store.published.renew(one)
    first = told(store, CARL, "Nord")
    assert first is not None
    assert first.shown == LEAST + 1


def test_a_hand_in_that_is_marked_again_is_nothing_new(store: Store) -> None:
    colleagues(store, "Nord", LEAST)
    first = told(store, CARL, "Nord")
    with store.database.transaction() as session:
        ids = list(session.scalars(select(SubmissionRow.id)))
    for id in ids:
        store.submissions.publish(id, [Result("valg", KANAL, 1, 1.0, 1)])
    assert told(store, CARL, "Nord") == first


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    opened = new_store("sqlite://")
    opened.people.change([LIS, PER, CARL])
    yield opened
    opened.database.close()


FIVE_MOVE = [
    *((who, "moves", False) for who in range(6, 11)),
    *((who, "works", who == 10) for who in range(6, 11)),
    *((who, "works", who == 5) for who in range(6)),
    *((who, "moves", who == 4) for who in range(5)),
]
steps = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["works", "works", "works", "moves"]), st.booleans()), max_size=40)


@settings(deadline=None, max_examples=15)
@given(steps)
@example(FIVE_MOVE)
def test_each_figure_is_about_the_work_of_five_that_no_figure_before_it_was_about(
    shared: Store, steps: list[tuple[int, str, bool]]
) -> None:
    """So whatever figures are added or subtracted, of teams and at times however chosen, the last of them leaves the work of five, or none is left."""
    with shared.database.transaction() as session:
        for table in (EvidenceRow, SubmissionRow, PublishedRow):
            session.execute(delete(table))
    team, work, made = dict.fromkeys(range(12), "Nord"), dict.fromkeys(range(12), 0), set[tuple[str, datetime]]()
    held: set[tuple[int, int]] = set()
    for who, does, looks in steps:
        if does == "works":
            work[who] += 1
            shows(shared, f"k{who}", 2.0)
        else:
            team[who] = "Øst" if team[who] == "Nord" else "Nord"
        shared.people.put(Person(f"k{who}", "Kollega", "raadgiver", team=team[who]))
        if looks:
            teams_below(shared, CARL)
            now_made = {(key[0], one.made_at) for key, one in shared.published.of(["Nord", "Øst"]).items()}
            for name, _ in now_made - made:
                about = {(one, number) for one in team if team[one] == name for number in range(work[one])}
                assert len({one for one, _ in about - held}) >= LEAST
                held |= about
            made = now_made


def test_a_year_is_drawn_by_area_with_the_level_as_it_was_at_each_date(store: Store) -> None:
    (anna,) = colleagues(store, "Nord", 1, level=1.0, at=now() - timedelta(days=200))
    shows(store, anna, 3.0, now() - timedelta(days=20))
    page = ask(store, LIS, manager.A_TEAM + "/over-time", team="Nord")
    assert isinstance(page, Show)
    moved = next(one for one in page.context["courses"] if any(moment.tally.shown for moment in one["moments"]))
    levels = [moment.tally.mean_level if moment.tally.shown else None for moment in moved["moments"]]
    assert levels[:6] == [None] * 6
    assert (levels[6], levels[-1]) == (1.0, 2.3)
    html = drawn(page)
    assert "<svg" in html
    assert "Se tallene" in html
    assert [one.page for one in store.viewings.of(anna)] == ["team"]


def test_what_is_new_since_a_date_names_members_in_the_order_of_their_names(store: Store) -> None:
    people = colleagues(store, "Nord", 2, level=1.0, at=now() - timedelta(days=50))
    shows(store, people[1], 3.0, now() - timedelta(days=3))
    day = (now() - timedelta(days=10)).date().isoformat()
    page = drawn(ask(store, LIS, manager.A_TEAM + "/over-time", {"since": day}, team="Nord"))
    new = page[page.index("since-name") :]
    assert "Kollega n1" in new
    assert "Kollega n0" not in new
    assert drawn(ask(store, LIS, manager.A_TEAM + "/over-time", team="Nord")).count("ikke vist før") == 2


def proposed(store: Store, who: str, place: int, agreed_at: datetime | None) -> None:
    """Lis proposes something to somebody, who says yes to it then, or has not yet."""
    step = {"competence": KANAL, "step": "Prøver det af", "by": "2030-01-01"}
    told = {"manager": "lis", "lines": [step], "comment": "", "revision": 1, "saved_at": agreed_at or now()}
    with store.database.transaction() as session:
        session.add(TalkRow(learner=who, place=place, agreed_at=agreed_at, **told))


def test_what_is_new_since_her_last_talk_is_what_nobody_could_read_at_it(store: Store) -> None:
    talk, before, after = (now() - timedelta(days=ago) for ago in (10, 12, 5))
    known, handed_in_later, marked_later = colleagues(store, "Nord", 3, level=1.0, at=now() - timedelta(days=50))
    for who in (known, handed_in_later, marked_later):
        proposed(store, who, 1, now() - timedelta(days=40))
        proposed(store, who, 2, talk)
        proposed(store, who, 3, None)
    shows(store, known, 3.0, at=before)
    shows(store, handed_in_later, 3.0, at=after)
    shows(store, marked_later, 3.0, at=before, back=after)
    page = ask(store, LIS, manager.A_TEAM + "/over-time", team="Nord")
    assert isinstance(page, Show)
    found = {member.person.username: [(day, one.before, one.after) for one in new] for member, day, new in page.context["changes"]}
    assert found == {who: [(clock.day_of(talk), 1.0, 2.3)] for who in (handed_in_later, marked_later)}
    assert rendering.local_day(talk, "da") in drawn(page)


@pytest.mark.parametrize("wrong", ["i går", "2026-02-30", "9999-01-01"])
def test_a_date_that_cannot_be_used_is_told(store: Store, wrong: str) -> None:
    with pytest.raises(InvalidAnswer, match="Choose a date"):
        ask(store, LIS, manager.A_TEAM + "/over-time", {"since": wrong}, team="Nord")


def test_a_manager_sees_a_members_history_and_a_former_manager_nothing_of_it(store: Store) -> None:
    colleagues(store, "Nord", 1, at=now() - timedelta(days=30))
    store.people.put(Person("n0", "Kollega n0", "raadgiver", team="Øst"))
    assert "Kollega n0" in drawn(ask(store, PER, manager.A_TEAM + "/over-time", team="Øst"))
    assert "Kollega n0" not in drawn(ask(store, LIS, manager.A_TEAM + "/over-time", team="Nord"))


def test_the_same_picture_is_drawn_once(store: Store) -> None:
    colleagues(store, "Nord", 1)
    for _ in range(2):
        before = over_time._drawn.cache_info().misses
        ask(store, LIS, manager.A_TEAM + "/over-time", team="Nord")
    assert over_time._drawn.cache_info().misses == before


def test_a_day_ends_at_midnight_in_denmark(store: Store) -> None:
    day = clock.today() - timedelta(days=3)
    people = colleagues(store, "Nord", 2, at=clock.end_of(day) - timedelta(minutes=1))
    shows(store, people[1], 4.0, clock.end_of(day) + timedelta(minutes=1))
    page = drawn(ask(store, LIS, manager.A_TEAM + "/over-time", {"since": day.isoformat()}, team="Nord"))
    new = page[page.index("since-name") :]
    assert ("Kollega n0" in new, "Kollega n1" in new) == (False, True)


def test_the_days_of_a_year_are_thirteen_and_end_today() -> None:
    from course.over_time import months

    days = months(date(2026, 11, 28))
    assert (len(days), days[0], days[-1]) == (13, date(2025, 11, 28), date(2026, 11, 28))
