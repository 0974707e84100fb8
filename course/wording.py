"""Pydantic's errors in an author's words: one mistake makes one sentence, which names the place, the value, and what to write instead."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from course.patterns import ID, PATTERNS, slug
from course.problems import Mistake, Mistaken, instead, nearest, shortened
from course.schemas import fields_at, variants_at
from course.yamlfile import Node

Place = tuple[int | str, ...]
Words = tuple[str, str]
LANGUAGES = {"da": ("den danske tekst", "the Danish text"), "en": ("den engelske tekst", "the English text")}
NAMES = ("id", "notebook", "short", "username")


def mistakes(schema: type[BaseModel], data: Node, error: ValidationError) -> list[Mistake]:
    """What is wrong with `data`, each with the place where it stands."""
    details = [_Detail(schema, data, one) for one in error.errors(include_url=False)]
    extra = [one for one in details if one.kind == "extra_forbidden"]
    meant = {(one.parent, one.meant) for one in extra}
    missing: dict[Place, list[str]] = {}
    absent = [one for one in details if one.kind == "missing"]
    if len(absent) == len(extra) == 1 and absent[0].parent == extra[0].parent:  # a name so wrong that none is near
        extra[0].wanted = absent[0].field
        meant.add((absent[0].parent, absent[0].field))
    for one in details:
        if one.kind == "missing" and (one.parent, one.field) not in meant:
            missing.setdefault(one.parent, []).append(one.field)
    found = [Mistake(*_missing(fields), place) for place, fields in missing.items()]
    return [*(mistake for one in details if one.kind != "missing" for mistake in one.told()), *found]


def where(data: Node, place: Place) -> str:
    """The way to a place as a reader would say it: things in a list by their id or number."""
    said, node = [], data
    for part in place:
        if isinstance(node.value, dict) and part in node.value:
            node = node.value[part]
            said.append(str(part))
        elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            said[-1:] = [_name(node) or f"{said[-1] if said else ''} nr. {part + 1}".strip()]
    return " › ".join(said)


def _name(node: Node) -> str | None:
    if not isinstance(node.value, dict):
        return None
    found = (node.value[name].value for name in NAMES if name in node.value)
    return next((shortened(value, 30) for value in found if isinstance(value, str)), None)


class _Detail:
    """One error as pydantic tells it."""

    def __init__(self, schema: type[BaseModel], data: Node, detail: Any) -> None:
        self.schema = schema
        self.kind: str = detail["type"]
        self.place: Place = detail["loc"]
        self.context: dict[str, Any] = detail.get("ctx", {})
        self.value = detail["input"]
        self.node, _ = data.at(self.place)
        self.parent = self.place[:-1]
        self.field = str(self.place[-1]) if self.place else ""
        self.around, _ = data.at(self.parent)
        self.wanted: str | None = None

    @property
    def meant(self) -> str | None:
        """The field that an unknown one is a misspelling of."""
        return self.wanted or nearest(self.field, fields_at(self.schema, self.parent))

    def told(self) -> Iterator[Mistake]:
        error = self.context.get("error")
        if isinstance(error, Mistaken):
            for one in error.mistakes:
                yield one.under(self.place)
            return
        place = (*self.place, self.context["discriminator"].strip("'")) if self.kind == "union_tag_invalid" else self.place
        yield Mistake(*WORDS.get(self.kind, _other)(self), place)


def _missing(fields: Sequence[str]) -> Words:
    if len(fields) == 1 and fields[0] in LANGUAGES:
        da, en = LANGUAGES[fields[0]]
        return f"{da} mangler. Skriv den efter »{fields[0]}:«.", f"{en} is missing. Write it after “{fields[0]}:”."
    listed_da, listed_en = _list(fields, "»", "«", "og"), _list(fields, "“", "”", "and")
    one = len(fields) == 1
    return (
        f"{'feltet' if one else 'felterne'} {listed_da} mangler. Tilføj {'det' if one else 'dem'}.",
        f"the {'field' if one else 'fields'} {listed_en} {'is' if one else 'are'} missing. Add {'it' if one else 'them'}.",
    )


def _list(words: Sequence[str], left: str, right: str, last: str) -> str:
    quoted = [f"{left}{word}{right}" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def _extra(detail: _Detail) -> Words:
    field = shortened(detail.field)
    if detail.value is None and detail.around.flow:
        return (
            f"»{field}« er blevet til et felt, fordi teksten før rummer et komma. Sæt den i anførselstegn.",
            f"“{field}” has become a field, because the text before it holds a comma. Put that text in quotes.",
        )
    da, en = instead(field, [detail.wanted] if detail.wanted else fields_at(detail.schema, detail.parent))
    return f"»{field}« er ikke et felt her. {da}", f"“{field}” is no field here. {en}"


def _no_text(detail: _Detail) -> Words:
    if detail.value is None:
        return _empty(detail)
    if isinstance(detail.value, bool | int | float):
        value = shortened(detail.value)
        return (
            f'{value} er ikke en tekst. Sæt det i anførselstegn: "{value}".',
            f'{value} is no text. Put it in quotes: "{value}".',
        )
    return "her skal stå en tekst, ikke en liste eller felter.", "a text is expected here, no list and no fields."


def _empty(detail: _Detail) -> Words:
    if detail.field in LANGUAGES:
        da, en = LANGUAGES[detail.field]
        return f"{da} er tom. Skriv den.", f"{en} is empty. Write it."
    return f"»{detail.field}« er tomt. Skriv noget, eller slet linjen.", f"“{detail.field}” is empty. Write something, or delete the line."


def _no_fields(detail: _Detail) -> Words:
    wanted = fields_at(detail.schema, detail.place)
    if not detail.place:
        first = wanted[0] if wanted else "…"
        return f"filen skal begynde med »{first}:«.", f"the file must begin with “{first}:”."
    if detail.value is None:
        return _empty(detail)
    if {"da", "en"} <= set(wanted):
        return _no_text_in_two_languages(detail)
    listed = ", ".join(f"{name}:" for name in wanted[:6])
    return f"her skal stå felter: {listed}", f"fields are expected here: {listed}"


def _no_text_in_two_languages(detail: _Detail) -> Words:
    value = detail.value if isinstance(detail.value, str) else "…"
    if re.match(r"(da|en):\S", value):
        return (
            "der mangler et mellemrum efter »da:« og »en:«.",
            "a space is missing after “da:” and “en:”.",
        )
    quoted = shortened(value, 40).replace('"', "'")
    return (
        f'her skal stå en tekst på begge sprog. Skriv {{da: "{quoted}", en: "…"}}.',
        f'a text in both languages is expected here. Write {{da: "…", en: "{quoted}"}}.',
    )


def _no_list(detail: _Detail) -> Words:
    if detail.value is None:
        return _empty(detail)
    return (
        "her skal stå en liste. Skriv »- « foran hver ting, hver på sin linje.",
        "a list is expected here. Write “- ” in front of each thing, each on a line of its own.",
    )


def _number(detail: _Detail) -> Words:
    if detail.value is None:
        return _empty(detail)
    value = shortened(detail.value)
    whole = detail.kind.startswith("int")
    return (
        f"»{value}« er ikke et {'helt ' if whole else ''}tal. Skriv tallet med cifre{'' if whole else ' og punktum, fx 2.5'}.",
        f"“{value}” is no {'whole ' if whole else ''}number. Write it in digits{'' if whole else ' and a point, e.g. 2.5'}.",
    )


def _bool(detail: _Detail) -> Words:
    if detail.value is None:
        return _empty(detail)
    value = shortened(detail.value)
    return f"»{value}« skal være true (ja) eller false (nej).", f"“{value}” must be true or false."


def _limit(da: str, en: str, name: str) -> Callable[[_Detail], Words]:
    def words(detail: _Detail) -> Words:
        value, limit = shortened(detail.value), f"{detail.context[name]:g}"
        return f"{value} går ikke. Brug et tal, der er {da} {limit}.", f"{value} will not do. Use a number that is {en} {limit}."

    return words


def _too_short(detail: _Detail) -> Words:
    least, has = detail.context["min_length"], detail.context["actual_length"]
    return (
        f"her er {has}, og der skal være mindst {least}. Tilføj flere.",
        f"there are {has} here, and at least {least} are needed. Add more.",
    )


def _too_long(detail: _Detail) -> Words:
    most = detail.context["max_length"]
    return f"her er for mange; der må højst være {most}. Fjern nogle.", f"there are too many here; at most {most} are allowed. Remove some."


def _long_text(detail: _Detail) -> Words:
    most = detail.context["max_length"]
    return (
        f"»{shortened(detail.value)}« er længere end {most} tegn. Forkort.",
        f"“{shortened(detail.value)}” is longer than {most} characters. Shorten it.",
    )


def _one_of(detail: _Detail) -> Words:
    words = re.findall(r"'([^']*)'", detail.context["expected"])
    return _unknown(detail.value, words or str(detail.context["expected"]).split(" or "))


def _kind(detail: _Detail) -> Words:
    return _unknown(detail.context["tag"], re.findall(r"'([^']*)'", detail.context["expected_tags"]))


def _no_kind(detail: _Detail) -> Words:
    name = detail.context["discriminator"].strip("'")
    kinds = ", ".join(sorted(variants_at(detail.schema, detail.place)))
    return f"feltet »{name}« mangler. Skriv en af: {kinds}.", f"the field “{name}” is missing. Write one of: {kinds}."


def _unknown(value: object, known: Iterable[str]) -> Words:
    da, en = instead(value, known)
    return f"»{shortened(value)}« kan ikke bruges her. {da}", f"“{shortened(value)}” cannot be used here. {en}"


def _pattern(detail: _Detail) -> Words:
    value = shortened(detail.value)
    da, en = PATTERNS.get(detail.context["pattern"], ("skal skrives anderledes", "must be written differently"))
    if detail.context["pattern"] == ID and (better := slug(str(detail.value))):
        da, en = f"{da}, fx »{better}«", f"{en}, e.g. “{better}”"
    return f"»{value}« {da}.", f"“{value}” {en}."


def _other(detail: _Detail) -> Words:
    value = shortened(detail.value)
    if "error" in detail.context:
        return f"{detail.context['error']}", f"{detail.context['error']}"
    return f"»{value}« kan ikke bruges her.", f"“{value}” cannot be used here."


WORDS: dict[str, Callable[[_Detail], Words]] = {
    "extra_forbidden": _extra,
    "string_type": _no_text,
    "string_too_short": _empty,
    "string_too_long": _long_text,
    "string_pattern_mismatch": _pattern,
    "model_type": _no_fields,
    "model_attributes_type": _no_fields,
    "dict_type": _no_fields,
    "list_type": _no_list,
    "tuple_type": _no_list,
    "int_type": _number,
    "int_parsing": _number,
    "int_from_float": _number,
    "int_parsing_size": _number,
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "bool_type": _bool,
    "bool_parsing": _bool,
    "greater_than": _limit("større end", "greater than", "gt"),
    "greater_than_equal": _limit("mindst", "at least", "ge"),
    "less_than": _limit("mindre end", "less than", "lt"),
    "less_than_equal": _limit("højst", "at most", "le"),
    "too_short": _too_short,
    "too_long": _too_long,
    "literal_error": _one_of,
    "enum": _one_of,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _no_kind,
}
