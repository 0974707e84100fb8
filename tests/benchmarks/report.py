"""What a run of the benchmarks found: tables of medians and ratios, for people to read and as `bench.json`.

These machines are noisy, so subjects that are compared take turns in one run, and what counts is the ratio of their medians.
"""

import json
import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

Samples = dict[str, list[float]]  # figure, with its unit in the name ("text cold, s") → what was measured
ROOT = Path(__file__).parent.parent.parent
console = Console(highlight=False)


def taking_turns(rounds: int, subjects: Mapping[str, Callable[[], dict[str, float]]]) -> dict[str, Samples]:
    """Measure the subjects in turn, `rounds` times: subject → figure → samples."""
    found: dict[str, Samples] = {name: {} for name in subjects}
    for number in range(1, rounds + 1):
        for name, measure in subjects.items():
            console.print(f"  {number}/{rounds} {name} …", style="dim")
            for figure, value in measure().items():
                found[name].setdefault(figure, []).append(value)
    return found


class Report:
    """The tables of one run. Each compares subjects (rows) by figures (columns), with ratios to one of them."""

    def __init__(self) -> None:
        self.tables: list[dict[str, Any]] = []

    def add(self, title: str, found: Mapping[str, Samples], against: str = "", note: str = "") -> None:
        """Add a table, print it, and keep its samples; ratios are medians divided by those of the subject `against`, if any."""
        base = {figure: median(samples) for figure, samples in found.get(against, {}).items()}
        rows = {
            name: {
                figure: {
                    "median": median(samples),
                    "ratio": median(samples) / base[figure] if base.get(figure) else None,
                    "samples": samples,
                }
                for figure, samples in figures.items()
            }
            for name, figures in found.items()
        }
        self.tables.append({"title": title, "against": against, "note": note, "rows": rows})
        console.print(_drawn(self.tables[-1]))
        if note:
            console.print(f"[dim]{note}[/]")

    def write(self, path: Path = ROOT / "bench.json") -> None:
        """Write everything, with what the figures depend on."""
        machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
        path.write_text(json.dumps({"machine": machine, "tables": self.tables}, indent=1, ensure_ascii=False), "utf-8")
        console.print(f"All samples: {path.name}")


def _drawn(table: dict[str, Any]) -> Table:
    figures = list(dict.fromkeys(figure for row in table["rows"].values() for figure in row))
    caption = f"medians; × is the ratio to {table['against']}" if table["against"] else None
    drawn = Table(title=table["title"], caption=caption, title_justify="left")
    drawn.add_column("")
    for figure in figures:
        drawn.add_column(figure, justify="right")
    for name, row in table["rows"].items():
        drawn.add_row(name, *(_cell(row.get(figure)) for figure in figures))
    return drawn


def _cell(found: dict[str, Any] | None) -> str:
    if found is None:
        return "–"
    ratio = f" ({found['ratio']:.2f}×)" if found["ratio"] is not None else ""
    return f"{found['median']:,.4g}{ratio}"
