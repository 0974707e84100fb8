"""When each graded task last changed, in its words, its key or its rubric, as it was noted at releasing."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

from course import files, settings
from course.modules import Module
from course.store.database import now
from course.tasks import BaseTask
from grading.assessment import Assessment


def note(module: Module, assessment: Assessment) -> None:
    """Note which graded tasks are others than when the module was last released."""
    known = _read(module.id)
    prints = {task.id: _print(task, assessment) for task in module.graded_tasks}
    at = now().isoformat(timespec="seconds")
    noted = {id: known[id] if known.get(id, {}).get("print") == print else {"print": print, "at": at} for id, print in prints.items()}
    files.write_whole(_file(module.id), json.dumps(noted, indent=1))


def since(module: str) -> dict[str, datetime]:
    """Since when (UTC) each graded task is what it is, as far as it is known."""
    return {id: datetime.fromisoformat(one["at"]) for id, one in _read(module).items()}


def _print(task: BaseTask, assessment: Assessment) -> str:
    marked = assessment.keys.get(task.id) or assessment.rubrics.get(task.id)
    told = marked.model_dump_json(exclude={"levels": {"__all__": {"phrases"}}}) if marked else ""
    return hashlib.sha256(f"{task.model_dump_json()} {told}".encode()).hexdigest()[:12]


def _read(module: str) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(_file(module).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _file(module: str) -> Path:
    return settings.home() / "changes" / f"{module}.json"
