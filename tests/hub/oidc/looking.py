"""Looking at a page as different people do: with axe-core's rules, in light and dark, and on a narrow screen."""

from playwright.sync_api import Page

from tests.browser.test_accessibility import SCHEMES, violations
from tests.pictures import picture


def is_for_everybody(page: Page, name: str) -> None:
    """Nothing is wrong with the page, and it speaks Danish, with English beside; pictures of it are kept to be looked at."""
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        assert violations(page, rules) == []
        picture(page, f"hub-{name}-{scheme}", full_page=False)
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, f"hub-{name}-390", full_page=False)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.locator("main [lang=en]").count() > 0
