"""The files that pages ask for: styles and scripts, put together once, compressed once, and kept by browsers until they change.

There is no build step: a bundle is its parts one after the other, each in its own scope where names would meet. The addresses carry a hash of
the content, so that a browser asks once and never again.
"""

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course.framework import organisation
from course.kinds import KINDS
from widgets import shared

WIDGETS = Path(__file__).parents[2]
STATIC = WIDGETS / "theme" / "static"
FRONT = WIDGETS / "front"
COMPONENTS = sorted(component.lower() for component in KINDS.values())
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}
ENDS_IN = "export default { render };"
IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.MULTILINE)


@dataclass(frozen=True)
class Asset:
    """A file as it is sent."""

    type: str
    content: bytes
    compressed: bytes
    version: str


@cache
def asset(name: str) -> Asset | None:
    """The file of this name, if there is one: a bundle, or a file of the theme."""
    made = {"theme.css": _theme_style, "components.css": _component_style, "components.js": _own_front_end, "voila-page.js": _voila_page}
    if name in made:
        content = made[name]().encode()
    elif (logo := _logo()) and name == logo.name:
        content = logo.read_bytes()
    elif re.fullmatch(r"[a-z-]+\.(js|svg)", name) and (STATIC / name).is_file():
        content = (STATIC / name).read_bytes()
    else:
        return None
    version = hashlib.sha256(content).hexdigest()[:10]
    return Asset(TYPES[Path(name).suffix], content, gzip.compress(content, 9, mtime=0), version)


def version(name: str) -> str:
    """Ten hex digits that change with the file's content; raises LookupError when there is no such file."""
    found = asset(name)
    if found is None:
        raise LookupError(name)
    return found.version


def _theme_style() -> str:
    colours = organisation().colours
    return _joined(STATIC / f"{name}.css" for name in ("tokens", "base", "parts")) + (colours.css() if colours else "")


def _logo() -> Path | None:
    return organisation().logo_file


def _component_style() -> str:
    return shared.style() + _joined(WIDGETS / f"{name}.css" for name in COMPONENTS)


def _own_front_end() -> str:
    """All components and the front end that shows them, as one module."""
    scoped = [_scoped(name) for name in COMPONENTS]
    return "\n".join(
        [
            shared.script(),
            *scoped,
            *map(_inlined, ("wire", "model", "line", "parts", "page")),
            f"start({{ {', '.join(COMPONENTS)} }});\n",
        ]
    )


def _voila_page() -> str:
    return "\n".join([*map(_inlined, ("parts", "voila")), "start();\n"])


def _joined(paths: Iterable[Path]) -> str:
    return "".join(path.read_text("utf-8") for path in paths)


def _scoped(name: str) -> str:
    """A component's script as a constant of its name, in a scope of its own."""
    source = (WIDGETS / f"{name}.js").read_text("utf-8")
    if source.count(ENDS_IN) != 1:
        raise ValueError(f"{name}.js must end in: {ENDS_IN}")
    inside = EXPORT.sub("", source.replace(ENDS_IN, "return { render };"))
    return f"const {name} = (() => {{\n{inside}}})();\n"


def _inlined(name: str) -> str:
    """A module of the front end without its imports and exports; all of them share one scope."""
    return EXPORT.sub("", IMPORT.sub("", (FRONT / f"{name}.js").read_text("utf-8")))
