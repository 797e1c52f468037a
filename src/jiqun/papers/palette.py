"""The colours of every paper and picture: quiet greys, one accent, outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INK = "#1b2733"
MUTED = "#566270"
LINE = "#d8dee6"
SURFACE = "#f5f7fa"
PAPER = "#ffffff"
ACCENT = "#123f6e"
ACCENT_PALE = "#b4c6d9"
RULE = "#7b8794"  # seen on white as well as on the accent
TRACK = "#e6ebf1"
LETTERHEAD = "#c8161d"  # the red of an authority's letterhead
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif"


@dataclass(frozen=True)
class Tone:
    """How an outcome looks: dark for text and symbols, pale behind them, a sign for plain text, strokes for pictures.

    `strokes` are the SVG path of its symbol in a box of 16 by 16: drawn, because fonts lack one or the other sign.
    """

    dark: str
    pale: str
    sign: str
    strokes: str
    terminal: str


# Any two stay apart (CIE76 of 16 or more) for readers who do not see red, green or blue, and all pass WCAG AA as text.
TONES: Mapping[str, Tone] = {
    "met": Tone("#0b7a50", "#e3f4ec", "✓", "M3.5 8.5l3 3 6-7", "green"),
    "not_met": Tone("#80170d", "#fbe9e5", "✗", "M4 4l8 8M12 4l-8 8", "red"),
    "boundary": Tone("#a12d94", "#f9eaf6", "=", "M3.5 6h9M3.5 10h9", "magenta"),
    "review": Tone("#123f6e", "#e6eef7", "?", "M5.3 5.8a2.7 2.7 0 1 1 4 2.3c-.9.5-1.3 1-1.3 1.9M8 12.7v.1", "blue"),
    "missing": Tone("#845b00", "#fbf2d9", "∅", "M12.5 8a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0M4 12.5l8-9", "yellow"),
    "not_applicable": Tone("#5b6673", "#eef1f4", "-", "M4.5 8h7", "bright_black"),
}
VERDICT_TONES: Mapping[str, str] = {"eligible": "met", "not_eligible": "not_met", "undetermined": "review"}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2: text needs 4.5, symbols need 3."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
