"""Makes what tells authors of fields: the JSON Schemas that editors read and the tables of the guides. Run by `make reference`.

With `--check` it only says what is not current, and ends with 1. The words stand in docs/fields.yaml; a field without words is an error.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from ruamel.yaml import YAML

from course.authoring.draft import SCHEMAS
from course.datafile import Data
from course.kinds import TASK_CLASSES
from course.modulefile import ModuleFile
from course.modules import TasksFile
from grading.calibration import CalibrationFile
from grading.key import KeysFile
from grading.rubric import RubricsFile

DOCS = Path(__file__).resolve().parent
FILES: dict[str, type[Data]] = {
    "module": ModuleFile,
    "tasks": TasksFile,
    "keys": KeysFile,
    "rubrics": RubricsFile,
    "calibration": CalibrationFile,
}
GUIDES = {"da": DOCS / "forfatter.md", "en": DOCS / "author.md"}
BLOCK = re.compile(r"(?<=<!-- fields -->\n).*(?=<!-- /fields -->)", re.DOTALL)
HEADS = {"da": ("felt", "hvad det er", "værdi"), "en": ("field", "what it is", "value")}
OWN = {"da": "Alle opgaver", "en": "All tasks"}
TYPES = {
    "da": {"Text": "da og en", "string": "tekst", "integer": "helt tal", "number": "tal", "boolean": "true eller false", "list": "liste", "object": "felter"},
    "en": {"Text": "da and en", "string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "list": "list", "object": "fields"},
}  # fmt: skip
Words = dict[str, dict[str, dict[str, str]]]


def words() -> Words:
    """The words of docs/fields.yaml."""
    found: Words = YAML(typ="safe").load((DOCS / "fields.yaml").read_text("utf-8"))
    return found


def all_models() -> dict[str, type[BaseModel]]:
    """Every class of data in an author's files, by its name, in the order in which a reader meets them."""
    found: dict[str, type[BaseModel]] = {}
    for start in (ModuleFile, TasksFile, *TASK_CLASSES.values(), KeysFile, RubricsFile, CalibrationFile):
        _collect(start, found)
    return found


def _collect(kind: Any, found: dict[str, type[BaseModel]]) -> None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind.__name__ in found:
            return
        found[kind.__name__] = kind
        for field in kind.model_fields.values():
            _collect(field.annotation, found)
    for part in get_args(kind):
        _collect(part, found)


def named(model: type[BaseModel]) -> list[str]:
    """The fields as files call them."""
    return [about.alias or field for field, about in model.model_fields.items()]


def told(model: type[BaseModel], field: str) -> dict[str, str]:
    """What a field, by its name in files, means in both languages. Raises KeyError when docs/fields.yaml does not say."""
    known = words_once()
    for one in model.__mro__:
        if field in known.get(one.__name__, {}):
            return known[one.__name__][field]
    raise KeyError(f"docs/fields.yaml does not say what {field} of {model.__name__} is")


_words: Words = {}


def words_once() -> Words:
    """The words, read once."""
    if not _words:
        _words.update(words())
    return _words


def schema(file: str) -> dict[str, Any]:
    """The JSON Schema of a file, each field told in both languages."""
    found = FILES[file].model_json_schema()
    models = all_models()
    for name, one in {FILES[file].__name__: found, **found.get("$defs", {})}.items():
        one.pop("description", None)
        for field, about in one.get("properties", {}).items():
            about.pop("title", None)
            both = told(models[name], field)
            about["description"] = f"{both['da']}\n\n{both['en']}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def tables(language: str) -> str:
    """The tables of all fields, in a guide's language."""
    models, shown = all_models(), []
    base = {field for field in TASK_CLASSES["adkar"].model_fields if any(field in words_once()[one] for one in ("BaseTask", "ToolTask"))}
    titles = {ModuleFile: "module.yaml", KeysFile: "keys/", RubricsFile: "rubrics/"} | {
        one: f"kind: {kind}" for kind, one in TASK_CLASSES.items()
    }
    for model in models.values():
        if model.__name__ == "Text":
            continue
        if model is TasksFile:
            common = [field for field in TASK_CLASSES["adkar"].model_fields if field in base]
            shown += [f"### {OWN[language]}", *_table(TASK_CLASSES["adkar"], common, language)]
            continue
        own = [field for field in named(model) if not (model in TASK_CLASSES.values() and field in base)]
        own += ["document"] if model is TASK_CLASSES["plan"] else []
        title = f"### `{titles[model]}`" if model in titles else f"**{_place(model)}{_rule(model)}**"
        if own:
            shown += [title, *_table(model, own, language)]
        else:
            shown += [title, {"da": "Ingen egne felter.\n", "en": "No fields of its own.\n"}[language]]
    return "\n".join(shown) + "\n"


def _place(model: type[BaseModel]) -> str:
    """Where in a file the fields stand; the word is the same in both languages."""
    inside = [
        (name, about.alias or field)
        for name, one in all_models().items()
        for field, about in one.model_fields.items()
        if _holds(about.annotation, model)
    ]
    names = sorted({field for _, field in inside})
    return f"under {', '.join(f'`{name}`' for name in names)}"


def _rule(model: type[BaseModel]) -> str:
    """Which rule the fields are for, where several stand in the same place."""
    rule = model.model_fields.get("rule")
    return f", `rule: {get_args(rule.annotation)[0]}`" if rule else ""


def _holds(kind: Any, model: type[BaseModel]) -> bool:
    return kind is model or any(_holds(part, model) for part in get_args(kind))


def _table(model: type[BaseModel], fields: list[str], language: str) -> list[str]:
    whole = model.model_json_schema()
    rows = ["", f"| {' | '.join(HEADS[language])} |", "| --- | --- | --- |"]
    for field in fields:
        need = "" if field in whole.get("required", []) else " (kan udelades)" if language == "da" else " (optional)"
        text = told(model, field)[language].replace("|", "\\|")
        rows.append(
            f"| `{field}`{need} | {text} | {_kinds() if field == 'kind' and model in TASK_CLASSES.values() else _value(whole['properties'][field], language)} |"
        )
    return [*rows, ""]


def _kinds() -> str:
    return ", ".join(f"`{kind}`" for kind in TASK_CLASSES)


def _value(about: dict[str, Any], language: str) -> str:
    """What may stand there, such as "whole number 1–4"."""
    kinds = TYPES[language]
    something = [one for one in about.get("anyOf", []) if one.get("type") != "null"]
    if something:
        about = something[0]
    if "$ref" in about:
        return kinds["Text"] if about["$ref"].endswith("/Text") else kinds["object"]
    if "enum" in about or "const" in about:
        return ", ".join(f"`{one}`" for one in about.get("enum", [about.get("const")]))
    if about.get("type") == "array":
        return kinds["list"] + _span(about.get("minItems"), about.get("maxItems"))
    return kinds.get(about.get("type", ""), "") + _span(
        about.get("minimum", about.get("minLength") if about.get("minLength", 0) > 1 else None),
        about.get("maximum", about.get("maxLength")),
    )


def _span(least: Any, most: Any) -> str:
    if least is None and most is None:
        return ""
    if least is None:
        return f" ≤ {most}"
    if most is None:
        return f" ≥ {least}"
    return f" {least}" if least == most else f" {least}–{most}"


def wanted() -> dict[Path, str]:
    """Every file that is made here, as it should be."""
    found = {SCHEMAS / f"{file}.json": json.dumps(schema(file), ensure_ascii=False, indent=1) + "\n" for file in FILES}
    for language, path in GUIDES.items():
        made = tables(language)
        found[path] = BLOCK.sub(lambda _found, made=made: made, path.read_text("utf-8"))  # type: ignore[misc]  # bound at once
    return found


def main() -> int:
    """Write the files, or say which are not current."""
    old = [path for path, text in wanted().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in old:
        sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted()[path], "utf-8")
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
