"""A value that somebody sent, as it may stand in a message: short, printable, and never a burden to write out."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 40


def shown(value: object) -> str:
    """At most 40 printable characters of a text or number; lists and objects only by their brackets.

    A list nested a thousand deep or a number of a million digits cannot be written out without harm.
    """
    if isinstance(value, list | tuple):
        return "[…]"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, int) and value.bit_length() > 128:
        return "…"
    return "".join(character if character.isprintable() else "?" for character in str(value)[:LONGEST])
