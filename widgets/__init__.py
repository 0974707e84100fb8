"""The components that stand in notebooks: one line each, e.g. `Choice("kanal-1")`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from widgets.choice import Choice
    from widgets.conversation import Conversation
    from widgets.freetext import FreeText
    from widgets.match import Match
    from widgets.order import Order
    from widgets.plan import Plan

__all__ = ["Choice", "Conversation", "FreeText", "Match", "Order", "Plan"]


def __getattr__(name: str) -> Any:
    """A component, loaded when it is asked for: what its drawing needs takes a second, and most commands draw nothing."""
    if name not in __all__:
        raise AttributeError(f"widgets has no component {name}")
    return getattr(import_module(f"widgets.{name.lower()}"), name)
