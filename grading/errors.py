"""What can go wrong in releasing, collecting and marking, and can be told in a sentence."""

from course.errors import CourseError


class GradingError(CourseError):
    """Something in the trainer's work could not be done; nothing is half done."""

    code = "grading"


class NotInForce(GradingError):
    """nbgrader would run with other settings than ours, and might execute what learners sent."""

    code = "not-in-force"
