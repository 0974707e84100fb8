"""What all components share, as it stands in front of each of them (an anywidget module cannot import relatively).

The scripts of this folder are one module when they run: each only declares, so their order says nothing.
"""

from pathlib import Path

HERE = Path(__file__).parent


def script() -> str:
    """The scripts, one after the other."""
    return "".join(path.read_text("utf-8") for path in sorted(HERE.glob("*.js")))


def style() -> str:
    """The style."""
    return (HERE / "shared.css").read_text("utf-8")
