"""A folder that appears whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_folder(directory: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `directory` when the block ends well and is removed when it does not.

    Raises FileExistsError, before and after, where `directory` is a file or holds anything.
    """
    _refuse_if_taken(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    around = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    try:
        # The folder made by mkdtemp is for its owner alone; the one inside it has everyday rights.
        filled = around / "filled"
        filled.mkdir()
        yield filled
        _refuse_if_taken(directory)
        if directory.is_dir():
            directory.rmdir()
        filled.rename(directory)
    finally:
        shutil.rmtree(around, ignore_errors=True)


def _refuse_if_taken(directory: Path) -> None:
    if directory.is_file() or (directory.is_dir() and any(directory.iterdir())):
        raise FileExistsError(f"{directory} exists and is not empty")
