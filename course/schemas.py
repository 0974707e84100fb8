"""What a file may hold, looked up in the JSON Schema that pydantic makes of our data classes."""

from functools import cache
from typing import Any

from pydantic import BaseModel

Place = tuple[int | str, ...]


def fields_at(schema: type[BaseModel], place: Place) -> list[str]:
    """The names of the fields that the object at this place may have."""
    return list(_at(schema, place).get("properties", {}))


def variants_at(schema: type[BaseModel], place: Place) -> list[str]:
    """The kinds that the object at this place may be of."""
    return list(_at(schema, place).get("discriminator", {}).get("mapping", {}))


@cache
def _json_schema(schema: type[BaseModel]) -> dict[str, Any]:
    return schema.model_json_schema()


def _at(schema: type[BaseModel], place: Place) -> dict[str, Any]:
    whole = _json_schema(schema)
    here = whole
    for part in place:
        here = _resolved(_step(_resolved(here, whole), part), whole)
    return _resolved(here, whole)


def _step(here: dict[str, Any], part: int | str) -> dict[str, Any]:
    """The schema of a part; the name of a union's variant is a step too."""
    if (mapping := here.get("discriminator", {}).get("mapping")) and part in mapping:
        return {"$ref": mapping[part]}
    if part in here.get("properties", {}):
        return dict(here["properties"][part])
    if isinstance(part, int) and "items" in here:
        return dict(here["items"])
    further = here.get("additionalProperties")
    return dict(further) if isinstance(further, dict) else {}


def _resolved(here: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, behind references and "or nothing"."""
    while True:
        if "$ref" in here:
            here = whole["$defs"][here["$ref"].rsplit("/", 1)[-1]]
            continue
        something = [one for one in here.get("anyOf", []) if one.get("type") != "null"]
        if len(something) != 1:
            return here
        here = something[0]
