"""The municipality's own folder (`KOMPETENCEVEJ_OWN`), laid over the course's own files: it holds only what differs.

A file of the same name is laid over the course's: things with an `id` are merged by it and new ones come last, mappings are merged, and
everything else (a text in its two languages too) takes the place of what stood there. In `roster.yaml` lists of words are joined, own words first.
What an update of the course has left without a counterpart is passed over, and `kompetencevej check` names it.
"""

from collections.abc import Iterator
from pathlib import Path

from course import settings
from course.problems import Problem, Rank
from course.yamlfile import Node

LANGUAGES = {"da", "en"}
JOINED = {"roster.yaml"}
SECRET = ("keys", "rubrics", "calibration")


def own_file(path: Path) -> Path | None:
    """The file of the municipality's own folder that is laid over the course's file `path`, if there is one."""
    own = settings.own()
    if own is None:
        return None
    for root in (settings.data(), settings.grading()):
        if path.is_relative_to(root) and (own / path.relative_to(root)).is_file():
            return own / path.relative_to(root)
    return None


def lay(base: Node, own: Node, file: Path) -> Node:
    """The course's values with a municipality's own laid over them; `file` is where those stand."""
    if _merges(base, own):
        return _mapping(base, own, file)
    if isinstance(base.value, list) and isinstance(own.value, list):
        if _has_ids(base):
            return _things(base, own, file)
        if file.name in JOINED:
            own = Node(own.line, [*own.value, *(one for one in base.value if one.value not in own.plain())], flow=own.flow)
    return Node(own.line, own.value, own.keys, own.flow, file)


def outdated(base: Node, own: Node) -> Iterator[Node]:
    """What lies over nothing: things of an id that the course does not have, and that are not whole by themselves."""
    if _merges(base, own):
        for key in own.value.keys() & base.value.keys():
            yield from outdated(base.value[key], own.value[key])
    elif _has_ids(base) and isinstance(own.value, list):
        known = _by_id(base)
        for one in own.value:
            if (id := _id(one)) in known:
                yield from outdated(known[id], one)
            elif not _whole(base, one):
                yield one


def problems_of(base: Node, own: Node, file: Path) -> list[Problem]:
    """A line for each thing in `file` that an update of the course has left without a counterpart."""
    return [
        Problem(
            file,
            one.line,
            f"kurset har ikke længere »{_id(one)}«, så det her gælder intet. Slet det, eller skriv alle felter: {', '.join(_fields(base, one))}.",
            f"the course no longer has “{_id(one)}”, so this applies to nothing. Delete it, or write all fields: {', '.join(_fields(base, one))}.",
            Rank.REFERENCE,
        )
        for one in outdated(base, own)
    ]


def stray_files(modules: set[str]) -> list[Problem]:
    """A line for each file in the municipality's own folder that belongs to nothing in the course; `modules` are the ids of all modules."""
    own = settings.own()
    if own is None:
        return []
    if not own.is_dir():
        da = "mappen findes ikke. Lav den med: kompetencevej new-installation, eller ret KOMPETENCEVEJ_OWN."
        return [Problem(own, 1, da, "there is no such folder. Make it with: kompetencevej new-installation, or correct KOMPETENCEVEJ_OWN.")]
    strays = [path for path in sorted(own.glob("*.yaml")) if not (settings.data() / path.name).is_file()]
    strays += [path for kind in SECRET for path in sorted((own / kind).glob("*.yaml")) if path.stem not in modules]
    da, en = (
        "hører ikke (længere) til noget i kurset. Slet filen, eller ret dens navn.",
        "belongs to nothing in the course (any more). Delete it, or correct its name.",
    )
    return [Problem(path, 1, da, en, Rank.REFERENCE) for path in strays]


def _merges(base: Node, own: Node) -> bool:
    both = isinstance(base.value, dict) and isinstance(own.value, dict)
    return both and not (base.value.keys() <= LANGUAGES and base.value)


def _mapping(base: Node, own: Node, file: Path) -> Node:
    merged = Node(base.line, dict(base.value), dict(base.keys), base.flow)
    for key, value in own.value.items():
        known = base.value.get(key)
        merged.value[key] = lay(known, value, file) if known is not None else Node(value.line, value.value, value.keys, value.flow, file)
        if merged.value[key].file:
            merged.keys[key] = own.keys[key]
    return merged


def _things(base: Node, own: Node, file: Path) -> Node:
    over = {_id(one): one for one in own.value}
    known = _by_id(base)
    merged = [lay(one, over[id], file) if id in over else one for id, one in known.items()]
    added = [one for one in own.value if _id(one) not in known and _whole(base, one)]
    return Node(base.line, [*merged, *(Node(one.line, one.value, one.keys, one.flow, file) for one in added)], flow=base.flow)


def _has_ids(node: Node) -> bool:
    return isinstance(node.value, list) and bool(node.value) and all(_id(one) is not None for one in node.value)


def _by_id(node: Node) -> dict[object, Node]:
    return {_id(one): one for one in node.value}


def _id(node: Node) -> object:
    return node.value["id"].plain() if isinstance(node.value, dict) and "id" in node.value else None


def _fields(base: Node, _one: Node) -> list[str]:
    """The fields that everything of the course's own in the nearest list has; without one, those of a thing with an id."""
    found = [list(one.value) for one in _lists(base, _one)]
    return [name for name in found[0] if all(name in other for other in found)] if found else ["id"]


def _lists(base: Node, one: Node) -> list[Node]:
    """The course's own things beside which `one` would stand: those that share most fields with it."""
    if _has_ids(base):
        return list(base.value)
    lists = [found for value in (base.value.values() if isinstance(base.value, dict) else []) if (found := _lists(value, one))]
    return max(lists, key=lambda things: len(set(things[0].value) & set(one.value)), default=[])


def _whole(base: Node, one: Node) -> bool:
    return not isinstance(one.value, dict) or all(name in one.value for name in _fields(base, one))
