"""National calls and their candidates, as the Commission and auditors see them (Article 18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import CITY, NotThere, only
from jiqun.desk.national.candidates import Candidate, candidates_of
from jiqun.desk.national.chosen import looked_over
from jiqun.facts.districts import DISTRICTS
from jiqun.law import edition
from jiqun.procedure.kit import Lack
from jiqun.procedure.roles import Role
from jiqun.records.models import NationalChoice, NationalPreparation, NationalResult, NationalSubmission, Round
from jiqun.rules.finding import Finding
from jiqun.rules.helping import short_of, would_do


@dataclass(frozen=True)
class CallView:
    """One call. `state`: choosing, prepared, sent."""

    id: int
    year: int
    number: str
    title: Bi
    opened_at: datetime
    closes_at: datetime
    quota: int
    niche_digits: int
    edition_title: Bi
    state: str


@dataclass(frozen=True)
class ShortOf:
    """A clause that a candidate misses: by how much, and what would be enough."""

    clause: str
    title: Bi
    outcome: str
    by: Bi | None
    would_do: Bi


@dataclass(frozen=True)
class CandidateView:
    """A candidate in its place of the ranking, with what was chosen."""

    cluster: int
    number: str
    name: Bi
    district: Bi
    industries: tuple[str, ...]
    fits: bool
    judged: bool
    national: bool
    short: tuple[ShortOf, ...]
    on_the_line: tuple[str, ...]
    left_open: tuple[str, ...]
    distance: Fraction
    score: Fraction | None
    tied: bool
    clashes: tuple[Bi, ...]
    place: int | None
    reason: str
    niche_reason: str

    @property
    def key(self) -> str:
        """The end of its fields' names."""
        return str(self.cluster)


@dataclass(frozen=True)
class OneCall:
    """A call's page: its candidates while it is chosen; then what was prepared; then what was sent, with results."""

    call: CallView
    candidates: tuple[CandidateView, ...]
    chosen: int
    lacks: tuple[Lack, ...]
    content: dict[str, object]
    prepared_by: str
    prepared_at: datetime | None
    returned_why: str
    approved_by: str
    approved_at: datetime | None
    results: dict[int, str]
    may_choose: bool
    may_approve: bool
    may_record: bool
    unmatched: int  # national clusters whose industries are not known here

    @property
    def over(self) -> int:
        """By how many the quota is exceeded."""
        return max(self.chosen - self.call.quota, 0)


def list_calls(*, by: Actor) -> tuple[CallView, ...]:
    """All calls, the latest first. Raises NotThere."""
    only(by, *CITY)
    rows = Round.objects.filter(purpose=Round.Purpose.NATIONAL).order_by("-year", "-pk")
    return tuple(_call(row) for row in rows.select_related("national_preparation", "national_submission"))


def look_at_call(call: int, *, by: Actor, at: datetime) -> OneCall:
    """One of them. Raises NotThere."""
    row = _the_call(call, by)
    view, made = _call(row), NationalPreparation.objects.filter(round=row).select_related("prepared_by").first()
    sent = NationalSubmission.objects.filter(round=row).select_related("prepared_by", "by").first()
    choosing, officer = view.state == "choosing", by.role == Role.MUNICIPAL_OFFICER
    found = candidates_of(row) if choosing else ()
    candidates = _candidates(row, found)
    source = sent or made
    waits = made if made and made.prepared_by else None
    doers = {waits.prepared_by_id, *_choosers(row)} if waits else set()
    return OneCall(
        call=view,
        candidates=candidates,
        chosen=sum(one.place is not None for one in candidates),
        lacks=looked_over(row, at, found)[1] if choosing else (),
        content=source.content if source and not choosing else {},
        prepared_by=source.prepared_by.name if source and source.prepared_by else "",
        prepared_at=made.prepared_at if made else None,
        returned_why=made.returned_why if made else "",
        approved_by=sent.by.name if sent else "",
        approved_at=sent.at if sent else None,
        results=_results(row) if sent else {},
        may_choose=officer and choosing,
        may_approve=by.role == Role.MUNICIPAL_APPROVER and waits is not None and by.person not in doers,
        may_record=officer and sent is not None,
        unmatched=NationalResult.objects.filter(recognised=True, replaced_by=None, cluster=None).count(),
    )


def national_paper(call: int, name: str, *, by: Actor) -> Paper:
    """A file of what was sent: `form.xlsx`, `form-zh.pdf`, `form-en.pdf`. Raises NotThere."""
    row = _the_call(call, by)
    sent = NationalSubmission.objects.filter(round=row).select_related("workbook", "zh", "en").first()
    found = {"form.xlsx": sent.workbook, "form-zh.pdf": sent.zh, "form-en.pdf": sent.en} if sent else {}
    if name not in found:
        raise NotThere
    return paper_of(found[name], f"national-{row.year}-{name}")


def _the_call(call: int, by: Actor) -> Round:
    only(by, *CITY)
    rows = Round.objects.select_related("national_preparation", "national_submission")
    row = rows.filter(pk=call, purpose=Round.Purpose.NATIONAL).first()
    if row is None:
        raise NotThere
    return row


def _call(row: Round) -> CallView:
    made = getattr(row, "national_preparation", None)
    waits = made is not None and made.prepared_by_id is not None
    return CallView(
        id=row.pk,
        year=row.year,
        number=row.number,
        title=Bi(zh=row.title_zh, en=row.title_en or row.title_zh),
        opened_at=row.opens_at,
        closes_at=row.closes_at,
        quota=row.quota or 0,
        niche_digits=int(row.rubric["niche_digits"]),
        edition_title=edition(row.edition).short,
        state="sent" if hasattr(row, "national_submission") else "prepared" if waits else "choosing",
    )


def _choosers(row: Round) -> set[int | None]:
    return set(NationalChoice.objects.filter(round=row).exclude(place=None).values_list("decided_by", flat=True))


def _candidates(row: Round, found: tuple[Candidate, ...]) -> tuple[CandidateView, ...]:
    chosen = {one.cluster_id: one for one in NationalChoice.objects.filter(round=row)}
    day = day_of(row.closes_at)
    return tuple(_candidate(one, chosen.get(one.cluster.pk), day) for one in found)


def _candidate(one: Candidate, choice: NationalChoice | None, day: date) -> CandidateView:
    cluster = one.cluster
    return CandidateView(
        cluster=cluster.pk,
        number=cluster.number,
        name=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        district=DISTRICTS[cluster.district],
        industries=tuple(cluster.dominant_industries.split(";")),
        fits=one.fits,
        judged=one.judged is not None,
        national=one.national,
        short=tuple(_short(one, finding, day) for finding in one.short),
        on_the_line=tuple(finding.clause for finding in one.on_the_line),
        left_open=tuple(finding.clause for finding in one.left_open),
        distance=one.distance,
        score=one.score,
        tied=one.tied,
        clashes=one.clashes,
        place=choice.place if choice else None,
        reason=choice.reason if choice else "",
        niche_reason=choice.niche_reason if choice else "",
    )


def _short(one: Candidate, finding: Finding, day: date) -> ShortOf:
    assert one.judged is not None
    assert one.snapshot is not None
    book, readings = one.judged.edition, one.judged.readings
    enough = would_do(one.snapshot, finding, on=day, edition=book, readings=readings)
    return ShortOf(finding.clause, finding.title, finding.outcome, short_of(finding), enough)


def _results(row: Round) -> dict[int, str]:
    """By cluster, what became of it."""
    rows = NationalResult.objects.filter(year=row.year, replaced_by=None).exclude(cluster=None)
    return {
        cluster: "recognised" if recognised else "not_recognised"
        for cluster, recognised in rows.values_list("cluster", "recognised")
        if cluster is not None
    }
