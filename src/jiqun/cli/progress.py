"""A progress bar on a terminal, and silence in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """Gives a function `(done, of)` that draws on the error stream, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    rich, console = import_module("rich.progress"), import_module("rich.console")
    with rich.Progress(console=console.Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
