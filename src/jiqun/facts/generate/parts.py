"""The parts of a generated dataset: which clusters go into which, written here or by processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from jiqun.base.days import years_looked_at
from jiqun.facts.dataset.layout import Layout
from jiqun.facts.dataset.manifest import Part
from jiqun.facts.dataset.writing import Form, Written, write_part
from jiqun.facts.generate.cluster import one_cluster

_ALONE = 400_000  # annual rows; below, a second process costs more than it saves

Done = Callable[[Written], None]


@dataclass(frozen=True)
class Order:
    """What is to be made: `clusters` clusters of `enterprises` on average, from a seed, for a day."""

    clusters: int
    enterprises: int
    seed: int
    on: str  # ISO, as an order travels as JSON
    layout: Layout
    rows_a_part: int = 245_760  # two row groups of DuckDB's

    @property
    def form(self) -> Form:
        return Form(self.layout, years_looked_at(date.fromisoformat(self.on)), "INTEGER")

    @property
    def clusters_a_part(self) -> int:
        return max(1, self.rows_a_part // (4 * self.enterprises))

    @property
    def parts(self) -> int:
        return -(-self.clusters // self.clusters_a_part)

    @property
    def workers(self) -> int:
        """How many processes it is worth."""
        return os.cpu_count() or 1 if self.clusters * self.enterprises * 4 > _ALONE else 1


def write_parts(folder: Path, order: Order, workers: int, done: Done) -> list[Written]:
    """Write every part into the folder, and tell of each that is done. Returns them in their order.

    Files do not depend on how many processes write them. Raises RuntimeError where one of the processes fails.
    """
    if workers == 1:
        written = []
        for number in range(order.parts):
            written.append(write_one(folder, order, number))
            done(written[-1])
        return written
    return sorted(_by_processes(folder, order, min(workers, order.parts), done), key=lambda one: one.number)


def write_one(folder: Path, order: Order, number: int) -> Written:
    """Write one part."""
    on, first = date.fromisoformat(order.on), number * order.clusters_a_part
    indices = range(first, min(first + order.clusters_a_part, order.clusters))
    made = ((index, one_cluster(order.seed, index, order.enterprises, on)) for index in indices)
    return write_part(folder, number, made, order.form)


def _by_processes(folder: Path, order: Order, workers: int, done: Done) -> Iterator[Written]:
    """Each process writes every so-manieth part and says so line by line.

    They are started as commands, not forked: a fork would copy DuckDB's threads of whoever calls, and the standard
    library's way of spawning runs the caller's main module again.
    """
    with ThreadPoolExecutor(workers) as pool:
        shares = [range(worker, order.parts, workers) for worker in range(workers)]
        running = [pool.submit(_process, folder, order, share, done) for share in shares]
        for one in as_completed(running):
            yield from one.result()


def _process(folder: Path, order: Order, numbers: Sequence[int], done: Done) -> list[Written]:
    job = json.dumps({"folder": str(folder), "order": asdict(order), "numbers": list(numbers)})
    command = [sys.executable, "-m", "jiqun.facts.generate.worker", job]
    written = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own interpreter and arguments
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            told = json.loads(line)
            written.append(Written(told["number"], Part(**told["part"]), told["rows"]))
            done(written[-1])
        failure = process.stderr.read()
    if process.returncode:
        raise RuntimeError(f"a part could not be written:\n{failure}")
    return written
