"""Tables on the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Table:
    """A title, what to know before reading, a head, rows of text; the first `texts` columns stand to the left."""

    title: str
    words: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    texts: int = 1

    def plain(self) -> str:
        """For the terminal."""
        widths = [max(map(_width, column)) for column in zip(self.head, *self.rows, strict=True)]
        lines = [self._line(row, widths) for row in (self.head, ["-" * width for width in widths], *self.rows)]
        return "\n".join([self.title, self.words, "", *lines, ""])

    def markdown(self) -> str:
        """For a page."""
        marks = ["---" if place < self.texts else "---:" for place in range(len(self.head))]
        lines = ["| " + " | ".join(row) + " |" for row in (self.head, marks, *self.rows)]
        return "\n".join([f"## {self.title}", "", self.words, "", *lines, ""])

    def _line(self, row: Sequence[str], widths: Sequence[int]) -> str:
        return "  ".join(self._cells(row, widths)).rstrip()

    def _cells(self, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
        for place, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - _width(text))
            yield text + blank if place < self.texts else blank + text


def spread(ratios: Sequence[float]) -> str:
    """The median with its quartiles: `0.31 (0.29-0.34)`."""
    if len(ratios) < 2:
        return f"{short(ratios[0])} (once)"
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return f"{short(median(ratios))} ({short(low)}-{short(high)})"


def short(number: float) -> str:
    """Three digits, no exponent."""
    if number >= 99.5:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 9.95 else f"{number:.2f}" if number >= 0.0995 else f"{number:.3f}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
