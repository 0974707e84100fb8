"""A process behind a page takes what it may, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from widgets.service.kernels import forking

pytestmark = pytest.mark.skipif(not forking.possible(), reason="elsewhere kernels are started by themselves")
FILE = Path(forking.__file__).parent / "bounds.py"
START = f"import runpy\nfrom types import SimpleNamespace\nbounds = SimpleNamespace(**runpy.run_path({str(FILE)!r}))\nbounds.keep()\n"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True, timeout=60, check=False)
    return (done.stdout + done.stderr).strip()


def test_a_page_that_would_take_a_gigabyte_fails_and_the_machine_does_not() -> None:
    assert run("x = bytearray(1 << 30)").endswith("MemoryError")
    assert run("x = bytearray(1 << 27)") == ""


def test_a_page_that_opens_files_without_end_is_stopped() -> None:
    assert "Too many open files" in run("import socket\nx = [socket.socket() for _ in range(1000)]")


def test_no_page_can_widen_its_bounds_again() -> None:
    code = "import resource\nprint([resource.getrlimit(what)[1] == most for what, most in bounds.MOST.items()])"
    assert run(code) == str([True] * 4)


def test_a_bound_that_is_narrower_already_stays() -> None:
    code = "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\nbounds.keep()\nprint(resource.getrlimit(resource.RLIMIT_NOFILE))"
    assert run(code) == "(64, 64)"


def test_where_memory_runs_out_all_the_same_a_page_goes_first() -> None:
    assert run("print(open('/proc/self/oom_score_adj').read())") == "500"
