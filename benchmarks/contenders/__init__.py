"""The contenders, one way of doing the job a module, found by name so that each process loads its own alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Any

Outcomes = Mapping[str, Sequence[str]]  # clause -> its outcome in every cluster, by cluster id


@dataclass(frozen=True)
class Work:
    """What a contender reads and gives, for the table of equal work; `columns` by file, as they are stored."""

    rows: int = 0
    reads: str = ""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    gives: str = ""
    arithmetic: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Contender:
    """One way of doing the job: built with everything that is not to be timed, then run again and again."""

    work = Work()

    def prepare(self) -> None:
        """What a run uses up and nobody waits for: called before each run, not timed."""

    def run(self) -> Mapping[str, float]:
        """Do the job once; returns the seconds of its steps, by name, where it has any."""
        raise NotImplementedError

    def outcomes(self) -> dict[str, Any]:
        """What the last run found: `clauses` (see `Outcomes`), and `digest` of all that is compared to the letter."""
        return {}


_MODULES = {
    "assess": "workbook",
    "judge": "workbook",
    "calamine": "workbook",
    "openpyxl": "workbook",
    "command": "command",
    "scan": "scan",
    "jiqun": "ours",
    "pandas": "with_pandas",
    "loop": "row_loop",
    "openfisca": "with_openfisca",
    "whatif": "scenarios",
}


def build(name: str, options: Mapping[str, Any]) -> Contender:
    """The contender of that name. Raises KeyError."""
    module = import_module(f"benchmarks.contenders.{_MODULES[name]}")
    made: Contender = module.CONTENDERS[name](**options)
    return made
