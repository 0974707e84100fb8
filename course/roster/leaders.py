"""Who leads which team, in any of the three ways in which a staff list tells it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from course.roster import cells
from course.roster.problems import shown
from course.roster.sheet import Sheet
from course.store import Person
from course.text import Text

COLUMNS = ("manages", "leads", "manager")


@dataclass(frozen=True)
class Leaders:
    """The team that each leader (by username) leads, and what whoever imports it should know."""

    team_of: dict[str, str]
    notes: tuple[Text, ...] = ()


def told_by(sheet: Sheet) -> str | None:
    """The column that tells: of several the most certain one."""
    return next((column for column in COLUMNS if column in sheet.places), None)


def teams(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    """Who leads which team. What is wrong is noted in the sheet."""
    column = told_by(sheet)
    if column is None:
        return Leaders({})
    how = {"manages": _by_team, "leads": _by_yes, "manager": _by_members}[column]
    found = how(sheet, people)
    return Leaders(found.team_of, (*found.notes, *_shared(found.team_of)))


def _by_team(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    known = {person.team for person in people.values()}
    found = {}
    for number, row in sheet.rows:
        team = sheet.read(number, row, "manages", cells.team, None)
        if team and "team" in sheet.places and team not in known:
            sheet.wrong(
                number,
                "manages",
                Text(
                    da=f"ingen i filen er i teamet {shown(team)}. Ret navnet.",
                    en=f"nobody in the file is in the team {shown(team)}. Correct the name.",
                ),
            )
        if team:
            found[people[number].username] = team
    return Leaders(found)


def _by_yes(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    found = {}
    for number, row in sheet.rows:
        if sheet.read(number, row, "leads", cells.yes, False):
            team = people[number].team
            if team is None:
                sheet.wrong(
                    number,
                    "leads",
                    Text(
                        da="hun leder et team, men er ikke i noget. Skriv teamet.", en="she leads a team, but is in none. Write the team."
                    ),
                )
            else:
                found[people[number].username] = team
    return Leaders(found)


def _by_members(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    """Each row names who leads its team; a leader's own row does not, because it names her chief."""
    login, unknown = _logins(people), set()
    named = {number: login.get(sheet.cell(row, "manager").lower()) for number, row in sheet.rows}
    members: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, row in sheet.rows:
        leader, person = named[number], people[number]
        if leader is None and sheet.cell(row, "manager"):
            unknown.add(sheet.cell(row, "manager"))
        elif leader and person.team and person.username not in named.values():
            members[leader][person.team] += 1
    found = {leader: min(of, key=lambda team: (-of[team], team)) for leader, of in members.items()}
    return Leaders(found, (*_several(members, found), *_outside(unknown)))


def _logins(people: dict[int, Person]) -> dict[str, str]:
    """The username by username and by name; a name that two people share names nobody."""
    names = Counter(person.name.lower() for person in people.values())
    unique = {person.name.lower(): person.username for person in people.values() if names[person.name.lower()] == 1}
    return unique | {person.username: person.username for person in people.values()}


def _several(members: dict[str, Counter[str]], found: dict[str, str]) -> list[Text]:
    return [
        Text(
            da=f"{leader} er leder for flere teams ({', '.join(sorted(of))}) og kan kun se ét: {found[leader]}, som har flest.",
            en=f"{leader} leads several teams ({', '.join(sorted(of))}) and can see only one: {found[leader]}, which has most members.",
        )
        for leader, of in members.items()
        if len(of) > 1
    ]


def _outside(unknown: set[str]) -> list[Text]:
    named = ", ".join(shown(name) for name in sorted(unknown))
    da, en = (
        f"Ledere, der ikke selv er i filen, ser intet team: {named}.",
        f"Managers who are not in the file themselves see no team: {named}.",
    )
    return [Text(da=da, en=en)] if unknown else []


def _shared(team_of: dict[str, str]) -> list[Text]:
    leaders: defaultdict[str, list[str]] = defaultdict(list)
    for username, team in team_of.items():
        leaders[team].append(username)
    return [
        Text(da=f"Teamet {team} har flere ledere: {', '.join(found)}.", en=f"The team {team} has several leaders: {', '.join(found)}.")
        for team, found in leaders.items()
        if len(found) > 1
    ]
