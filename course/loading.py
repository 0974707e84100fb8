"""While a command loads, nearly everything that it makes stays, and to look for garbage among it again and again takes a fifth of the time."""

import gc

HARDLY = (50_000, 10, 10)
USUAL = gc.get_threshold()


def begins() -> None:
    """From now on Python hardly looks for garbage. A command that works for seconds and ends may keep it so."""
    gc.set_threshold(*HARDLY)


def ends() -> None:
    """What serves from now on looks for garbage as usual, but not among what has been loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*USUAL)
