"""Whether a key can be the key of its task: it names what the task has, all of it, and nothing twice."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from course.problems import Mistake, instead, nearest, shortened


def not_a_list(key: object) -> list[Mistake]:
    """The mistake of a key that is no list."""
    if isinstance(key, list):
        return []
    return [Mistake("facit skal være en liste, fx [a, b].", "the key must be a list, e.g. [a, b].", ("key",))]


def not_pairs(key: object) -> list[Mistake]:
    """The mistake of a key that is no mapping."""
    if isinstance(key, dict):
        return []
    return [Mistake("facit skal være par, fx {a: b}.", "the key must be pairs, e.g. {a: b}.", ("key",))]


def distinct(field: str, ids: Sequence[str]) -> Iterator[Mistake]:
    """Ids of one list that stand twice."""
    for place, id in enumerate(ids):
        if id in ids[:place]:
            yield Mistake(
                f"id'et »{id}« bruges to gange. Giv den ene et andet.",
                f"the id “{id}” is used twice. Give one another.",
                (field, place, "id"),
            )


def chosen(key: Sequence[str], options: Sequence[str], multiple: bool) -> Iterator[Mistake]:
    """Right options that are none, that stand twice, or that are too many or too few."""
    yield from _named("key", key, options, ("en svarmulighed", "an option"))
    if not multiple and len(key) > 1:
        yield Mistake(
            "der kan kun vælges ét svar, men facit har flere. Behold ét, eller skriv multiple: true i opgaven.",
            "only one answer can be chosen, but the key has several. Keep one, or write multiple: true in the task.",
            ("key",),
        )
    if not key:
        yield Mistake("facit er tomt. Skriv det rigtige svars id.", "the key is empty. Write the right answer's id.", ("key",))


def ordered(key: Sequence[str], steps: Sequence[str]) -> Iterator[Mistake]:
    """Steps that are none, stand twice or are left out, and an order that is shown already."""
    yield from _named("key", key, steps, ("et trin", "a step"))
    yield from _left_out([id for id in steps if id not in key], ("key",))
    if list(key) == list(steps):
        yield Mistake(
            "trinene vises allerede i den rigtige rækkefølge. Bland dem i opgaven.",
            "the steps are shown in their right order already. Muddle them in the task.",
            ("key",),
        )


def paired(key: Mapping[str, str], left: Sequence[str], right: Sequence[str]) -> Iterator[Mistake]:
    """Pairs of what is not there, and what has no partner."""
    for one, partner in key.items():
        if one not in left:
            yield unknown(one, left, ("noget til venstre", "anything on the left"), ("key", one))
        if partner not in right:
            yield unknown(partner, right, ("noget til højre", "anything on the right"), ("key", one))
    if all(one in left for one in key):
        yield from _left_out([id for id in left if id not in key], ("key",))


def explained(why: Iterable[str], places: Collection[str]) -> Iterator[Mistake]:
    """Explanations of what an answer cannot get wrong."""
    for place in why:
        if place not in places:
            yield unknown(place, sorted(places), ("noget, man kan svare forkert", "anything that can be answered wrongly"), ("why", place))


def unknown(word: str, known: Iterable[str], what: tuple[str, str], place: tuple[int | str, ...]) -> Mistake:
    """Something is named that is not there."""
    (da, en), said = instead(word, known), shortened(word)
    return Mistake(f"»{said}« er ikke {what[0]}. {da}", f"“{said}” is not {what[1]}. {en}", place)


def without_what_they_mean(missing: Iterable[str], unknown: Iterable[str]) -> list[str]:
    """Missing names but for those that an unknown one is a misspelling of, which is told where it stands."""
    wanted = list(missing)
    meant = {wanted[0] if len(wanted) == 1 else nearest(one, wanted) for one in unknown}
    return [one for one in wanted if one not in meant]


def _named(field: str, key: Sequence[str], known: Sequence[str], what: tuple[str, str]) -> Iterator[Mistake]:
    for place, id in enumerate(key):
        if id not in known:
            yield unknown(id, known, what, (field, place))
        elif id in key[:place]:
            yield Mistake(f"»{id}« står to gange. Slet det ene.", f"“{id}” stands twice. Delete one.", (field, place))


def _left_out(ids: Sequence[str], place: tuple[int | str, ...]) -> Iterator[Mistake]:
    if ids:
        listed = ", ".join(ids)
        yield Mistake(f"facit mangler {listed}. Tilføj.", f"the key lacks {listed}. Add.", place)
