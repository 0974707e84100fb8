"""What can go wrong in releasing, collecting and marking, and can be told in a sentence."""

from course.errors import CourseError


class GradingError(CourseError):
    """Something in the trainer's work could not be done; nothing is half done."""

    code = "grading"


class NotInForce(GradingError):
    """nbgrader would run with other settings than ours, and might execute what learners sent."""

    code = "not-in-force"


class NotMarked(GradingError):
    """Marking itself failed at a hand-in, so that it has no points, neither full ones nor none; the sentence says why."""

    code = "not-marked"


class TestFailed(NotMarked):
    """What marks a task failed; `title` is what the task is called in Danish and in English."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(
            f"Det, der retter opgaven »{da}«, gik i stykker. Fejlen står i grading.log; vis den til den, der har skrevet modulet.",
            f"What marks the task “{en}” failed. The error stands in grading.log; show it to whoever wrote the module.",
        )


class NoMark(NotMarked):
    """What marks a task ran, and gave no points that the task can have."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(
            f"Det, der retter opgaven »{da}«, sagde ikke, hvor mange point svaret er værd. Vis det til den, der har skrevet modulet.",
            f"What marks the task “{en}” did not say how many points the answer is worth. Show it to whoever wrote the module.",
        )


class TooLong(NotMarked):
    """Marking a hand-in took longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Rettelsen var ikke færdig efter {seconds:g} sekunder og blev standset. Sker det igen, så vis det til den, der har skrevet modulet.",
            f"Marking was not done after {seconds:g} seconds and was stopped. If it happens again, show it to whoever wrote the module.",
        )


class Stopped(NotMarked):
    """The process that marked a hand-in ended."""

    def __init__(self) -> None:
        super().__init__(
            "Processen, der rettede, standsede midt i den. Sker det igen, så vis det til den, der har skrevet modulet.",
            "The process that marked it stopped halfway. If it happens again, show it to whoever wrote the module.",
        )


class Unexpected(NotMarked):
    """Anything else went wrong."""

    def __init__(self) -> None:
        super().__init__(
            "Noget gik galt undervejs. Fejlen står i grading.log; vis den til den, der driver kurset.",
            "Something went wrong on the way. The error stands in grading.log; show it to whoever runs the course.",
        )


def as_told(error: Exception) -> CourseError:
    """The error that a person is told: itself where it is a sentence, else that something went wrong."""
    return error if isinstance(error, CourseError) else Unexpected()


def unmarked(why: CourseError) -> str:
    """That a hand-in was not marked, and why, in Danish, as it is noted for trainers."""
    return f"afleveringen blev ikke rettet. {why.text.da}"
