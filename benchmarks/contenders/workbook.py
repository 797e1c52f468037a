"""One workbook: read and judged, judged alone, and what merely reading its cells costs with calamine and openpyxl."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import python_calamine

from benchmarks.contenders import Contender, Work
from benchmarks.job import ON, TERMS
from jiqun.facts.snapshot import Snapshot
from jiqun.functions import one as one_workbook
from jiqun.rules.assess import assess_snapshot


class Assess(Contender):
    """`jiqun.assess`: from the file to all findings with their reasons."""

    def __init__(self, workbook: str) -> None:
        self.path = Path(workbook)
        self.work = Work(reads="the file", gives="every finding with numbers, reasons and notes", arithmetic="exact")

    def run(self) -> Mapping[str, float]:
        one_workbook.assess(self.path, on=ON)
        return {}


class Judge(Contender):
    """The same from a snapshot in memory; `ready` says that the hash, which names the data, is worked out already."""

    def __init__(self, workbook: str, ready: bool) -> None:
        self.ready, self.read = ready, one_workbook.open_case(workbook, on=ON).snapshot
        self.next = self._fresh()
        self.work = Work(
            rows=self.read.rows("annual"),
            reads="rows in memory" + (", hash worked out" if ready else ""),
            gives="every finding with numbers, reasons and notes",
            arithmetic="exact",
        )

    def run(self) -> Mapping[str, float]:
        assess_snapshot(self.next, on=ON, edition=TERMS.edition, readings=TERMS.readings)
        return {}

    def prepare(self) -> None:
        self.next = self._fresh()

    def _fresh(self) -> Snapshot:
        """A snapshot that has worked out nothing yet, or just what is asked."""
        snapshot = Snapshot(self.read.tables)
        if self.ready:
            _ = snapshot.sha256
        return snapshot


class Calamine(Contender):
    """The floor: every cell of every sheet as Python values, nothing checked."""

    def __init__(self, workbook: str) -> None:
        self.path = workbook
        self.work = Work(reads="the file", gives="cells")

    def run(self) -> Mapping[str, float]:
        book = python_calamine.load_workbook(self.path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
        return {}


class OpenPyxl(Contender):
    """What a script would read it with, in its quick mode."""

    def __init__(self, workbook: str) -> None:
        self.path = workbook
        self.work = Work(reads="the file", gives="cells")

    def run(self) -> Mapping[str, float]:
        book = openpyxl.load_workbook(self.path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        book.close()
        return {}


CONTENDERS = {"assess": Assess, "judge": Judge, "calamine": Calamine, "openpyxl": OpenPyxl}
