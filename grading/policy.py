"""What formgrader's pages may load and run: only what nbgrader's own templates and files hold.

As strict as they can run with, and why not stricter:
- nbgrader's templates have scripts and styles in them, which hold ids and addresses and so have no hash of their own. Each answer has a
  nonce that stands in the templates, never in what is filled in: a script that came with a name or an answer has none, and does not run.
- Five of their elements have an `onclick`; their few words are allowed by their hash, which takes 'unsafe-hashes'.
- Bootstrap, DataTables and the templates set `style` attributes, which can load nothing here.
Nothing needs 'unsafe-eval': Underscore would compile templates with it, and nbgrader has none.
"""

import base64
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment

NONCE: ContextVar[str] = ContextVar("nonce", default="")
OPENS = re.compile(r"<(script|style)(?=[\s>])")
HANDLER = re.compile(r'\son[a-z]+="([^"{]+)"', re.IGNORECASE)
# what is no page: files, data, errors
NO_PAGE = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


class Nonced(BaseLoader):
    """Another loader's templates, whose scripts and styles carry the nonce of the answer they stand in."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template's source, as Jinja wants it."""
        source, *more = self._loader.get_source(environment, template)
        return (OPENS.sub(r'<\1 nonce="{{ nonce() }}"', source), *more)  # type: ignore[return-value]  # the loader's own two others


def put_nonces_into(environment: Environment) -> None:
    """Let all templates of the environment be `Nonced`."""
    assert environment.loader
    environment.loader = Nonced(environment.loader)
    environment.globals["nonce"] = NONCE.get


def handlers_in(templates: Iterable[Path]) -> set[str]:
    """What stands in `onclick` and the like in the templates."""
    return {found for path in templates for found in HANDLER.findall(path.read_text("utf-8"))}


def for_pages(handlers: Iterable[str]) -> Callable[[str], str]:
    """The policy of a page, for its nonce; `handlers` as `handlers_in` finds them."""
    hashes = [f"'sha256-{base64.b64encode(sha256(one.encode()).digest()).decode()}'" for one in sorted(handlers)]
    attributes = " ".join(["'unsafe-hashes'", *hashes])
    rules: dict[str, Any] = {
        "default-src": "'none'",
        "script-src": "'self' 'nonce-{nonce}' " + attributes,
        "style-src": "'self' 'nonce-{nonce}'",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    whole = "; ".join(f"{name} {sources}" for name, sources in rules.items())
    return lambda nonce: whole.format(nonce=nonce)
