"""What the course stands on: its known vulnerabilities, its licences, and the bill of materials that goes with a release."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
RUNS_ON = ROOT / "requirements-hub.lock"
PROXY = ROOT / "deploy" / "hub"


def run(*command: str | Path, at: Path = ROOT, seconds: float | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a program of the environment, quietly. Raises TimeoutExpired."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_UPDATE_NOTIFIER": "1"}
    return subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False, timeout=seconds)
