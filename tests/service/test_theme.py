"""The colours can be told apart, in both themes."""

import itertools
import re
from pathlib import Path

import pytest

from widgets.service.web.assets import STATIC

GROUNDS = ("paper", "surface", "sunken", "tint")
TEXT = [
    *itertools.product(("ink", "ink-soft", "accent", "good", "warn", "bad"), GROUNDS),
    *itertools.product(("ink",), ("good-ground", "warn-ground", "bad-ground")),
    ("good", "good-ground"), ("warn", "warn-ground"), ("bad", "bad-ground"), ("accent-ink", "accent"), ("accent-ink", "accent-strong"),
    ("accent-strong", "tint"),
]  # fmt: skip
SEEN = list(itertools.product(("edge", "focus"), GROUNDS))


def colours() -> dict[str, tuple[str, str]]:
    css = (STATIC / "tokens.css").read_text("utf-8")
    return {name: (light, dark) for name, light, dark in re.findall(r"--kv-([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", css)}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str, theme: int) -> None:
    found = colours()
    assert contrast(found[text][theme], found[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), SEEN)
def test_controls_and_focus_can_be_seen(line: str, ground: str, theme: int) -> None:
    found = colours()
    assert contrast(found[line][theme], found[ground][theme]) >= 3


def test_no_style_asks_for_another_host_or_an_unknown_colour() -> None:
    known = set(re.findall(r"(--kv-[a-z0-9-]+):", (STATIC / "tokens.css").read_text("utf-8")))
    for path in STATIC.glob("*.css"):
        css = path.read_text("utf-8")
        assert "url(" not in css
        assert "@import" not in css
        assert set(re.findall(r"var\((--kv-[a-z0-9-]+)", css)) <= known


PAGES, PROXYS = ("widgets", "grading"), "deploy/hub/errors"


def texts(*folders: str) -> dict[Path, str]:
    """All that could give a page a style."""
    room = Path(__file__).parents[2]
    found = {path: path.read_text("utf-8") for folder in folders for path in room.glob(f"{folder}/**/*.[ch][st][sm]*")}
    assert len(found) > 20
    return found


def test_dark_differs_from_light_in_colours_alone() -> None:
    """Which is why what is looked at in both need be looked at for its colours alone in the second. `light-dark()` takes nothing but colours."""
    for path, text in texts(*PAGES, PROXYS).items():
        asked = re.findall(r"prefers-color-scheme: dark\) \{ :root \{(?: --[a-z]+: #[0-9a-f]{6};)+ \} \}", text)
        assert len(asked) == text.count("prefers-color-scheme"), path
        chosen = re.findall(r"data-theme=\"?(?:dark|light)\"?\] *\{\s*color-scheme: (?:dark|light);\s*\}", text)
        assert len(chosen) == text.count("[data-theme="), path


def test_a_language_changes_what_is_shown_and_no_colour() -> None:
    """Which is why the colours of dark are looked at in one of them. The proxy's own pages show both at once."""
    by_language = [
        rule for text in texts(*PAGES).values() for rule in re.findall(r"[^{}]*(?:\[(?:data-)?lang|:lang\()[^{}]*\{([^{}]*)\}", text)
    ]
    assert len(by_language) > 1
    assert {rule.strip() for rule in by_language} == {"display: none;"}
