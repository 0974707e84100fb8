"""The employee's page about her own data: what is kept, who sees it, who looked at her levels, and a copy to take home."""

from dataclasses import dataclass
from datetime import date, datetime

from course.clock import day_of
from course.pages import File, Request, Response, Show
from course.privacy.export import from_store
from course.privacy.packing import as_zip
from course.privacy.rules import privacy
from course.store.viewings import Viewing
from course.text import Text
from course.viewing import somebody
from widgets.service.pages.asked import FRONT
from widgets.service.web.rendering import local_day

SHOWN = 20


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
    return Looks(somebody(last.viewer, last.name), last.page.told, len(group), last.seen_at)


def _in_both(day: date) -> Text:
    return Text(da=local_day(day, "da"), en=local_day(day, "en"))
