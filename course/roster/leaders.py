"""Who leads which team, in any of the three ways in which a staff list tells it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial

from course.roster import cells, chain
from course.roster.problems import shown
from course.roster.sheet import Sheet
from course.store import Person
from course.text import Text

COLUMNS = ("manages", "leads", "manager")


@dataclass(frozen=True)
class Leaders:
    """The teams that each leader (by username) leads, the largest first, and what whoever imports it should know."""

    teams_of: dict[str, tuple[str, ...]]
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
    return Leaders(found.teams_of, (*found.notes, *_several(found.teams_of), *_shared(found.teams_of)))


def _by_team(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    """A cell may name several teams with semicolons between them."""
    size = Counter(person.team for person in people.values())
    found: dict[str, tuple[str, ...]] = {}
    nothing: tuple[str, ...] = ()
    for number, row in sheet.rows:
        teams = sheet.read(number, row, "manages", partial(cells.teams, known=set(size)), nothing)
        for team in teams if "team" in sheet.places else ():
            if team in size:
                continue
            sheet.wrong(
                number,
                "manages",
                Text(
                    da=f"ingen i filen er i teamet {shown(team)}. Ret navnet.",
                    en=f"nobody in the file is in the team {shown(team)}. Correct the name.",
                ),
            )
        if teams:
            found[people[number].username] = tuple(sorted(teams, key=lambda team: (-size[team], team)))
    return Leaders(found)


def _by_yes(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    found: dict[str, tuple[str, ...]] = {}
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
                found[people[number].username] = (team,)
    return Leaders(found)


def _by_members(sheet: Sheet, people: dict[int, Person]) -> Leaders:
    """Each row names who leads its team; a leader's own row does not, because it names her chief."""
    unknown = set()
    named = chain.named(sheet, people)
    members: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, row in sheet.rows:
        leader, person = named[number], people[number]
        if leader is None and sheet.cell(row, "manager"):
            unknown.add(sheet.cell(row, "manager"))
        elif leader and person.team and person.username not in named.values():
            members[leader][person.team] += 1
    found = {leader: tuple(sorted(of, key=lambda team: (-of[team], team))) for leader, of in members.items()}
    return Leaders(found, tuple(_outside(unknown)))


def _several(teams_of: dict[str, tuple[str, ...]]) -> list[Text]:
    return [
        Text(da=f"{leader} er leder for flere teams: {', '.join(teams)}.", en=f"{leader} leads several teams: {', '.join(teams)}.")
        for leader, teams in teams_of.items()
        if len(teams) > 1
    ]


def _outside(unknown: set[str]) -> list[Text]:
    named = ", ".join(shown(name) for name in sorted(unknown))
    da, en = (
        f"Ledere, der ikke selv er i filen, ser intet team: {named}.",
        f"Managers who are not in the file themselves see no team: {named}.",
    )
    return [Text(da=da, en=en)] if unknown else []


def _shared(teams_of: dict[str, tuple[str, ...]]) -> list[Text]:
    leaders: defaultdict[str, list[str]] = defaultdict(list)
    for username, teams in teams_of.items():
        for team in teams:
            leaders[team].append(username)
    return [
        Text(da=f"Teamet {team} har flere ledere: {', '.join(found)}.", en=f"The team {team} has several leaders: {', '.join(found)}.")
        for team, found in leaders.items()
        if len(found) > 1
    ]
