"""Synthetic municipalities: made-up colleagues with years of evidence, the same for the same seed. Nobody in them is real."""

from tests.synthetic.municipality import fill

__all__ = ["fill"]
