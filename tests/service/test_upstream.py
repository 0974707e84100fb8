"""What Voila and jupyter_server do not promise, and the service uses. A failure here means that an upgrade changed it: see kernels.py."""

import inspect
from pathlib import Path

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_page_config


def test_the_line_to_a_kernel_is_asked_for_its_owner_first() -> None:
    assert "pre_get" in inspect.getsource(KernelWebsocketHandler.get)
    assert issubclass(VoilaKernelWebsocketHandler, KernelWebsocketHandler)


def test_a_kernel_is_kept_awake_by_its_last_activity() -> None:
    assert "kernel.last_activity" in inspect.getsource(AsyncMappingKernelManager.cull_kernel_if_idle)


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
