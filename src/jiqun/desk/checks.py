"""What stands on the record of a spot check: its items, the notes that hold, the signatures under them (Article 9)."""

from __future__ import annotations

from typing import Any

from jiqun.base.words import Bi
from jiqun.ledger.canonical import canonical_sha256
from jiqun.records.models import Case, CheckFinding, CheckNote, CheckPhoto, CheckSignature

SIDES = ("team", "visited")


def notes_that_hold(case: Case) -> dict[str, Any]:
    """By item, the note that was made last, by the devices' clocks; of two at one moment, the one received last."""
    rows = CheckNote.objects.filter(check_of__case=case).order_by("made_at", "pk")
    return dict(rows.values_list("item", "value"))


def items_open(case: Case) -> tuple[Bi, ...]:
    """The items of the checklist that have no note, or an empty one."""
    notes = notes_that_hold(case)
    checklist = case.spot_check.checklist
    return tuple(Bi(**one["title"]) for one in checklist if not (notes.get(one["key"]) or {}).get("answer"))


def record_sha256(case: Case) -> str:
    """The hash of all that was noted, photographed and found: what the two sides sign."""
    return canonical_sha256(
        {
            "notes": sorted(CheckNote.objects.filter(check_of__case=case).values_list("uid", flat=True)),
            "photos": sorted(CheckPhoto.objects.filter(check_of__case=case).values_list("uid", "blob")),
            "findings": sorted(CheckFinding.objects.filter(check_of__case=case).values_list("uid", flat=True)),
        }
    )


def is_signed(case: Case) -> bool:
    """Whether both sides have signed the record as it stands now."""
    now = record_sha256(case)
    signed = CheckSignature.objects.filter(check_of__case=case, record_sha256=now).values_list("side", flat=True)
    return set(SIDES) <= set(signed)
