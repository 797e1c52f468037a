"""What a reader of cells raises: the cell is wrong, or it is taken with a remark."""

from __future__ import annotations

from jiqun.facts.workbook.messages import Word


class Wrong(Exception):
    """A cell that cannot be taken; `key` is its message, `kept` what stands for it so that others can refer to it."""

    def __init__(self, key: str, kept: object = None, **words: Word) -> None:
        super().__init__(key)
        self.key = key
        self.kept = kept
        self.words = words


class Noted(Wrong):
    """A cell that is taken as `kept`, with a warning."""
