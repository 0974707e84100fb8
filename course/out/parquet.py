"""Everybody's levels, and the evidence behind them, as Parquet files for a municipality's own BI. docs/out.md documents the columns.

pyarrow is asked for only here, since it is larger than the course: the extra `bi` brings it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

from course import files
from course.distance import distance
from course.errors import CourseError
from course.framework import framework
from course.out.pseudonyms import Pseudonyms
from course.store import Person, Store
from course.store.rollup import Levels
from course.targets import OwnTarget, targets

CHUNK = 1000
Row = dict[str, Any]
Everybody = Iterable[tuple[Person, Levels]]
LEVELS = {
    "person": "string", "team": "string?", "role": "string", "competence": "string", "target": "int8", "target_ends": "date32?",
    "level": "float64?", "tasks": "int32", "hand_ins": "int32", "provisional": "bool", "gap": "float64", "state": "string",
    "level_told": "float64?",
}  # fmt: skip
EVIDENCE = {
    "person": "string", "competence": "string", "module": "string", "hand_in": "int64", "level": "float64", "tasks": "int32",
    "worked_at": "timestamp",
}  # fmt: skip
"""The columns and their types; one with a question mark may be empty."""


def export(store: Store, folder: Path, pseudonyms: Pseudonyms, day: date) -> list[Path]:
    """Write levels-DAY.parquet and evidence-DAY.parquet into the folder, each whole or not at all. Raises CourseError."""
    paths = [folder / f"levels-{day}.parquet", folder / f"evidence-{day}.parquet"]
    own = store.targets.running(day)
    _write(paths[0], LEVELS, store, lambda some: _levels(some, own, pseudonyms, day))
    _write(paths[1], EVIDENCE, store, lambda some: _evidence(store, some, pseudonyms))
    return paths


def _levels(some: Everybody, own: dict[str, list[OwnTarget]], pseudonyms: Pseudonyms, day: date) -> Iterator[Row]:
    for person, levels in some:
        hers = {one.competence: one for one in own.get(person.username, ())}
        wanted = targets(person.role, hers.values(), day)
        for competence in framework().competences:
            attained = levels.get(competence.id)
            told = distance(wanted.get(competence.id, 0), attained.level if attained else None)
            yield {
                "person": pseudonyms.person(person.username), "team": pseudonyms.team(person.team) if person.team else None, "role": person.role,
                "competence": competence.id, "target": told.target,
                "target_ends": hers[competence.id].ends if competence.id in hers else None,
                "level": attained.level if attained else None, "tasks": attained.results if attained else 0,
                "hand_ins": attained.hand_ins if attained else 0, "provisional": bool(attained and attained.provisional),
                "gap": told.gap, "state": told.state.value, "level_told": told.level,
            }  # fmt: skip


def _evidence(store: Store, some: Everybody, pseudonyms: Pseudonyms) -> Iterator[Row]:
    for username, found in store.evidence.of([person.username for person, _ in some]).items():
        for one in found:
            yield {
                "person": pseudonyms.person(username), "competence": one.competence, "module": one.module, "hand_in": one.submission,
                "level": one.level, "tasks": len(one.basis), "worked_at": one.worked_at.replace(tzinfo=UTC),
            }  # fmt: skip


def _write(path: Path, columns: dict[str, str], store: Store, rows: Callable[[Everybody], Iterator[Row]]) -> None:
    """A thousand people at a time, so that memory does not grow with their number."""
    pa, parquet = _pyarrow()
    types = {"date32": pa.date32(), "timestamp": pa.timestamp("us", tz="UTC"), "bool": pa.bool_()}
    fields = [(name, type.removesuffix("?"), type.endswith("?")) for name, type in columns.items()]
    schema = pa.schema(
        [pa.field(name, types[type] if type in types else getattr(pa, type)(), nullable=empty) for name, type, empty in fields]
    )
    with files.whole(path) as file, parquet.ParquetWriter(file, schema) as writer:
        for some in _batched(store.rollup.everyone()):
            writer.write_table(pa.Table.from_pylist(list(rows(some)), schema=schema))


def _batched(everyone: Iterator[tuple[Person, Levels]]) -> Iterator[list[tuple[Person, Levels]]]:
    chunk: list[tuple[Person, Levels]] = []
    for one in everyone:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise CourseError(
            "Der skal bruges pyarrow til Parquet-filer. Installer det i kursets miljø med: pip install 'kompetencevej[bi]'",
            "Parquet files need pyarrow. Install it in the course's environment with: pip install 'kompetencevej[bi]'",
        ) from error
    return pa, parquet
