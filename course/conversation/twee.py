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
from course.conversation.dialogue import LINES, MAX_POINTS, MOODS, Choice, Condition, Dialogue, Line, Outcome, Passage
from course.datafile import DataError, text_of
from course.problems import Problem, instead, shortened
from course.text import Text

HEADER = re.compile(r"^::(?P<name>(?:[^\[\]{}\\]|\\.)+)(?:\[(?P<tags>[^\]]*)\]\s*)?(?P<meta>\{.*\}\s*)?$")
FIELD = re.compile(r"^(?P<key>[a-z]+)(?P<conditions>(?: (?:if|unless) [a-z0-9-]+)*): *(?P<value>.*)$")
FLAG = re.compile(r"^[a-z0-9-]+$")
TEXTS = ("say", "scene", "thought", "coach", "learn")
PASSAGE_FIELDS = (*TEXTS, "mood", "line", "outcome", "ending")
CHOICE_FIELDS = ("shows", "remember", "if", "unless", "why")
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
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.drafts: dict[str, _Draft] = {}
        self.special: dict[str, tuple[int, list[str]]] = {}

    def problem(self, line: int, da: str, en: str) -> None:
        self.problems.append(Problem(self.path, line, da, en))

    def read(self, source: str) -> None:
        draft: _Draft | None = None
        block: list[str] | None = None
        for number, raw in enumerate(links.lines(source), 1):
            if raw.lstrip().startswith("::"):
                if raw[0] != ":":
                    da, en = (
                        "passagens første linje er indrykket. Slet mellemrummet før ::.",
                        "the passage's first line is indented. Delete the space before ::.",
                    )
                    self.problem(number, da, en)
                draft, block = self._header(number, raw.lstrip())
            elif block is not None:
                block.append(raw)
            elif draft is not None and raw.strip():
                self._content(draft, number, raw)
            elif raw.strip():
                self.problem(
                    number,
                    "der står tekst før den første passage. Begynd en passage med »:: Navn«.",
                    "there is text before the first passage. Start a passage with “:: Name”.",
                )

    def _header(self, number: int, raw: str) -> tuple[_Draft | None, list[str] | None]:
        match = HEADER.match(raw)
        if not match or not match["name"].strip():
            self.problem(
                number,
                'passagens første linje kan ikke læses. Skriv »:: Navn [tags] {"position":"100,100"}«.',
                'the first line of the passage cannot be read. Write “:: Name [tags] {"position":"100,100"}”.',
            )
            return _Draft("", number, ()), None
        name, tags = links.plain_name(match["name"]), tuple((match["tags"] or "").split())
        if name in OURS:
            if name in self.special:
                first = self.special[name][0]
                self.problem(
                    number,
                    f"{name} står to gange, også i linje {first}. Behold den rigtige.",
                    f"{name} stands twice, also on line {first}. Keep the right one.",
                )
                return None, []
            self.special[name] = (number, [])
            return None, self.special[name][1]
        if name in TWINES or PASSED_OVER & set(tags):
            self.notes.append(f"{self.path}:{number}: the passage {name!r} is Twine's own and is passed over.")
            return None, []
        if name in self.drafts:
            first = self.drafts[name].at
            self.problem(
                number,
                f"passagen »{name}« står to gange, også i linje {first}. Giv den ene et andet navn.",
                f"the passage “{name}” stands twice, also on line {first}. Rename one.",
            )
            return _Draft(name, number, tags), None
        self.drafts[name] = _Draft(name, number, tags)
        return self.drafts[name], None

    def _content(self, draft: _Draft, number: int, raw: str) -> None:
        if raw.startswith("[[") or (raw.startswith("[") and "->" in raw):
            self._link(draft, number, raw)
            return
        match = FIELD.match(raw.strip())
        if not match:
            said, starts = shortened(raw, 40), "say:, scene:, thought:, coach:, mood:, line:"
            self.problem(
                number,
                f"»{said}« kan ikke læses. Begynd linjen med {starts} eller et [[link]].",
                f"“{said}” cannot be read. Begin the line with {starts} or a [[link]].",
            )
        elif match["conditions"] and match["key"] not in TEXTS:
            key, able = match["key"], ", ".join(TEXTS)
            self.problem(
                number,
                f"{key}: kan ikke have en betingelse; det kan kun {able}. Ved et valg står if: eller unless: på linjen under.",
                f"{key}: cannot have a condition; only {able} can. For a choice write if: or unless: on the line below.",
            )
        elif raw[0].isspace() and draft.choices:
            self._choice_field(draft.choices[-1], number, match["key"], match["value"])
        else:
            self._passage_field(draft, number, match)

    def _link(self, draft: _Draft, number: int, raw: str) -> None:
        found = links.link(raw)
        if found is None:
            self.problem(
                number,
                "linket er ikke helt. Skriv [[dansk // engelsk->Passage]] alene på linjen.",
                "the link is not complete. Write [[Danish // English->Passage]] alone on the line.",
            )
        elif not found[0]:
            target = found[1]
            self.problem(
                number,
                f"linket til »{target}« har ingen tekst. Skriv [[dansk // engelsk->{target}]].",
                f"the link to “{target}” has no text. Write [[Danish // English->{target}]].",
            )
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
                self.problem(number, "valget har to why:. Behold det ene.", "the choice has two why:. Keep one.")
            choice["why"] = self.text(number, value)
        elif key == "shows":
            self._shows(choice, number, value)
        elif key in ("if", "unless", "remember"):
            if not FLAG.match(value):
                self.problem(
                    number,
                    f"»{value}« kan ikke huskes. Brug små bogstaver a–z, tal og bindestreger.",
                    f"“{value}” cannot be remembered. Use small letters a–z, digits and hyphens.",
                )
            elif key == "remember":
                choice["remembers"].append(value)
            else:
                choice["conditions"].append(Condition(value, key == "if"))
        else:
            da, en = instead(key, CHOICE_FIELDS)
            self.problem(number, f"et valg har ikke »{key}:«. {da}", f"a choice has no “{key}:”. {en}")

    def _shows(self, choice: dict[str, Any], number: int, value: str) -> None:
        match = re.fullmatch(r"([a-z]+\.[a-z]+) ([0-9]+)", value.strip())
        if not match or int(match[2]) > MAX_POINTS:
            self.problem(
                number,
                f"»{value}« kan ikke læses. Skriv en kompetence og 0–{MAX_POINTS} point, fx samtale.ledelse 2.",
                f"“{value}” cannot be read. Write a competence and 0–{MAX_POINTS} points, e.g. samtale.ledelse 2.",
            )
        elif match[1] in choice["shows"]:
            self.problem(number, f"valget viser {match[1]} to gange. Behold den ene.", f"the choice shows {match[1]} twice. Keep one.")
        else:
            choice["shows"][match[1]] = int(match[2])

    def _passage_field(self, draft: _Draft, number: int, match: re.Match[str]) -> None:
        key, value = match["key"], match["value"].strip()
        if key in draft.values:
            self.problem(number, f"»{draft.name}« har to {key}:. Behold den ene.", f"“{draft.name}” has two {key}:. Keep one.")
        allowed = {"mood": MOODS, "line": LINES, "outcome": tuple(Outcome)}.get(key)
        if key in TEXTS:
            conditions = tuple(Condition(flag, word == "if") for word, flag in re.findall(r"(if|unless) ([a-z0-9-]+)", match["conditions"]))
            if text := self.text(number, value):
                draft.lines.append(Line(key, text, conditions, number))  # type: ignore[arg-type]  # key is one of TEXTS
        elif allowed:
            if value not in allowed:
                da, en = instead(value, allowed)
                self.problem(number, f"{key}: kan ikke være »{value}«. {da}", f"{key}: cannot be “{value}”. {en}")
            draft.values[key] = value
        elif key == "ending":
            draft.values[key] = self.text(number, value)
        else:
            da, en = instead(key, PASSAGE_FIELDS)
            self.problem(number, f"en passage har ikke »{key}:«. {da}", f"a passage has no “{key}:”. {en}")

    def text(self, number: int, value: str) -> Text | None:
        danish, separator, english = value.partition(" // ")
        if " // " in english:
            self.problem(
                number,
                "» // « står to gange, så man ikke kan se, hvor det engelske begynder. Behold det mellem sprogene.",
                "“ // ” stands twice, so that it cannot be seen where the English begins. Keep the one between the languages.",
            )
            return None
        if not separator or not danish.strip() or not english.strip():
            self.problem(
                number,
                "teksten skal stå på begge sprog. Skriv »dansk // engelsk« på én linje, med mellemrum om //.",
                "the text must be there in both languages. Write “Danish // English” on one line, with spaces around //.",
            )
            return None
        return Text(da=danish, en=english)

    def story(self) -> tuple[str, str]:
        at, lines = self.special.get("StoryTitle", (1, []))
        title = " ".join(line.strip() for line in lines if line.strip())
        if not title:
            self.problem(
                at,
                "samtalen har ingen titel. Skriv »:: StoryTitle« og titlen på næste linje.",
                "the conversation has no title. Write “:: StoryTitle” and the title on the next line.",
            )
        at, lines = self.special.get("StoryData", (1, []))
        try:
            data = json.loads("\n".join(lines).rstrip() or "{}")
        except json.JSONDecodeError as error:
            self._no_data(at + error.lineno)
            return title, ""
        except (ValueError, RecursionError):
            self._no_data(at)
            return title, ""
        start = data.get("start", "") if isinstance(data, dict) else ""
        if not isinstance(start, str) or start not in self.drafts:
            da, en = instead(start, self.drafts)
            self.problem(
                at,
                f"StoryData siger, at samtalen begynder i »{start}«, som ikke findes. {da}",
                f"StoryData says that the conversation starts in “{start}”, which does not exist. {en}",
            )
        return title, start

    def _no_data(self, line: int) -> None:
        self.problem(
            line,
            'StoryData kan ikke læses. Skriv {"ifid": "…", "start": "Navn"}, eller lad Twine eksportere igen.',
            'StoryData cannot be read. Write {"ifid": "…", "start": "Name"}, or let Twine export it again.',
        )


def load(path: Path) -> Dialogue:
    """Read the Twee file at `path`; raises DataError naming file, line and remedy for everything that is wrong in its form."""
    return read(path, text_of(path))


def read(path: Path, text: str) -> Dialogue:
    """Read what stands in the Twee file at `path`; raises DataError as `load` does."""
    reader = _Reader(path)
    reader.read(text)
    title, start = reader.story()
    if reader.problems:
        raise DataError(reader.problems)
    return Dialogue(str(path), title, start, {name: _passage(draft) for name, draft in reader.drafts.items()}, tuple(reader.notes))


def _passage(draft: _Draft) -> Passage:
    choices = tuple(
        Choice(**{**one, "conditions": tuple(one["conditions"]), "remembers": tuple(one["remembers"])}) for one in draft.choices
    )
    return Passage(draft.name, draft.at, draft.tags, lines=tuple(draft.lines), choices=choices, **draft.values)
