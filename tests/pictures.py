"""Pictures of what the browser tests see, for people to look at: `pytest --pictures` keeps them in tests/screenshots."""

from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "screenshots"
_wanted = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="keep pictures of what the browser tests see in tests/screenshots")


def pytest_configure(config: pytest.Config) -> None:
    global _wanted  # noqa: PLW0603  pytest tells it once, before any test
    _wanted = bool(config.getoption("--pictures"))


def picture(page: Any, name: str, full_page: bool = True) -> None:
    """Keep a picture of a page, where pictures are wanted."""
    if _wanted:
        FOLDER.mkdir(exist_ok=True)
        page.screenshot(path=FOLDER / f"{name.replace('/', '-')}.png", full_page=full_page)
