"""What tells authors of fields is current: in the editors that read the JSON Schemas, and in the guides."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from course import settings
from course.authoring.draft import SCHEMAS, schema_line
from course.datafile import read_alone

ROOT = settings.ROOT
WRITTEN = sorted(
    [
        *(ROOT / "modules" / "1-virtuelle-samtaler").rglob("*.yaml"),
        *(ROOT / "grading").glob("keys/1-*.yaml"),
        *(ROOT / "grading").glob("rubrics/1-*.yaml"),
        *(ROOT / "grading").glob("calibration/1-*.yaml"),
    ]
)


def test_schemas_and_tables_are_what_the_course_reads() -> None:
    done = subprocess.run([sys.executable, "docs/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), f"run make reference:\n{done.stdout}{done.stderr}"


def test_every_field_is_told_in_both_languages_and_no_more() -> None:
    schemas: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))]
    assert len(schemas) == 5
    objects = [one for schema in schemas for one in (schema, *schema["$defs"].values())]
    told = [field["description"].split("\n\n") for one in objects for field in one.get("properties", {}).values()]
    assert len(told) > 150
    assert all(len(words) == 2 and all(words) for words in told)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_names_its_schema_and_fits_it(path: Path) -> None:
    text = path.read_text("utf-8")
    first = text.splitlines()[0]
    assert first == schema_line(path)
    found = re.search(r"\$schema=(\S+)$", first)
    assert found
    schema = json.loads((path.parent / found[1]).read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(read_alone(path).plain())) == []
