"""A command from start to end, as a person waits for it; the interpreter alone is its floor."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence

from benchmarks.contenders import Contender, Work


class Command(Contender):
    """The interpreter of this run with arguments; what is printed is thrown away."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.command = [sys.executable, *arguments]
        self.work = Work(gives=f"python {' '.join(arguments)}")

    def run(self) -> Mapping[str, float]:
        subprocess.run(self.command, check=True, stdout=subprocess.DEVNULL)
        return {}


CONTENDERS = {"command": Command}
