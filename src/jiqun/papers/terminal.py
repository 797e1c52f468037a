"""The terminal that papers are written for: a width, perhaps colour, and nothing typed is taken as a command."""

from __future__ import annotations

import io

from rich.console import Console

_USUAL_WIDTH = 100  # where nobody's terminal says otherwise
_LEAST_WIDTH = 40


def console(width: int | None, colour: bool = False) -> Console:
    """A console that keeps what is printed, of a width in columns (None: unknown); `colour` means control codes."""
    return Console(
        file=io.StringIO(),
        width=max(width or _USUAL_WIDTH, _LEAST_WIDTH),
        color_system="standard" if colour else None,
        force_terminal=colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def printed(by: Console) -> str:
    """What was printed, without the blanks that fill up columns; the last line without a newline."""
    assert isinstance(by.file, io.StringIO)
    return "\n".join(line.rstrip() for line in by.file.getvalue().splitlines())
