"""An author opens a module's notebook in JupyterLab and runs a task; nothing is imported."""

from pathlib import Path
from typing import Any

from jupyter_client.manager import start_new_kernel
from jupyter_client.provisioning import KernelProvisionerFactory

MODULE = Path(__file__).parent.parent.parent / "modules" / "1-virtuelle-samtaler"


def run(folder: Path, *cells: str) -> list[dict[str, Any]]:
    """What the cells show or fail with, in the kernel that JupyterLab would start in this folder."""
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))
    said: list[dict[str, Any]] = []
    try:
        for cell in cells:
            client.execute_interactive(cell, timeout=60, output_hook=said.append)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
        KernelProvisionerFactory.clear_instance()  # else the course's own kernels would be started as these were
    return [one["content"] for one in said if one["msg_type"] in ("display_data", "execute_result", "error")]


def test_in_a_modules_folder_the_line_of_a_task_suffices() -> None:
    [shown] = run(MODULE, 'Choice("kanal-foerste-samtale")')
    assert "application/vnd.jupyter.widget-view+json" in shown["data"]


def test_elsewhere_nothing_is_there_and_an_editor_may_go_to_the_module_later(tmp_path: Path) -> None:
    failed, shown = run(tmp_path, 'Choice("kanal-foerste-samtale")', f"%cd -q {MODULE}", 'Choice("kanal-foerste-samtale")')
    assert failed["ename"] == "NameError"
    assert "application/vnd.jupyter.widget-view+json" in shown["data"]
