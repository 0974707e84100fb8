"""A person's data as one Danish page that needs nothing else: it opens in any browser and can be printed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment

from course import answers
from course.clock import ZONE
from course.conversation.dialogue import Outcome
from course.errors import CourseError
from course.framework import framework, organisation, roles
from course.hand_in import stage
from course.modules import Module, catalogue
from course.privacy.export import Copy
from course.store.left_out import Row
from course.text import decimal
from course.viewing import Seen, somebody

HEADINGS = {
    "person": "Hvem du er i kurset",
    "former_login": "Hvad du før loggede ind som",
    "answer": "Dine svar, som de står nu",
    "sharing": "Det, du deler med dit team eller din leder",
    "attempt": "Dine øvesamtaler",
    "recall": "Spørgsmål, du har fået til gensyn",
    "recall_off": "Du har slået gensyn fra",
    "tried": "Det, du har prøvet",
    "submission": "Det, du har afleveret",
    "result": "Det, du har fået tilbage",
    "inquiry": "Det, du har spurgt om til en kommentar",
    "evidence": "Det, dine niveauer bygger på",
    "viewing": "Hvem der har set dine niveauer og afleveringer, og hvornår du selv har set kollegers",
    "claim": "Tekster, som en underviser har taget for at rette dem",
    "text_to_mark": "Tekster, som undervisere retter",
    "judgement": "Undervisernes vurdering af tekster",
    "phrase": "Dine vendinger til kommentarer",
    "second_mark": "Tekster af dig, som to undervisere har rettet hver for sig",
    "calibration": "Dine forsøg med tekster, hvor niveauet er aftalt",
    "hand_in_file": "Afleveringer, der kom i filer",
    "talk": "Samtaler om kompetencer, og hvad du har aftalt",
    "target": "Mål, der er sat for dig alene",
    "helping": "Det, du har sagt til dit team, at du vil hjælpe med",
    "deadline": "Frister, du har sat for et team",
    "reminder": "Mails, der minder dig om en frist",
    "student": "Undervisernes rettebog: dig",
    "submitted_assignment": "Undervisernes rettebog: afleveringer",
    "submitted_notebook": "Undervisernes rettebog: sider",
    "grade": "Undervisernes rettebog: point",
    "comment": "Undervisernes rettebog: kommentarer",
}
LABELS = {
    "username": "Brugernavn", "former": "Tidligere login", "name": "Navn", "role": "Rolle", "team": "Team", "manages": "Leder teamet", "also_manages": "Leder også", "manager": "Nærmeste leder", "chief": "Chef over teams", "email": "E-mail", "trainer": "Underviser",
    "active": "Deltager", "example": "Opdigtet eksempel", "left_at": "Fratrådt", "module": "Modul", "task": "Opgave",
    "fingerprint": "Opgavens udgave", "value": "Svar", "checked": "Tjekket", "revision": "Gemt så mange gange", "saved_at": "Gemt",
    "taken": "Valgte replikker", "chosen": "Selv valgt til aflevering", "hints": "Hjælp fra coachen", "thoughts": "Set tanker", "started_at": "Begyndt", "finished_at": "Sluttet",
    "score": "Point", "best": "Flest mulige point", "outcome": "Udfald", "number": "Din aflevering nr.", "module_version": "Modulets udgave",
    "answers": "Svar", "handed_in_at": "Afleveret", "collected_at": "Hentet til retning", "marked_at": "Sendt tilbage", "submission_id": "Hører til aflevering med nummer",
    "competence": "Kompetence", "level": "Niveau", "points": "Point", "max_points": "Flest mulige point", "rubric_level": "Vurderet til niveau",
    "why": "Forklaring", "comment": "Kommentar", "worked_at": "Afleveret", "basis": "Bygger på", "shown": "Niveau efter den gældende regel", "results": "Rettede opgaver bag det", "counted": "Talt med i tal om teams", "learner": "Hvis niveauer", "viewer": "Hvem så dem",
    "page": "Hvor", "seen_at": "Hvornår", "since": "Siden", "days": "Dage efter afleveringen", "place": "Plads", "answered_at": "Besvaret", "tomorrow": "Prøv i morgen", "words": "Det, der skete", "tried_at": "Prøvet", "fraction": "Andel rigtigt", "first_name": "Fornavn", "last_name": "Efternavn", "assignment": "Modul", "timestamp": "Afleveret",
    "lines": "Aftalt", "step": "Skridt", "by": "Senest", "agreed_at": "Du sagde ja", "reason": "Grund", "begins": "Fra og med", "ends": "Til og med",
    "due_at": "Næste tidligst", "tries": "Mislykkede forsøg", "sent_at": "Sendt sidst",
    "until": "Frigives", "given_at": "Givet", "before": "Det, der stod der før", "wording": "Vending", "shared": "Delt med andre undervisere",
    "first": "Den førstes niveau", "second": "Den andens niveau", "shown_at": "Set af den anden", "talked_at": "Talt om", "levels": "Dine niveauer",
    "lot": "Lod: rettes af to, når det er lavt", "read_at": "Læst af dig", "ahead": "Det, næste niveau beder om", "asked": "Dit spørgsmål", "asked_at": "Spurgt", "reply": "Underviserens svar",
    "login": "Login, som filen siger", "brought_at": "Hentet ind", "checksum": "Filens kontrolsum",
    "auto_score": "Point fra maskinen", "manual_score": "Point fra underviseren", "extra_credit": "Ekstra point", "needs_manual_grade": "Venter på underviseren",
    "manual_comment": "Underviserens kommentar", "auto_comment": "Kommentar fra maskinen", "cell": "Opgave", "id": "Nummer",
    "newest": "Din nyeste i modulet", "state": "Hvor langt", "problems": "Problemer ved rettelsen", "wanted_at": "Bedt rettet", "taken_until": "Rettes indtil", "waits": "Venter på underviseren",
}  # fmt: skip
TECHNICAL = {
    "newest",
    "state",
    "taken_until",
    "place",
    "checksum",
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
TEMPLATE = Path(__file__).with_suffix(".html")


def page(copy: Copy) -> str:
    """The page's HTML."""
    modules = {one.id: one for one in catalogue()}
    names = _names(modules.values())
    tables = [
        (HEADINGS.get(table, table), [list(_fields(row, names, modules, copy.person)) for row in rows])
        for table, rows in {**copy.store, **copy.gradebook}.items()
        if rows
    ]
    lists = [("Filer, der ligger ved siden af i mappen filer", [*copy.files]), ("Det, der ikke er med, og hvorfor", copy.left_out)]
    title = f"Oplysninger om {copy.person} i {organisation().course.da}"
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(TEMPLATE.read_text("utf-8"))
    return template.render(title=title, made_at=_moment(copy.made_at), tables=tables, lists=lists)


def _fields(row: Row, names: Mapping[str, str], modules: Mapping[str, Module], person: str) -> Iterator[tuple[str, str]]:
    """What each column is called, and what it says."""
    for key, value in row.items():
        if key in TECHNICAL or (key == "learner" and "viewer" not in row) or (key == "id" and isinstance(value, str)):
            continue
        yield (
            LABELS.get(key, key),
            _known(key, value, names, person) or _hers(key, value, row, modules.get(str(row.get("module")))) or _said(value, names),
        )
    if "collected_at" in row:
        yield "Hvor afleveringen står", stage(row["collected_at"], row["marked_at"]).told_learner.da


def _known(key: str, value: Any, names: Mapping[str, str], person: str) -> str:
    """What a name of ours is called on the pages."""
    if key in ("learner", "viewer") or (key == "manager" and value) or (key == "trainer" and not isinstance(value, bool)):
        return _who(value, person)
    if key in ("module", "task", "competence", "assignment", "cell"):
        return names.get(str(value), "")
    if key == "role" and value:
        return roles().name(str(value)).da
    if key == "outcome" and value:
        return Outcome(value).told.da
    if key == "page":
        return Seen(value).told.da
    return _shown(value, names) if key in ("level", "shown") else ""


def _shown(value: Any, names: Mapping[str, str]) -> str:
    """A level as it is told everywhere, or what a conversation showed of each competence."""
    if isinstance(value, list):
        return "\n".join(f"{names.get(one['competence'], '')}, niveau {one['level']}: {one['taken']} af {one['most']}" for one in value)
    return decimal(value, "da") if isinstance(value, float) else ""


def _who(value: str | None, person: str) -> str:
    if value is None:
        return "En kollega"
    return "Dig" if value == person else somebody(value).da


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
    return _when(value) or words.get(value, str(value))


def _pairs(value: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    for key, one in value.items():
        yield f"{words.get(key, LABELS.get(key, key))}: {_said(one, words)}"


def _when(value: Any) -> str:
    """A moment or a day of the store in words; empty where the value is neither."""
    if isinstance(value, str) and len(value) == 27 and value[10] == "T" and value[-1] == "Z":
        return _moment(datetime.fromisoformat(value))
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    return ""


def _moment(at: datetime) -> str:
    there = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZONE)
    return f"{there:%d.%m.%Y kl. %H.%M}"


def _names(modules: Iterable[Module]) -> dict[str, str]:
    """What modules, tasks and competences are called."""
    found = {one.id: one.name.da for one in framework().competences}
    for module in modules:
        found |= {module.id: module.about.title.da} | {id: task.title.da for id, task in module.tasks.items()}
    return found


def _hers(key: str, value: Any, row: Row, module: Module | None) -> str:
    """What she has answered, chosen and asked for, in the words of the task."""
    match key:
        case "answers":
            told = [
                f"{module.tasks[id].title.da if module and id in module.tasks else id}:\n{_answered(module, id, one)}"
                for id, one in value.items()
            ]
            return "\n\n".join(told)
        case "tomorrow":
            page = module.page(value) if module else None
            return page.tomorrow.short.da if page and page.tomorrow else ""
        case "value":
            return _answered(module, row["task"], value)
        case "taken":
            return _spoken(module, row["task"], value)
        case "hints" | "thoughts":
            return _times(value)
    return ""


def _answered(module: Module | None, task: str, value: Any) -> str:
    """An answer as the task itself says it; where the task is gone, or has become another, the words in it alone."""
    known = module.tasks.get(task) if module else None
    if module and known:
        try:
            told = [line.da for line in answers.lines(known, answers.check(known, value), module.folder)]
            asked = ("hints", "thoughts") if known.has_attempts else ()
            return "\n".join([*told, *(f"{LABELS[name]}: {_times(value[name])}" for name in asked if value[name])]) or "–"
        except CourseError:
            pass
    return "\n".join(_own_words(value)) or "–"


def _spoken(module: Module | None, task: str, taken: list[str]) -> str:
    """What she said in a conversation; how much, where the conversation is gone or has been rewritten."""
    told = (
        _answered(module, task, {"taken": taken, "hints": [], "thoughts": [], "chosen": False}) if module and task in module.tasks else "–"
    )
    return f"{len(taken)} {'replik' if len(taken) == 1 else 'replikker'}" if told == "–" and taken else told


def _times(asked: list[str]) -> str:
    return f"{len(asked)} {'gang' if len(asked) == 1 else 'gange'}"


def _own_words(value: Any) -> Iterator[str]:
    """All texts and numbers in an answer whose task nobody knows any more."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _own_words(one)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)
