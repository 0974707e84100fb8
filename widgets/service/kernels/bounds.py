"""What a process behind a page may take of the machine, whatever goes wrong in it: the page fails, and nothing else."""

import resource
from contextlib import suppress
from pathlib import Path

MEGABYTE = 1 << 20
# A view has 190 MB of data, which it shares with the process that it was forked from, and 40 files; it uses a second of the processor in an hour.
MOST = {
    resource.RLIMIT_DATA: 512 * MEGABYTE,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_CPU: 600,  # seconds
    resource.RLIMIT_CORE: 0,
}


def keep() -> None:
    """Keep this process, and whatever it starts, within them; a bound that is narrower already stays."""
    for what, most in MOST.items():
        soft, hard = resource.getrlimit(what)
        narrowest = min(bound for bound in (most, soft, hard) if bound != resource.RLIM_INFINITY)
        resource.setrlimit(what, (narrowest, narrowest))
    with suppress(OSError):  # where memory runs out all the same, a page goes before the service does
        Path("/proc/self/oom_score_adj").write_text("500")


def open_many_files() -> None:
    """Let the service open as many files as it is allowed to: each page that is open takes a dozen."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
