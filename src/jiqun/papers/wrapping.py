"""Lines of a given width for Chinese, English and both mixed: no comma begins a line, no number is cut in two."""

from __future__ import annotations

import re

from rich.cells import cell_len

_OPENING = "（《〈“‘〔「『【"
_CLOSING = "，。；：、）》〉”’〕」』】！？％／…"
_LATIN = r"[!-~\u00a0-\u024f−₂]"
# What stays together: a word or number with the unit after it, or one character; with the punctuation around it.
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:{_LATIN}+(?:[亿万]?[元年月日号条款项家起个件吨类人行]|个百分点)?|\s+|.)[{_CLOSING}]*", re.DOTALL
)


def wrap(text: str, width: int) -> str:
    """The text with line breaks; a piece that is wider than a line is cut."""
    lines = [""]
    for piece in _pieces(text, width):
        if lines[-1] and cell_len(lines[-1]) + cell_len(piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(line.rstrip() for line in lines)


def _pieces(text: str, width: int) -> list[str]:
    """The pieces of a text, none wider than the line."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if cell_len(piece) <= width:
            found.append(piece)
        else:
            found.extend(piece)
    return found
