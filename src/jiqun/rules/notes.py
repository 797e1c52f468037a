"""What the reader of an assessment should know beside the findings: blanks, unclassified industries, empty sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from jiqun.base.saying import listed
from jiqun.base.words import Bi
from jiqun.facts.incident_register import Disagreement
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition
from jiqun.rules.finding import Note
from jiqun.rules.kit import Column
from jiqun.rules.measuring import BACK, Tables, days_of
from jiqun.rules.rows import Rows

_OF_ALL = ("output", "energy_tce", "co2_t", "exports")
_OF_SMES = ("rd_expenditure", "valid_invention_patents", "uses_cloud_platform", "uses_industrial_software")
_CLASS = Column("size_class")
_MAY_BE_NONE = ("honours", "incidents", "platforms", "standards")


def notes_of(tables: Tables, edition: Edition) -> tuple[Note, ...]:
    """The notes of one cluster, in a fixed order."""
    snapshot, on = tables.snapshot, tables.on
    return (
        *_unseen(edition),
        *_by_revenue(snapshot),
        *_blanks(tables),
        *_unclassified(snapshot, on),
        *_empty(snapshot),
    )


def register_notes(disagreements: Iterable[Disagreement], on: date) -> tuple[Note, ...]:
    """One note for each thing in which application and register differ, of the years that incidents are counted in."""
    since = days_of(on)["three_years_before"]
    return tuple(
        Note(found.code, found.message) for found in disagreements if any(since <= day <= on for day in found.days)
    )


def _unseen(edition: Edition) -> Iterator[Note]:
    if edition.unseen:
        yield Note("not_judged_here", edition.unseen)


def _by_revenue(snapshot: Snapshot) -> Iterator[Note]:
    if snapshot.cluster["output_measure"] == "revenue":
        yield Note(
            "output_is_revenue",
            Bi(
                zh="产值按营业收入计：集群申报的产值口径是营业收入。",
                en="Output is measured by operating revenue, as the cluster declares.",
            ),
        )


def _blanks(tables: Tables) -> Iterator[Note]:
    """A blank in a column that other rows of the year fill counts as zero (as "no" for yes/no), and is noted."""
    for name in (*_OF_ALL, *_OF_SMES):
        counts = [(tables.on.year - back, _blanks_of(name, tables.rows("annual", back))) for back in BACK]
        noted = [(year, count) for year, count in counts if count]
        if noted:
            yield _blank_note(tables.snapshot, name, noted)


def _blanks_of(name: str, rows: Rows) -> int:
    """How many rows of a year count as zero for want of a value; none where no row has one: that is missing."""
    values = rows.values(Column(name))
    blank = values.count(None)
    if not 0 < blank < rows.size or name in _OF_ALL:
        return blank if blank < rows.size else 0
    kinds = rows.values(_CLASS)
    return sum(value is None and 0 < kind < 4 for value, kind in zip(values, kinds, strict=True))


def _blank_note(snapshot: Snapshot, name: str, counts: Sequence[tuple[int, int]]) -> Note:
    column = SHEETS["annual"].column(snapshot.cluster["output_measure"] or "output_value" if name == "output" else name)
    zero = Bi(zh="否", en="no") if column.kind == "yes_no" else Bi(zh="零", en="zero")
    zh = listed([f"{year}年{count}行" for year, count in counts], "zh")
    en = listed([f"{count} in {year}" for year, count in counts], "en")
    return Note(
        "blank_as_zero",
        Bi(
            zh=f"“{column.label.zh}”空白按{zero.zh}计：{zh}。",
            en=f"{column.label.en}: blank cells counted as {zero.en}: {en}.",
        ),
    )


def _unclassified(snapshot: Snapshot, on: date) -> Iterator[Note]:
    annual = snapshot.annual
    if 0 not in annual["size_class"]:
        return
    years = range(on.year - 4, on.year)
    firms = {
        code
        for code, year, kind in zip(annual["credit_code"], annual["year"], annual["size_class"], strict=True)
        if kind == 0 and year in years
    }
    if firms:
        count = len(firms)
        yield Note(
            "unclassified",
            Bi(
                zh="{n}家企业所属行业不在企业划型标准范围内，未计为中小企业。",
                en="{n} enterprise(s) in industries outside the size classification: not counted as SMEs.",
            ).fill(n=count),
        )


def _empty(snapshot: Snapshot) -> Iterator[Note]:
    """Registers without rows count as none."""
    for key in _MAY_BE_NONE:
        if not snapshot.rows(key):
            label = SHEETS[key].label
            yield Note(
                "empty_sheet",
                Bi(zh=f"“{label.zh}”没有数据，按没有计。", en=f"{label.en}: no rows, counted as none."),
            )
