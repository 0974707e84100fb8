"""The components' scripts have tests of their own; they are part of every run."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


NODE = Path(sys.executable).parent / "node"


def test_the_javascript_tests_pass(tmp_path: Path) -> None:
    environment = {**os.environ, "NODE_COMPILE_CACHE": str(tmp_path)}  # each process loads the same packages
    files = sorted(HERE.glob("js/*.test.mjs"))
    on_one_stage = [file for file in files if "afterEach(clear);" in file.read_text("utf-8")]  # and touch nothing else that all share
    alone = [file for file in files if file not in on_one_stage]
    assert on_one_stage
    for command in ([*alone], ["--test-isolation=none", *on_one_stage]):
        done = subprocess.run(
            [NODE, "--test", *command], cwd=HERE, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout[-6000:]
        assert "# pass 0" not in done.stdout
        assert "pass" in done.stdout


def test_the_front_end_keeps_to_the_types_it_names() -> None:
    done = subprocess.run(
        [NODE, "node_modules/.bin/tsc", "-p", "jsconfig.json"], cwd=HERE, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout
