"""Lists for spreadsheets: read as text whatever the names hold, and read back as they were written."""

from __future__ import annotations

import csv
import io

import pytest

from jiqun.papers.lists import csv_list, harmless

HOSTILE = [
    '=HYPERLINK("https://evil.example","公司")',
    "+86 21 0000 0000",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " \u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    "\u3000=1+1",
    "＝1+1",
    "\t安全",
]
PLAIN = ["上海精研精密电子有限公司", "91310115MA1K40QP9U", "A-B（上海）有限公司", "3=3", "", "'=quoted already"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(name: str) -> None:
    assert harmless(name) == f"'{name}"


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_does_no_harm_is_left(name: str) -> None:
    assert harmless(name) == name


def test_whole_numbers_of_our_own_are_left_and_nothing_is_an_empty_cell() -> None:
    assert (harmless(-3), harmless(None)) == ("-3", "")


def test_separators_and_quotes_of_a_name_open_no_cell_of_their_own() -> None:
    name = '甲,"\r\n=1+1",乙;=2'
    data = csv_list(["名称"], [[name], *([one] for one in HOSTILE)])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["名称"], [name], *([f"'{one}"] for one in HOSTILE)]
