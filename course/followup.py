"""When to follow up after a solution has gone live: intervals turned into working days, and the calendar that holds them."""

import calendar
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from course.clock import ZONE
from course.text import Language, Text

SUMMER_WEEKS = range(28, 33)
WINTER_WEEKS = (7, 8)
BEGINS, LASTS = time(9), timedelta(minutes=30)

EASTER = Text(da="I påskeugen; mange holder fri.", en="In the week of Easter; many are away.")
WINTER = Text(da="Måske vinterferie.", en="Perhaps the winter holiday.")


@dataclass(frozen=True)
class Interval:
    """How long after going live: a number of `weeks` or `months`."""

    unit: str
    number: int

    @property
    def id(self) -> str:
        """The interval as an answer names it, such as `weeks-4`."""
        return f"{self.unit}-{self.number}"

    @property
    def text(self) -> Text:
        """The interval in words."""
        one = self.number == 1
        if self.unit == "weeks":
            return Text(da=f"{self.number} {'uge' if one else 'uger'}", en=f"{self.number} {'week' if one else 'weeks'}")
        return Text(da=f"{self.number} {'måned' if one else 'måneder'}", en=f"{self.number} {'month' if one else 'months'}")

    def after(self, start: date) -> date:
        """The day this long after `start`; a month's last day where that month is too short."""
        if self.unit == "weeks":
            return start + timedelta(weeks=self.number)
        years, month = divmod(start.month - 1 + self.number, 12)
        year = start.year + years
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class FollowUp:
    """A day to follow up: what it was to be, what it is, and what to look out for."""

    interval: Interval
    wanted: date
    day: date
    note: Text | None


def follow_ups(live: date, intervals: Iterable[Interval]) -> list[FollowUp]:
    """The days to follow up, earliest first, each day once: the next working day that is outside weeks 28–32."""
    found: dict[date, FollowUp] = {}
    for interval in intervals:
        wanted = interval.after(live)
        day = next_working_day(wanted)
        found.setdefault(day, FollowUp(interval, wanted, day, _note(day)))
    return [found[day] for day in sorted(found)]


def next_working_day(day: date) -> date:
    """`day`, or the first day after it that is no weekend, no Danish holiday and in none of the summer's weeks."""
    while day.isoweekday() > 5 or day.isocalendar().week in SUMMER_WEEKS or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


def ics(days: list[FollowUp], event: str, about: str, owner: str, language: Language) -> bytes:
    """The days as a calendar file: half an hour from nine each, with an alarm the day before.

    An event's UID is made of `owner` (what tells this learner's tool from others) and its interval, so that a calendar that reads the
    file twice has the event once, moved where its day has moved.
    """
    from icalendar import Alarm, Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Kompetencevej//Follow-up//DA")
    made.add("version", "2.0")
    for one in days:
        begins = datetime.combine(one.day, BEGINS, ZONE)
        entry = Event()
        entry.add("uid", f"{hashlib.sha256(f'{owner} {one.interval.id}'.encode()).hexdigest()[:32]}@kompetencevej")
        entry.add("dtstamp", datetime.now(ZoneInfo("UTC")))
        entry.add("summary", f"{event} ({one.interval.text.pick(language)})")
        entry.add("description", "\n".join([about, *([one.note.pick(language)] if one.note else [])]))
        entry.add("dtstart", begins)
        entry.add("dtend", begins + LASTS)
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", event)
        reminder.add("trigger", timedelta(days=-1))
        entry.add_component(reminder)
        made.add_component(entry)
    if days:
        made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content


@cache
def _holidays(year: int) -> Any:
    """The holidays of a year, most municipalities' days off among them; none after 2100, the last year that the library knows."""
    from holidays import OPTIONAL, PUBLIC, country_holidays

    return country_holidays("DK", years=year, categories=(PUBLIC, OPTIONAL), expand=False)


def _note(day: date) -> Text | None:
    thursdays = [one for one in _holidays(day.year) if one.month in (3, 4) and one.isoweekday() == 4]
    if any(timedelta(0) <= maundy - day < timedelta(days=7) for maundy in sorted(thursdays)[:1]):
        return EASTER
    return WINTER if day.isocalendar().week in WINTER_WEEKS else None
