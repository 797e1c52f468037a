"""LibreOffice as a peer: it opens workbooks that carry no results, works out every formula, and saves what it got."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

MISSING = "LibreOffice is missing: apt-get update && apt-get install -y libreoffice-calc-nogui"
# Without this LibreOffice trusts the results that a file carries.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(files: Iterable[Path], folder: Path) -> Path:
    """Convert all files at once; returns the folder with the recalculated ones, under the same names."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail(MISSING)
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return out


def without_results(path: Path) -> Workbook:
    """The workbook as openpyxl saves it: formulas only, and no repeated print titles, which take LibreOffice long."""
    book = load_workbook(path)
    for sheet in book:
        sheet._print_rows = sheet._print_cols = None
    return book


def results(path: Path) -> dict[str, list[list[Any]]]:
    """What every cell of every sheet shows, row by row."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def at(rows: list[list[Any]], row: int, column: int) -> Any:
    """A cell, counted from 1; nothing where the sheet ends before it."""
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""


def numbers_of(value: Any) -> Any:
    """A cell's value as a file compares it: days as their number, nothing as an empty text."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return (value - date(1899, 12, 30)) // timedelta(days=1)
    return "" if value is None else value
