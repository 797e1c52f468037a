"""What a sheet and a column are: key, label, what may stand in a cell, in which unit it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from jiqun.base.words import Bi
from jiqun.facts.choices import Choices

ColumnKind = Literal[
    "text",  # any text
    "text_list",  # texts separated by ; or ；
    "credit_code",  # GB 32100-2015
    "industry",  # GB/T 4754-2017, four digits
    "industries",  # GB/T 4754-2017 codes of any depth, separated by ; or ；
    "district",  # GB/T 2260 code or name of one of the 16 districts
    "clause",  # a declared clause, A6.4.2 …
    "year",
    "day",
    "yes_no",
    "whole",  # a whole number, not negative
    "amount",  # a decimal number, not negative, kept as a whole number of 1/scale
    "choice",  # one of `choices`
    "choices",  # several of `choices`, separated by ; or ；
]


@dataclass(frozen=True)
class Column:
    """One column: its key, its label in the template, what may stand in it.

    `scale` says how many stored units make one of the unit that people type: money is typed in 万元 and stored in
    whole yuan (10,000), energy and CO2 in tonnes stored as 1/10,000 t, area in km² stored in m².
    """

    key: str
    label: Bi
    kind: ColumnKind
    required: bool = False
    unit: Bi | None = None
    scale: int = 1
    note: Bi | None = None
    choices: Choices = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook, one file of a dataset."""

    key: str
    label: Bi
    columns: tuple[Column, ...]
    required: bool = False
    note: Bi | None = None

    def column(self, key: str) -> Column:
        """The column of that key. Raises KeyError."""
        return next((c for c in self.columns if c.key == key), None) or _no(key)


def _no(key: str) -> Column:
    raise KeyError(key)
