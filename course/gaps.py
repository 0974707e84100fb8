"""A team's gaps as a staff meeting reads them: in words that tell nobody's level. The rule is published in docs/levels.md."""

from collections.abc import Iterable
from dataclasses import dataclass

from course.framework import Competence
from course.steps import Effect
from course.text import Text

LEAST = 5
"""Members with a target, below which nothing is said of a competence."""
SOME = 3
"""Members who lack something, below which nothing is said."""
MORE_THAN_HALF = Text(da="Mere end halvdelen mangler noget", en="More than half have a gap")
A_FEW = Text(da="Nogle mangler noget", en="Some have a gap")


@dataclass(frozen=True)
class TeamGap:
    """A competence in which at least some of the team lack something, and how many, in words."""

    competence: Competence
    words: Text


def team_gaps(effects: Iterable[Effect]) -> list[TeamGap]:
    """The gaps that a meeting may read, those that more than half have first."""
    told = [one for one in effects if one.wanted >= LEAST and one.lacking >= SOME]
    half = [TeamGap(one.competence, MORE_THAN_HALF) for one in told if 2 * one.lacking > one.wanted]
    return half + [TeamGap(one.competence, A_FEW) for one in told if 2 * one.lacking <= one.wanted]
