"""Bridges' transition in one's own change. The answer has texts, the zones where `me` is, and counts of the `team` by zone."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from course.change.bridges import PARTS, ZONES, Beginning, PartId, bridges
from course.charts import Bar, Bars
from course.text import Text
from course.tools import CaseTool, Line, Parts, written

CHARS = 1000
MOST_COLLEAGUES = 200
LOSSES = ("ends", "for_whom", "stays")
HEADINGS = {
    "ends": Text(da="Det hører op", en="What ends"),
    "for_whom": Text(da="For hvem", en="For whom"),
    "stays": Text(da="Det bliver, som det er", en="What stays as it is"),
    "me": Text(da="Her er jeg selv", en="Where I am"),
    "team": Text(da="Her er teamet", en="Where the team is"),
}
MISSING = Text(da="Det mangler", en="What is missing")


class TransitionTask(CaseTool):
    """What ends and what stays, who is where, and the four P's of the new beginning."""

    kind: Literal["transition"]
    in_ids: ClassVar[str] = "overgang"

    def public(self) -> dict[str, Any]:
        texts = bridges().model_dump(mode="json", include={"zones", "parts"})
        return {**super().public(), "zones": texts["zones"], "ps": texts["parts"], "chars": CHARS, "most": MOST_COLLEAGUES}

    def check(self, value: Any) -> dict[str, Any]:
        named = self._named(value, [*LOSSES, "me", "team", *PARTS])
        for name in (*LOSSES, *PARTS):
            if name in named:
                named[name] = self._own_words(named[name], CHARS)
        if "me" in named:
            chosen = self._ids(named["me"], list(ZONES))
            named["me"] = [zone for zone in ZONES if zone in chosen]
        if "team" in named:
            counts = self._named(named["team"], list(ZONES))
            named["team"] = {zone: self._whole_number(count, 0, MOST_COLLEAGUES) for zone, count in counts.items()}
        return named

    def missing(self, value: dict[str, Any]) -> list[PartId]:
        """The P's that nothing is written for."""
        return Beginning(**{id: value.get(id, "") for id in PARTS}).missing

    def is_whole(self, answer: Any) -> bool:
        """Whether it is said what ends, and nothing is missing of the four P's."""
        return bool(written(answer, "ends")) and not self.missing(answer)

    def chart(self, value: Any, elsewhere: Mapping[str, Any]) -> Bars | None:
        team = value.get("team", {})
        bars = tuple(Bar(zone.name, team.get(zone.id)) for zone in bridges().zones)
        return Bars(HEADINGS["team"], bars, max(team.values())) if any(team.values()) else None

    def parts(self, value: Any) -> Parts:
        lines: dict[str, list[Line]] = {name: written(value, name) for name in LOSSES}
        zones = bridges().zones
        lines["me"] = [zone.name for zone in zones if zone.id in value.get("me", [])]
        team = value.get("team", {})
        lines["team"] = [Text(da=f"{one.name.da}: {team[one.id]}", en=f"{one.name.en}: {team[one.id]}") for one in zones if one.id in team]
        ps: Parts = [(part.name, written(value, part.id)) for part in bridges().parts]
        missing = self.missing(value)
        told: list[Line] = [bridges().part(id).missing for id in missing] if len(missing) < len(PARTS) else []
        return [*((heading, lines[name]) for name, heading in HEADINGS.items()), *ps, (MISSING, told)]
