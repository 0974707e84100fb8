"""Turning templates into pages: the frame, what it needs to know, and words for numbers and times."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import mistune
from babel.dates import format_date, format_datetime
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from course.clock import ZONE, day_of, there
from course.text import Language, Text, decimal
from widgets.service.web import assets

THEME = Path(__file__).parents[2] / "theme"
LOCALES = {"da": "da_DK", "en": "en_GB"}
NAMELESS = Text(da="Kurset", en="The course")  # on the page that tells that the data with the name cannot be read
OPTIONAL = {
    "viewer": None,
    "organisation": None,
    "theme": "",
    "crumbs": (),
    "wide": False,
    "beside": False,
    "local": False,
    "preview": False,
    "mark": "_xsrf",
    "unkept": None,
    "passing": None,
    "alone": True,
    "logout": None,
    "lasts": None,
    "error": None,
    "only": "",
    "in_file": False,
}


@cache
def environment(templates: Path | None = None) -> Environment:
    """A template environment for pages whose templates lie in `templates`, with the theme's behind them; it keeps what it has read of them."""
    folders = [FileSystemLoader(folder) for folder in (templates, THEME / "templates") if folder]
    found = Environment(loader=ChoiceLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {"paragraphs": paragraphs, "local": local, "local_day": local_day, "decimal": decimal}
    return found


def render(environment: Environment, template: str, base: str, context: Mapping[str, Any]) -> str:
    """The template's HTML; `base` is the course's base address."""
    known = context.get("organisation")
    return environment.get_template(template).render(
        {
            "course_name": known.course if known else NAMELESS,
            **OPTIONAL,
            **context,
            "base": base,
            "asset": lambda name: f"{base}theme/{name}?v={assets.version(name)}",
        }
    )


def embedded(data: Any) -> str:
    """Data as JSON that can stand in a page's HTML, whatever a learner has written."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, which are separated by blank lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def local(at: datetime, language: Language) -> str:
    """A moment in UTC as the reader's clock and language say it."""
    pattern = "d. MMMM y 'kl.' HH.mm" if language == "da" else "d MMMM y 'at' HH:mm"
    return format_datetime(there(at), pattern, tzinfo=ZONE, locale=LOCALES[language])


def local_day(at: datetime | date, language: Language) -> str:
    """The day of a moment in UTC, or a day."""
    day = day_of(at) if isinstance(at, datetime) else at
    return format_date(day, "d. MMMM y" if language == "da" else "d MMMM y", locale=LOCALES[language])


_markdown = mistune.create_markdown(escape=True, plugins=["table"])


def markdown(source: str) -> Markup:
    """A notebook's prose as HTML; HTML in it is shown as text."""
    return Markup(_markdown(source))  # noqa: S704  mistune escapes what the author wrote
