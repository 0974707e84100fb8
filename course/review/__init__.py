"""Measuring what authors wrote: whether tasks can be guessed, what texts and conversations are like, and how tasks did with learners.

Everything here is arithmetic on a module's files and on marked answers; which figures are good enough stands in `course/data/review.yaml`.
The rules follow Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines", and Haladyna and Rodriguez
(2013), "Developing and validating test items".
"""

from functools import cache

from course import settings
from course.datafile import load
from course.review.limits import ReviewData


@cache
def data() -> ReviewData:
    """The limits, times and words that `review` measures against; raises DataError."""
    return load(settings.data() / "review.yaml", ReviewData)
