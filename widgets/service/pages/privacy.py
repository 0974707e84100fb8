"""The employee's page about her own data: what is kept, who sees it, who looked at her levels, and a copy to take home."""

from dataclasses import dataclass
from datetime import date, datetime

from course.clock import day_of
from course.pages import File, Request, Response, Show
from course.privacy.export import from_store
from course.privacy.packing import as_zip
from course.privacy.rules import privacy
from course.store.viewings import COMMAND_LINE, FORMER, Viewing
from course.text import Text
from widgets.service.pages.asked import FRONT
from widgets.service.web.rendering import local_day

SHOWN = 20
PAGES = {
    "team": Text(da="Oversigten over teamet", en="The overview of the team"),
    "member": Text(da="Siden om dig", en="The page about you"),
    "report": Text(da="Teamets niveauer hentet som fil", en="The team's levels fetched as a file"),
    "survey": Text(da="Teamets samlede svar i en undersøgelse", en="The team's answers to a survey, all together"),
    "texts": Text(da="Dine afleveringer med tekster, hos en underviser", en="Your hand-ins with their texts, by a trainer"),
    "feedback": Text(da="Din tilbagemelding som fil", en="Your feedback as a file"),
    "talk": Text(da="Samtalen om dine kompetencer", en="The talk about your competences"),
    "target": Text(da="Mål, der er sat for dig", en="Targets set for you"),
    "deadline": Text(da="Hvem der ikke har afleveret til en frist", en="Who has not handed in by a deadline"),
}
SOMEBODY = {
    COMMAND_LINE: Text(da="Den, der driver kurset", en="Whoever runs the course"),
    FORMER: Text(da="En tidligere kollega", en="A former colleague"),
}


@dataclass(frozen=True)
class Looks:
    """All looks of one viewer at one page on one day."""

    who: Text
    page: Text
    times: int
    last: datetime


def shown(request: Request) -> Response:
    """What is kept about whoever asks, and who looked."""
    rules = privacy()
    context = {
        "title": {"da": "Dine oplysninger", "en": "Your data"}, "crumbs": [FRONT], "rules": rules,
        "periods": {name: period(days) for name, days in rules.retention.model_dump().items()},
        "looked_up": _in_both(date.fromisoformat(rules.looked_up)), "looks": _by_day(request.store.viewings.of(request.viewer.username)), "shown": SHOWN,
    }  # fmt: skip
    return Show("privacy.html", context)


def copy(request: Request) -> Response:
    """Everything the store holds about whoever asks, to keep."""
    packed = as_zip(from_store(request.store, request.viewer.username))
    return File("mine-oplysninger-kompetencevej.zip", packed, "application/zip")


def period(days: int) -> Text:
    """So many days, in whole years where they are."""
    years, rest = divmod(days, 365)
    if rest or not years:
        return Text(da=f"{days} {'dag' if days == 1 else 'dage'}", en=f"{days} {'day' if days == 1 else 'days'}")
    return Text(da=f"{years} år", en=f"{years} {'year' if years == 1 else 'years'}")


def _by_day(viewings: list[Viewing]) -> list[Looks]:
    """The log without its repetitions, newest first."""
    groups: dict[tuple[date, str, str], list[Viewing]] = {}
    for one in viewings:  # newest first, so each group begins with its last
        groups.setdefault((day_of(one.seen_at), one.viewer, one.page), []).append(one)
    return [_looks(group) for group in groups.values()]


def _looks(group: list[Viewing]) -> Looks:
    last = group[0]
    who, page = SOMEBODY.get(last.viewer) or _same(last.name or last.viewer), PAGES.get(last.page) or _same(last.page)
    return Looks(who, page, len(group), last.seen_at)


def _same(words: str) -> Text:
    return Text(da=words, en=words)


def _in_both(day: date) -> Text:
    return Text(da=local_day(day, "da"), en=local_day(day, "en"))
