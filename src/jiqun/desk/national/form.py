"""What is recommended, frozen: the call, and of each chosen cluster its form, its findings and why it stands there.

The content of a `NationalSubmission`, in plain JSON values; `zh`/`en` pairs are texts in both languages:

    {"call": {"year", "number", "title", "quota", "edition"},
     "clusters": [{"id", "place", "number", "name", "district", "operator", "credit_code", "industries", "area_m2",
                   "certificate", "first_day", "last_day", "score", "reason", "niche_reason", "clashes",
                   "verdict", "assessed_on", "dataset_sha256", "readings", "settled_by",
                   "fields": [{"label", "value"}], "findings": [{"clause", "title", "outcome", "reason"}]}]}

The Ministry's own form was not seen: which fields it has is inferred from the standard and from practice, and every
paper made of this says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jiqun.base.numbers import exact_text
from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.desk.national.candidates import Candidate
from jiqun.facts.districts import DISTRICTS
from jiqun.records.models import NationalChoice, Round
from jiqun.rules.finding import Assessment, Finding, Observed

M2_IN_KM2 = 1_000_000


def frozen(call: Round, chosen: Iterable[tuple[NationalChoice, Candidate]]) -> dict[str, Any]:
    """The content, in the order of the places."""
    pairs = sorted(chosen, key=lambda one: one[0].place or 0)
    content = {
        "call": {
            "year": call.year,
            "number": call.number,
            "title": Bi(zh=call.title_zh, en=call.title_en or call.title_zh).as_dict(),
            "quota": call.quota,
            "edition": call.edition,
        },
        "clusters": [_cluster(choice, one) for choice, one in pairs],
    }
    plain: dict[str, Any] = json.loads(json.dumps(content, ensure_ascii=False))
    return plain


def _cluster(choice: NationalChoice, one: Candidate) -> dict[str, Any]:
    row, held = one.cluster, one.recognition
    return {
        "id": row.pk,
        "place": choice.place,
        "number": row.number,
        "name": Bi(zh=row.name_zh, en=row.name_en or row.name_zh).as_dict(),
        "district": DISTRICTS[row.district].as_dict(),
        "operator": Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh).as_dict(),
        "credit_code": row.operator.credit_code or "",
        "industries": row.dominant_industries.split(";"),
        "area_m2": row.area_m2,
        "certificate": held.number,
        "first_day": held.first_day.isoformat(),
        "last_day": held.last_day.isoformat(),
        "score": exact_text(one.score) if one.score is not None else "",
        "reason": choice.reason,
        "niche_reason": choice.niche_reason if one.clashes else "",
        "clashes": [clash.as_dict() for clash in one.clashes],
        **(_judged(one.judged) if one.judged else {"verdict": "", "fields": [], "findings": []}),
    }


def _judged(found: Assessment) -> dict[str, Any]:
    return {
        "verdict": found.verdict,
        "assessed_on": found.assessed_on.isoformat(),
        "dataset_sha256": found.dataset_sha256,
        "readings": dict(found.readings),
        "settled_by": dict(found.settled_by),
        "fields": list(_fields(found.findings)),
        "findings": [
            {
                "clause": one.clause,
                "title": one.title.as_dict(),
                "outcome": one.outcome,
                "reason": one.reason.as_dict(),
            }
            for one in found.findings
        ],
    }


def _fields(findings: Iterable[Finding]) -> Iterable[Mapping[str, Any]]:
    """Every number that the findings were made of, each once: whole ones first as they were reported."""
    known: set[tuple[str, int | None]] = set()  # by what they are called: one number has several keys
    for one in findings:
        for number in (*one.basis, *one.observed):
            if (number.title.zh, number.year) not in known:
                known.add((number.title.zh, number.year))
                yield {"label": _label(number).as_dict(), "value": _value(number).as_dict()}


def _label(number: Observed) -> Bi:
    return _IN_YEAR.fill(title=number.title, year=number.year) if number.year else number.title


def _value(number: Observed) -> Bi:
    value = number.exact
    if number.unit in ("ratio", "per_year"):
        shown = value if not number.root else type(value)(str(number.value))
        return say_both(shown * 100, "percent")
    return say_both(value / M2_IN_KM2, "km2") if number.unit == "m2" else say_both(value, number.unit)


_IN_YEAR = Bi(zh="{title}（{year}年）", en="{title}, {year}")
