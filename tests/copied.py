"""Looks for sentences copied from sources: `python -m tests.copied FOLDER` with a folder of source texts, which are not part of the project.

It names each run of eight words or more that a module, its key, rubric, answers or the course's data has in common with one of them.
Names and titles are for a person to pass over.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from course import notebooks

ROOT = Path(__file__).parent.parent
LONGEST = 7  # words in a row that may be the same
WORD = re.compile(r"[^\W_]+")
OURS = ("modules/*/*.ipynb", "modules/*/*.twee", "modules/*/*.yaml", "modules/*/tasks/*.yaml", "modules/*/*.py", "grading/keys/*.yaml")
OURS += (
    "grading/rubrics/*.yaml",
    "grading/calibration/*.yaml",
    "tests/answers/*/*/*.yaml",
    "course/data/*.yaml",
    "grading/example_team.yaml",
)


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [word.lower() for word in WORD.findall(text)]


def runs(text: str, sources: list[str]) -> Iterator[str]:
    """The longest runs of more than `LONGEST` words that a text has in common with the sources."""
    length = LONGEST + 1
    known = {tuple(said[at : at + length]) for said in map(words, sources) for at in range(len(said) - LONGEST)}
    ours, at = words(text), 0
    while at <= len(ours) - length:
        end = at
        while tuple(ours[end : end + length]) in known:
            end += 1
        if end > at:
            yield " ".join(ours[at : end + LONGEST])
        at = max(end, at + 1)


def text_of(path: Path) -> str:
    """What a file says: of a notebook its cells."""
    return "\n".join(cell.source for cell in notebooks.read(path).cells) if path.suffix == ".ipynb" else path.read_text("utf-8")


def main(folder: Path) -> int:
    """Print what is copied; returns how many runs there are."""
    sources = [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file()]
    if not sources:
        raise SystemExit(f"there is no text in {folder}")
    whole = "\n".join(sources)
    found = [(path, run) for pattern in OURS for path in sorted(ROOT.glob(pattern)) for run in runs(text_of(path), [whole])]
    for path, run in found:
        print(f"{path.relative_to(ROOT)}: {run}")
    return len(found)


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1])), 1))
