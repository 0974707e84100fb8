"""What stands in notebooks, one line each: the components, e.g. `Choice("kanal-1")`, which `course/kinds/__init__.py` lists, and `Figure("fire-faser")`, and `Tried()`."""

from importlib import import_module
from typing import Any

from course.kinds import KINDS

__all__ = sorted([*KINDS.values(), "Figure", "Tried"])  # noqa: PLE0605  the list is that of the kinds


def __getattr__(name: str) -> Any:
    """A component, loaded when it is asked for: what its drawing needs takes a second, and most commands draw nothing."""
    if name not in __all__:
        raise AttributeError(f"widgets has no component {name}")
    found = getattr(import_module(f"widgets.{name.lower()}"), name, None)
    if found is None:
        raise ImportError(f"widgets/{name.lower()}.py must hold the class {name}, because course/kinds/__init__.py names it")
    return found
