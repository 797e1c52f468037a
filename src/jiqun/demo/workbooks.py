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


def spoilt_workbook(snapshot: Snapshot, on: date) -> bytes:
    """The same with three mistakes that people make."""
    book = load_workbook(BytesIO(workbook(snapshot, on)))
    book["年度数据"]["D5"] = "约三千万"
    book["企业名录"]["C3"] = "制造业"
    book["企业荣誉"]["B2"] = "专精特新"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
