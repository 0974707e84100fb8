"""What SQLAlchemy has put in SQL once serves all databases of a kind: hundreds of tests open one of their own, and each compiled everything anew."""

from typing import Any

from sqlalchemy import Connection, Dialect, Engine

_known: dict[Any, tuple[Dialect, dict[Any, Any]]] = {}


class Remembering(Connection):
    """A connection that remembers its questions where the first of its kind does: under the same dialect, which is part of what they are known by."""

    def __init__(self, *args: Any, **about: Any) -> None:
        super().__init__(*args, **about)
        kind = type(self.dialect), self.dialect._on_connect_isolation_level  # to which a dialect lets its connections return
        self.dialect, compiled = _known.setdefault(kind, (self.dialect, {}))
        self.execution_options(compiled_cache=compiled)


Engine._connection_cls = Remembering
