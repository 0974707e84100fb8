"""Reading YAML so that every value knows its line.

The values are those of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema): `ja`, `no`, `on` and dates are texts. What
authors never need is refused, since it is nearly always a text without quotes: anchors, tags, and several documents in a file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from course import yaml_words
from course.problems import shortened

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is some thirty times faster, where PyYAML has it
MAX_DEPTH = 40
INT = re.compile(r"[-+]?[0-9]{1,30}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
CONSTANTS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)


class YamlError(Exception):
    """The text is no YAML that we read; `line` counts from 1."""

    def __init__(self, line: int, da: str, en: str) -> None:
        super().__init__(en)
        self.line, self.da, self.en = line, da, en


@dataclass(slots=True)
class Node:
    """A value, the line it stands on, and for a mapping the lines of its keys. `flow` says that it stands in {} or [].

    `file` is where it and all in it stands, when that is another file than the whole's (`course.layers`).
    """

    line: int
    value: Any
    keys: dict[str, int] = field(default_factory=dict)
    flow: bool = False
    file: Path | None = None

    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, place: tuple[int | str, ...]) -> tuple["Node", int]:
        """The value to which `place` leads as far as it can be followed, and its line. Parts that name no place are passed over."""
        node, line = self, self.line
        for part in place:
            if isinstance(node.value, dict) and part in node.value:
                line = node.keys[str(part)]
                node = node.value[part]
            elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.line
        return node, line

    def file_at(self, place: tuple[int | str, ...]) -> Path | None:
        """The other file in which the value stands to which `place` leads, if it is one."""
        steps = (self.at(place[:length])[0].file for length in range(len(place), -1, -1))
        return next((file for file in steps if file), None)


def read(text: str) -> Node:
    """Read a document. Raises YamlError."""
    lines = text.splitlines()
    try:
        found = list(_documents(yaml.parse(text, LOADER)))
    except yaml.MarkedYAMLError as error:
        raise YamlError(*yaml_words.explain(lines, error)) from error
    except yaml.YAMLError as error:
        raise YamlError(*yaml_words.strange_character(text)) from error
    return found[0] if found else Node(1, None)


def _documents(events: Iterator[Any]) -> Iterator[Node]:
    first = True
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if not first:
                raise YamlError(event.start_mark.line + 1, *yaml_words.TWO_DOCUMENTS)
            first = False
            yield _node(next(events), events, 0)


def _node(event: Any, events: Iterator[Any], depth: int) -> Node:
    line = event.start_mark.line + 1
    if depth > MAX_DEPTH:
        raise YamlError(line, *yaml_words.TOO_DEEP)
    if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
        raise YamlError(line, *yaml_words.SIGN_FIRST)
    if isinstance(event, yaml.ScalarEvent):
        return Node(line, _scalar(event))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, list(_items(events, depth)), flow=bool(event.flow_style))
    return _mapping(line, events, depth, bool(event.flow_style))


def _items(events: Iterator[Any], depth: int) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _node(event, events, depth + 1)


def _mapping(line: int, events: Iterator[Any], depth: int, flow: bool) -> Node:
    found = Node(line, {}, flow=flow)
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        at = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            raise YamlError(at, *yaml_words.NO_KEY)
        key = event.value
        if key in found.value:
            raise YamlError(at, *yaml_words.twice(shortened(key), found.keys[key]))
        found.keys[key] = at
        found.value[key] = _node(next(events), events, depth + 1)
    return found


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # in quotes, or a block of text
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INT.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text
