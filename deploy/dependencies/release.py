"""Makes a release in dist/: the wheel, what it runs on as bills of materials, and the licences of that."""

import sys
from pathlib import Path

from course import files
from deploy.dependencies import PROXY, ROOT, RUNS_ON, bom, licences, run


def main(to: Path = ROOT / "dist") -> None:
    """Make it; what is made is told on standard output."""
    to.mkdir(parents=True, exist_ok=True)
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", to)
    if built.returncode:
        raise bom.NotMade(built.stderr)
    parts = {"Python": licences.of_python(RUNS_ON), "The proxy": licences.of_npm(PROXY)}
    files.write_whole(to / "kompetencevej.cdx.json", bom.of_python(RUNS_ON))
    files.write_whole(to / "kompetencevej-proxy.cdx.json", bom.of_npm(PROXY))
    files.write_whole(to / "licences.md", licences.page(parts))
    sys.stdout.write("".join(f"{one}\n" for one in sorted(map(str, to.iterdir()))))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
