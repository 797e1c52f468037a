"""Text that people typed, made safe to show: nothing in it moves the cursor, ends a line or turns the reading order."""

from __future__ import annotations

from unicodedata import category

from jiqun.base.words import Bi

_BLANKS = ("Cc", "Zl", "Zp")  # control characters, line and paragraph separators
_NOTHING = ("Cf",)  # invisible marks, among them those that reverse the reading order
_BROKEN = ("Cs",)  # halves of a surrogate pair, which no encoding can write


def plain(text: str) -> str:
    """The text on one line, without invisible marks."""
    return text if text.isprintable() else "".join(map(_shown, text))


def plain_both(words: Bi) -> Bi:
    """`plain` in both languages."""
    return Bi(zh=plain(words.zh), en=plain(words.en))


def _shown(letter: str) -> str:
    kind = category(letter)
    if kind in _BLANKS:
        return " "
    if kind in _NOTHING:
        return ""
    return "�" if kind in _BROKEN else letter
