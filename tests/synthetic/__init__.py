"""Synthetic municipalities: made-up colleagues with years of evidence, the same for the same seed. Nobody in them is real."""

from tests.synthetic.chief import put_a_chief
from tests.synthetic.municipality import fill

__all__ = ["fill", "put_a_chief"]
