"""A person's data as one Danish page that needs nothing else: it opens in any browser and can be printed."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment

from course.conversation.dialogue import Outcome
from course.framework import framework, organisation, roles
from course.hand_in import stage
from course.modules import catalogue
from course.privacy.export import Copy
from course.store.personal import Row
from course.store.viewings import COMMAND_LINE, FORMER, Page
from course.tasks import BaseTask

ZONE = ZoneInfo("Europe/Copenhagen")
HEADINGS = {
    "person": "Hvem du er i kurset",
    "answer": "Dine svar, som de står nu",
    "attempt": "Dine øvesamtaler",
    "submission": "Det, du har afleveret",
    "result": "Det, du har fået tilbage",
    "evidence": "Det, dine niveauer bygger på",
    "viewing": "Hvem der har set dine niveauer, og hvornår du selv har set kollegers",
    "student": "Undervisernes rettebog: dig",
    "submitted_assignment": "Undervisernes rettebog: afleveringer",
    "submitted_notebook": "Undervisernes rettebog: sider",
    "grade": "Undervisernes rettebog: point",
    "comment": "Undervisernes rettebog: kommentarer",
}
LABELS = {
    "username": "Brugernavn", "name": "Navn", "role": "Rolle", "team": "Team", "manages": "Leder teamet", "trainer": "Underviser",
    "active": "Deltager", "example": "Opdigtet eksempel", "left_at": "Fratrådt", "module": "Modul", "task": "Opgave",
    "fingerprint": "Opgavens udgave", "value": "Svar", "checked": "Tjekket", "revision": "Gemt så mange gange", "saved_at": "Gemt",
    "taken": "Valgte replikker", "chosen": "Selv valgt til aflevering", "hints": "Hjælp fra coachen", "thoughts": "Set tanker", "started_at": "Begyndt", "finished_at": "Sluttet",
    "score": "Point", "best": "Flest mulige point", "outcome": "Udfald", "number": "Din aflevering nr.", "module_version": "Modulets udgave",
    "answers": "Svar", "handed_in_at": "Afleveret", "collected_at": "Hentet til retning", "marked_at": "Sendt tilbage", "submission_id": "Hører til aflevering med nummer",
    "competence": "Kompetence", "level": "Niveau", "points": "Point", "max_points": "Flest mulige point", "rubric_level": "Vurderet til niveau",
    "why": "Forklaring", "comment": "Kommentar", "worked_at": "Afleveret", "basis": "Bygger på", "shown": "Niveau efter den gældende regel", "results": "Rettede opgaver bag det", "learner": "Hvis niveauer", "viewer": "Hvem så dem",
    "page": "Hvor", "seen_at": "Hvornår", "fraction": "Andel rigtigt", "first_name": "Fornavn", "last_name": "Efternavn", "assignment": "Modul", "timestamp": "Afleveret",
    "auto_score": "Point fra maskinen", "manual_score": "Point fra underviseren", "extra_credit": "Ekstra point", "needs_manual_grade": "Venter på underviseren",
    "manual_comment": "Underviserens kommentar", "auto_comment": "Kommentar fra maskinen", "cell": "Opgave", "id": "Nummer",
}  # fmt: skip
TECHNICAL = {
    "fingerprint",
    "revision",
    "module_version",
    "assignment_id",
    "notebook_id",
    "cell_id",
    "student_id",
    "lms_user_id",
    "extension",
}
PAGES: dict[Page, str] = {"team": "Teamsiden", "member": "Din side i teamet", "report": "Teamets niveauer som fil"}
TEMPLATE = Path(__file__).with_suffix(".html")


def page(copy: Copy) -> str:
    """The page's HTML."""
    names = _names()
    tables = [
        (HEADINGS.get(table, table), [list(_fields(row, names, copy.person)) for row in rows])
        for table, rows in {**copy.store, **copy.gradebook}.items()
        if rows
    ]
    lists = [("Filer, der ligger ved siden af i mappen filer", [*copy.files]), ("Det, der ikke er med, og hvorfor", copy.left_out)]
    title = f"Oplysninger om {copy.person} i {organisation().course.da}"
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(TEMPLATE.read_text("utf-8"))
    return template.render(title=title, made_at=_moment(copy.made_at), tables=tables, lists=lists)


def _fields(row: Row, names: Mapping[str, str], person: str) -> Iterator[tuple[str, str]]:
    """What each column is called, and what it says."""
    for key, value in row.items():
        if key in TECHNICAL or (key == "learner" and "viewer" not in row):
            continue
        said = _known(key, value, names, person) or (_hand_in(row) if key == "answers" else _said(value, _words_of(row, names)))
        yield LABELS.get(key, key), said
    if "collected_at" in row:
        yield "Hvor afleveringen står", stage(row["collected_at"], row["marked_at"]).told_learner.da


def _known(key: str, value: Any, names: Mapping[str, str], person: str) -> str:
    """What a name of ours is called on the pages."""
    if key in ("learner", "viewer"):
        return _who(value, person)
    if key in ("module", "task", "competence", "role", "assignment", "cell"):
        return names.get(str(value), "")
    if key == "outcome" and value:
        return Outcome(value).told.da
    if key == "page":
        return PAGES[value]
    if key == "shown" and isinstance(value, list):
        return "\n".join(f"{names.get(one['competence'], '')}, niveau {one['level']}: {one['taken']} af {one['most']}" for one in value)
    return ""


def _who(value: str | None, person: str) -> str:
    return {
        None: "En kollega",
        person: "Dig",
        COMMAND_LINE: "Den, der driver kurset",
        FORMER: "En tidligere kollega",
    }.get(value, value or "")


def _said(value: Any, words: Mapping[str, str]) -> str:
    if value in (None, "", [], {}):
        return "–"
    match value:
        case dict():
            return str(value["da"]) if set(value) == {"da", "en"} else "\n".join(_pairs(value, words))
        case list():
            return "\n".join(_said(one, words) for one in value)
        case bool():
            return "Ja" if value else "Nej"
        case float():
            return f"{value:.4g}".replace(".", ",")
    return _moment(datetime.fromisoformat(value)) if _is_time(value) else words.get(value, str(value))


def _pairs(value: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    for key, one in value.items():
        yield f"{words.get(key, LABELS.get(key, key))}: {_said(one, words)}"


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 27 and value[10] == "T" and value[-1] == "Z"


def _moment(at: datetime) -> str:
    there = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZONE)
    return f"{there:%d.%m.%Y kl. %H.%M}"


def _names() -> dict[str, str]:
    """What modules, tasks, competences and roles are called."""
    found = {one.id: one.name.da for one in framework().competences} | {one.id: one.name.da for one in roles().roles}
    for module in catalogue():
        found |= {module.id: module.about.title.da} | {id: task.title.da for id, task in module.tasks.items()}
    return found


def _hand_in(row: Row) -> str:
    """The answers of a hand-in, each under its task's title."""
    tasks = _tasks(row)
    said = []
    for id, value in row["answers"].items():
        words = dict(_words(tasks[id].model_dump())) if id in tasks else {}
        said.append(f"{tasks[id].title.da if id in tasks else id}:\n{_said(value, words)}")
    return "\n\n".join(said) or "–"


def _words_of(row: Row, names: Mapping[str, str]) -> Mapping[str, str]:
    """What the options, steps and headings of the row's task are called, and nothing else: what she wrote herself stays as it is."""
    if "task" not in row:
        return names
    tasks = _tasks(row)
    return dict(_words(tasks[row["task"]].model_dump())) if row["task"] in tasks else {}


def _tasks(row: Row) -> Mapping[str, BaseTask]:
    return next((one.tasks for one in catalogue() if one.id == row.get("module")), {})


def _words(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        said = node.get("text") or node.get("heading")
        if "id" in node and isinstance(said, dict):
            yield node["id"], said["da"]
        for one in node.values():
            yield from _words(one)
    elif isinstance(node, list):
        for one in node:
            yield from _words(one)
