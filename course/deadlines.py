"""A day by which a team is asked to have handed in a module: what a form may ask, who has handed in, and the calendar that holds it.

Until the day has passed, whoever asked sees how many have handed in; after it, who has not. docs/levels.md says so to everybody.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from course import talks
from course.errors import InvalidAnswer
from course.modules import Module
from course.text import Language, Text

REMINDED = timedelta(days=14)
"""How long before the day the reminders begin; the last may come on the day itself."""
NINE = timedelta(hours=9)


@dataclass(frozen=True)
class Deadline:
    """That a team is asked to have handed in a module (its id) on the day `by` in Denmark; set so often, the last time at `saved_at` (UTC)."""

    team: str
    module: str
    by: date
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class TeamProgress:
    """How a team stands to a deadline: so many of its members have handed in, and who has not, by login, once the day has passed."""

    deadline: Deadline
    module: Module
    members: int
    handed_in: int
    missing: tuple[str, ...] | None


def version(found: Sequence[Deadline]) -> str:
    """What tells one state of a team's deadlines from another, so that nobody changes what she has not seen."""
    return hashlib.sha256(repr([(one.module, one.by, one.revision) for one in found]).encode()).hexdigest()[:16]


def asked(form: Mapping[str, str], catalogue: Sequence[Module], today: date) -> tuple[str, date]:
    """The module (its id) and the day in a form's fields `module` and `by`. Raises InvalidAnswer."""
    if form.get("module") not in {one.id for one in catalogue}:
        raise InvalidAnswer("Vælg et modul på listen.", "Choose a module from the list.")
    return form["module"], talks.day(form.get("by", "").strip(), today)


def standings(
    found: Sequence[Deadline], members: Sequence[str], handed_in: Mapping[str, set[str]], catalogue: Sequence[Module], today: date
) -> list[TeamProgress]:
    """How these members of a team (logins) stand to its deadlines, given who has handed in each module, by id. What is no module any more is left out."""
    modules = {one.id: one for one in catalogue}
    return [
        TeamProgress(one, modules[one.module], len(members), len(done), missing if one.by < today else None)
        for one in found
        if one.module in modules
        for done in [handed_in.get(one.module, set()).intersection(members)]
        for missing in [tuple(who for who in members if who not in done)]
    ]


def ics(found: Sequence[tuple[Deadline, Module]], language: Language) -> bytes:
    """The deadlines as a calendar file: a whole day each, with an alarm at nine the day before.

    An event's UID is made of its team and module, and its SEQUENCE counts the changes, so a calendar moves the event whose day was moved.
    What was withdrawn, or is handed in, is not in the file.
    """
    from icalendar import Alarm, Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Kompetencevej//Deadlines//DA")
    made.add("version", "2.0")
    for one, module in found:
        entry, reminder = Event(), Alarm()
        title = Text(da=f"Aflever {module.about.title.da}", en=f"Hand in {module.about.title.en}").pick(language)
        entry.add("uid", f"{hashlib.sha256(f'{one.team} {one.module}'.encode()).hexdigest()[:32]}@kompetencevej")
        entry.add("dtstamp", one.saved_at.replace(tzinfo=UTC))
        entry.add("sequence", one.revision)
        entry.add("summary", title)
        entry.add("dtstart", one.by)
        entry.add("dtend", one.by + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")  # the day is not taken
        reminder.add("action", "DISPLAY")
        reminder.add("description", title)
        reminder.add("trigger", NINE - timedelta(days=1))
        entry.add_component(reminder)
        made.add_component(entry)
    content: bytes = made.to_ical()
    return content
