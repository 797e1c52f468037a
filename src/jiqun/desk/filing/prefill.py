"""What a new application starts with: last year's, if there is one, else what the register knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jiqun.desk.rosters import snapshot_of
from jiqun.facts.draft import Draft, draft_of_snapshot, draft_of_template, with_values
from jiqun.facts.workbook.numbers import decimal_text
from jiqun.law import Edition
from jiqun.records.models import Cluster, Roster
from jiqun.records.models import Draft as DraftRow


@dataclass(frozen=True)
class Start:
    """The first cells, the first profile, and the hash of the roster that they come from (empty if none)."""

    draft: Draft
    profile: dict[str, str] = field(default_factory=dict)
    source: str = ""


def first_draft(cluster: Cluster, *, on: date, book: Edition) -> Start:
    """Nothing is asked twice: the latest roster with the new years to be filled in, and the last contact."""
    latest = Roster.objects.filter(cluster=cluster).order_by("-taken_at", "-pk").first()
    before = (
        DraftRow.objects.filter(case__cluster=cluster).order_by("-case__opened_at").defer("cells", "pending").first()
    )
    profile = (
        {
            "contact_name": before.contact_name,
            "contact_phone": before.contact_phone,
            "contact_email": before.contact_email,
            "summary": before.summary,
        }
        if before
        else {}
    )
    if latest is None:
        return Start(_known(cluster), profile)
    return Start(draft_of_snapshot(snapshot_of(latest), "zh", on=on, edition=book), profile, latest.sha256)


def _known(cluster: Cluster) -> Draft:
    operator = cluster.operator
    values = {
        "name_zh": cluster.name_zh,
        "name_en": cluster.name_en,
        "district": cluster.district,
        "dominant_industries": cluster.dominant_industries,
        "area_km2": decimal_text(cluster.area_m2, 1_000_000),
        "operator_name": operator.name_zh,
        "operator_credit_code": operator.credit_code or "",
    }
    return with_values(draft_of_template(), "cluster", values)
