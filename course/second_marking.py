"""How many texts two trainers mark, as the installation has chosen in `second_marking.yaml`, and which ones."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import Field

from course import settings
from course.datafile import Data, load


class SecondMarking(Data):
    """The contents of `second_marking.yaml`: the share of texts, in per cent."""

    share: Annotated[float, Field(ge=0, le=100)]


def load_second_marking(path: Path) -> SecondMarking:
    """Read what the installation has chosen; raises DataError."""
    return load(path, SecondMarking)


def share() -> float:
    """The share (0–1) of texts that two trainers mark; raises DataError."""
    return load_second_marking(settings.data() / "second_marking.yaml").share / 100


def is_drawn(submission: int, task: str, handed_in_at: datetime, share: float) -> bool:
    """Whether a text is among the `share` (0–1) that two trainers mark: the same for every replica, whoever else hands in.

    The moment of the hand-in, to the microsecond, is on no trainer's page, so that none can reckon it out, and is the server's, so that no
    learner can choose it.
    """
    word = f"{submission}/{task}/{handed_in_at:%Y-%m-%dT%H:%M:%S.%f}"
    return int.from_bytes(sha256(word.encode()).digest()[:8]) < share * 2**64
