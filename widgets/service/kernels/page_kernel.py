"""A page that has been run, and the kernel behind it: it talks to the page's components and executes nothing that a browser sends.

No other file of the service touches what ipykernel, comm and ipywidgets do not promise: that a comm made without a kernel takes one later
(`comm.kernel`), that a kernel's handlers of comm messages stand in `shell_handlers`, and which steps of `IPKernelApp.initialize` a forked
process must take. tests/service/test_upstream.py fails loudly when an upgrade changes one of them.
"""

import ast
import contextlib
import io
import json
import logging
import stat
import threading
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import comm
from ipykernel import ipkernel  # lets `comm` make ipykernel's comms
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from jupyter_client._version import protocol_version
from jupyter_client.localinterfaces import localhost

from course.errors import CourseError
from widgets import session
from widgets.component import Component

assert ipkernel


@dataclass
class RunPage:
    """A notebook that has been run: what its cells named, its components by cell id, and the traces of the cells that failed."""

    namespace: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    components: dict[str, Component] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def view(self) -> dict[str, Any]:
        """Load the viewer's answers; returns {components: {cell: {model, module, state}}, failures: {cell: trace}}."""
        shown = {}
        for cell, component in self.components.items():
            component.view()
            state = component.get_state(list(component.shown))
            shown[cell] = {"model": component.model_id, "module": component.stem, "state": state}
        return {"components": shown, "failures": self.failures}


def run(notebook: Path) -> RunPage:
    """Run a notebook's code cells in an empty namespace; one that fails does not keep the others from running."""
    page = RunPage()
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        try:
            shown = run_cell("".join(cell["source"]), page.namespace)
        except Exception:
            page.failures[cell["id"]] = traceback.format_exc()
        else:
            if isinstance(shown, Component):
                page.components[cell["id"]] = shown
    return page


def run_cell(source: str, namespace: dict[str, Any]) -> Any:
    """Run a cell as a notebook does; returns the value of its last expression, or None. What it prints is not shown on pages."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        exec(compile(tree, "<cell>", "exec"), namespace)  # noqa: S102  a released notebook is trusted
        return eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace) if isinstance(last, ast.Expr) else None  # noqa: S307


def run_for_all(notebook: Path) -> tuple[RunPage, str]:
    """Run a notebook so that views can be forked from it; the second value says why they cannot, or is empty."""
    with contextlib.suppress(CourseError):  # a database that is away now may be back when somebody looks
        session.prepare()
    before = _sockets()
    page = run(notebook)
    problem = ""
    if threading.active_count() > 1:
        problem = f"a cell has started a thread ({', '.join(one.name for one in threading.enumerate()[1:])})"
    elif _sockets() > before:
        problem = "a cell has opened a connection"
    elif any("owner" in one.task or one.answer is not None for one in page.components.values()):
        problem = "a component has loaded somebody's answer before anybody looked"
    return page, problem


def _sockets() -> int:
    found = 0
    for path in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found += stat.S_ISSOCK(path.stat().st_mode)
    return found


class PageKernel(Kernel):
    """The kernel of a page: comm messages only."""

    implementation = "kompetencevej"
    implementation_version = "1"
    language_info = {"name": "none", "mimetype": "text/plain", "file_extension": ".txt"}
    banner = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self.comm_manager: Any = comm.get_comm_manager()
        self.shell_handlers["comm_msg"] = self.comm_manager.comm_msg  # a browser opens and closes none

    def start(self) -> None:
        """Speak for the comms, which were made before there was a kernel; without one, ipywidgets keeps what changes to itself."""
        comms: dict[str, Any] = self.comm_manager.comms
        for one in comms.values():
            one.kernel = self
        super().start()  # type: ignore[no-untyped-call]

    @property
    def kernel_info(self) -> dict[str, Any]:
        """What the kernel is. ipykernel's own answer looks for a debugger first, whose import alone takes longer than all the rest."""
        about = {name: getattr(self, name) for name in ("implementation", "implementation_version", "language_info", "banner")}
        return {"protocol_version": protocol_version, **about, "help_links": [], "supported_features": []}

    async def do_execute(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Refuse: pages have no code to run."""
        return {"status": "error", "ename": "NotAllowed", "evalue": "", "traceback": [], "execution_count": 0}


class _App(IPKernelApp):
    """What `IPKernelApp` does, without what only a person's own session needs (flags, settings, profile) and what the line tells better (heartbeat)."""

    def parse_command_line(self, *_: Any, **__: Any) -> None: ...

    def init_config_files(self) -> None: ...

    def load_config_file(self, *_: Any, **__: Any) -> None: ...

    def init_profile_dir(self) -> None: ...

    def init_crash_handler(self) -> None: ...

    def init_pdb(self) -> None: ...

    def init_path(self) -> None: ...

    def init_poller(self) -> None: ...

    def init_heartbeat(self) -> None: ...


def ready(argv: list[str]) -> IPKernelApp:
    """A page's kernel, ready to serve. Of a kernel's command line, `argv`, only the connection file says anything new."""
    file = argv[argv.index("-f") + 1]
    app = _App.instance(
        kernel_class=PageKernel, connection_file=file, capture_fd_output=False, parent_handle=1, profile_dir=None, log_level=logging.ERROR
    )
    app.initialize([])  # type: ignore[no-untyped-call]
    return app


def serve(app: IPKernelApp) -> None:
    """Be the page's kernel until told to end."""
    app.start()  # type: ignore[no-untyped-call]


def ordinary(argv: list[str]) -> None:
    """Be an IPython kernel, as if started by itself."""
    hooks = [
        "--IPKernelApp.matplotlib=inline",
        "--IPKernelApp.extra_extensions=ipywidgets",
    ]  # a preloaded package found no shell to hook into
    IPKernelApp.launch_instance([*argv, *hooks])


def preload() -> None:
    """Import what a kernel would import while it starts, and find out what it would find out."""
    localhost()
    for name in ("IPython.core.completer", "ipykernel.subshell_manager", "matplotlib_inline.backend_inline", "faulthandler", "psutil"):
        __import__(name)
