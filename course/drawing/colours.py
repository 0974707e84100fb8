"""Colours that stand for the page's own: matplotlib knows only fixed ones, so each is replaced by its variable when the file is fitted into a page."""

INK, SOFT, LINE, EDGE = "#010203", "#010204", "#010205", "#010206"
ACCENT, ACCENT_INK, FOCUS = "#010207", "#010208", "#010209"
SURFACE, SUNKEN, TINT = "#01020a", "#01020b", "#01020c"
GOOD, GOOD_GROUND = "#01020d", "#01020e"
WARN, WARN_GROUND, BAD = "#01020f", "#010210", "#010211"

VARIABLES = {
    INK: "--kv-ink",
    SOFT: "--kv-ink-soft",
    LINE: "--kv-line",
    EDGE: "--kv-edge",
    ACCENT: "--kv-accent",
    ACCENT_INK: "--kv-accent-ink",
    FOCUS: "--kv-focus",
    SURFACE: "--kv-surface",
    SUNKEN: "--kv-sunken",
    TINT: "--kv-tint",
    GOOD: "--kv-good",
    GOOD_GROUND: "--kv-good-ground",
    WARN: "--kv-warn",
    WARN_GROUND: "--kv-warn-ground",
    BAD: "--kv-bad",
}
"""Colour in a drawing → the theme's variable (widgets/theme/static/tokens.css)."""
