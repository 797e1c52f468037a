"""Reads workbooks in a process of its own, where memory is limited and a crash would be seen.

Run as `python child.py FILE...`: prints one line of JSON a file, then how much memory it took.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jiqun.facts.workbook import read_workbook
from jiqun.law import edition

MEMORY = 1 << 30  # bytes of address space: more than is ever resident
SECONDS = 10
_SLACK = 3  # other tests run beside this one


def codes_in_a_child(paths: Sequence[Path]) -> list[list[str]]:
    """The codes of each file's errors. Fails if the child dies, takes too much memory, or too long for one file."""
    command = [sys.executable, __file__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * _SLACK * len(paths), check=False)
    lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    died = "" if len(lines) >= len(paths) else f"at {paths[len(lines)].name}: "
    assert done.returncode == 0, died + done.stderr[-2000:]
    assert len(lines) == len(paths), died
    for path, line in zip(paths, lines, strict=True):
        assert line["seconds"] < SECONDS * _SLACK, (path.name, line)
    return [line["codes"] for line in lines]


def main(paths: Sequence[str]) -> None:
    """Read each file and say what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for path in paths:
        before = time.process_time()
        checked = read_workbook(Path(path), on=date(2026, 5, 1), edition=edition("shanghai-2024"))
        assert (checked.snapshot is None) == bool(checked.errors)
        found = [problem.as_dict() for problem in (*checked.errors, *checked.warnings)]
        json.dumps(found, ensure_ascii=False).encode()
        if checked.snapshot is not None:
            checked.snapshot.canonical_text()
        said = {
            "codes": list(dict.fromkeys(error.code for error in checked.errors)),
            "seconds": time.process_time() - before,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()  # the next file may end it


if __name__ == "__main__":
    main(sys.argv[1:])
