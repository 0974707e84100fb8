"""The components that stand in notebooks: one line each, e.g. `Choice("kanal-1")`."""

from widgets.choice import Choice
from widgets.conversation import Conversation
from widgets.freetext import FreeText
from widgets.match import Match
from widgets.order import Order
from widgets.plan import Plan

__all__ = ["Choice", "Conversation", "FreeText", "Match", "Order", "Plan"]
