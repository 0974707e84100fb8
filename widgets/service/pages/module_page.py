"""A module's page: its prose is sent at once, its components follow when their kernel has run."""

import asyncio
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import nbformat
from nbformat import NotebookNode
from tornado.escape import json_encode
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from course import contract, figures, modules, notebooks
from course.modulefile import Page
from course.modules import Module
from course.store import Person, Store
from widgets import figure
from widgets.service.kernels import upstream
from widgets.service.kernels.places import Crowded, Place
from widgets.service.pages import tomorrow
from widgets.service.pages.progress import ModuleProgress, module_progress
from widgets.service.web import rendering
from widgets.service.web.errors import Refused
from widgets.service.web.handlers import CourseHandler
from widgets.service.web.headers import STRICT, VOILA
from widgets.session import owner_mark

HERE = "<!-- components -->"
View = asyncio.Task[dict[str, Any]]


def parts(module: Module, page: Page) -> list[dict[str, Any]]:
    """The notebook as the page shows it: prose with its language, figures as they were drawn, and a place for each task."""
    path = module.folder / page.notebook
    return _parts(module, path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _parts(module: Module, path: Path, _changed: int) -> list[dict[str, Any]]:
    """Drawn once for each version of a page: nothing in it is anybody's, and it is never changed."""
    found: list[dict[str, Any]] = []
    drawn = figures.kept(module.folder)
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "markdown":
            found.append({"language": contract.language(cell), "html": rendering.markdown(cell.source)})
        elif picture := contract.figure(cell):
            found += [{"cell": cell.id, "figure": figure.html(drawn[picture])}] if picture in drawn else []
        elif contract.is_tried(cell):
            found.append({"cell": cell.id, "tried": True})
        elif shown := contract.call(cell):
            found.append({"cell": cell.id, "task": module.tasks.get(shown[1])})
    return found


def page_view(store: Store, learner: str, module: Module, page: Page) -> dict[str, Any]:
    """What the template shows."""
    progress: ModuleProgress = module_progress(store, learner, module)
    at, shown = module.about.pages.index(page), parts(module, page)
    return {
        "title": page.title,
        "crumbs": [("", {"da": "Forside", "en": "Front page"}), (f"module/{module.id}", module.about.title)],
        "module": module,
        "page": page,
        "progress": progress,
        "parts": shown,
        "tried": tomorrow.collected(store, learner) if any("tried" in part for part in shown) else [],
        "previous": module.about.pages[at - 1] if at else None,
        "following": module.about.pages[at + 1] if at + 1 < len(module.about.pages) else None,
        "beside": True,
    }


class PageHandler(CourseHandler):
    """What an address of a module's page needs: only the pages that the module lists are there."""

    def set_default_headers(self) -> None:
        super().set_default_headers()
        if not self.course.entrance.alone:
            # a proxy keeps its connections, each of which leads to one replica: one that has come back would hardly be given a page again
            self.set_header("Connection", "close")

    async def find(self, module: str, stem: str) -> tuple[Module, Page]:
        """The released module and its page. Raises HTTPError 404."""
        found = await self.in_thread(lambda: modules.released(module))
        page = found.page(stem) if found else None
        if found is None or page is None or not (found.folder / page.notebook).is_file():
            raise HTTPError(404)
        return found, page

    def place(self) -> Place:
        """A place for the viewer's page, promised now. Raises Refused when there is none."""
        try:
            promised: Place = self.course.kernels.places.take(cast(Person, self.viewer).username)
        except Crowded as error:
            raise Refused(error) from error
        return promised

    async def own_view(self, notebook: Path, place: Place) -> dict[str, Any]:
        """A kernel of the viewer's own, and what our front end reads: {kernel, at, owner, components: {cell: {model, module, state}}}.

        `at` stands before the kernel's addresses: it leads to the replica where the kernel lives.
        """
        viewer = cast(Person, self.viewer).username
        kernel, shown = await self.course.kernels.view(viewer, notebook, place)
        for cell, trace in shown["failures"].items():
            self.log.error("Cell %s of %s failed: %s", cell, self.request.path, trace)
        return {"kernel": kernel, "at": self.course.entrance.here, "owner": owner_mark(viewer), "components": shown["components"]}


class ModulePage(PageHandler):
    """`module/<id>/<stem>`: the prose at once, then what the components show."""

    async def get(self, module: str, stem: str) -> None:
        found, page = await self.find(module, stem)
        own, notebook = page.front_end == "own", found.folder / page.notebook
        self.policy = STRICT if own else VOILA
        self.set_header("Content-Security-Policy", self.policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if self.request.method == "HEAD":
            self.finish()
            return
        with self.place() as place:
            # the kernel gets ready while the prose is drawn and sent
            view = asyncio.create_task(self.own_view(notebook, place)) if own else None
            await self._show(page, found, view, place)

    async def _show(self, page: Page, module: Module, view: View | None, place: Place) -> None:
        try:
            await self._send(page, module, view, place)
        except StreamClosedError:
            self.log.info("The page was closed before it was there")
            await self._give_up(view)
        except Exception as error:
            await self._give_up(view)
            self.log_exception(*sys.exc_info())
            self.finish(self.told(getattr(error, "status_code", 500), error, only="body"))

    async def _send(self, page: Page, module: Module, view: View | None, place: Place) -> None:
        """The head at once, so that the browser fetches styles and scripts; then the prose, and the components when they are there."""
        field = self.xsrf_form_html()
        head = {**self.looks(), "title": page.title, "page": page, "only": "head"}
        self.write(rendering.render(self.course.environment(None), "module-page.html", self.base_url, head))
        await self.flush()
        before, after = await self._prose(module, page, field)
        self.write(before)
        await self.flush()
        await self._components(view, module.folder / page.notebook, place)
        await self.finish(after)

    async def _prose(self, module: Module, page: Page, field: str) -> tuple[str, str]:
        """The page's body without its components: what stands before them, and after."""
        viewer = cast(Person, self.viewer).username

        def draw() -> str:
            context = page_view(self.course.store, viewer, module, page)
            return self.draw("module-page.html", {**context, "only": "body"}, None, field)

        before, after = (await self.in_thread(draw)).split(HERE)
        return before, after

    async def _components(self, view: View | None, notebook: Path, place: Place) -> None:
        """Send what the components show. Whatever goes wrong, the prose stays and the page says what happened."""
        try:
            if view:
                self.write(f'<script type="application/json" id="page-state">{rendering.embedded(await view)}</script>')
            else:
                await self._for_voila(cast(Person, self.viewer).username, notebook, place)
        except StreamClosedError:
            raise
        except Exception:
            self.log_exception(*sys.exc_info())
            self.write(f'<p hidden data-kernel-failed="{self.number}"></p>')

    async def _give_up(self, view: View | None) -> None:
        """End the kernel of a page that will not be read."""
        if view:
            with suppress(Exception):
                await self.course.kernels.stop((await view)["kernel"])

    async def _for_voila(self, viewer: str, notebook: Path, place: Place) -> None:
        """Run the notebook and send each cell's output as Voila's front end reads it, then which kernel is the page's."""
        kernel = await self.course.kernels.start(viewer, notebook.parent, place)
        try:
            async for cell in self.course.kernels.run(kernel, nbformat.read(notebook, as_version=4)):  # type: ignore[no-untyped-call]
                self._send_cell(cell)
                await self.flush()
        except BaseException:
            await self.course.kernels.stop(kernel)
            raise
        configuration = json_encode(upstream.page_configuration(self, kernel))
        self.write(f'<script id="jupyter-config-data" type="application/json">{configuration}</script>')

    def _send_cell(self, cell: NotebookNode) -> None:
        for output in cell.outputs:
            if output.output_type == "error":
                self.log.error("Cell %s of %s failed: %s", cell.id, self.request.path, "\n".join(output.traceback))
                self.write(f'<p hidden data-cell-failed="{cell.id}"></p>')
            elif "application/vnd.jupyter.widget-view+json" in output.get("data", {}):
                shown = {**output, "trusted": True}
                self.write(f'<script type="application/vnd.voila.cell-output+json" data-cell="{cell.id}">{json_encode(shown)}</script>')


class NewKernel(PageHandler):
    """`module/<id>/<stem>/kernel`: a page whose kernel has ended asks for another, with everything as it is saved."""

    async def post(self, module: str, stem: str) -> None:
        found, page = await self.find(module, stem)
        if self.get_body_argument("owner", "") != owner_mark(cast(Person, self.viewer).username):
            raise HTTPError(403, "The page is another person's")
        with self.place() as place:
            view = await self.own_view(found.folder / page.notebook, place)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json_encode(view))
