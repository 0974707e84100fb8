"""What SQLAlchemy has put in SQL once serves all databases of a kind: hundreds of tests open one of their own, and each compiled everything anew."""

from sqlalchemy import Connection, Dialect, Engine, event

Known = dict[object, object]
_known: dict[type[Dialect], tuple[Dialect, Known]] = {}


@event.listens_for(Engine, "engine_connect")
def _compile_once(connection: Connection) -> None:
    """Let a connection remember its questions where the first of its kind does: under the same dialect, which is part of what they are known by."""
    connection.dialect, compiled = _known.setdefault(type(connection.dialect), (connection.dialect, {}))
    connection.execution_options(compiled_cache=compiled)
