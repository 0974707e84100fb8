"""What breaks while people work, and when all is well again."""

import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from deploy.one_machine.installation import COURSE, REPLICAS, Installation

DATABASE_AWAY = 5  # seconds


@dataclass(frozen=True)
class Fault:
    """Something that breaks, at a share of the whole time."""

    name: str
    at: float
    happen: Callable[[Installation], None]


def kill_replica(installation: Installation) -> None:
    """One of the two replicas ends as in a crash."""
    installation.parts["course-1"].kill()


def restart_postgresql(installation: Installation) -> None:
    """PostgreSQL ends as in a crash, and is away for some seconds."""
    installation.postgresql.stop("immediate")
    time.sleep(DATABASE_AWAY)
    installation.postgresql.start()


def kill_hub(installation: Installation) -> None:
    """The Hub ends as in a crash."""
    installation.parts["hub"].kill()


FAULTS = (
    Fault("a replica is killed", 0.25, kill_replica),
    Fault("PostgreSQL restarts", 0.5, restart_postgresql),
    Fault("the Hub is killed", 0.7, kill_hub),
)


def all_is_well(installation: Installation) -> bool:
    """Whether every part that people need answers."""
    replicas = [f"http://127.0.0.1:{installation.ports[name]}{COURSE}health" for name in REPLICAS]
    behind_the_proxy = [f"{installation.public}{path}" for path in ("/hub/health", f"{COURSE}health")]
    return all(_answers(url) for url in [*replicas, *behind_the_proxy])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
