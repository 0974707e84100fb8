"""LibreOffice, in which tests open Word documents as a colleague without Word would."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests import prepare


def printed(documents: Iterable[Path], to: Path) -> None:
    """Print Word documents as PDFs of the same names into a folder."""
    command = [prepare.office(), "--headless", f"-env:UserInstallation={(to / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", to, *sorted(documents)], check=True, timeout=240, stdout=subprocess.DEVNULL)
