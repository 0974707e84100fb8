"""Choose one option, or several. The answer is the list of option ids."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.key import Key
from course.problems import Mistake
from course.tasks import BaseTask, Explained, Placed, PlainAnswer, Takes, explained
from course.text import Text


class Option(Placed):
    """A thing to choose; in practice with its truth and why."""

    right: bool | None = None
    why: Text | None = None


class ChoiceTask(BaseTask):
    """Choose one option, or several when `multiple`."""

    kind: Literal["choice"]
    in_ids: ClassVar[str] = "valg"
    multiple: bool
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]

    shuffled: ClassVar[tuple[str, ...]] = ("options",)
    secret: ClassVar[dict[str, Any]] = {"options": {"__all__": {"right", "why", "stays"}}}

    @property
    def takes(self) -> Takes:
        return "choice"

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("options", [option.id for option in self.options])
        keyed = [
            list(self._key_belongs_to_practice({"right": one.right, "why": one.why}, "options", place))
            for place, one in enumerate(self.options)
        ]
        wrong = [mistake for found in keyed for mistake in found]
        yield from wrong if self.use == "practice" else wrong[:1]
        right = [option for option in self.options if option.right]
        if self.use == "practice" and not wrong and (not right or (not self.multiple and len(right) != 1)):
            most = ("mindst ét svar", "at least one answer") if self.multiple else ("netop ét svar", "exactly one answer")
            yield Mistake(
                f"{most[0]} skal have right: true. Her har {len(right)} det.",
                f"{most[1]} must have right: true. Here {len(right)} have.",
                ("options",),
            )

    def structure(self) -> dict[str, Any]:
        return {"multiple": self.multiple, "options": sorted(option.id for option in self.options)}

    def check(self, value: Any) -> list[str]:
        """Option ids in the author's order."""
        chosen = self._ids(value, [option.id for option in self.options])
        if not self.multiple and len(chosen) > 1:
            raise self.refused("der kan kun vælges én", "only one can be chosen")
        return [option.id for option in self.options if option.id in chosen]

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        texts = {option.id: option.text for option in self.options}
        return PlainAnswer("list", tuple(texts[id] for id in answer if id in texts))

    def explain(self, answer: Any) -> Explained:
        key = Key(key=[option.id for option in self.options if option.right], right=self.prompt)
        items = {option.id: explained(bool(option.right), option.why) for option in self.options if option.id in answer}
        return {"fraction": self.solved(answer, key)[0], "items": items, "why": None}

    def explanations(self) -> list[Text]:
        return [option.why for option in self.options if option.why and not option.right]

    def solved(self, answer: Any, key: Key) -> tuple[float, list[Text]]:
        """One of one is everything or nothing; of several, each wrong one takes a right one away."""
        right = set(self.check(key.key))
        hits, misses = len(right & set(answer)), len(set(answer) - right)
        why = [key.why[id] for id in answer if id not in right and id in key.why]
        if hits < len(right) and self.multiple and key.missing:
            why.append(key.missing)
        if not self.multiple:
            return float(hits == 1), why
        return max(0.0, (hits - misses) / len(right)), why

    def key_mistakes(self, key: Any) -> Iterator[Mistake]:
        yield from keychecks.not_a_list(key) or keychecks.chosen(key, [option.id for option in self.options], self.multiple)

    def can_be_wrong(self, key: Key) -> set[str]:
        """The options that are not right."""
        return {option.id for option in self.options} - set(self.check(key.key))

    def answered_astray(self, key: Any, folder: Path) -> list[str]:
        others = [option.id for option in self.options if option.id not in key]
        return [*key[1:], *others[:1]] if self.multiple else others[:1]
