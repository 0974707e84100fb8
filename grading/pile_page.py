"""The list of hand-ins on the trainer's page: what she looks for stands in the address, so that it can be kept, shared and gone back to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from urllib.parse import urlencode

from course import modules
from course.hand_in import Stage
from course.modules import Module
from course.store import Store
from course.store.database import now
from course.store.pile import ALL, LONGEST, NAME, NEWEST, OPEN, PAGE, PROBLEMS, SORTS, STATES, HandIn, Sought
from course.text import Text
from grading.standing import HandInStanding, renew

DAYS = (0, 3, 7, 14, 28)
TONES = {Stage.HANDED_IN: "new", Stage.COLLECTED: "calm", Stage.WAITS: "warn", Stage.MARKED: "accent", Stage.PUBLISHED: "good"}
STATE_WORDS = {
    OPEN: Text(da="Ikke sendt tilbage", en="Not sent back yet"),
    **{one.value: one.told for one in Stage},
    PROBLEMS: Text(da="Med problemer", en="With problems"),
    ALL: Text(da="Alle", en="All"),
}
SORT_WORDS = {
    LONGEST: Text(da="Har ventet længst", en="Waited longest"),
    NEWEST: Text(da="Nyeste først", en="Newest first"),
    NAME: Text(da="Navn", en="Name"),
}
MOST_WORDS = 80


@dataclass(frozen=True)
class Row:
    """A hand-in in the list: where it stands, and how many whole days it has waited. `module` is None where the course no longer has it."""

    hand_in: HandIn
    module: Module | None
    stands: HandInStanding | None

    @property
    def state(self) -> Stage:
        """Its stage as it is now."""
        return self.stands.stage if self.stands else self.hand_in.state

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong with it, in Danish."""
        return self.stands.problems if self.stands else self.hand_in.problems

    @property
    def tone(self) -> str:
        """How the state's badge looks."""
        return TONES[self.state]

    @property
    def days(self) -> int:
        """The whole days it has waited; 0 once it has come back."""
        return 0 if self.hand_in.marked_at else max(timedelta(0), now() - self.hand_in.handed_in_at).days

    @property
    def can_be_marked(self) -> bool:
        """Whether it helps to collect and mark it."""
        done = self.hand_in.marked_at or self.hand_in.wanted_at or self.module is None
        return not done and (self.state in (Stage.HANDED_IN, Stage.COLLECTED) or bool(self.problems))


@dataclass(frozen=True)
class ListPage:
    """A page of the list: `found` is how many fit in all, `counts` how many there are in each state (of the module looked for, if any)."""

    sought: Sought
    number: int
    pages: int
    found: int
    rows: tuple[Row, ...]
    counts: Mapping[str, int]

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the list as it is given is looked for."""
        return replace(self.sought, sort=LONGEST) != Sought()

    @property
    def handed_in(self) -> int:
        """How many hand-ins there are at all, whatever is looked for."""
        return self.counts[ALL]

    @property
    def asked(self) -> dict[str, str]:
        """What the address of this page says beyond what is as given."""
        return asked(self.sought, self.number)

    @property
    def query(self) -> str:
        """The same, to be put behind another address."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def address(self, number: int = 1, **other: str) -> str:
        """The address of another page, or of the list with something else looked for."""
        return address(replace(self.sought, **other), number)  # type: ignore[arg-type]  # texts alone are changed


def sought(form: Mapping[str, str]) -> tuple[Sought, int]:
    """What an address asks for, and which page (from 1); what cannot be is left out."""
    days, page = form.get("days", ""), form.get("page", "")
    state, sort = form.get("state", ""), form.get("sort", "")
    found = Sought(
        words=" ".join(form.get("words", "").split())[:MOST_WORDS],
        module=form.get("module", "")[:MOST_WORDS],
        team=form.get("team", "")[:120],
        days=int(days) if days in map(str, DAYS) else 0,
        state=state if state in STATES else OPEN,
        sort=sort if sort in SORTS else LONGEST,
    )
    return found, int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1


def address(what: Sought, number: int = 1) -> str:
    """Where the trainer's page shows this; what is as given is not said."""
    query = urlencode(asked(what, number))
    return f"trainer?{query}#hand-ins" if query else "trainer#hand-ins"


def asked(what: Sought, number: int = 1) -> dict[str, str]:
    """What is looked for, as fields of an address or a form; what is as given is not said."""
    said = {one.name: str(getattr(what, one.name)) for one in fields(what) if getattr(what, one.name) != getattr(Sought(), one.name)}
    return {**said, **({"page": str(number)} if number > 1 else {})}


def shown(store: Store, what: Sought, number: int) -> ListPage:
    """A page of the hand-ins looked for; behind the last page comes the last. Raises StorageError."""
    found = store.hand_ins.count(what)
    pages = max(1, -(-found // PAGE))
    number = max(1, min(number, pages))
    return ListPage(what, number, pages, found, tuple(rows(store, store.hand_ins.page(what, number))), _counts(store, what.module))


def rows(store: Store, hand_ins: list[HandIn]) -> list[Row]:
    """These hand-ins as they stand now, in the same order. Raises StorageError."""
    known, guests = {module.id: module for module in modules.catalogue()}, store.hand_in_files.guests({one.learner for one in hand_ins})
    hand_ins = [replace(one, name=guests.get(one.learner, one.name)) for one in hand_ins]
    by_module = defaultdict(list)
    for one in hand_ins:
        by_module[one.module].append(one)
    stand: dict[int, HandInStanding] = {}
    for module, some in by_module.items():
        if module in known:
            stand |= renew(known[module], store, some)
    return [Row(one, known.get(one.module), stand.get(one.id)) for one in hand_ins]


def _counts(store: Store, module: str) -> dict[str, int]:
    found = dict.fromkeys(STATES, 0)
    for id, states in store.hand_ins.counts().items():
        for state, number in states.items() if not module or id == module else ():
            found[state] += number
            found[ALL] += number
            found[OPEN] += number if state != Stage.PUBLISHED else 0
    found[PROBLEMS] = store.hand_ins.count(Sought(module=module, state=PROBLEMS))
    return found
