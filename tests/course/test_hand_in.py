"""Where a hand-in stands, for everybody who asks."""

from datetime import datetime

import pytest

from course.hand_in import Stage, stage

THEN = datetime(2026, 11, 20)


@pytest.mark.parametrize(
    ("collected", "published", "how", "expected"),
    [
        (None, None, {}, Stage.HANDED_IN),
        (THEN, None, {}, Stage.COLLECTED),
        (THEN, None, {"marked": True, "waits": True}, Stage.WAITS),
        (THEN, None, {"marked": True}, Stage.MARKED),
        (THEN, THEN, {"marked": True, "waits": True}, Stage.PUBLISHED),  # what has come back stays with her while it is looked at again
        (None, THEN, {}, Stage.PUBLISHED),  # restored from a copy that knew less
    ],
)
def test_a_hand_in_stands_where_it_has_come(
    collected: datetime | None, published: datetime | None, how: dict[str, bool], expected: Stage
) -> None:
    assert stage(collected, published, **how) is expected


def test_the_learner_reads_only_that_it_is_handed_in_or_that_it_has_come_back() -> None:
    assert [one.told_learner.da for one in Stage] == ["Afleveret"] * 4 + ["Rettet"]
    assert len({one.told.da for one in Stage}) == len({one.told.en for one in Stage}) == 5
