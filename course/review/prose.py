"""The prose and the tasks on a page, read from its notebook."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from course.modulefile import Tomorrow
from course.text import Language

SHOWN = re.compile(r"^[A-Z]\w*\(\"([a-z0-9-]+)\"\)$", re.MULTILINE)


@dataclass(frozen=True)
class PageText:
    """A page's prose cells in one language, and the ids of what its cells show (tasks and figures), in order."""

    cells: tuple[str, ...]
    shows: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All prose of the page."""
        return "\n\n".join(self.cells)

    @property
    def paragraphs(self) -> list[str]:
        """The prose in paragraphs and list items, without headings."""
        blocks = re.split(r"\n\s*\n|\n(?=[-*] |\d+\. )", self.whole)
        return [block.strip() for block in blocks if block.strip() and not block.lstrip().startswith("#")]


def page_text(notebook: Path, tomorrow: Tomorrow | None = None, language: Language = "da") -> PageText:
    """Read a page, and what it proposes to try at its end; raises OSError or ValueError when it is no notebook."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    sources = [(cell, "".join(cell["source"])) for cell in cells]
    prose = [text for cell, text in sources if f"lang-{language}" in cell.get("metadata", {}).get("tags", [])]
    prose += [tomorrow.full.pick(language)] if tomorrow else []
    shows = [id for cell, text in sources if cell["cell_type"] == "code" for id in SHOWN.findall(text)]
    return PageText(tuple(prose), tuple(shows))
