"""Everything that is measured of one module, as figures beside their limits, and what is listed for an editor to look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import mean

from course.conversation import paths
from course.key import Key
from course.kinds.choice import ChoiceTask
from course.kinds.conversation import ConversationTask
from course.modules import Module
from course.review import guessing, language, playing
from course.review.guessing import Guess
from course.review.limits import Measure, ReviewData
from course.review.prose import PageText, page_text
from course.review.time import page_minutes
from course.text import LANGUAGES, Text

FIRM = 5
"""With fewer choice tasks than this, what a guesser earns says nothing."""


@dataclass(frozen=True)
class Reviewed:
    """One module with the keys of its graded tasks (by task id), the day it is looked at, and what to measure it against."""

    module: Module
    keys: Mapping[str, Key]
    data: ReviewData
    today: date
    pages: Mapping[str, PageText] = field(default_factory=dict)

    @cached_property
    def rights(self) -> dict[str, list[str]]:
        """The right options of each choice task."""
        found = {}
        for task in self.choices:
            own = [option.id for option in task.options if option.right]
            found[task.id] = task.check(self.keys[task.id].key) if task.id in self.keys else own
        return {id: key for id, key in found.items() if key}

    @cached_property
    def choices(self) -> list[ChoiceTask]:
        """The choice tasks, practice and graded."""
        return [task for task in self.module.tasks.values() if isinstance(task, ChoiceTask)]

    def text(self, notebook: str) -> PageText:
        """The Danish text of a page."""
        if notebook in self.pages:
            return self.pages[notebook]
        page = next(one for one in self.module.about.pages if one.notebook == notebook)
        return page_text(self.module.folder / notebook, page.tomorrow)

    def guesses(self, use: str) -> list[Guess]:
        """What guessing earns over the practice or the graded choice tasks."""
        return list(guessing.guesses([task for task in self.choices if task.use == use], self.rights))

    @cached_property
    def feedback(self) -> list[Text]:
        """What learners are told about wrong answers, in practice and after marking."""
        told = [why for key in self.keys.values() for why in [*key.why.values(), *([key.missing] if key.missing else [])]]
        for task in self.module.tasks.values():
            told += task.explanations()
        return told

    @cached_property
    def conversations(self) -> dict[str, paths.Map]:
        """The module's conversations by task id."""
        talks = (task for task in self.module.tasks.values() if isinstance(task, ConversationTask))
        return {task.id: paths.load(self.module.folder / task.dialogue) for task in talks}


def measures(reviewed: Reviewed) -> list[Measure]:
    """Every figure of the module."""
    return [
        *_guessing(reviewed),
        *_lengths(reviewed),
        *_tasks(reviewed),
        *_pages(reviewed),
        *_feedback(reviewed),
        *_conversations(reviewed),
        *_law(reviewed),
    ]


def rules_broken(reviewed: Reviewed) -> list[Measure]:
    """The measures that stop `kompetencevej check` and are not kept; they read the tasks alone, so that checking stays quick."""
    return [measure for measure in _tasks(reviewed) if measure.limit.rule and not measure.holds]


def _guessing(reviewed: Reviewed) -> Iterator[Measure]:
    limit = reviewed.data.limit("guess-module")
    for use in ("practice", "graded"):
        for guess in reviewed.guesses(use):
            if guess.tasks >= FIRM:
                yield Measure(limit, f"{use}, {guess.strategy} ({guess.language})", guess.above_chance, shown_guess(guess))


def shown_guess(guess: Guess) -> str:
    """A guess in words for the table."""
    return f"{guess.earned:.0%} (chance {guess.chance:.0%}, {guess.tasks} tasks)"


def _lengths(reviewed: Reviewed) -> Iterator[Measure]:
    limit = reviewed.data.limit("lengths")
    for use in ("practice", "graded"):
        tasks = [task for task in reviewed.choices if task.use == use and task.id in reviewed.rights]
        for spoken in LANGUAGES if tasks else ():
            ratio = mean(guessing.length_ratio(task, reviewed.rights[task.id], spoken) for task in tasks)
            yield Measure(limit, f"{use} ({spoken})", abs(ratio - 1), f"right {ratio:.2f} × wrong")


def _tasks(reviewed: Reviewed) -> Iterator[Measure]:
    graded = [task for task in reviewed.module.graded_tasks if not isinstance(task, ConversationTask)]
    for competence in sorted({task.competence for task in graded}):
        count = sum(task.competence == competence for task in graded)
        levels = sorted({task.level for task in graded if task.competence == competence})
        shown = f"{count} graded, levels {', '.join(map(str, levels))}"
        yield Measure(reviewed.data.limit("rule-of-three"), competence, count, shown)
    for task in graded:
        if not task.marked_by_person:
            yield Measure(reviewed.data.limit("level-by-key"), task.id, task.level, f"level {task.level}, marked by a key")
        if isinstance(task, ChoiceTask) and not task.multiple and len(task.options) <= 4:
            yield Measure(reviewed.data.limit("one-of-four"), task.id, task.level, f"one of {len(task.options)} at level {task.level}")


def _pages(reviewed: Reviewed) -> Iterator[Measure]:
    for page in reviewed.module.about.pages:
        text = reviewed.text(page.notebook)
        minutes = page_minutes(reviewed.module, text, reviewed.data.times)
        promised = f"{minutes:.0f} min, promised {page.minutes}"
        yield Measure(reviewed.data.limit("minutes"), page.stem, abs(minutes - page.minutes) / page.minutes, promised)
        read = language.reading(text.whole)
        if read.sentences >= FIRM:
            shown = f"LIX {read.lix:.0f}, sentences {read.mean_length:.0f} ± {read.spread:.0f} words"
            yield Measure(reviewed.data.limit("lix"), page.stem, read.lix, shown)


def _feedback(reviewed: Reviewed) -> Iterator[Measure]:
    if len(reviewed.feedback) >= FIRM:
        share = language.turning_on_men([text.da for text in reviewed.feedback])
        yield Measure(reviewed.data.limit("turns-on-men"), reviewed.module.id, share, f"{share:.0%} of {len(reviewed.feedback)}")


def _conversations(reviewed: Reviewed) -> Iterator[Measure]:
    for id, map in reviewed.conversations.items():
        yield _share(reviewed, "trade-offs", id, playing.trade_offs(map))
        yield _share(reviewed, "repair", id, playing.repairable(map))
        yield _share(reviewed, "random-good", id, playing.random_good(map))
        for played in playing.lazy(map):
            shown = f"{played.earned:.0%}, ends {played.outcome or 'never'}"
            yield Measure(reviewed.data.limit("lazy"), f"{id}, {played.strategy}", played.earned, shown)


def _share(reviewed: Reviewed, limit: str, subject: str, value: float) -> Measure:
    return Measure(reviewed.data.limit(limit), subject, value, f"{value:.0%}")


def _law(reviewed: Reviewed) -> Iterator[Measure]:
    law = reviewed.module.about.law
    if law:
        days = (reviewed.today - date.fromisoformat(law.checked)).days
        yield Measure(reviewed.data.limit("law-days"), reviewed.module.id, days, f"looked up {law.checked}")


@dataclass(frozen=True)
class Notes:
    """What no figure can judge, listed for the editor."""

    never_said: tuple[str, ...]
    without_source: tuple[str, ...]
    medium: tuple[str, ...]
    passed_over: tuple[str, ...]


def notes(reviewed: Reviewed) -> Notes:
    """Words of the trade that never occur, paragraphs with figures but no source, conversations that contradict their medium, and what was not read."""
    about, data = reviewed.module.about, reviewed.data
    texts = [reviewed.text(page.notebook) for page in about.pages]
    tasks = [task.model_dump_json() for task in reviewed.module.tasks.values()]
    talk = [text.da for map in reviewed.conversations.values() for text in _said(map)]
    everything = "\n".join([*(text.whole for text in texts), *tasks, *talk, about.law.text.da if about.law else ""])
    paragraphs = [paragraph for text in texts for paragraph in text.paragraphs]
    medium = [
        f"{id}: {found}"
        for id, map in reviewed.conversations.items()
        for found in playing.medium_breaks(map, data.seen_words, data.switch_words)
    ]
    shorts = [source.short for source in about.sources]
    unsourced = language.figures_without_source(paragraphs, shorts)
    passed_over = [note for map in reviewed.conversations.values() for note in map.dialogue.notes]
    return Notes(tuple(language.never_said(data.trade_words, everything)), tuple(unsourced), tuple(medium), tuple(passed_over))


def _said(map: paths.Map) -> Iterable[Text]:
    for passage in map.dialogue.passages.values():
        yield from (line.text for line in passage.lines)
        yield from (choice.text for choice in passage.choices)


def course_guesses(modules: Sequence[Reviewed], data: ReviewData) -> list[Measure]:
    """What guessing earns over all modules' choice tasks together."""
    rights = {f"{one.module.id}/{id}": key for one in modules for id, key in one.rights.items()}
    tasks = [task.model_copy(update={"id": f"{one.module.id}/{task.id}"}) for one in modules for task in one.choices]
    limit = data.limit("guess-course")
    found = guessing.guesses(tasks, rights)
    return [Measure(limit, f"{guess.strategy} ({guess.language})", guess.above_chance, shown_guess(guess)) for guess in found]
