"""Which modules a command is about."""

from collections.abc import Sequence
from pathlib import Path

from course import modules, settings
from grading.errors import GradingError


def chosen_sources(chosen: Sequence[str] | None) -> list[Path]:
    """The folders of the modules named, or of all when none is. Raises GradingError for a name that there is not."""
    every = {path.name: path for path in modules.sources() if (path / "module.yaml").is_file()}
    unknown = [id for id in chosen or [] if id not in every]
    if unknown:
        raise GradingError(
            f"Modulet {unknown[0]} findes ikke i {settings.modules()}. Der er: {', '.join(every) or 'ingen'}.",
            f"There is no module {unknown[0]} in {settings.modules()}. There are: {', '.join(every) or 'none'}.",
        )
    return [every[id] for id in chosen or sorted(every)]
