"""A person's data as one Danish page that needs nothing else: it opens in any browser and can be printed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from course.framework import framework, organisation, roles
from course.modules import catalogue
from course.privacy.export import Copy
from course.store.personal import Row
from course.store.viewings import COMMAND_LINE, FORMER
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
PAGES = {"team": "Teamsiden", "member": "Din side i teamet", "report": "Teamets niveauer som fil"}
OUTCOMES = {"success": "Lykkedes", "partial": "Lykkedes delvist", "failure": "Lykkedes ikke"}
STYLE = (
    "body{font:1rem/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}article{border-top:1px solid #767676;padding:.5rem 0}"
    "dl{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.2rem 1rem;margin:0}dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "@media(max-width:30rem){dl{display:block}dd{margin-bottom:.4rem}}@media print{article{break-inside:avoid}}"
)


def page(copy: Copy) -> str:
    """The page's HTML."""
    names = _names()
    body = [
        _section(HEADINGS.get(table, table), rows, names, copy.person) for table, rows in {**copy.store, **copy.gradebook}.items() if rows
    ]
    body += [
        _list("Filer, der ligger ved siden af i mappen filer", [*copy.files]),
        _list("Det, der ikke er med, og hvorfor", copy.left_out),
    ]
    title = f"Oplysninger om {escape(copy.person)} i {escape(organisation().course.da)}"
    return (
        f'<!doctype html>\n<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f"<p>Trukket ud {_moment(copy.made_at)}. Alle klokkeslæt er danske. De samme oplysninger og deres tekniske kendetegn står i oplysninger.json, som andre programmer kan læse.</p>"
        f"{''.join(body)}</main></body></html>\n"
    )


def _section(heading: str, rows: Sequence[Row], names: Mapping[str, str], person: str) -> str:
    shown = "".join(f"<article><dl>{''.join(_fields(row, names, person))}</dl></article>" for row in rows)
    return f"<section><h2>{escape(heading)}</h2>{shown}</section>"


def _list(heading: str, lines: Sequence[str]) -> str:
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<section><h2>{heading}</h2><ul>{listed}</ul></section>" if lines else ""


def _fields(row: Row, names: Mapping[str, str], person: str) -> Iterator[str]:
    for key, value in row.items():
        if key in TECHNICAL or (key == "learner" and "viewer" not in row):
            continue
        said = _known(key, value, names, person) or (_hand_in(row) if key == "answers" else _said(value, _words_of(row, names)))
        yield f"<dt>{escape(LABELS.get(key, key))}</dt><dd>{escape(said)}</dd>"


def _known(key: str, value: Any, names: Mapping[str, str], person: str) -> str:
    """What a name of ours is called on the pages."""
    if key in ("learner", "viewer"):
        return _who(value, person)
    if key in ("module", "task", "competence", "role", "assignment", "cell"):
        return names.get(str(value), "")
    return {"page": PAGES, "outcome": OUTCOMES}.get(key, {}).get(value, "") if isinstance(value, str) else ""


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
