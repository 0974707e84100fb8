"""Draws docs/pictures/: a new module in its preview, as the authors' guides show it. Run by `make screenshot`."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from course.authoring import new  # noqa: E402  the project's root is put on the path first
from course.text import Text  # noqa: E402
from tests import prepare  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.service import BIN, Service  # noqa: E402

SIZE = {"width": 900, "height": 620}
PLACE = ROOT / "docs" / "pictures"
SOON = 30_000


class Preview(Service):
    """`kompetencevej preview` of one module, in the folder where it stands."""

    module = ""

    def _launch(self) -> "subprocess.Popen[bytes]":
        command = [BIN / "kompetencevej", "preview", self.module, "--no-open", "--port", str(self.port)]
        folder = self.environment["KOMPETENCEVEJ_OWN"]
        about: dict[str, Any] = {"cwd": folder, "env": self.environment}
        with self.log.open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, **about)  # noqa: S603  our own command


def keep(page: Page, name: str) -> None:
    """Store what the window shows, small."""
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(800)
    shown = Image.open(io.BytesIO(page.screenshot())).convert("P", palette=Image.Palette.ADAPTIVE, colors=48)
    shown.save(PLACE / f"{name}.png", optimize=True)


def main() -> None:
    """Write a module, show it, break it and show that."""
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        own = Path(place) / "vores-kursus"
        own.mkdir()
        os.environ["KOMPETENCEVEJ_OWN"] = str(own)
        pages = [Text(da="Når skærmen driller", en="When the screen plays up"), Text(da="Øv dig", en="Practise")]
        id, _ = new.new_module(9, Text(da="Nyt på skærmen", en="New on the screen"), pages, ["samtale.kanal", "forandring.deltagelse"])
        service = Preview(Path(place) / "home", KOMPETENCEVEJ_OWN=str(own))
        service.module = id
        service.start()
        browser = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        try:
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto(service.address)
            expect(page.locator(".preview")).to_contain_text("Alt er i orden", timeout=SOON)
            keep(page, "modul")
            page.goto(f"{service.address.split('?')[0]}/1-naar-skaermen-driller")
            task = page.get_by_role("heading", name="Linket virker ikke")
            expect(task).to_be_visible(timeout=SOON)
            task.scroll_into_view_if_needed()
            page.evaluate("scrollBy(0, 420)")
            keep(page, "opgaver")
            tasks = own / "modules" / id / "tasks" / "1-naar-skaermen-driller.yaml"
            tasks.write_text(tasks.read_text("utf-8").replace("    multiple: false", "    multipel: false", 1), "utf-8")
            expect(page.locator(".preview li")).to_have_count(1, timeout=SOON)
            keep(page, "fejl")
        finally:
            browser.close()
            service.stop()


if __name__ == "__main__":
    main()
