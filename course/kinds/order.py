"""Put steps in order. The answer is the list of all step ids."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.key import Key
from course.problems import Mistake
from course.tasks import BaseTask, Explained, Id, Placed, PlainAnswer, Takes, explained
from course.text import Text


class OrderTask(BaseTask):
    """Put the steps in order; `steps` stand as they are first shown."""

    kind: Literal["order"]
    in_ids: ClassVar[str] = "raekkefoelge"
    steps: Annotated[list[Placed], Field(min_length=3, max_length=10)]
    key: list[Id] | None = None
    why: Text | None = None

    shuffled: ClassVar[tuple[str, ...]] = ("steps",)

    @property
    def takes(self) -> Takes:
        return "order"

    def mistakes(self) -> Iterator[Mistake]:
        shown = [step.id for step in self.steps]
        yield from keychecks.distinct("steps", shown)
        yield from self._key_belongs_to_practice({"key": self.key, "why": self.why})
        if self.use == "practice" and self.key is not None:
            yield from keychecks.ordered(self.key, shown)

    def structure(self) -> dict[str, Any]:
        return {"steps": sorted(step.id for step in self.steps)}

    def check(self, value: Any) -> list[str]:
        """All step ids, as they are placed."""
        steps = [step.id for step in self.steps]
        placed = self._ids(value, steps)
        if sorted(placed) != sorted(steps):
            raise self.refused("hvert trin skal være med én gang", "each step must be there once")
        return placed

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        texts = {step.id: step.text for step in self.steps}
        return PlainAnswer("steps", tuple(texts[id] for id in answer if id in texts))

    def explain(self, answer: Any) -> Explained:
        assert self.key is not None
        items = {step: explained(step == self.key[place], None) for place, step in enumerate(answer)}
        return {"fraction": kendall(answer, self.key), "items": items, "why": self.why and self.why.model_dump()}

    def explanations(self) -> list[Text]:
        return [self.why] if self.why else []

    def solved(self, answer: Any, key: Key) -> tuple[float, list[Text]]:
        """How far the two orders agree."""
        position = {step: place for place, step in enumerate(answer)}
        wrong = [pair for pair in key.why if position[pair.split(">")[0]] > position[pair.split(">")[1]]]
        return kendall(answer, self.check(key.key)), [key.why[pair] for pair in wrong]

    def key_mistakes(self, key: Any) -> Iterator[Mistake]:
        yield from keychecks.not_a_list(key) or keychecks.ordered(key, [step.id for step in self.steps])

    def can_be_wrong(self, key: Key) -> set[str]:
        """Two steps in their right order."""
        return {f"{first}>{later}" for first, later in combinations(self.check(key.key), 2)}

    def gives_away(self, field: str, ids: Sequence[str]) -> bool:
        return list(ids) == self.key

    def answered_astray(self, key: Any, folder: Path) -> list[str]:
        return [key[1], key[0], *key[2:]]


def kendall(placed: Sequence[str], right: Sequence[str]) -> float:
    """Agreement of two orders, 0–1: Kendall's tau (Kendall 1938, Biometrika 30), with no credit below chance."""
    position = {step: index for index, step in enumerate(placed)}
    pairs = list(combinations(right, 2))
    agreeing = sum(position[first] < position[later] for first, later in pairs)
    return max(0.0, 2 * agreeing / len(pairs) - 1)
