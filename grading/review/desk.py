"""Everything the editor's desk shows of one module: measures, notes, and how its tasks did with those who handed in."""

from dataclasses import dataclass
from datetime import date

from course import review
from course.key import Key
from course.modules import Module
from course.review import items
from course.review.items import Attempted, ItemStatistics
from course.review.limits import Measure
from course.review.module import Notes, Reviewed, measures, notes
from course.store import Store


@dataclass(frozen=True)
class Desk:
    """One module as its editor sees it."""

    reviewed: Reviewed
    measures: tuple[Measure, ...]
    notes: Notes
    items: tuple[ItemStatistics, ...]
    hand_ins: int

    @property
    def title(self) -> str:
        """The module's title in Danish."""
        return self.reviewed.module.about.title.da

    @property
    def broken(self) -> list[Measure]:
        """The measures outside their limits."""
        return [measure for measure in self.measures if not measure.holds]


def desk(module: Module, keys: dict[str, Key], store: Store | None, today: date) -> Desk:
    """Measure a module; without a store nothing is said of hand-ins. Raises DataError where a conversation cannot be read."""
    reviewed = Reviewed(module, keys, review.data(), today)
    attempted = _attempted(store, module) if store else []
    found = [items.statistics(task.id, attempted) for task in module.graded_tasks]
    return Desk(reviewed, tuple(measures(reviewed)), notes(reviewed), tuple(one for one in found if one), len(attempted))


def _attempted(store: Store, module: Module) -> list[Attempted]:
    """Everyone's last hand-in of this version of the module that is marked."""
    found = []
    for submission in store.submissions.last_of_all(module.id):
        if submission.returned and submission.module_version == module.version:
            shares = {result.task: result.fraction for result in store.submissions.results(submission.id)}
            found.append(Attempted(shares, submission.answers))
    return found
