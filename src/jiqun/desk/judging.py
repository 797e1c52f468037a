"""Judging what was filed: figures as of the round's closing day; incidents, honours, readings as of the day asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from jiqun.base.aside import Aside
from jiqun.base.days import day_of
from jiqun.base.numbers import read_exact
from jiqun.base.words import Bi
from jiqun.desk.drafts import checked_draft
from jiqun.desk.each import of_each
from jiqun.desk.readings import InForce, in_force_on
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.rounds.closing import figures_on
from jiqun.facts.corrected import Correction, corrected, stand_in
from jiqun.facts.incident_register import RegisterRow
from jiqun.facts.reviews import Review
from jiqun.facts.sheets import ANNUAL
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition, edition
from jiqun.law.notice import Notice, under_notice
from jiqun.records.models import Case, ClauseOutcome, FindingSettled, Incident, Round, Submission
from jiqun.rules.again import judged_again
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment, Note


def judged_on(case: Case) -> date:
    """The day as of which an application's figures are judged: the round's closing day, the same for all."""
    assert case.round is not None
    return figures_on(case.round)


def assessment_of(case: Case) -> Assessment:
    """The findings of what was last filed, with the outcomes that reviewers have settled since."""
    return assessment_on(case, judged_on(case))


def assessments_on(cases: Sequence[Case], day: date) -> Mapping[int, Assessment]:
    """By case, the same on a later day: figures as of the closing day, incidents and honours as they stand on `day`.

    Figures that a spot check confirmed to be other than reported take their place. As many queries for a whole round as
    for one case, but for the register's. Raises KeyError for a case of which nothing was filed.
    """
    readings = _Readings()

    def asked(case: Case, book: Edition) -> tuple[date, InForce]:
        later = max(day, judged_on(case))
        return later, readings.on(book, later)

    return assessments_as(cases, asked)


def assessments_as(
    cases: Sequence[Case], asked: Callable[[Case, Edition], tuple[date, InForce]]
) -> Mapping[int, Assessment]:
    """The same, each as of the later day and under the readings that `asked` gives for it."""
    latest = {row.case_id: row for row in _latest_submissions(cases)}
    rosters = {case: row.roster for case, row in latest.items()}
    snapshots = {case.pk: snapshot_of(rosters[case.pk]) for case in cases}
    reviews, corrections = _outcomes(cases, latest), _corrections(cases)
    entries = _entries(code for one in snapshots.values() for code in one.tables["enterprises"]["credit_code"])
    found = {}
    for case in cases:
        assert case.round is not None
        book = book_of(case)
        later, readings = asked(case, book)
        data = (rosters[case.pk].blob_id, case.edition, repr(case.round.overrides))
        register = tuple(
            row for code in snapshots[case.pk].tables["enterprises"]["credit_code"] for row in entries.get(code, ())
        )
        beside = (register, tuple(corrections[case.pk]), tuple(readings.values.items()))
        read = Aside((snapshots[case.pk], book))
        judged = _judged(data, (judged_on(case), later), tuple(reviews[case.pk].items()), beside, read)
        found[case.pk] = replace(judged, settled_by=readings.settled_by)
    return found


class _Readings:
    """The readings of a list of cases: each edition and day is looked up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date], InForce] = {}

    def on(self, book: Edition, day: date) -> InForce:
        if (book.id, day) not in self._known:
            self._known[book.id, day] = in_force_on(book, day)
        return self._known[book.id, day]


assessment_on = of_each(assessments_on)


def draft_assessment(case: Case) -> Assessment | None:
    """The findings of what is being filled in; None while the data have errors.

    Without the officers' register: a draft must not be a way to ask what stands in it.
    """
    checked = checked_draft(case)
    if checked.snapshot is None:
        return None
    return _as_filled_in(case, checked.snapshot, None)


def filed_assessment(case: Case, snapshot: Snapshot) -> Assessment:
    """The findings of what is being filed, before any reviewer has looked."""
    return _as_filled_in(case, snapshot, register_rows(snapshot))


def _as_filled_in(case: Case, snapshot: Snapshot, register: list[RegisterRow] | None) -> Assessment:
    book, on = book_of(case), judged_on(case)
    read = in_force_on(book, on)
    found = assess_snapshot(snapshot, on=on, edition=book, readings=read.values, register=register)
    return replace(found, settled_by=read.settled_by)


def book_of(case: Case) -> Edition:
    """The edition of a case, with the figures that its round's notice sets in place of the edition's own."""
    assert case.round is not None
    return book_of_round(case.round)


def book_of_round(notice: Round) -> Edition:
    """The edition of a round with its overrides (Article 7); each keeps the article's own figure beside it."""
    book = edition(notice.edition)
    stored = notice.overrides
    if not stored:
        return book
    figures = {key: read_exact(text) for key, text in stored["figures"].items()}
    closing = figures_on(notice)
    since = min(day_of(notice.published_at), closing)
    holds = Notice(stored["document"], stored["legal_basis"], book.id, since, closing, figures)
    return under_notice(book, holds, closing)


def latest_submission(case: Case) -> Submission:
    """What was filed last. Raises Submission.DoesNotExist if nothing was."""
    return Submission.objects.filter(case=case).select_related("roster").latest("place")


def _latest_submissions(cases: Sequence[Case]) -> Iterable[Submission]:
    """In rising order of place, so that the last of a case stands last."""
    return Submission.objects.filter(case__in=cases).select_related("roster").order_by("place")


def _outcomes(cases: Sequence[Case], latest: Mapping[int, Submission]) -> dict[int, dict[str, Review]]:
    """By case and clause, the outcome settled last on what is filed now: the Commission's before the district's."""
    rows = ClauseOutcome.objects.filter(submission__in=latest.values()).order_by("pk")
    found: dict[int, dict[str, Review]] = {case.pk: {} for case in cases}
    columns = ("tier", "case", "clause", "outcome", "reason")
    for _, case, clause, outcome, reason in sorted(rows.values_list(*columns), key=lambda row: row[0] == "municipal"):
        found[case][clause] = Review(outcome=outcome, reason=reason)
    return found


def corrections_of(case: Case) -> tuple[Correction, ...]:
    """The figures of enterprises that spot checks of the case have confirmed to be other than reported."""
    return tuple(_corrections([case])[case.pk])


def _corrections(cases: Sequence[Case]) -> dict[int, list[Correction]]:
    rows = FindingSettled.objects.filter(finding__check_of__case__about__in=cases, confirmed=True)
    found: dict[int, list[Correction]] = {case.pk: [] for case in cases}
    for row in rows.select_related("finding__enterprise", "finding__check_of__case").order_by("finding_id"):
        one, about = row.finding, row.finding.check_of.case.about_id
        assert about is not None
        found[about].append(Correction(one.enterprise.credit_code, one.year, one.column, typed_figure(one.found)))
    return found


def typed_figure(text: str) -> Any:
    """A stored figure of a finding as the snapshot holds it: whole units, yes or no, None for a blank."""
    if text in ("yes", "no"):
        return text == "yes"
    return int(text) if text else None


def register_rows(snapshot: Snapshot) -> list[RegisterRow]:
    """The officers' entries about enterprises of the roster that stand."""
    return register_rows_of([snapshot])[0]


def register_rows_of(snapshots: Sequence[Snapshot]) -> list[list[RegisterRow]]:
    """The same for several rosters at once."""
    codes = [list(one.tables["enterprises"]["credit_code"]) for one in snapshots]
    entries = _entries(code for own in codes for code in own)
    return [[row for code in own for row in entries.get(code, ())] for own in codes]


def _entries(codes: Iterable[str]) -> dict[str, list[RegisterRow]]:
    """By credit code, the entries that stand."""
    wanted, found = list(dict.fromkeys(codes)), defaultdict(list)
    for start in range(0, len(wanted), 500):
        part = Incident.objects.filter(
            enterprise__credit_code__in=wanted[start : start + 500], withdrawal=None, replaced_by=None
        )
        for row in part.select_related("enterprise").order_by("pk"):
            found[row.enterprise.credit_code].append(_entry(row))
    return found


def _entry(row: Incident) -> RegisterRow:
    return RegisterRow(
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


@lru_cache(maxsize=256)
def _judged(
    data: tuple[str, ...],
    days: tuple[date, date],
    reviews: tuple[tuple[str, Review], ...],
    beside: tuple[tuple[RegisterRow, ...], tuple[Correction, ...], tuple[tuple[str, str], ...]],
    read: Aside[tuple[Snapshot, Edition]],
) -> Assessment:
    """The judgement; the same question is answered once (a round's order of merit asks for every file).

    `data` names what `read` holds: the stored roster, the edition, the notice's figures.
    """
    (snapshot, _), (_, corrections, _) = read.value, beside
    first, second = (_as_of(data, day, reviews, beside, read) for day in days)
    found, counted = judged_again(first, second), stand_in(snapshot, corrections)
    return replace(found, notes=(*found.notes, *(_note(one, counted=one in counted) for one in corrections)))


@lru_cache(maxsize=256)
def _as_of(
    data: tuple[str, ...],
    day: date,
    reviews: tuple[tuple[str, Review], ...],
    beside: tuple[tuple[RegisterRow, ...], tuple[Correction, ...], tuple[tuple[str, str], ...]],
    read: Aside[tuple[Snapshot, Edition]],
) -> Assessment:
    """All of it as of one day: that of the closing day serves every later one."""
    (snapshot, book), (register, corrections, readings) = read.value, beside
    return assess_snapshot(
        corrected(snapshot, corrections),
        on=day,
        edition=book,
        readings=dict(readings),
        reviews=dict(reviews),
        register=register,
    )


def _note(one: Correction, *, counted: bool) -> Note:
    words = _CORRECTED if counted else _LEFT_OUT
    return Note("spot_check", words.fill(code=one.credit_code, year=one.year, column=ANNUAL.column(one.column).label))


_CORRECTED = Bi(
    zh="{code}的{year}年{column}按实地抽查确认的数字计算。",
    en="{column} of {code} in {year} is taken as the spot check confirmed it.",
)
_LEFT_OUT = Bi(
    zh="实地抽查更正过{code}的{year}年{column}，现申报数据中已无该企业当年数据。",
    en="A spot check corrected {column} of {code} in {year}; what is filed now has no row for it.",
)
