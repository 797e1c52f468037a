"""Judging an application: its data as of the round's closing day, with the officers' register and outcomes."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.drafts import checked_draft
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.incident_register import RegisterRow
from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition, edition
from jiqun.records.models import Case, ClauseOutcome, Incident, Submission
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment


def judged_on(case: Case) -> date:
    """The day as of which an application's figures are judged: the round's closing day, the same for all."""
    assert case.round is not None
    return day_of(case.round.closes_at)


def assessment_of(case: Case) -> Assessment:
    """The findings of what was last filed, with the outcomes that reviewers have settled since."""
    roster = latest_submission(case).roster
    return assess(case, snapshot_of(roster), with_outcomes=True)


def draft_assessment(case: Case) -> Assessment | None:
    """The findings of what is being filled in; None while the data have errors.

    Without the officers' register: a draft must not be a way to ask what stands in it.
    """
    checked = checked_draft(case)
    if checked.snapshot is None:
        return None
    return assess(case, checked.snapshot, with_outcomes=False, with_register=False)


def assess(case: Case, snapshot: Snapshot, *, with_outcomes: bool, with_register: bool = True) -> Assessment:
    """Judge a snapshot under the case's edition, with the register of incidents beside what the workbook says."""
    book = edition(case.edition)
    return assess_snapshot(
        snapshot,
        on=judged_on(case),
        edition=book,
        readings=book.settle({}),
        reviews=outcomes_of(case, book) if with_outcomes else {},
        register=register_rows(snapshot) if with_register else None,
    )


def latest_submission(case: Case) -> Submission:
    """What was filed last. Raises Submission.DoesNotExist if nothing was."""
    return Submission.objects.filter(case=case).select_related("roster").latest("place")


def outcomes_of(case: Case, book: Edition) -> dict[str, Review]:
    """By clause, the outcome settled last on what is filed now: the Commission's before the district's."""
    latest = latest_submission(case).pk
    rows = ClauseOutcome.objects.filter(case=case, submission=latest).order_by("tier", "pk")
    ordered = sorted(rows, key=lambda row: row.tier == "municipal")
    return {row.clause: Review(outcome=row.outcome, reason=row.reason) for row in ordered}  # type: ignore[arg-type]  # the column takes only these outcomes


def register_rows(snapshot: Snapshot) -> list[RegisterRow]:
    """The officers' entries about enterprises of the roster that stand."""
    codes = list(snapshot.tables["enterprises"]["credit_code"])
    rows: list[Any] = []
    for start in range(0, len(codes), 500):
        part = Incident.objects.filter(
            enterprise__credit_code__in=codes[start : start + 500], withdrawal=None, replaced_by=None
        )
        rows += part.select_related("enterprise")
    return [
        RegisterRow(
            id=row.pk,
            credit_code=row.enterprise.credit_code,
            kind=row.kind,
            severity=row.severity or None,
            occurred_on=row.occurred_on,
            description=row.description,
            source=row.source,
            document_number=row.document_number,
            ranking_body=row.ranking_body,
        )
        for row in rows
    ]
