"""A module's page: its prose is sent at once, its components follow when their kernel has run."""

import sys
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from tornado.escape import json_encode
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from course import settings
from course.modules import Module, Page, module
from course.store import Store
from widgets import contract
from widgets.service import kernels, rendering
from widgets.service.handlers import COMPONENTS, CourseHandler
from widgets.service.progress import ModuleProgress, module_progress

HERE = "<!-- components -->"


def released_module(id: str) -> Module | None:
    """The released module with this id."""
    folder = settings.released() / id
    return module(folder) if (folder / "module.yaml").is_file() else None


def parts(path: Path, tasks: dict[str, Any]) -> list[dict[str, Any]]:
    """The notebook as the page shows it: prose with its language, and a place for each task."""
    found: list[dict[str, Any]] = []
    for cell in contract.read(path).cells:
        if cell.cell_type == "markdown":
            found.append({"language": contract.language(cell), "html": rendering.markdown(cell.source)})
        elif shown := contract.call(cell):
            found.append({"cell": cell.id, "task": tasks.get(shown[1])})
    return found


def page_view(store: Store, learner: str, module: Module, page: Page) -> dict[str, Any]:
    """What the template shows."""
    progress: ModuleProgress = module_progress(store, learner, module)
    at = module.about.pages.index(page)
    return {
        "title": page.title,
        "crumbs": [("", {"da": "Forside", "en": "Front page"}), (f"module/{module.id}", module.about.title)],
        "module": module,
        "page": page,
        "progress": progress,
        "parts": parts(module.folder / page.notebook, module.tasks),
        "previous": module.about.pages[at - 1] if at else None,
        "following": module.about.pages[at + 1] if at + 1 < len(module.about.pages) else None,
        "beside": True,
    }


class ModulePage(CourseHandler):
    """`module/<id>/<stem>`: only the pages that the module lists."""

    policy = COMPONENTS

    async def get(self, module: str, stem: str) -> None:
        found = await self.in_thread(lambda: released_module(module))
        page = found.page(stem) if found else None
        viewer = self.viewer
        if found is None or page is None or viewer is None or not (found.folder / page.notebook).is_file():
            raise HTTPError(404)
        field = self.xsrf_form_html()
        view = await self.in_thread(
            lambda: self.draw("module-page.html", page_view(self.course.store, viewer.username, found, page), None, field)
        )
        before, after = view.split(HERE)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if self.request.method == "HEAD":
            self.finish()
            return
        self.write(before)
        try:
            await self.flush()
            await self._components(viewer.username, found, page)
            self.finish(after)
        except StreamClosedError:
            self.log.info("The page was closed before it was there")

    async def _components(self, owner: str, module: Module, page: Page) -> None:
        """Run the page's cells and send what they show. Whatever goes wrong, the prose stays and the page says what happened."""
        kernel = None
        try:
            kernel = await self.course.kernels.start(owner, module.id)
            async for cell in self.course.kernels.run(kernel, contract.read(module.folder / page.notebook)):
                self._send_cell(cell)
                await self.flush()
            self._send_kernel(kernel)
        except StreamClosedError:
            if kernel:
                await self.course.kernels.stop(kernel)
            raise
        except Exception:
            self.log_exception(*sys.exc_info())
            self.write(f'<p hidden data-kernel-failed="{self.number}"></p>')
            if kernel:
                await self.course.kernels.stop(kernel)

    def _send_cell(self, cell: NotebookNode) -> None:
        for output in cell.outputs:
            if output.output_type == "error":
                self.log.error("Cell %s of %s failed: %s", cell.id, self.request.path, "\n".join(output.traceback))
                self.write(f'<p hidden data-cell-failed="{cell.id}"></p>')
            elif "application/vnd.jupyter.widget-view+json" in output.get("data", {}):
                shown = {**output, "trusted": True}
                self.write(f'<script type="application/vnd.voila.cell-output+json" data-cell="{cell.id}">{json_encode(shown)}</script>')

    def _send_kernel(self, kernel: str) -> None:
        configuration = json_encode(kernels.page_configuration(self, kernel))
        self.write(f'<script id="jupyter-config-data" type="application/json">{configuration}</script>')
