"""Draws docs/screenshot.png: the start page and a page of module 1, side by side, from a real service. Run by `make screenshot`."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import prepare  # noqa: E402  the project's root is put on the path first
from tests.browser.actors import Learner  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.service import Service  # noqa: E402

SIZE = {"width": 1000, "height": 1150}


def picture(page: Page) -> Image.Image:
    """What the window shows."""
    return Image.open(io.BytesIO(page.screenshot()))


def main() -> None:
    """Take both pictures and put them beside each other."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        service = Service(Path(home)).start()
        browser = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        try:
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto(service.address)
            start = picture(page)
            learner = Learner(page, service.base)
            learner.open_page("3-led-samtalen")
            talk = learner.task("samtale-mikkel")
            talk.get_by_role("button", name="Begynd samtalen").click()
            talk.locator(".kv-reply").first.click()
            expect(talk.locator(".kv-line-mine")).to_have_count(1)
            page.evaluate("document.activeElement.blur()")
            talk.locator(".kv-prompt").first.scroll_into_view_if_needed()
            page.wait_for_timeout(1000)
            talking = picture(page)
        finally:
            browser.close()
            service.stop()
    both = Image.new("RGB", (2 * SIZE["width"] + 40, SIZE["height"]), "white")
    both.paste(start, (0, 0))
    both.paste(talking, (SIZE["width"] + 40, 0))
    both.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(ROOT / "docs" / "screenshot.png", optimize=True)


if __name__ == "__main__":
    main()
