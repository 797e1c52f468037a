"""Industry codes of GB/T 4754-2017: which exist, what they are called, and which lies inside which.

The 20 sections and 97 divisions are known here in full; groups (three digits) and classes (four digits) can only be
checked against the official table, when an operator of the system supplies it as a CSV file.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from jiqun.base.words import Bi, WordedError

Problem = Literal["industry_form", "industry_division", "industry_unknown"]

_SOURCE = Path(__file__).with_name("gbt4754_2017.toml")
# A group or class stands below a two-digit division, so a single digit is no code.
_CODE = re.compile(r"([A-Z])?([0-9]{2,4})?")

_NO_HEADER = Bi(
    zh="行业代码表{path}首行须有 code 和 name 两列。", en="{path}: the first line must name the columns code and name."
)
_NO_CODE = Bi(
    zh="行业代码表{path}第{line}行：“{code}”不是GB/T 4754-2017的代码。",
    en="{path}, line {line}: {code!r} is not a code of GB/T 4754-2017.",
)
_TWICE = Bi(zh="行业代码表{path}第{line}行：{code}重复。", en="{path}, line {line}: {code} stands twice.")


@dataclass(frozen=True, slots=True)
class Section:
    """A section (门类): one letter, and the first and last of its divisions."""

    letter: str
    name: Bi
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Division:
    """A division (大类): two digits, and the letter of the section that owns it."""

    code: str
    section: str
    name: Bi


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """The names of the official code table, by code without its letter (or by the letter of a section)."""

    names: Mapping[str, str]
    codes: frozenset[str]

    def has(self, code: str) -> bool:
        """Whether the table lists this code, or a deeper one below it."""
        return code in self.codes


@cache
def sections() -> Mapping[str, Section]:
    """The 20 sections by letter, A to T."""
    return MappingProxyType(
        {
            letter: Section(letter, Bi(zh=row["zh"], en=row["en"]), row["first"], row["last"])
            for letter, row in _read_source()["sections"].items()
        }
    )


@cache
def divisions() -> Mapping[str, Division]:
    """The 97 divisions by their two digits, 01 to 97."""
    owner = {
        f"{number:02}": section.letter
        for section in sections().values()
        for number in range(int(section.first), int(section.last) + 1)
    }
    return MappingProxyType(
        {
            code: Division(code, owner[code], Bi(zh=row["zh"], en=row["en"]))
            for code, row in _read_source()["divisions"].items()
        }
    )


def normal_industry(text: str) -> str | None:
    """A code of any depth in its canonical form: `39`, `392`, `3921`, or the letter of a section.

    A section letter may stand before the digits; case and blanks around do not matter. None if the form is wrong, the
    letter does not own the division, or the division does not exist. Deeper digits are not checked.
    """
    letter, digits = _split(text)
    if digits:
        return digits if _division_fits(letter, digits) else None
    return letter if letter in sections() else None


def industry_name(code: str) -> Bi | None:
    """The name of a code's division, or of a section; None for what is no code."""
    if code in sections():
        return sections()[code].name
    division = divisions().get(code[:2])
    return division.name if division else None


def covers(prefix: str, code: str) -> bool:
    """Whether the four-digit `code` lies inside the industry `prefix`; both in canonical form."""
    if prefix.isalpha():
        division = divisions().get(code[:2])
        return division is not None and division.section == prefix
    # Without this an empty prefix would hold every code.
    return len(prefix) >= 2 and code.startswith(prefix)


def industry_problem(code: str, table: OfficialTable | None) -> Problem | None:
    """What is wrong with a code that must have four digits (a section letter may stand before them), or None.

    `industry_form`: not four digits. `industry_division`: the division does not exist, or not under that letter.
    `industry_unknown`: the official table, where there is one, does not list it.
    """
    letter, digits = _split(code)
    if len(digits) != 4:
        return "industry_form"
    if not _division_fits(letter, digits):
        return "industry_division"
    if table is not None and not table.has(digits):
        return "industry_unknown"
    return None


def read_official_table(path: Path) -> OfficialTable:
    """The official code table from a UTF-8 CSV file with the columns `code` and `name`, codes of any depth.

    Raises WordedError, naming the line, on a missing column, a code of no known division, or a code given twice.
    """
    names: dict[str, str] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"code", "name"} <= set(rows.fieldnames or ()):
            raise WordedError(_NO_HEADER.fill(path=path))
        for row in rows:
            code = normal_industry(row["code"] or "")
            if code is None:
                raise WordedError(_NO_CODE.fill(path=path, line=rows.line_num, code=row["code"]))
            if code in names:
                raise WordedError(_TWICE.fill(path=path, line=rows.line_num, code=code))
            names[code] = (row["name"] or "").strip()
    # A table of classes alone also tells which groups and divisions there are.
    codes = frozenset(code[:depth] for code in names for depth in range(min(2, len(code)), len(code) + 1))
    return OfficialTable(names=MappingProxyType(names), codes=codes)


def _split(text: str) -> tuple[str, str]:
    """The section letter and the digits of a code, each empty where absent; both empty if the form is wrong."""
    found = _CODE.fullmatch(text.strip().upper())
    if found is None:
        return "", ""
    return found[1] or "", found[2] or ""


def _division_fits(letter: str, digits: str) -> bool:
    """Whether the digits' division exists, and under that letter if there is one."""
    division = divisions().get(digits[:2])
    return division is not None and letter in ("", division.section)


@cache
def _read_source() -> dict[str, Any]:
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
