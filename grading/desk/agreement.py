"""How far two trainers agree on the texts that both marked blind: per task and over all, for a talk, and never for a trainer by herself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course import modules
from course.kappa import LEAST, Kappa, weighted_kappa
from course.modules import Module
from course.store import Store
from course.store.second_marks import SecondMark
from course.tasks import BaseTask
from course.text import Text
from grading.desk.second import is_second

FAR = 2  # levels apart, from which the two are asked to talk


@dataclass(frozen=True)
class Agreement:
    """How two levels of each of so many texts lie: `apart` says how many texts have how many levels between them."""

    texts: int
    apart: dict[int, int]
    kappa: Kappa | None

    @property
    def far(self) -> int:
        """How many texts have two levels or more between them."""
        return sum(count for distance, count in self.apart.items() if distance >= FAR)

    @property
    def told(self) -> Text:
        """The kappa with its interval, or why there is none."""
        if self.texts < LEAST:
            return Text(
                da=f"For få endnu: kappa kommer fra {LEAST} tekster på.",
                en=f"Too few as yet: kappa is told from {LEAST} texts on.",
            )
        if self.kappa is None:
            return Text(
                da="Kappa kan ikke regnes ud, fordi alle tekster har fået samme niveau af begge.",
                en="Kappa cannot be worked out, because both gave all texts the same level.",
            )
        value, low, high = (f"{one:.2f}" for one in (self.kappa.value, self.kappa.low, self.kappa.high))
        en = f"{value} (95% confidence: {low} to {high})"
        return Text(da=f"{value} (95 % sikkerhed: {low} til {high})".replace(".", ","), en=en)


@dataclass(frozen=True)
class Apart:
    """A text on which the two are two levels or more apart, and whether she who looks is one of them."""

    mark: SecondMark
    task: BaseTask
    hers: bool

    @property
    def address(self) -> str:
        """Where the text is on the desk."""
        return f"desk/texts/{self.mark.module}/{self.mark.task}/{self.mark.submission}"


@dataclass(frozen=True)
class Overview:
    """What the page tells: all texts together, each task that has any, and the texts to talk about, her own first."""

    whole: Agreement
    tasks: list[tuple[Module, BaseTask, Agreement]]
    apart: list[Apart]


def agreement(marks: Sequence[SecondMark]) -> Agreement:
    """How far two agree on these texts."""
    pairs = [(one.first, one.second) for one in marks]
    return Agreement(len(pairs), dict(Counter(one.distance for one in marks)), weighted_kappa(pairs))


def overview(store: Store, trainer: str) -> Overview:
    """What there is to tell a trainer. Notes that she is shown what is hers. Raises StorageError."""
    marks = store.second_marks.all()
    mine = {
        (one.submission, one.task)
        for module in {one.module for one in marks}
        for one in store.judgements.by(trainer, module)
        if one.given_at
    }
    texts = {
        (module.id, task.id): (module, task) for module in modules.catalogue() for task in module.graded_tasks if task.marked_by_person
    }
    of_task = [(*about, [one for one in marks if (one.module, one.task) == place]) for place, about in texts.items()]
    apart = [
        Apart(one, texts[one.module, one.task][1], (one.submission, one.task) in mine)
        for one in marks
        if one.distance >= FAR and one.is_last and not one.talked and (one.module, one.task) in texts
    ]
    store.second_marks.shown([(one.mark.submission, one.mark.task) for one in apart if one.hers])
    return Overview(
        agreement(marks),
        [(module, task, agreement(found)) for module, task, found in of_task if found],
        sorted(apart, key=lambda one: not one.hers),
    )


def to_talk_about(store: Store, trainer: str) -> int:
    """On how many texts she and another are two levels or more apart, and have not talked."""
    return store.second_marks.to_talk_about(trainer, FAR)


@dataclass(frozen=True)
class Both:
    """One text that two have marked, as its page shows it: both levels, the second's comment, and to these two who the other is."""

    mark: SecondMark
    comment: str | None
    names: list[str]
    hers: bool

    @property
    def far(self) -> bool:
        """Whether they are asked to talk about it."""
        return self.mark.distance >= FAR and not self.mark.talked


def both(store: Store, submission: int, task: str, trainer: str) -> Both | None:
    """What two have given a text, where two have. Notes that she is shown it, where she is one of them. Raises StorageError."""
    found = next((one for one in store.second_marks.all(submission) if one.task == task), None)
    if found is None:
        return None
    given = store.judgements.given_of(submission, task)
    hers = trainer in {one.trainer for one in given}
    if hers:
        store.second_marks.shown([(submission, task)])
    others = [one.trainer for one in given if one.trainer != trainer]
    people = [store.people.get(one) for one in others] if hers else []
    names = [one.name for one in people if one]
    comment = next((one.comment for one in given if is_second(one)), None)
    return Both(found, comment, names, hers)
