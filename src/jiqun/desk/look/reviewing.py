"""What a reviewing officer sees beside the findings: hints (never decisions), overlaps, what a resubmission changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.judging import judged_on
from jiqun.desk.may import OFFICE, the_case
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.columns import Column
from jiqun.facts.differences import Differences, differences
from jiqun.facts.hints import hints_of
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.spoken import label_of
from jiqun.records.models import Case, Listing, Submission

MOST = 20


@dataclass(frozen=True)
class Changed:
    """One thing that a resubmission changed."""

    what: Bi
    before: str
    after: str


@dataclass(frozen=True)
class Shared:
    """An enterprise of this roster that stands on another cluster's too."""

    name: str
    credit_code: str
    other: Bi


@dataclass(frozen=True)
class Beside:
    """What to look at twice."""

    hints: tuple[Bi, ...]
    more_hints: int
    shared: tuple[Shared, ...]
    changes: tuple[Changed, ...]
    more_changes: int
    compared: bool


def beside_the_findings(case: int, *, by: Actor) -> Beside | None:
    """For an office and a filed case; None for anybody else. Raises NotThere."""
    row = the_case(by, case)
    if by.role not in OFFICE or row.filed_at is None:
        return None
    filed = list(Submission.objects.filter(case=row).select_related("roster").order_by("-place")[:2])
    now = snapshot_of(filed[0].roster)
    hints = hints_of(now, on=judged_on(row))
    before = snapshot_of(filed[1].roster) if len(filed) > 1 else None
    changes = tuple(_changes(differences(before, now))) if before else ()
    return Beside(
        hints=tuple(one.message for one in hints[:MOST]),
        more_hints=max(len(hints) - MOST, 0),
        shared=_shared(row),
        changes=changes[:MOST],
        more_changes=max(len(changes) - MOST, 0),
        compared=before is not None,
    )


def _shared(row: Case) -> tuple[Shared, ...]:
    """Enterprises that stand on this cluster's latest roster and on another's."""
    own = Listing.objects.filter(cluster=row.cluster).values("enterprise")
    others = Listing.objects.filter(enterprise__in=own).exclude(cluster=row.cluster)
    found = others.select_related("enterprise", "cluster").order_by("enterprise__credit_code", "cluster")
    return tuple(
        Shared(
            one.enterprise.name,
            one.enterprise.credit_code,
            Bi(zh=one.cluster.name_zh, en=one.cluster.name_en or one.cluster.name_zh),
        )
        for one in found[:MOST]
    )


def _changes(found: Differences) -> Iterator[Changed]:
    for row, sign in ((found.enterprises_in, "+"), (found.enterprises_out, "−")):
        for one in row:
            name, code = str(one.value("name")), str(one.value("credit_code"))
            text = f"{name} {code}"
            yield Changed(_ROSTER, "" if sign == "+" else text, text if sign == "+" else "")
    for change in (*found.cluster, *found.enterprises, *found.figures):
        column = SHEETS[change.sheet].column(change.column)
        words = {"column": column.label, "code": change.credit_code or "", "year": change.year or ""}
        yield Changed(_CELL.fill(**words), _typed(column, change.before), _typed(column, change.after))
    for rows, gone in ((found.rows_in, False), (found.rows_out, True)):
        for one in rows:
            text = " · ".join(str(value) for value in one.values if value not in (None, ()))[:200]
            yield Changed(SHEETS[one.sheet].label, text if gone else "", "" if gone else text)


def _typed(column: Column, value: object) -> str:
    """A value as people typed it, shortly."""
    if value is None:
        return "—"
    if isinstance(value, bool | str):
        return label_of(column, value, "zh")
    if isinstance(value, int) and column.scale != 1:
        return f"{value / column.scale:,.4f}".rstrip("0").rstrip(".")
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


_ROSTER = Bi(zh="企业名录", en="Roster")
_CELL = Bi(zh="{column} {code} {year}", en="{column} {code} {year}")
