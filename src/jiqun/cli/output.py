"""Where results go: a file written whole or not at all, or the terminal."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from jiqun.base.words import Lang
from jiqun.cli.words import WRITTEN


def write(out: Path | None, content: str | bytes, lang: Lang) -> None:
    """To the file, or to standard output where there is none."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_whole(out, data)
    click.echo(WRITTEN.say(lang).format(path=out), err=True)


def write_whole(out: Path, data: bytes) -> None:
    """Write beside the target and rename: a reader never sees half a file. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as part:
        part.write(data)
    try:
        Path(part.name).chmod(0o666 & ~_umask())
        Path(part.name).replace(out)
    finally:
        Path(part.name).unlink(missing_ok=True)


def as_json(content: Any) -> str:
    """JSON as people read it, Chinese as it is."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def terminal_width() -> int | None:
    """The terminal's width, or None when nobody looks (a pipe, a file)."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
