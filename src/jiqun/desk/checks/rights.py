"""What stands on the record of a spot check: its items, the notes that hold, the signatures under them (Article 9)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, the_case
from jiqun.ledger.canonical import canonical_sha256
from jiqun.records.models import Case, CheckFinding, CheckNote, CheckPhoto, CheckSignature, SpotCheck

SIDES = ("team", "visited")
PLANNED, RECORDED = "planned", "recorded"  # the stages in which a visit is noted, and its findings replied to
Row = TypeVar("Row", CheckNote, CheckFinding)


@dataclass(frozen=True)
class Beside:
    """What was noted of one thing: what holds, what other devices noted otherwise, what the same device had before."""

    held: Any
    others: tuple[Any, ...]
    earlier: tuple[Any, ...]


def the_check(by: Actor, visit: int) -> SpotCheck:
    """The visit of a case that the actor may see. Raises NotThere, also for a case of another kind."""
    case = the_case(by, visit)
    found = SpotCheck.objects.filter(case=case).first()
    if found is None:
        raise NotThere
    found.case = case
    return found


def beside_each_other(
    rows: Iterable[Row], of: Callable[[Row], Hashable], says: Callable[[Row], object]
) -> dict[Any, Beside]:
    """Rows in the order in which they were made, by what they are about: the latest holds, and nothing is lost.

    Of each other device its last word is shown where it differs; all else is told as what was noted earlier.
    """
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(of(row), []).append(row)
    return {key: _beside(found, says) for key, found in groups.items()}


def notes_that_hold(case: Case) -> dict[str, Any]:
    """By item, the note that was made last, by the devices' clocks; of two at one moment, the one received last."""
    rows = CheckNote.objects.filter(check_of__case=case, late=False).order_by("made_at", "pk")
    return dict(rows.values_list("item", "value"))


def findings_that_hold(case: Case) -> tuple[CheckFinding, ...]:
    """The figures that were found to be other than reported: of each figure what was found last."""
    return held_among(CheckFinding.objects.filter(check_of__case=case))


def held_among(found: QuerySet[CheckFinding]) -> tuple[CheckFinding, ...]:
    """The same among the findings of several visits."""
    rows = found.filter(late=False).select_related("enterprise", "reply__by", "settled", "check_of__case__cluster")
    latest = {(row.check_of_id, *figure_of(row)): row for row in rows.order_by("made_at", "pk")}
    return tuple(sorted((row for row in latest.values() if row.found != row.reported), key=lambda row: row.pk))


def figure_of(row: CheckFinding) -> tuple[int, int, str]:
    """Which figure a finding is about: of which enterprise, year and column."""
    return row.enterprise_id, row.year, row.column


def items_open(case: Case) -> tuple[Bi, ...]:
    """The items of the checklist that have no note, or an empty one."""
    notes = notes_that_hold(case)
    checklist = case.spot_check.checklist
    return tuple(Bi(**one["title"]) for one in checklist if not (notes.get(one["key"]) or {}).get("answer"))


def marks_of(case: Case) -> dict[str, list[Any]]:
    """The marks of all that was noted, photographed and found: a device adds its own to them before it signs."""
    notes = CheckNote.objects.filter(check_of__case=case, late=False)
    photos = CheckPhoto.objects.filter(check_of__case=case, late=False)
    findings = CheckFinding.objects.filter(check_of__case=case, late=False)
    return {
        "notes": sorted(notes.values_list("uid", flat=True)),
        "photos": sorted(photos.values_list("uid", "blob")),
        "findings": sorted(findings.values_list("uid", flat=True)),
    }


def record_sha256(case: Case) -> str:
    """The hash of all that was noted, photographed and found: what the two sides sign."""
    return canonical_sha256(marks_of(case))


def is_signed(case: Case) -> bool:
    """Whether both sides have signed the record as it stands now."""
    now = record_sha256(case)
    signed = CheckSignature.objects.filter(check_of__case=case, record_sha256=now).values_list("side", flat=True)
    return set(SIDES) <= set(signed)


def _beside(rows: list[Row], says: Callable[[Row], object]) -> Beside:
    held = rows[-1]
    last = {row.device: row for row in rows}
    others = [row for row in last.values() if row.device != held.device and says(row) != says(held)]
    earlier = [row for row in rows[:-1] if row not in others and says(row) != says(held)]
    return Beside(held, tuple(others), tuple(earlier))
