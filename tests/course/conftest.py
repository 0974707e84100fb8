"""What the tests of the domain share: writing a data file, and tasks as a module's author would write them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pydantic import TypeAdapter

from course.kinds import TASK_CLASSES, Task
from course.tasks import BaseTask

settings.register_profile("course", deadline=None)
settings.load_profile("course")

Write = Callable[..., Path]
Build = Callable[..., BaseTask]


def both(danish: str, english: str | None = None) -> dict[str, str]:
    """A text in both languages."""
    return {"da": danish, "en": english or f"{danish} (en)"}


COMMON: dict[str, Any] = {"competence": "samtale.kanal", "level": 2, "title": both("Titel"), "prompt": both("Hvad gør du?")}
KINDS: dict[str, dict[str, Any]] = {
    "choice": {
        "multiple": False,
        "options": [
            {"id": "skaerm", "text": both("Skærm"), "right": False, "why": both("Hun har bedt om at mødes.")},
            {"id": "moede", "text": both("Fremmøde"), "right": True, "why": both("Det var hendes ønske.")},
            {"id": "telefon", "text": both("Telefon"), "right": False, "why": both("Hun hører dårligt.")},
        ],
    },
    "order": {
        "steps": [{"id": "aftal", "text": both("Aftal")}, {"id": "aabn", "text": both("Åbn")}, {"id": "lyt", "text": both("Lyt")}],
        "key": ["aabn", "lyt", "aftal"],
        "why": both("Først rammen, så borgeren, så aftalen."),
    },
    "match": {
        "left": [{"id": "tavs", "text": both("Tavs")}, {"id": "vred", "text": both("Vred")}],
        "right": [{"id": "vent", "text": both("Vent")}, {"id": "spoerg", "text": both("Spørg")}, {"id": "slut", "text": both("Slut")}],
        "key": {"tavs": "vent", "vred": "spoerg"},
        "why": {"tavs": both("Pausen er hendes."), "vred": both("Vrede har en grund.")},
    },
    "text": {"covers": [both("Rammen")], "max_chars": 200, "example": both("Et eksempel.")},
    "plan": {
        "document": {"filename": "min-plan", "title": both("Min plan"), "intro": both("Til dig selv.")},
        "sections": [
            {"id": "formaal", "heading": both("Formål"), "help": both("Hvorfor?"), "kind": "text"},
            {
                "id": "foer",
                "heading": both("Før"),
                "help": both("Sæt kryds."),
                "kind": "checklist",
                "items": [{"id": "lyd", "text": both("Lyd")}, {"id": "lys", "text": both("Lys")}],
            },
        ],
    },
    "conversation": {
        "dialogue": "roza.twee",
        "person": {
            "name": "Roza",
            "about": both("Ny hos jer"),
            "portrait": {"skin": "#c08060", "hair": "#201008", "clothes": "#305070", "hairstyle": "bun"},
        },
    },
    "table": {
        "columns": [
            {"id": "hvem", "heading": both("Hvem"), "kind": "text", "max_chars": 80},
            {
                "id": "slags",
                "heading": both("Slags"),
                "kind": "choice",
                "choices": [{"id": "a", "text": both("A")}, {"id": "b", "text": both("B")}],
            },
            {"id": "frist", "heading": both("Frist"), "kind": "date"},
            {"id": "spurgt", "heading": both("Spurgt"), "kind": "tick"},
        ],
        "start": [{"hvem": both("Leder")}],
        "remarks": [{"rule": "unused", "field": "slags", "say": both("{name} mangler.")}],
    },
    "panes": {"panes": [{"id": id, "heading": both(id), "help": both("Hvad?")} for id in ("godt", "skidt", "laert", "nyt")]},
    "cycle": {
        "steps": [
            {"id": id, "fields": [{"id": "hvad", "heading": both("Hvad"), "help": both("Kort."), "kind": "text"}]}
            for id in ("plan", "do", "study", "adjust")
        ]
    },
    "form": {
        "parts": [
            {
                "id": "foer",
                "heading": both("Før"),
                "lock": both("Luk delen"),
                "fields": [
                    {"id": "situation", "heading": both("Situation"), "help": both("Kort."), "kind": "text", "max_chars": 200},
                    {"id": "naar", "heading": both("Hvornår"), "kind": "date", "future": True},
                ],
            },
            {
                "id": "efter",
                "heading": both("Efter"),
                "fields": [{"id": "kompetence", "heading": both("Kompetence"), "kind": "competence"}],
            },
        ]
    },
    "dates": {"pattern": [{"weeks": 1}, {"months": 3}], "event": both("Opfølgning")},
    "owncase": {"fields": [{"id": "forandring", "heading": both("Forandring"), "help": both("Hvad?"), "max_chars": 120}]},
    "survey": {
        "round": "start",
        "scale": {"low": both("Slet ikke"), "high": both("Helt")},
        "themes": [{"id": "tid", "name": both("Tid"), "statements": [{"id": "oeve", "text": both("Jeg får tid.")}]}],
    },
    "archetypes": {
        "situations": [
            {
                "id": "moede",
                "text": both("Et møde"),
                "answers": [
                    {"id": "straks", "text": both("Straks"), "weights": {"frontloeber": 2}},
                    {"id": "vent", "text": both("Vent"), "weights": {"gennemsnit": 1, "analog": 1}},
                ],
            }
        ]
    },
    "adkar": {},
    "forcefield": {},
    "transition": {},
}
WROTE = "Mine egne ord"
ANSWERS: dict[str, Any] = {
    "choice": ["moede"],
    "order": ["aabn", "lyt", "aftal"],
    "match": {"tavs": "vent"},
    "text": WROTE,
    "plan": {"formaal": WROTE, "foer": ["lyd"]},
    "table": {"rows": [{"id": "r-1", "cells": {"hvem": WROTE, "slags": "b", "frist": "2026-02-03", "spurgt": True}}]},
    "panes": {"godt": WROTE},
    "cycle": {"rounds": [{"plan-hvad": WROTE}]},
    "form": {
        "parts": {"foer": {"situation": WROTE, "naar": "2099-02-03"}, "efter": {"kompetence": "samtale.kanal"}},
        "locked": ["foer"],
    },
    "dates": {"live": "2026-02-02", "pattern": ["weeks-8"]},
    "owncase": {"forandring": WROTE},
    "survey": {"oeve": "ved-ikke"},
    "archetypes": {"answers": {"moede": "vent"}},
    "adkar": {"change": WROTE, "scores": {"awareness": 4, "desire": 2}},
    "forcefield": {"driving": [{"text": WROTE, "strength": 4}], "restraining": [{"text": "Tiden", "strength": 2, "chosen": True}]},
    "transition": {"ends": WROTE, "me": ["neutral"], "team": {"ending": 3}, "purpose": WROTE},
}
"""An answer to each kind's example; an attempt, which a conversation has instead, is its Twee file's."""
KEYS = ("right", "why", "key", "example")


def task_fields(kind: str, use: str | None = None, **changes: Any) -> dict[str, Any]:
    """A task as it stands in a file; `use` graded takes its key out."""
    use = use or TASK_CLASSES[kind].uses[0]
    fields: dict[str, Any] = {"id": f"en-{kind}", "kind": kind, "use": use, **COMMON, **KINDS[kind]}
    if use == "graded":
        fields = {name: value for name, value in fields.items() if name not in KEYS or (kind == "match" and name == "right")}
        if kind == "choice":
            fields["options"] = [{"id": option["id"], "text": option["text"]} for option in fields["options"]]
    return {**fields, **changes}


@pytest.fixture
def fields() -> Callable[..., dict[str, Any]]:
    """The fields of a task, to change."""
    return task_fields


@pytest.fixture
def task() -> Build:
    """A valid task of a kind: task("choice", "graded", multiple=True)."""
    adapter: TypeAdapter[Any] = TypeAdapter(Task)
    return lambda kind, use=None, **changes: adapter.validate_python(task_fields(kind, use, **changes))


@pytest.fixture(scope="session")
def kinds() -> dict[str, BaseTask]:
    """One task of each kind, for properties that are tried on many values."""
    adapter: TypeAdapter[Any] = TypeAdapter(Task)
    return {kind: adapter.validate_python(task_fields(kind)) for kind in KINDS}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file (text as UTF-8, or bytes) into an empty folder and return its path."""

    def _write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write
