"""What a service and all that it has started cost."""

import contextlib
import time
from pathlib import Path

import psutil

CPU_CLOCK = 2  # see clock_getcpuclockid(3): a process's own processor time, to the nanosecond


def tree(pid: int) -> list[psutil.Process]:
    """The process and its descendants."""
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def memory(pid: int) -> float:
    """Proportional set size of the whole tree in MB: a page of memory that several processes share counts once."""
    return sum(_pss(one.pid) for one in tree(pid)) / 1024


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def cpu(pid: int) -> float:
    """Processor seconds, user and system, of the tree as it is, and of the children it has waited for."""
    total = 0.0
    for one in tree(pid):
        with contextlib.suppress(psutil.Error, OSError):
            times = one.cpu_times()
            total += time.clock_gettime((~one.pid << 3) | CPU_CLOCK) + times.children_user + times.children_system
    return total
