"""What somebody puts into addresses who tries what breaks, at every address, by everybody: in `make test` they take turns (tests/hub/test_values.py)."""

import os
import subprocess
import sys

from tests.benchmarks.report import Report


def run(_: Report) -> None:
    """Try all of it; ends with an error at the first service that is surprised."""
    command = [sys.executable, "-m", "pytest", "tests/hub/test_values.py", "-k", "every_address"]
    subprocess.run(command, env={**os.environ, "BENCH_EVERYBODY": "1"}, check=True)
