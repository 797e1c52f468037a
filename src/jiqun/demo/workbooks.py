"""The workbooks that the demonstration's operators upload: one in order, one with mistakes to be mended."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.law import edition


def workbook(snapshot: Snapshot, on: date) -> bytes:
    """The cluster's data as a workbook in Chinese."""
    return written(filled_from(snapshot, "zh"), "zh", on, edition("shanghai-2024"))


def with_statements(snapshot: Snapshot) -> Snapshot:
    """The same with a statement of every clause that needs one, so that nothing has to be written by hand."""
    table = {column: list(values) for column, values in snapshot.tables["statements"].items()}
    for one in edition("shanghai-2024").provisions.values():
        if one.kind in ("declared", "judged") and one.id not in table["clause"]:
            said = f"（演示）{one.title.zh}：有关机制已经建立并运行。"
            for column, value in (("clause", one.id), ("holds", True), ("text", said), ("evidence", None)):
                table[column].append(value)
    return Snapshot({**snapshot.tables, "statements": table})


def spoilt_workbook(sound: bytes) -> bytes:
    """A workbook with three mistakes that people make."""
    book = load_workbook(BytesIO(sound))
    book["年度数据"]["D5"] = "约三千万"
    book["企业名录"]["C3"] = "制造业"
    book["企业荣誉"]["B2"] = "专精特新"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
