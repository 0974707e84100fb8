"""Where the trace of what goes wrong in the trainer's work stands."""

import logging

from course import settings

LINE = "%(asctime)s %(name)s %(levelname)s %(message)s"


def to_file() -> None:
    """Let it stand in `grading.log` in the home, not on the terminal."""
    path = settings.home() / "grading.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=path, level=logging.WARNING, format=LINE)
