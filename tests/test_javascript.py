"""The components' scripts have tests of their own; they are part of every run."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


NODE = Path(sys.executable).parent / "node"


def test_the_javascript_tests_pass(tmp_path: Path) -> None:
    environment = {**os.environ, "NODE_COMPILE_CACHE": str(tmp_path)}  # each file is a process, which loads the same packages
    command = [NODE, "--test", "js/*.test.mjs"]
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "# pass 0" not in done.stdout
    assert "pass" in done.stdout


def test_the_front_end_keeps_to_the_types_it_names() -> None:
    done = subprocess.run(
        [NODE, "node_modules/.bin/tsc", "-p", "jsconfig.json"], cwd=HERE, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout
