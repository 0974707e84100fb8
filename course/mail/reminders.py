"""Reminders of deadlines: who is to have one today, what it says, and sending those that wait."""

import hashlib
import logging
import os
import smtplib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from babel.dates import format_date

from course import clock, settings
from course.deadlines import REMINDED
from course.framework import organisation
from course.mail.server import Away, Server, Unsure
from course.modules import Module, catalogue
from course.store import Person, Store
from course.text import Language, Text

log = logging.getLogger(__name__)
NEVER = range(500, 600)
"""The answers by which a mail server says for good that it will not take a mail."""


@dataclass(frozen=True)
class Reminder:
    """What a person is reminded of: the modules that she has not handed in, each with its day, the first day first."""

    person: Person
    email: str
    modules: tuple[tuple[Module, date], ...]


@dataclass
class Sent:
    """How many mails the server took, and how many it did not, or nobody knows."""

    taken: int = 0
    refused: int = 0


def due(store: Store, today: date) -> set[str]:
    """Whom there is something to remind of today (logins): who is in a team with a deadline soon, has an address, and has not handed in."""
    teams: dict[str, set[str]] = {}
    modules = {one.id for one in catalogue()}
    for one in store.deadlines.between(today, today + REMINDED):
        if one.module in modules:
            teams.setdefault(one.team, set()).add(one.module)
    found: set[str] = set()
    for team, asked in teams.items():
        members = {one.username for one in store.people.team(team) if one.email}
        done = store.deadlines.handed_in(members, asked)
        found |= {who for who in members if any(who not in done[module] for module in asked)}
    return found


def of(store: Store, login: str, today: date) -> Reminder | None:
    """What there is to remind this person of today, if anything. Raises StorageError."""
    person, modules = store.people.get(login), {one.id: one for one in catalogue()}
    if person is None or not person.active or not person.email:
        return None
    asked = [one for one in store.deadlines.of(person.team) if today <= one.by <= today + REMINDED and one.module in modules]
    done = store.deadlines.handed_in([login], [one.module for one in asked])
    missing = tuple((modules[one.module], one.by) for one in asked if login not in done[one.module])
    return Reminder(person, person.email, missing) if missing else None


def remind(store: Store, server: Server) -> Sent:
    """Send every reminder whose turn it is; one that the server does not take stops no other. Raises StorageError, or Away when no mail can go."""
    store.reminders.want(due(store, clock.today()))
    sent = Sent()
    while login := store.reminders.take():
        reminder = of(store, login, clock.today())  # she may have handed in since
        if reminder is None:
            store.reminders.drop(login)
        elif _send(store, server, reminder):
            sent.taken += 1
        else:
            sent.refused += 1
    return sent


def written(reminder: Reminder, sender: str, at: datetime) -> EmailMessage:
    """The mail, in Danish with the English below: the store does not know in which language somebody reads. `at` is now, in UTC."""
    message = EmailMessage()
    course = organisation().course
    message["Subject"] = f"Husk at aflevere senest {_day(reminder.modules[0][1], 'da')}"
    message["From"], message["To"] = sender, reminder.email
    message["Date"] = format_datetime(at.replace(tzinfo=UTC))
    message["Message-ID"] = _message_id(reminder, sender, at)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine answers
    message.set_content(f"{_words(reminder, course).da}\n\n---\n\n{_words(reminder, course).en}\n")
    return message


def _words(reminder: Reminder, course: Text) -> Text:
    where = os.environ.get(settings.ADDRESS)
    da = "\n".join(f"- {module.about.title.da}, senest {_day(by, 'da')}" for module, by in reminder.modules)
    en = "\n".join(f"- {module.about.title.en}, by {_day(by, 'en')}" for module, by in reminder.modules)
    return Text(
        da=f"Hej {reminder.person.name}\n\nDit team skal have afleveret det her i {course.da}, og du mangler det endnu:\n\n{da}\n\n"
        f"Det, du allerede har svaret, er gemt. {f'Fortsæt her: {where}' if where else 'Åbn kurset, så står det øverst, hvor du slap.'}\n\n"
        "Passer dagen ikke, så tal med din leder. Du får højst én påmindelse om ugen og ingen, når du har afleveret.",
        en=f"Hello {reminder.person.name}\n\nYour team is asked to have handed this in in {course.en}, and yours is missing:\n\n{en}\n\n"
        f"What you have answered is saved. {f'Continue here: {where}' if where else 'Open the course, and you see where you left off.'}\n\n"
        "If the day does not suit you, talk to your manager. You get at most one reminder a week, and none once you have handed in.",
    )


def _message_id(reminder: Reminder, sender: str, at: datetime) -> str:
    """The same for a person all week, so that a mail server that gets it twice can tell."""
    year, week, _ = at.isocalendar()
    told = hashlib.sha256(f"{reminder.person.username} {year} {week}".encode()).hexdigest()[:32]
    return f"<{told}@{sender.rpartition('@')[2]}>"


def _send(store: Store, server: Server, reminder: Reminder) -> bool:
    learner = reminder.person.username
    try:
        server.send(written(reminder, server.sender, datetime.now(UTC)))
    except Away:
        store.reminders.failed(learner)
        raise
    except Unsure:
        log.warning("The line to the mail server broke in a reminder to %s, which may have arrived; the next is in a week", learner)
        return False
    except (OSError, smtplib.SMTPException, ValueError) as error:
        again = "in a week" if _for_good(error) else f"at {store.reminders.failed(learner)} UTC"
        log.warning("The mail server did not take a reminder to %s (%s); the next try is %s", learner, type(error).__name__, again)
        return False
    store.reminders.sent(learner)
    return True


def _for_good(error: Exception) -> bool:
    """Whether the server says of the address or the mail that it will never take it (RFC 5321, 4.2.1: a code from 500)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in NEVER for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code in NEVER


def _day(day: date, language: Language) -> str:
    return format_date(day, "d. MMMM y" if language == "da" else "d MMMM y", locale="da_DK" if language == "da" else "en_GB")
