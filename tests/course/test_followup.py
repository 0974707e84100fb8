"""A solution goes live, and the days to follow up are worked out and go into a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from course.followup import EASTER, Interval, follow_ups, ics, next_working_day

PATTERN = [*(Interval("weeks", number) for number in (1, 2, 4, 8)), *(Interval("months", number) for number in (3, 6, 9, 12, 18, 24))]


def test_a_start_in_february_2026_leads_to_the_days_worked_out_by_hand() -> None:
    worked_out = follow_ups(date(2026, 2, 2), PATTERN)
    assert [f"{one.day:%a %-d %b %Y}" for one in worked_out] == [
        *("Mon 9 Feb 2026", "Mon 16 Feb 2026", "Mon 2 Mar 2026", "Mon 30 Mar 2026"),
        *("Mon 4 May 2026", "Mon 10 Aug 2026", "Mon 2 Nov 2026", "Tue 2 Feb 2027"),
        *("Mon 16 Aug 2027", "Wed 2 Feb 2028"),
    ]
    assert [one.wanted for one in worked_out if one.day != one.wanted] == [date(2026, 5, 2), date(2026, 8, 2), date(2027, 8, 2)]
    assert [one.day for one in worked_out if one.note is EASTER] == [date(2026, 3, 30)]
    assert worked_out[0].note is not None, "perhaps the winter holiday"


def test_three_months_after_the_first_of_june_is_the_first_of_september() -> None:
    assert follow_ups(date(2026, 6, 1), [Interval("months", 3)])[0].day == date(2026, 9, 1)


def test_a_month_too_short_ends_on_its_last_day() -> None:
    assert Interval("months", 1).after(date(2028, 1, 31)) == date(2028, 2, 29)
    assert Interval("months", 12).after(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(("day", "works"), [("2026-04-02", "2026-04-07"), ("2026-12-24", "2026-12-28"), ("2026-05-14", "2026-05-15")])
def test_a_holiday_gives_way_to_the_next_working_day(day: str, works: str) -> None:
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(works)


@settings(deadline=None)
@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_found_is_soon_and_worked_on(day: date) -> None:
    found = next_working_day(day)
    assert timedelta(0) <= found - day <= timedelta(days=45)
    assert found.isoweekday() <= 5
    assert not 28 <= found.isocalendar().week <= 32


def test_beyond_the_years_that_the_holidays_are_known_for_weekends_and_summer_still_give_way() -> None:
    assert follow_ups(date(2099, 12, 31), [Interval("months", 60)])[0].day == date(2104, 12, 31)


def test_two_intervals_that_meet_on_a_day_are_one_date() -> None:
    assert [one.interval.id for one in follow_ups(date(2026, 6, 1), [Interval("weeks", 6), Interval("weeks", 7)])] == ["weeks-6"]


def test_the_calendar_holds_each_day_with_an_alarm_in_danish_time() -> None:
    made = Calendar.from_ical(ics(follow_ups(date(2026, 2, 2), PATTERN), "Opfølgning", "EG/VUM", "anna 4-x dage", "da"))
    events = made.walk("VEVENT")
    assert len(events) == 10
    assert events[5]["SUMMARY"] == "Opfølgning (6 måneder)"
    assert events[5]["DTSTART"].dt.isoformat() == "2026-08-10T09:00:00+02:00"
    assert events[0]["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert len(made.walk("VTIMEZONE")) == 1
    assert all(event.walk("VALARM") for event in events)


def test_a_calendar_read_twice_has_each_event_once_and_another_learners_beside_it() -> None:
    def uids(owner: str, live: date) -> set[str]:
        made = Calendar.from_ical(ics(follow_ups(live, PATTERN), "Opfølgning", "", owner, "en"))
        return {str(event["UID"]) for event in made.walk("VEVENT")}

    first = uids("anna", date(2026, 2, 2))
    assert len(first) == 10
    assert uids("anna", date(2026, 2, 2)) == first
    assert uids("anna", date(2026, 3, 2)) == first, "a day that moved is moved in the calendar"
    assert not uids("bo", date(2026, 2, 2)) & first
