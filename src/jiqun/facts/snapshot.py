"""One cluster's rows, checked and frozen, named by the hash of their canonical text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jiqun.facts.columns import Sheet
from jiqun.facts.sheets import ANNUAL, ENTERPRISES, SHEETS
from jiqun.facts.size_classes import size_class

Value = Any  # str, int, bool, date, tuple[str, ...] or None
Table = Mapping[str, Sequence[Value]]  # column key -> values, all of one length; blank is None


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Every sheet of one cluster as columns of typed values in whole units.

    `tables` maps each sheet key of `sheets.SHEETS` to its columns (an absent sheet has no rows). Money is whole yuan,
    energy and CO2 whole 1/10,000 t, area whole m² (`columns.Column.scale`), dates are `date`, yes/no is `bool`, lists
    are tuples of text, and a blank is None.
    """

    tables: Mapping[str, Table]

    @cached_property
    def cluster(self) -> Mapping[str, Value]:
        """The one row of the sheet `cluster`."""
        return {key: values[0] for key, values in self.tables["cluster"].items()}

    def rows(self, sheet: str) -> int:
        """How many rows a sheet has."""
        return len(next(iter(self.tables[sheet].values())))

    @cached_property
    def sha256(self) -> str:
        """The hash of `canonical_text`, in hex."""
        return hashlib.sha256(self.canonical_text().encode("utf-8")).hexdigest()

    def canonical_text(self) -> str:
        """The text that names the data: `docs/dataset-hash.md` says how anybody can write it again.

        Sheet by sheet in the template's order: a line `# sheet column column …`, then one JSON array a row, sorted as
        text. Whole units, dates as `YYYY-MM-DD`, lists as `;` text, blanks as null.
        """
        lines: list[str] = []
        for sheet in SHEETS.values():
            lines.append(opening_line(sheet))
            columns = [self.tables[sheet.key][column.key] for column in sheet.columns]
            lines.extend(sorted(map(_canonical_row, zip(*columns, strict=True))))
        return "\n".join(lines) + "\n"

    @cached_property
    def annual(self) -> Table:
        """The annual rows with what belongs to each: `in_dominant_industry`, `size_class`, `output`.

        The size class is worked out from the year's own figures (never typed in); `output` is the column that the
        cluster's `output_measure` names.
        """
        rows, firms = self.tables[ANNUAL.key], self.tables[ENTERPRISES.key]
        at = {code: index for index, code in enumerate(firms["credit_code"])}
        firm = [at[code] for code in rows["credit_code"]]
        industries, dominant = firms["industry_code"], firms["in_dominant_industry"]
        classes = [
            int(size_class(industries[index], employees, revenue, assets))
            for index, employees, revenue, assets in zip(
                firm, rows["employees"], rows["revenue"], rows["total_assets"], strict=True
            )
        ]
        output = rows[self.cluster["output_measure"] or "output_value"]
        return {
            **rows,
            "in_dominant_industry": [dominant[index] for index in firm],
            "size_class": classes,
            "output": output,
        }

    @cached_property
    def honours(self) -> Table:
        """The honours with each enterprise's `in_dominant_industry`."""
        firms, rows = self.tables[ENTERPRISES.key], self.tables["honours"]
        dominant = dict(zip(firms["credit_code"], firms["in_dominant_industry"], strict=True))
        return {**rows, "in_dominant_industry": [dominant[code] for code in rows["credit_code"]]}


def snapshot_of(rows: Mapping[str, Sequence[Mapping[str, Value]]]) -> Snapshot:
    """A snapshot from rows: sheet key -> list of `{column key: value}` in whole units; what is left out is blank."""
    return Snapshot(
        {
            sheet.key: {
                column.key: [row.get(column.key) for row in rows.get(sheet.key, ())] for column in sheet.columns
            }
            for sheet in SHEETS.values()
        }
    )


def opening_line(sheet: Sheet) -> str:
    """The line that opens a sheet in the canonical text: `# sheet column column …`."""
    return " ".join(("#", sheet.key, *(column.key for column in sheet.columns)))


def _canonical_row(values: tuple[Value, ...]) -> str:
    return json.dumps([_canonical(value) for value in values], ensure_ascii=False, separators=(",", ":"))


def _canonical(value: Value) -> str | int | bool | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ";".join(value)
    return value  # type: ignore[no-any-return]  # str, int, bool and None stand for themselves
