"""Sets a template with its data by Typst: fonts of our own only, an archive form, the same bytes for the same data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_GETA = "〓"  # the mark that Chinese typesetting puts for a character that the font does not have
_SET_BY_HAND = "₂"  # the template lowers a plain 2 for it

# Both are archive forms whose tags also serve screen readers; only the second may carry a file inside.
Standard = Literal["a-2a", "a-3a"]


def typeset(
    template: str, data: Mapping[str, Any], at: datetime, standard: Standard = "a-2a", carried: str | None = None
) -> bytes:
    """The PDF of `typst/<template>.typ`, dated `at` (with a time zone).

    The template reads `data` (JSON types) from `sys.inputs.data` and prints it, never as markup; a character that the
    fonts lack is replaced by 〓. `carried` goes in as `sys.inputs.carried`, to be attached and not printed: no
    character of it is touched. Raises ValueError for text that UTF-8 cannot write.
    """
    inputs = {"data": printable(json.dumps(data, ensure_ascii=False))}
    if carried is not None:
        inputs["carried"] = carried
    compiler = typst.Compiler(
        _HERE / "typst" / f"{template}.typ",
        root=_HERE,
        font_paths=own_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    made = compiler.compile(format="pdf", pdf_standards=standard, timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


@cache
def own_fonts() -> typst.Fonts:
    """The fonts of the papers. Read once: the two files are fifteen megabytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])


def printable(text: str) -> str:
    """The text with a mark for every character that the fonts lack: a name with a hole in it must not pass unseen."""
    lacking = {ord(letter): _GETA for letter in set(text) - _characters()}
    return text.translate(lacking)


@cache
def _characters() -> frozenset[str]:
    """The characters of both fonts."""
    found = set(_SET_BY_HAND)
    for line in (_FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, _, last = line.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
