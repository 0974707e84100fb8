"""Breaks a module's files in fifty ways, and looks whether `check` finds it or nobody is any the worse."""

from tests.breaking.everything import written
from tests.breaking.trial import Trial, trials
from tests.breaking.ways import WAYS

__all__ = ["WAYS", "Trial", "trials", "written"]
