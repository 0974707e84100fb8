"""What a single cell of a staff list says: a login, a name, a role, yes or no, a date. Each raises Wrong where it cannot say that."""

import re
from collections.abc import Container, Mapping
from datetime import datetime

from course.mail.address import is_email
from course.roster.names import alike
from course.roster.problems import CPR, shown
from course.text import Text
from course.usernames import EXAMPLE, GUEST, MYSELF, SAFE_NAME

NAME_LENGTH, TEAM_LENGTH = 200, 120  # as in the store
SPREADSHEET_ERROR = re.compile(r"#[A-ZÆØÅ0-9/]+[!?]?")
TRUTH = {"": False, "nej": False, "no": False, "false": False, "falsk": False, "0": False, "n": False} | dict.fromkeys(
    ("ja", "yes", "true", "sand", "1", "x", "j", "y"), True
)
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M")


class Wrong(Exception):
    """A cell that cannot be used; `text` says why and what to do."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(da=da, en=en)


def text(value: str, length: int) -> str:
    """A text to be shown to people, at most so long."""
    if CPR.search(value):
        raise Wrong(
            "ligner et CPR-nummer og læses ikke. Er kolonnen den rigtige?",
            "looks like a CPR number and is not read. Is it the right column?",
        )
    if SPREADSHEET_ERROR.fullmatch(value):
        raise Wrong(f"{value} er en fejl fra regnearket. Ret cellen.", f"{value} is an error of the spreadsheet. Correct the cell.")
    if not value.isprintable():
        raise Wrong("rummer usynlige tegn. Skriv cellen igen.", "holds invisible characters. Write the cell again.")
    if len(value) > length:
        raise Wrong(f"er længere end {length} tegn. Forkort den.", f"is longer than {length} characters. Shorten it.")
    return value


def name(value: str) -> str:
    """A colleague's name."""
    if not value:
        raise Wrong("mangler. Skriv personens navn.", "is missing. Write the person's name.")
    return text(value, NAME_LENGTH)


def team(value: str) -> str | None:
    """A team's name, or None."""
    return text(value, TEAM_LENGTH) or None


def teams(value: str, known: Container[str | None]) -> tuple[str, ...]:
    """The teams that a cell names, with semicolons between them, each once; one that is `known` may have a semicolon in its name."""
    names = [value] if value in known else [one.strip() for one in value.split(";")]
    return tuple(dict.fromkeys(found for name in names if (found := team(name))))


def username(value: str) -> str:
    """A login in lower case, as the Hub writes it."""
    login = text(value.lower(), NAME_LENGTH)
    if not SAFE_NAME.fullmatch(login):
        raise Wrong(
            f"{shown(value)} kan ikke bruges som brugernavn. Brug bogstaver, tal og . _ @ + -, og begynd med et bogstav eller tal.",
            f"{shown(value)} cannot be a username. Use letters, digits and . _ @ + -, and begin with a letter or digit.",
        )
    if login == MYSELF or login.startswith(EXAMPLE):
        raise Wrong(
            f"{shown(value)} er en af kursets egne eksempler. Fjern rækken.",
            f"{shown(value)} is one of the course's own examples. Remove the row.",
        )
    if login.startswith(GUEST):
        raise Wrong(
            f"{shown(value)} ligner en gæst, der har afleveret i en fil. Fjern rækken, eller brug et andet brugernavn.",
            f"{shown(value)} looks like a guest who handed in in a file. Remove the row, or use another username.",
        )
    return login


def email(value: str) -> str | None:
    """Where she gets mail, or None."""
    if value and not is_email(value):
        raise Wrong(
            f"{shown(value)} er ingen e-mailadresse. Skriv én adresse uden æ, ø og å, fx anna.lund@kommunen.dk.",
            f"{shown(value)} is no e-mail address. Write one address in plain letters, such as anna.lund@kommunen.dk.",
        )
    return value or None


def former(value: str) -> str | None:
    """The login that she had before, or None."""
    return username(value) if value else None


def role(value: str, titles: Mapping[str, str]) -> str:
    """The role id of a role's name or a job title, looked up as `Words.roles` gives them."""
    if not value:
        raise Wrong("mangler. Skriv en rolle eller stilling.", "is missing. Write a role or a job title.")
    found = titles.get(alike(value))
    if found is None:
        raise Wrong(
            f"{shown(value)} kendes ikke. Skriv stillingen i roster.yaml under den rolle, hvis mål den skal have.",
            f"{shown(value)} is not known. Add the title to roster.yaml under the role whose targets it is to have.",
        )
    return found


def yes(value: str) -> bool:
    """Whether the cell says yes."""
    if value.lower() not in TRUTH:
        raise Wrong(f"{shown(value)} kan ikke læses. Skriv ja eller nej.", f"{shown(value)} cannot be read. Write ja (yes) or nej (no).")
    return TRUTH[value.lower()]


def left(value: str) -> tuple[bool, datetime | None]:
    """Whether she has left or will leave, and the date, where there is one. A date that has not come yet is told as any other."""
    if value.lower() in TRUTH:
        return TRUTH[value.lower()], None
    for form in DATES:
        try:
            return True, datetime.strptime(re.sub(r"[./]", "-", value), form)
        except ValueError:
            continue
    raise Wrong(f"{shown(value)} er ingen dato. Skriv fx 31-12-2026.", f"{shown(value)} is no date. Write for example 31-12-2026.")
