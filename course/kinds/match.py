"""Find partners. The answer is {left id: right id}, and may be partial."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.key import Key
from course.problems import Mistake
from course.tasks import BaseTask, Explained, Id, Item, Placed, PlainAnswer, Takes, explained
from course.text import Text


class MatchTask(BaseTask):
    """Find the partner on the right for each thing on the left; partners may be shared or left over."""

    kind: Literal["match"]
    in_ids: ClassVar[str] = "par"
    left: Annotated[list[Item], Field(min_length=2, max_length=10)]
    right: Annotated[list[Placed], Field(min_length=2, max_length=10)]
    key: dict[Id, Id] | None = None
    why: dict[Id, Text] | None = None

    shuffled: ClassVar[tuple[str, ...]] = ("right",)

    @property
    def takes(self) -> Takes:
        return "match"

    def mistakes(self) -> Iterator[Mistake]:
        left, right = [item.id for item in self.left], [item.id for item in self.right]
        yield from keychecks.distinct("left", left)
        yield from keychecks.distinct("right", right)
        yield from self._key_belongs_to_practice({"key": self.key, "why": self.why})
        if self.use == "practice" and self.key is not None:
            yield from keychecks.paired(self.key, left, right)
        if self.use == "practice" and self.why is not None:
            yield from keychecks.explained(self.why, left)
            if unsaid := [id for id in left if id not in self.why]:
                yield Mistake(f"why mangler {', '.join(unsaid)}. Tilføj.", f"why lacks {', '.join(unsaid)}. Add.", ("why",))

    def structure(self) -> dict[str, Any]:
        return {"left": sorted(item.id for item in self.left), "right": sorted(item.id for item in self.right)}

    def check(self, value: Any) -> dict[str, str]:
        """Pairs in the author's order of the left side."""
        left, right = {item.id for item in self.left}, {item.id for item in self.right}
        if not isinstance(value, dict) or any(not isinstance(part, str) for pair in value.items() for part in pair):
            raise self.refused("svaret skal være par", "the answer must be pairs")
        if not set(value) <= left or not set(value.values()) <= right:
            raise self.refused("et par findes ikke i opgaven", "a pair does not exist in the task")
        return {item.id: value[item.id] for item in self.left if item.id in value}

    def is_whole(self, answer: Any) -> bool:
        """Whether everything on the left has a partner."""
        return isinstance(answer, dict) and set(answer) == {item.id for item in self.left}

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        left, right = {item.id: item.text for item in self.left}, {item.id: item.text for item in self.right}
        return PlainAnswer("pairs", tuple((left[a], right[b]) for a, b in answer.items() if a in left and b in right))

    def explain(self, answer: Any) -> Explained:
        assert self.key is not None
        assert self.why is not None
        items = {left: explained(right == self.key[left], self.why[left]) for left, right in answer.items()}
        solved = sum(item["right"] for item in items.values())
        return {"fraction": solved / len(self.left), "items": items, "why": None}

    def explanations(self) -> list[Text]:
        return list((self.why or {}).values())

    def solved(self, answer: Any, key: Key) -> tuple[float, list[Text]]:
        """The share of right pairs."""
        pairs = self.check(key.key)
        wrong = [left for left in pairs if answer.get(left) != pairs[left]]
        return 1 - len(wrong) / len(pairs), [key.why[left] for left in wrong if left in key.why]

    def key_mistakes(self, key: Any) -> Iterator[Mistake]:
        yield from keychecks.not_pairs(key) or keychecks.paired(key, [item.id for item in self.left], [item.id for item in self.right])

    def can_be_wrong(self, key: Key) -> set[str]:
        """The left side of a pair."""
        return {item.id for item in self.left}

    def answered_astray(self, key: Any, folder: Path) -> dict[str, str]:
        first = min(key)
        return {**key, first: next(item.id for item in self.right if item.id != key[first])}
