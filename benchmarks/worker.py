"""The other end of the pipe: one contender in a process of its own, built once and run when told.

A line of JSON comes in, a line of JSON goes out: `build` (its name and options), `run` (so many times), `outcomes`.
"""

from __future__ import annotations

import gc
import json
import os
import re
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import IO, Any

from benchmarks.contenders import Contender, build


def main() -> None:
    """Answer until the pipe closes. Whatever a contender prints goes to the error stream."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    contender: Contender | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "build":
            contender = build(order["contender"], order["options"])
            _answer(answers, {"work": contender.work.as_dict()})
        elif contender is not None:
            _answer(answers, _obeyed(contender, order))


def _obeyed(contender: Contender, order: Mapping[str, Any]) -> dict[str, Any]:
    if order["do"] == "outcomes":
        return {"outcomes": contender.outcomes()}
    return _run(contender, order["times"])


def _run(contender: Contender, times: int) -> dict[str, Any]:
    """Each run's wall and processor seconds, the laps of the last, and the peak of memory so far."""
    walls, processors, laps = [], [], {}
    for _ in range(times):
        contender.prepare()
        gc.collect()
        began, used = perf_counter(), _processor_seconds()
        laps = dict(contender.run())
        walls.append(perf_counter() - began)
        processors.append(_processor_seconds() - used)
    return {"seconds": walls, "processor": processors, "laps": laps, "peak_mb": _peak_mb()}


def _processor_seconds() -> float:
    """Of this process, its threads and its ended children."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def _peak_mb() -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024


def _answer(answers: IO[str], body: Mapping[str, Any]) -> None:
    answers.write(json.dumps(body) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
