"""The texts that new modules, tasks and conversations begin with."""

from pathlib import Path
from string import Template

from course.datafile import Data, load
from course.text import Text

HERE = Path(__file__).parent / "templates"


class Prose(Data):
    """The contents of `prose.yaml`: what a page of practice and the graded page begin with."""

    page: Text
    graded: Text


def kinds() -> list[str]:
    """The kinds of task that can be asked for."""
    return sorted(path.stem for path in (HERE / "tasks").glob("*.yaml"))


def task(kind: str, graded: bool, **values: str) -> str:
    """A task of this kind as it stands in a file of tasks."""
    own = HERE / "graded" / f"{kind}.yaml"
    if graded and own.exists():
        return _filled(own, values)
    text = _filled(HERE / "tasks" / f"{kind}.yaml", values)
    return text.replace("use: practice", "use: graded", 1) if graded else text


def has_key(kind: str) -> bool:
    """Whether a task of this kind can be graded."""
    return any((HERE / folder / f"{kind}.yaml").exists() for folder in ("keys", "rubrics"))


def key(kind: str, **values: str) -> tuple[str, str] | None:
    """Where the key of a graded task of this kind belongs ("keys" or "rubrics"), and what to write there; None when it cannot be graded."""
    for folder in ("keys", "rubrics"):
        path = HERE / folder / f"{kind}.yaml"
        if path.exists():
            return folder, _filled(path, values)
    return None


def conversation(**values: str) -> str:
    """A short conversation."""
    return _filled(HERE / "conversation.twee", values)


def module(**values: str) -> str:
    """A `module.yaml`."""
    return _filled(HERE / "module.yaml", values)


def prose() -> Prose:
    """What pages begin with."""
    return load(HERE / "prose.yaml", Prose)


def _filled(path: Path, values: dict[str, str]) -> str:
    return Template(path.read_text("utf-8")).substitute(values)
