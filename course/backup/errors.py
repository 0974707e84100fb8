"""What can go wrong with a backup, and can be told in a sentence."""

from course.errors import CourseError


class BackupError(CourseError):
    """A backup could not be made or restored."""

    code = "backup"
