"""Five scores for one's own change, and where help begins. The answer has the fields change, scores, first_help, whom and date."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from course.change.adkar import BARRIER, ELEMENTS, HIGHEST, LOWEST, ElementId, adkar
from course.charts import Bar, Bars
from course.text import Text
from course.tools import CaseTool, Line, Parts, shown_day, written

TEXTS = {"change": 200, "first_help": 1000, "whom": 200}
FIELDS = ["change", "scores", "first_help", "whom", "date"]
HEADINGS = {
    "change": Text(da="Forandringen", en="The change"),
    "scores": Text(da="Mine fem tal", en="My five scores"),
    "barrier": Text(da="Her begynder hjælpen", en="Help begins here"),
    "first_help": Text(da="Den første hjælp", en="The first help"),
    "whom": Text(da="Hvem jeg spørger", en="Who I ask"),
    "date": Text(da="Vi ser på det igen", en="We look at it again"),
}


class AdkarTask(CaseTool):
    """The five elements of ADKAR, scored for the learner's own change."""

    kind: Literal["adkar"]
    in_ids: ClassVar[str] = "fem-tal"

    def public(self) -> dict[str, Any]:
        texts = adkar().model_dump(mode="json", include={"lowest", "highest", "elements"})
        return {**super().public(), **texts, "barrier": BARRIER, "limits": TEXTS}

    def check(self, value: Any) -> dict[str, Any]:
        named = self._named(value, FIELDS)
        for name, longest in TEXTS.items():
            if name in named:
                named[name] = self._own_words(named[name], longest)
        if "scores" in named:
            scores = self._named(named["scores"], list(ELEMENTS))
            named["scores"] = {id: self._whole_number(score, LOWEST, HIGHEST) for id, score in scores.items()}
        if "date" in named:
            named["date"] = self._day(named["date"]) if named["date"] != "" else ""
        return named

    def is_whole(self, answer: Any) -> bool:
        """Whether all five have a score."""
        return len(answer.get("scores", {})) == len(ELEMENTS)

    def chart(self, value: Any, elsewhere: Mapping[str, Any]) -> Bars | None:
        scores = value.get("scores", {})
        at = barrier(scores)
        bars = tuple(Bar(one.name, scores.get(one.id), marked=one.id == at) for one in adkar().elements)
        return Bars(HEADINGS["scores"], bars, HIGHEST) if scores else None

    def parts(self, value: Any) -> Parts:
        found = barrier(value.get("scores", {}))
        lines: dict[str, list[Line]] = {name: written(value, name) for name in ("change", "first_help", "whom")}
        lines["date"] = [shown_day(value["date"])] if value.get("date") else []
        lines["scores"] = [
            _scored(one.name, one.statement, value["scores"][one.id]) for one in adkar().elements if one.id in value.get("scores", {})
        ]
        lines["barrier"] = [adkar().element(found).name, adkar().element(found).begin] if found else []
        return [(heading, lines[name]) for name, heading in HEADINGS.items() if name != "change" or not self.case]


def barrier(scores: dict[ElementId, int]) -> ElementId | None:
    """The barrier point (`course.change.adkar`), as soon as all before it are scored; None before, and where there is none."""
    for id in ELEMENTS:
        if id not in scores:
            return None
        if scores[id] <= BARRIER:
            return id
    return None


def _scored(name: Text, statement: Text, score: int) -> Text:
    return Text(da=f"{name.da}: {score}. {statement.da}", en=f"{name.en}: {score}. {statement.en}")
