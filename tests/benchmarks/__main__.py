"""`make bench`: run the benchmarks named on the command line, or all: each is a module here with `run(report)`.

Modules whose name begins with `_` are parts of others.
"""

import signal
import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.report import Report, console

HERE = Path(__file__).parent
NOT_ONE = {"report"}


def main() -> None:
    every = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_ONE and not path.stem.startswith("_"))
    chosen = sys.argv[1:] or every
    if unknown := set(chosen) - set(every):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(every)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is stopped on the way out
    report = Report()
    try:
        for name in chosen:
            console.rule(name)
            import_module(f"tests.benchmarks.{name}").run(report)
    finally:
        report.write()


if __name__ == "__main__":
    main()
