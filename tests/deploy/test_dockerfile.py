"""Whoever changes a Dockerfile can rely on its steps being read as Docker reads them, and on hearing of what is not understood."""

import pytest

from tests.images.build import Build
from tests.images.dockerfile import assigned, filled_in, steps

RECIPE = """
# a comment
FROM python:3.13-slim-trixie AS build
COPY --from=other --chown=1000:1000 a b \\
    # in the middle of a step
    /there/
RUN one \\
 && two
"""


def test_a_step_may_stand_on_several_lines_with_comments_between() -> None:
    first, copy, run = steps(RECIPE)
    assert (first.word, first.rest) == ("FROM", "python:3.13-slim-trixie AS build")
    assert (copy.word, copy.options, copy.rest.split()) == ("COPY", {"from": "other", "chown": "1000:1000"}, ["a", "b", "/there/"])
    assert str(run) == "RUN one && two"


def test_what_a_step_sets_may_build_on_what_was_set_before() -> None:
    assert assigned('A=$B/c D="two words" E=${NOTHING}', {"B": "/b"}) == {"A": "/b/c", "D": "two words", "E": ""}
    assert filled_in("python:${VERSION}", {"VERSION": "3.13"}) == "python:3.13"


@pytest.mark.parametrize("wrong", ["run lower", "RUN", "RUN half \\"])
def test_what_is_no_step_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="instruction"):
        list(steps(wrong))


@pytest.mark.parametrize("wrong", ["ADD a b", "FROM alpine:3"])
def test_a_step_that_cannot_be_run_is_told_and_not_passed_over(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"ADD|alpine"):
        Build({}).of(wrong)
