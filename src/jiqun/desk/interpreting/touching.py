"""Which cases an interpretation would change: counted before it is approved, and none of them is changed (Article 20).

A decision is judged again under the readings of its own day, as they were known at its own moment, and once more with
the new reading in their place; an open case as of the day from which the interpretation holds. Where the two differ,
the case is listed. A row of the list:

    {"case", "number", "cluster": {"zh", "en"}, "kind", "stage", "open": whether it is still decided upon,
     "on": the day of the decision, or from which the open case would be judged otherwise,
     "verdict": [then, now] or null, "clauses": [{"clause", "then", "now"}], "note": {"zh", "en"} or null}

`note` says what differs where no clause of Article 6 does: an annual report in time or late, a finding that rests on
the question and has to be looked at by a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.judging import assessments_as, judged_on
from jiqun.desk.readings import InForce, in_force_on
from jiqun.law import Edition, edition
from jiqun.procedure.shanghai_2024.report_day import timeliness
from jiqun.records.models import AdverseFinding, Case, Step, Submission
from jiqun.rules.finding import Assessment
from jiqun.rules.ruleset import questions

BATCH = 40  # files judged at a time: so many are in memory
_LEFT = ("withdrawn", "left", "called_off")
# Findings of a revocation that rest on a question of Article 19, by the reading that answers it.
_RESTS_ON = {
    "revocation_rank": ("safety_accident", "quality_accident", "pollution_accident"),
    "change_report_days": (
        *("industry_not_reported", "area_not_reported", "operator_not_reported", "other_not_reported"),
    ),
}


@dataclass(frozen=True)
class Proposed:
    """An answer to one of an edition's open questions, from a day."""

    edition: str
    key: str
    value: str
    from_day: date

    @property
    def book(self) -> Edition:
        return edition(self.edition)


def touched_by(proposed: Proposed, today: date) -> list[dict[str, Any]]:
    """The cases that it would change, decided ones first, each in the order in which they were opened."""
    found = [*_clauses_of_article_6(proposed), *_reports(proposed, today), *_resting(proposed)]
    return sorted(found, key=lambda row: (row["open"], row["case"]))


def _clauses_of_article_6(proposed: Proposed) -> Iterator[dict[str, Any]]:
    book = proposed.book
    if not any(proposed.key in one.readings_used for one in questions(book.id, book.default_readings)):
        return
    filed = Case.objects.filter(Exists(Submission.objects.filter(case=OuterRef("pk"))), round__edition=book.id)
    for part in _in_parts(filed.exclude(stage__in=_LEFT)):
        yield from _judged_otherwise(part, proposed)


def _in_parts(found: QuerySet[Case]) -> Iterator[list[Case]]:
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        yield list(Case.objects.filter(pk__in=part).select_related("round", "cluster").order_by("pk"))


def _judged_otherwise(cases: list[Case], proposed: Proposed) -> Iterator[dict[str, Any]]:
    then = {case.pk: _as_it_was(case, proposed) for case in cases}
    cases = [case for case in cases if then[case.pk][1].values[proposed.key] != proposed.value]
    now = {
        case.pk: (day, InForce({**read.values, proposed.key: proposed.value}))
        for case in cases
        for day, read in (then[case.pk],)
    }
    before = assessments_as(cases, lambda case, _: then[case.pk])
    after = assessments_as(cases, lambda case, _: now[case.pk])
    for case in cases:
        if clauses := list(_different(before[case.pk], after[case.pk])):
            verdict = [before[case.pk].verdict, after[case.pk].verdict]
            yield _row(case, then[case.pk][0], verdict=verdict, clauses=clauses)


def _as_it_was(case: Case, proposed: Proposed) -> tuple[date, InForce]:
    """As of which day a case was judged and by which readings; an open one from the interpretation's day on."""
    closing = judged_on(case)
    if case.ended_at is None:
        day = max(closing, proposed.from_day)
        return day, in_force_on(proposed.book, day)
    # A district judges as of the closing day; the Commission decides by the readings of its own day.
    day = closing if case.stage == "declined" else max(closing, day_of(case.ended_at))
    return day, in_force_on(proposed.book, day, case.ended_at)


def _different(before: Assessment, after: Assessment) -> Iterator[dict[str, str]]:
    for one, other in zip(before.findings, after.findings, strict=True):
        if one.outcome != other.outcome:
            yield {"clause": one.clause, "then": one.outcome, "now": other.outcome}


def _reports(proposed: Proposed, today: date) -> Iterator[dict[str, Any]]:
    """Annual reports that would be in time, or late, by another count of 10 April (Article 16)."""
    if proposed.key != "report_due":
        return
    rows = Case.objects.filter(kind="annual_report", edition=proposed.edition).select_related("round", "cluster")
    cases = list(rows.order_by("pk"))
    filed = dict(Step.objects.filter(case__in=cases, move="submit").order_by("-place").values_list("case", "at"))
    for case in cases:
        sent: datetime | None = filed.get(case.pk)
        if sent is None or case.round is None:
            continue
        on, year = day_of(sent), case.round.year
        reading = in_force_on(proposed.book, on, sent).values[proposed.key]
        then, now = (timeliness(on, year, today=today, reading=one) for one in (reading, proposed.value))
        if then != now:
            yield _row(case, on, note=_REPORT.fill(then=then.label, now=now.label))


def _resting(proposed: Proposed) -> Iterator[dict[str, Any]]:
    """Revocations with a finding that rests on the question: whether it would stand is for a person to say."""
    limbs = _RESTS_ON.get(proposed.key, ())
    if not limbs:
        return
    rows = AdverseFinding.objects.filter(limb__in=limbs, case__edition=proposed.edition)
    for case in Case.objects.filter(pk__in=rows.values("case")).select_related("cluster").order_by("pk"):
        yield _row(case, day_of(case.ended_at or case.opened_at), note=_RESTS)


def _row(
    case: Case,
    on: date,
    *,
    verdict: Sequence[str] | None = None,
    clauses: Iterable[Mapping[str, str]] = (),
    note: Bi | None = None,
) -> dict[str, Any]:
    return {
        "case": case.pk,
        "number": case.number,
        "cluster": {"zh": case.cluster.name_zh, "en": case.cluster.name_en or case.cluster.name_zh},
        "kind": case.kind,
        "stage": case.stage,
        "open": case.ended_at is None,
        "on": on.isoformat(),
        "verdict": list(verdict) if verdict else None,
        "clauses": list(clauses),
        "note": note.as_dict() if note else None,
    }


_REPORT = Bi(zh="年度报告：{then} → {now}", en="annual report: {then} → {now}")
_RESTS = Bi(
    zh="其不利认定涉及该问题，是否仍成立须由人员判断。",
    en="a finding rests on this question: whether it would stand is for a person to say.",
)
