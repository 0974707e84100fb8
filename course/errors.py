"""Errors that a person may read: a stable code, a sentence in Danish and in English; the trace belongs in the log."""

from course.text import Text


class CourseError(Exception):
    """Something went wrong that a user can understand and act on.

    `code` is stable and may be quoted to a colleague; `text` says what happened and what to do, in both languages.
    """

    code = "course"

    def __init__(self, da: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(da=da, en=en)


class InvalidAnswer(CourseError):
    """An answer that the task it claims to answer cannot have."""

    code = "invalid-answer"


class Conflict(CourseError):
    """A saved answer is newer than the one this page started from (the other tab was first)."""

    code = "conflict"


class StorageError(CourseError):
    """The store could not be reached or written; nothing was changed."""

    code = "storage"


class Busy(CourseError):
    """Another run is at work on the same hand-ins."""

    code = "busy"


class NotAllowed(CourseError):
    """The person may not see or do this."""

    code = "not-allowed"


class NotFound(CourseError):
    """What the address names is not there, or not this person's."""

    code = "not-found"
