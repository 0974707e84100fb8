"""Notebooks that are run in an ordinary kernel: for Voila's front end, and where nothing can be forked."""

from collections.abc import AsyncIterator
from typing import Any

from nbclient.client import NotebookClient
from nbformat import NotebookNode

from course import contract
from widgets.service.kernels.upstream import IPYWIDGETS

WIDGET = "application/vnd.jupyter.widget-view+json"
SECONDS = 60  # for a cell, and for the kernel to start


async def cells(manager: Any, notebook: NotebookNode) -> AsyncIterator[NotebookNode]:
    """Execute the notebook's code cells one by one; a failing cell does not keep the others from running."""
    async for cell in _executed(_client(manager, notebook)):
        yield cell


async def shown(manager: Any, notebook: NotebookNode) -> dict[str, Any]:
    """Execute the notebook; returns what its page shows: {components: {cell: {model, module, state}}, failures: {cell: trace}}."""
    found: dict[str, Any] = {"components": {}, "failures": {}}
    client = _client(manager, notebook)
    async for cell in _executed(client):
        for output in cell.outputs:
            if output.output_type == "error":
                found["failures"][cell.id] = "\n".join(output.traceback)
            elif WIDGET in (data := output.get("data", {})):
                model = data[WIDGET]["model_id"]
                state = {
                    name: value for name, value in client.widget_state[model].items() if not name.startswith("_") and name not in IPYWIDGETS
                }
                found["components"][cell.id] = {"model": model, "module": contract.stem(cell), "state": state}
    return found


def _client(manager: Any, notebook: NotebookNode) -> NotebookClient:
    return NotebookClient(notebook, km=manager, allow_errors=True, timeout=SECONDS, startup_timeout=SECONDS)


async def _executed(client: NotebookClient) -> AsyncIterator[NotebookNode]:
    client.kc = await client.async_start_new_kernel_client()
    try:
        for index, cell in enumerate(client.nb.cells):
            if cell.cell_type == "code":
                yield await client.async_execute_cell(cell, index, store_history=False)
    finally:
        client.kc.stop_channels()
