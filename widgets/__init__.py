"""The components that stand in notebooks: one line each, e.g. `Choice("kanal-1")`. `course/kinds/__init__.py` lists them."""

from importlib import import_module
from typing import Any

from course.kinds import KINDS

__all__ = sorted(KINDS.values())  # noqa: PLE0605  the list is that of the kinds


def __getattr__(name: str) -> Any:
    """A component, read when it is first asked for. Raises ImportError saying what is missing."""
    if name not in __all__:
        raise AttributeError(f"module 'widgets' has no attribute {name!r}")
    found = getattr(import_module(f"widgets.{name.lower()}"), name, None)
    if found is None:
        raise ImportError(f"widgets/{name.lower()}.py must hold the class {name}, because course/kinds/__init__.py names it")
    return found
