"""Reads a conversation from Twee 3 (https://github.com/iftechfoundation/twine-specs/blob/master/twee-3-specification.md).

Passages, tags, positions and `[[text->target]]` links are Twee's, so that the file opens in Twine. Within a passage our own lines stand:
`mood:`, `line:`, `say:`, `scene:`, `thought:`, `coach:`, `outcome:`, `ending:`, `learn:`, and below a link, indented, `shows:`,
`remember:`, `if:`, `unless:`, `why:`. Every text is `Danish // English`. docs/conversations.md explains the format to authors.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.conversation import links
from course.conversation.dialogue import LINES, MAX_POINTS, MOODS, OUTCOMES, Choice, Condition, Dialogue, Line, Passage
from course.datafile import MAX_BYTES, DataError
from course.text import Text

HEADER = re.compile(r"^::(?P<name>(?:[^\[\]{}\\]|\\.)+)(?:\[(?P<tags>[^\]]*)\]\s*)?(?P<meta>\{.*\}\s*)?$")
FIELD = re.compile(r"^(?P<key>[a-z]+)(?P<conditions>(?: (?:if|unless) [a-z0-9-]+)*): *(?P<value>.*)$")
FLAG = re.compile(r"^[a-z0-9-]+$")
TEXTS = ("say", "scene", "thought", "coach", "learn")
OURS = ("StoryTitle", "StoryData")
PASSED_OVER = {"script", "stylesheet", "Twine.private"}
"""Tags of passages that Twine keeps for itself."""
TWINES = {"StoryAuthor", "StoryBanner", "StoryCaption", "StoryInit", "StoryInterface", "StoryMenu", "StorySettings", "StorySubtitle"}
"""Names of passages that Twine's story formats keep for themselves."""


@dataclass
class _Draft:
    """A passage while its lines are being read."""

    name: str
    at: int
    tags: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)


class _Reader:
    """Collects passages and problems line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.drafts: dict[str, _Draft] = {}
        self.special: dict[str, tuple[int, list[str]]] = {}

    def problem(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(f"{self.path}:{line}: {what}. {remedy}")

    def read(self, source: str) -> None:
        draft: _Draft | None = None
        block: list[str] | None = None
        for number, raw in enumerate(links.lines(source), 1):
            if raw.startswith("::"):
                draft, block = self._header(number, raw)
            elif block is not None:
                block.append(raw)
            elif draft is not None and raw.strip():
                self._content(draft, number, raw)
            elif raw.strip():
                self.problem(number, "text before the first passage", "Start a passage with ':: Name'.")

    def _header(self, number: int, raw: str) -> tuple[_Draft | None, list[str] | None]:
        match = HEADER.match(raw)
        if not match or not match["name"].strip():
            self.problem(number, "not a passage header", 'Write \':: Name [tags] {"position":"100,100"}\'.')
            return _Draft("", number, ()), None
        name, tags = links.plain_name(match["name"]), tuple((match["tags"] or "").split())
        if name in OURS:
            if name in self.special:
                first = self.special[name][0]
                self.problem(number, f"{name} stands twice", f"The first is on line {first}; keep the one that is right.")
                return None, []
            self.special[name] = (number, [])
            return None, self.special[name][1]
        if name in TWINES or PASSED_OVER & set(tags):
            self.notes.append(f"{self.path}:{number}: the passage {name!r} is Twine's own and is passed over.")
            return None, []
        if name in self.drafts:
            self.problem(number, f"the passage {name!r} stands twice", f"Rename one; the first is on line {self.drafts[name].at}.")
            return _Draft(name, number, tags), None
        self.drafts[name] = _Draft(name, number, tags)
        return self.drafts[name], None

    def _content(self, draft: _Draft, number: int, raw: str) -> None:
        if raw.startswith("[["):
            self._link(draft, number, raw)
            return
        match = FIELD.match(raw.strip())
        if not match:
            remedy = "Begin the line with say:, scene:, thought:, coach:, mood:, line: or a [[link]]."
            self.problem(number, f"cannot read {raw.strip()[:40]!r}", remedy)
        elif match["conditions"] and match["key"] not in TEXTS:
            remedy = f"Only {', '.join(TEXTS)} can; for a choice write if: or unless: below it."
            self.problem(number, f"{match['key']} cannot have a condition", remedy)
        elif raw[0].isspace() and draft.choices:
            self._choice_field(draft.choices[-1], number, match["key"], match["value"])
        else:
            self._passage_field(draft, number, match)

    def _link(self, draft: _Draft, number: int, raw: str) -> None:
        found = links.link(raw)
        if found is None:
            self.problem(number, "the link is not complete", "Write [[Danish // English->Passage]] alone on the line.")
        elif not found[0]:
            remedy = f"Write [[Danish // English->{found[1]}]]."
            self.problem(number, f"the link to {found[1]!r} has no text in two languages", remedy)
        draft.choices.append(self._choice(draft, number, *(found or ("", ""))))

    def _choice(self, draft: _Draft, number: int, text: str, target: str) -> dict[str, Any]:
        same = sum(choice["target"] == target for choice in draft.choices)
        return {
            # by where it leads, so that attempts survive a choice that is added beside it
            "id": f"{draft.name}>{target}" + (f"#{same + 1}" if same else ""),
            "text": self.text(number, text) if text else None,
            "target": target,
            "at": number,
            "conditions": [],
            "shows": {},
            "remembers": [],
        }

    def _choice_field(self, choice: dict[str, Any], number: int, key: str, value: str) -> None:
        if key == "why":
            if "why" in choice:
                self.problem(number, "the choice has two why", "Keep one.")
            choice["why"] = self.text(number, value)
        elif key == "shows":
            self._shows(choice, number, value)
        elif key in ("if", "unless", "remember"):
            if not FLAG.match(value):
                self.problem(number, f"{value!r} is not a flag", "Use small letters, digits and hyphens.")
            elif key == "remember":
                choice["remembers"].append(value)
            else:
                choice["conditions"].append(Condition(value, key == "if"))
        else:
            self.problem(number, f"a choice has no {key!r}", "Use shows, remember, if, unless or why.")

    def _shows(self, choice: dict[str, Any], number: int, value: str) -> None:
        match = re.fullmatch(r"([a-z]+\.[a-z]+) ([0-9]+)", value.strip())
        if not match or int(match[2]) > MAX_POINTS:
            self.problem(number, f"cannot read {value!r}", f"Write a competence and 0-{MAX_POINTS} points: samtale.ledelse 2.")
        elif match[1] in choice["shows"]:
            self.problem(number, f"the choice shows {match[1]} twice", "Keep one.")
        else:
            choice["shows"][match[1]] = int(match[2])

    def _passage_field(self, draft: _Draft, number: int, match: re.Match[str]) -> None:
        key, value = match["key"], match["value"].strip()
        if key in draft.values:
            self.problem(number, f"{draft.name!r} has two {key}:", "Keep one.")
        allowed = {"mood": MOODS, "line": LINES, "outcome": OUTCOMES}.get(key)
        if key in TEXTS:
            conditions = tuple(Condition(flag, word == "if") for word, flag in re.findall(r"(if|unless) ([a-z0-9-]+)", match["conditions"]))
            if text := self.text(number, value):
                draft.lines.append(Line(key, text, conditions, number))  # type: ignore[arg-type]  # key is one of TEXTS
        elif allowed:
            if value not in allowed:
                self.problem(number, f"{key} cannot be {value!r}", f"Use one of {', '.join(allowed)}.")
            draft.values[key] = value
        elif key == "ending":
            draft.values[key] = self.text(number, value)
        else:
            self.problem(number, f"unknown field {key!r}", "Use say, scene, thought, coach, mood, line, outcome, ending or learn.")

    def text(self, number: int, value: str) -> Text | None:
        danish, separator, english = value.partition(" // ")
        if " // " in english:
            self.problem(
                number, "' // ' stands twice, so that it cannot be seen where the English begins", "Keep the one between the languages."
            )
            return None
        if not separator or not danish.strip() or not english.strip():
            self.problem(number, "a translation is missing", "Write 'Danish // English' on one line.")
            return None
        return Text(da=danish, en=english)

    def story(self) -> tuple[str, str]:
        at, lines = self.special.get("StoryTitle", (1, []))
        title = " ".join(line.strip() for line in lines if line.strip())
        if not title:
            self.problem(at, "the passage StoryTitle is missing or empty", "Add ':: StoryTitle' and the title on the next line.")
        at, lines = self.special.get("StoryData", (1, []))
        try:
            data = json.loads("\n".join(lines).rstrip() or "{}")
        except json.JSONDecodeError as error:
            self.problem(at + error.lineno, f"StoryData is not valid JSON ({error.msg})", "Correct it, or let Twine export it again.")
            return title, ""
        except (ValueError, RecursionError):
            self.problem(at, "StoryData cannot be read", "Let Twine export it again.")
            return title, ""
        start = data.get("start", "") if isinstance(data, dict) else ""
        if not isinstance(start, str) or start not in self.drafts:
            self.problem(at, f"StoryData names no existing start passage ({start!r})", 'Write {"ifid": "...", "start": "Name"}.')
        return title, start


def load(path: Path) -> Dialogue:
    """Read the Twee file at `path`; raises DataError naming file, line and remedy for everything that is wrong in its form."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(path, [f"{path}: larger than {MAX_BYTES} bytes. Split the conversation in two."])
        source = path.read_text("utf-8-sig")
    except OSError as error:
        raise DataError(path, [f"{path}: cannot be read ({error.strerror}). Check the name and the permissions."]) from error
    except UnicodeDecodeError as error:
        raise DataError(path, [f"{path}: is not UTF-8. Save it again with the encoding UTF-8."]) from error
    reader = _Reader(path)
    reader.read(source)
    title, start = reader.story()
    if reader.problems:
        raise DataError(path, reader.problems)
    return Dialogue(str(path), title, start, {name: _passage(draft) for name, draft in reader.drafts.items()}, tuple(reader.notes))


def _passage(draft: _Draft) -> Passage:
    choices = tuple(
        Choice(**{**one, "conditions": tuple(one["conditions"]), "remembers": tuple(one["remembers"])}) for one in draft.choices
    )
    return Passage(draft.name, draft.at, draft.tags, lines=tuple(draft.lines), choices=choices, **draft.values)
