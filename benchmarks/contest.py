"""The driver: contenders as hot processes, run in turns, round after round, so that noise hits all alike."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from types import TracebackType
from typing import Any, Self

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Entry:
    """Who takes part: a label for the tables, the contender and its options, how often it runs within a round.

    `rounds` limits in how many rounds it runs, where one run is enough.
    """

    label: str
    contender: str
    options: Mapping[str, Any]
    times: int = 1
    rounds: int | None = None


@dataclass(frozen=True)
class Round:
    """One contender's runs within one round."""

    seconds: list[float]
    processor: list[float]
    laps: Mapping[str, float]
    peak_mb: float


@dataclass(frozen=True)
class Result:
    """What a contender did: what it read and gave, its rounds, its outcomes."""

    entry: Entry
    work: Mapping[str, Any]
    rounds: list[Round]
    outcomes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.entry.label

    @property
    def rows(self) -> int:
        return int(self.work["rows"])

    @property
    def every(self) -> list[float]:
        """All runs' seconds."""
        return [one for each in self.rounds for one in each.seconds]

    @property
    def typical(self) -> float:
        return median(self.every)

    def percentile(self, percent: int) -> float:
        return quantiles(self.every, n=100, method="inclusive")[percent - 1]

    @property
    def processor(self) -> float:
        return median(one for each in self.rounds for one in each.processor)

    @property
    def peak_mb(self) -> float:
        return max(each.peak_mb for each in self.rounds)

    def lap(self, name: str) -> float:
        return median(each.laps[name] for each in self.rounds)

    def times_of(self, floor: Result, per_row: bool = False) -> list[float]:
        """Round by round, this contender's time over the floor's; per row where asked."""
        share = floor.rows / self.rows if per_row else 1.0
        rounds = zip(self.rounds, floor.rounds, strict=False)  # one that sits out later rounds has fewer
        return [share * median(ours.seconds) / median(theirs.seconds) for ours, theirs in rounds]


def contest(entries: Sequence[Entry], rounds: int) -> list[Result]:
    """Build all, run each once untimed, then in turns; their outcomes at the end."""
    with ExitStack() as running:
        workers = [running.enter_context(Worker(entry)) for entry in entries]
        for worker in workers:
            worker.start()
        for number in range(rounds):
            if sys.stderr.isatty():
                sys.stderr.write(f"  round {number + 1} of {rounds}\r")
            for worker in _turned(workers, number):
                if worker.entry.rounds is None or number < worker.entry.rounds:
                    worker.race()
        return [worker.result() for worker in workers]


def _turned(workers: Sequence[Worker], number: int) -> Iterator[Worker]:
    first = number % len(workers)
    yield from workers[first:]
    yield from workers[:first]


class Worker:
    """A contender's process, from this side of the pipe."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.work: Mapping[str, Any] = {}
        self.rounds: list[Round] = []
        command = [sys.executable, "-m", "benchmarks.worker"]
        self.process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if kind is not None:
            self.process.terminate()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def start(self) -> None:
        """Build the contender and run it once."""
        self.work = self._told({"do": "build", "contender": self.entry.contender, "options": dict(self.entry.options)})[
            "work"
        ]
        self._told({"do": "run", "times": 1})

    def race(self) -> None:
        """One round."""
        self.rounds.append(Round(**self._told({"do": "run", "times": self.entry.times})))

    def result(self) -> Result:
        return Result(self.entry, self.work, self.rounds, self._told({"do": "outcomes"})["outcomes"])

    def _told(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to an order. Raises RuntimeError if the process has ended; it says why on the error stream."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.entry.label} ended before it answered")
        answer: dict[str, Any] = json.loads(line)
        return answer
