"""Running cells of our own notebooks in this process, by IPython (`builtin_trap`, the singleton): a kernel a submission would cost seconds."""

import ast
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import from_dict
from traitlets import Type
from traitlets.config import Config

NAMESPACE = "kompetencevej_marking"


class CellFailed(Exception):
    """A cell of our own notebook failed."""


def _output(kind: str, data: Any, metadata: Any, **more: Any) -> Any:
    """A cell's output; `nbformat.v4.new_output` would validate each of them, and the whole notebook is validated when it is written."""
    return from_dict(  # type: ignore[no-untyped-call]
        {"output_type": kind, "data": dict(data), "metadata": dict(metadata or {}), **more}
    )


class _Displays(DisplayPublisher):
    shell: Any

    def publish(self, data: Any, metadata: Any = None, source: Any = None, *, transient: Any = None, update: Any = False, **_: Any) -> None:
        self.shell.outputs.append(_output("display_data", data, metadata))


class _Shell(InteractiveShell):
    display_pub_class = Type(_Displays)

    def __init__(self, **kwargs: Any) -> None:
        self.outputs: list[Any] = []
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def init_virtualenv(self) -> None: ...

    def enable_gui(self, gui: Any = None) -> None: ...


class Shell:
    """Runs trusted code cells in this process. Each notebook gets an empty namespace; nothing else is started or kept.

    IPython reads each cell (so magics and `display` work), once: all learners' notebooks have the same cells.
    """

    def __init__(self) -> None:
        config = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor", "cache_size": 0}})
        self._shell: Any = _Shell.instance(config=config, user_module=ModuleType(NAMESPACE))
        self._empty = dict(self._shell.user_ns)
        self._compiled: dict[str, tuple[CodeType, CodeType | None]] = {}

    def fresh(self) -> None:
        """Forget everything that earlier notebooks defined."""
        self._shell.user_ns.clear()
        self._shell.user_ns.update(self._empty)

    def run(self, source: str) -> list[Any]:
        """Run a cell and return its outputs; what it prints is no output, and goes nowhere. Raises CellFailed; Ctrl-C is passed on."""
        self._shell.outputs = []
        try:
            with self._shell.builtin_trap, Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
                self._execute(source)
        except KeyboardInterrupt:
            raise
        except BaseException as failure:
            raise CellFailed(f"{type(failure).__name__}: {failure}") from failure
        return list(self._shell.outputs)

    def _execute(self, source: str) -> None:
        if source not in self._compiled:
            self._compiled[source] = self._compile(source)
        statements, shown = self._compiled[source]
        exec(statements, self._shell.user_ns)  # noqa: S102  our own notebook
        value = eval(shown, self._shell.user_ns) if shown else None  # noqa: S307  our own notebook
        if value is not None:
            self._shell.outputs.append(_output("execute_result", *self._formatted(value), execution_count=None))

    def _compile(self, source: str) -> tuple[CodeType, CodeType | None]:
        """The cell's statements, and the expression at its end that is shown."""
        tree = ast.parse(self._shell.transform_cell(source))
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
            return compile(tree, NAMESPACE, "exec"), None
        del tree.body[-1]
        return compile(tree, NAMESPACE, "exec"), compile(ast.Expression(last.value), NAMESPACE, "eval")

    def _formatted(self, value: Any) -> tuple[Any, Any]:
        """What Jupyter shows of a value; ours say all of it themselves, and IPython need not try its other ways."""
        bundle = value._repr_mimebundle_() if hasattr(type(value), "_repr_mimebundle_") else None
        return (bundle, {}) if isinstance(bundle, dict) and "text/plain" in bundle else self._shell.display_formatter.format(value)

    def close(self) -> None:
        """Take the shell out of IPython's and Python's registers."""
        _Shell.clear_instance()
        sys.modules.pop(NAMESPACE, None)
