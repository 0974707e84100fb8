"""Who has another login than before, as after a marriage."""

from collections import Counter

from course.roster import cells
from course.roster.problems import shown
from course.roster.sheet import Sheet
from course.store import Person
from course.text import Text


def logins(sheet: Sheet, people: dict[int, Person]) -> dict[str, str]:
    """The former login of each who has had another, by username. One that is still somebody's, or that two claim, is noted as wrong in the sheet."""
    told = {number: sheet.read(number, row, "former", cells.former, None) for number, row in sheet.rows}
    claimed = {number: login for number, login in told.items() if login and login != people[number].username}
    twice = {login for login, times in Counter(claimed.values()).items() if times > 1}
    present = {person.username: number for number, person in people.items()}
    for number, login in claimed.items():
        if login in present:
            da = f"{shown(login)} er også brugernavn i række {present[login]}, så de to kan ikke være én person. Ret den ene."
            en = f"{shown(login)} is the username in row {present[login]} too, so the two cannot be one person. Correct one."
            sheet.wrong(number, "former", Text(da=da, en=en))
        elif login in twice:
            da, en = f"{shown(login)} står i flere rækker. Ret dem.", f"{shown(login)} stands in several rows. Correct them."
            sheet.wrong(number, "former", Text(da=da, en=en))
    return {people[number].username: login for number, login in claimed.items()}
