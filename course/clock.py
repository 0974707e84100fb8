"""Which day it is for those who take the course: the store keeps UTC, people count days in Denmark."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")


def there(at: datetime) -> datetime:
    """A moment of the store (UTC, without offset) as clocks in Denmark show it."""
    return at.replace(tzinfo=UTC).astimezone(ZONE)


def day_of(at: datetime) -> date:
    """The day of a moment of the store (UTC, without offset) in Denmark."""
    return there(at).date()


def end_of(day: date) -> datetime:
    """When a day in Denmark is over, as the store keeps times (UTC, without offset)."""
    return datetime.combine(day + timedelta(days=1), time(), ZONE).astimezone(UTC).replace(tzinfo=None)


def today() -> date:
    """The day it is in Denmark."""
    return datetime.now(ZONE).date()
