"""What an installation's parts have written to their logs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.one_machine.installation import Installation

WRONG = re.compile(r"Traceback \(most recent|\b(?:ERROR|CRITICAL)\b|\[E \d|Uncaught|Error number")
# what the Hub says of anybody who has not logged in, or whose form is old, whatever she sends
THEIRS = re.compile(r"Error authenticating request for|XSRF error on login form")


@contextmanager
def nothing_wrong_in(installation: Installation) -> Iterator[None]:
    """Meanwhile no part logs an error of ours, and none a trace."""
    files = [*(part.log for part in installation.parts.values()), installation.home / "pages.log"]
    before = {file: file.stat().st_size if file.exists() else 0 for file in files}
    yield
    for file, size in before.items():
        said = file.read_bytes()[size:].decode("utf-8", "replace") if file.exists() else ""
        wrong = [line for line in said.splitlines() if WRONG.search(line) and not THEIRS.search(line)]
        assert not wrong, f"{file.name}: {said[max(0, said.find(wrong[0]) - 200) :][:4000]}"
