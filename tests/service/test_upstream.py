"""What others' packages do not promise, and the service uses. A failure here means that an upgrade changed it.

Where each is touched stands in `TOUCHED`; what it is, in the docstrings of those files.
"""

import ast
import inspect
import re
from pathlib import Path

from anywidget import AnyWidget
from ipykernel.comm.comm import BaseComm
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipywidgets import DOMWidget
from ipywidgets.widgets.widget import Widget
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.web import StaticFileHandler
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_page_config

from widgets.choice import Choice
from widgets.service.kernels import frames
from widgets.service.kernels.handlers import Connection

WIDGETS = Path(__file__).parents[2] / "widgets"
TOUCHED = {
    r"voila\.app": {"service/app.py"},
    r"voila\.utils": {"service/kernels/upstream.py"},
    r"voila\.tornado": {"service/kernels/handlers.py"},
    r"voila\.static_file_handler|jupyterlab_server": {"service/web/files.py"},
    r"ipykernel|comm\b|ipywidgets": {"service/kernels/page_kernel.py"},
    r"anywidget": {"component.py"},
    r"jupyter_client\.provisioning|jupyter_client\.connect": {"service/kernels/forking.py"},
    r"nbclient": {"service/kernels/running.py"},
    r".*\._\w+$|.*\._\w+\.": {
        "service/kernels/upstream.py",
        "service/kernels/page_kernel.py",
    },  # modules that say themselves that they are private
}
PRIVATE = {"last_activity", "execution_state", "shutting_down", "allowed_message_types"}  # of jupyter_server's kernel managers


def test_what_is_not_promised_is_touched_where_it_is_said_to_be() -> None:
    imported = {(name, file) for file, tree in trees() for name in imports(tree)}
    for pattern, places in TOUCHED.items():
        assert {file for name, file in imported if re.match(pattern, name)} == places, pattern
    assert using(PRIVATE) == {"service/kernels/upstream.py"}
    assert using({"_handle_msg", "AnyWidget"}) == {"component.py"}


def using(names: set[str]) -> set[str]:
    """The files that use attributes of these names."""
    return {file for file, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in names}


def trees() -> list[tuple[str, ast.Module]]:
    """The files of the components and the service, by name."""
    return [(path.relative_to(WIDGETS).as_posix(), ast.parse(path.read_text("utf-8"))) for path in sorted(WIDGETS.rglob("*.py"))]


def imports(tree: ast.Module) -> list[str]:
    """The modules that a file imports from others' packages."""
    nodes = list(ast.walk(tree))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return [name for name in [*plain, *named] if not name.startswith(("widgets", "course"))]


def test_the_line_to_a_kernel_is_asked_for_its_owner_first() -> None:
    assert "pre_get" in inspect.getsource(KernelWebsocketHandler.get)
    assert issubclass(VoilaKernelWebsocketHandler, KernelWebsocketHandler)


def test_a_kernel_is_kept_awake_by_its_last_activity() -> None:
    assert "kernel.last_activity" in inspect.getsource(AsyncMappingKernelManager.cull_kernel_if_idle)


def test_a_line_waits_only_while_its_kernel_is_said_to_be_starting() -> None:
    assert 'execution_state == "starting"' in inspect.getsource(ZMQChannelsWebsocketConnection.nudge)


def test_jupyters_older_protocol_is_spoken_where_a_connection_says_so_alone() -> None:
    asked = inspect.getsource(ZMQChannelsWebsocketConnection.handle_incoming_message).split("deserialize_binary_message")[0]
    assert 'if self.subprotocol == "v1.kernel.websocket.jupyter.org"' in asked
    assert Connection().subprotocol == frames.PROTOCOL


def test_messages_that_come_while_a_line_is_opened_wait_for_it() -> None:
    source = inspect.getsource(KernelWebsocketHandler.open)
    assert "await" in source.split("connect()")[0].splitlines()[-1], "a page's first message would be lost"


def test_a_kernel_that_is_being_ended_says_so() -> None:
    assert "self.shutting_down = True" in inspect.getsource(KernelManager)


def test_a_provisioner_is_told_what_start_kernel_was() -> None:
    assert "**kwargs" in inspect.getsource(LocalProvisioner.launch_kernel)
    assert "launch_kernel(kernel_cmd, **kw)" in inspect.getsource(KernelManager._async_launch_kernel)


def test_a_comm_made_without_a_kernel_takes_one_later() -> None:
    assert "if not Kernel.initialized():\n            return" in inspect.getsource(BaseComm.publish_msg)
    assert "getattr(self.comm, 'kernel', True) is not None" in inspect.getsource(Widget.notify_change)


def test_what_a_browser_sends_reaches_a_component_through_one_method() -> None:
    assert "self.comm.on_msg(self._handle_msg)" in inspect.getsource(Widget)
    assert "data = msg['content']['data']\n        method = data['method']" in inspect.getsource(Widget)


def test_anywidget_gives_a_widget_script_and_style_and_nothing_that_marking_needs() -> None:
    making = inspect.getsource(AnyWidget.__init__)
    assert (
        "self.add_traits(**anywidget_traits)\n        super().__init__(*args, **kwargs)\n        _register_anywidget_commands(self)"
        in making
    )
    assert AnyWidget.__mro__[1] is DOMWidget
    assert "for key in (_ESM_KEY, _CSS_KEY):" in making
    assert 'f"{self.__class__.__module__}.{self.__class__.__name__}"' in making  # whose style it is
    assert {"_esm", "_css", "_anywidget_id"} <= set(Choice.class_trait_names(sync=True))
    assert not any(vars(kind).get("_anywidget_commands") for kind in Choice.__mro__)


def test_what_sends_files_of_the_front_end_asks_for_them_by_their_names() -> None:
    for handler in (MultiStaticFileHandler, ThemesHandler):
        assert issubclass(handler, StaticFileHandler)
    assert "set_extra_headers" in inspect.getsource(StaticFileHandler.set_headers)


def test_a_kernel_hears_comm_messages_through_its_shell_handlers() -> None:
    assert "self.shell_handlers[msg_type] = getattr(self.comm_manager, msg_type)" in inspect.getsource(IPythonKernel.__init__)


def test_the_steps_of_a_kernel_that_a_forked_one_leaves_out_are_steps() -> None:
    for step in (
        "parse_command_line",
        "init_config_files",
        "load_config_file",
        "init_profile_dir",
        "init_crash_handler",
        "init_pdb",
        "init_path",
        "init_poller",
        "init_heartbeat",
    ):
        assert hasattr(IPKernelApp, step), step
    assert list(inspect.signature(IPKernelApp.initialize).parameters) == ["self", "argv"]


def test_the_page_configuration_takes_what_we_give() -> None:
    assert list(inspect.signature(get_page_config).parameters) == ["base_url", "settings", "log", "voila_configuration"]


def test_voila_starts_as_we_think() -> None:
    source = inspect.getsource(Voila.start)
    for step in ("self.init_settings()", "self.init_handlers()", "self.listen()"):
        assert step in source


def test_the_front_end_leaves_the_page_where_it_is_and_finds_outputs_by_their_script() -> None:
    scripts = "".join(path.read_text("utf-8", "replace") for path in _scripts())
    assert 'getElementById("rendered_cells");if(' in scripts, "without #rendered_cells nothing is moved"
    assert 'script[type="application/vnd.voila.cell-output+json"]' in scripts


def _scripts() -> list[Path]:
    return [path for folder in collect_static_paths(["voila", "nbconvert"], "lab") for path in Path(folder).glob("*voila.js")]
