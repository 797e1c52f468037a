"""Records in, conflicts out: what ties the experts of the pool to the parties of a file, and what was set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.desk.rosters import snapshot_of
from jiqun.fairness.conflicts import Conflict, Judge, Subject, Tie, conflicts
from jiqun.fairness.rubric import rubric_of
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Appointment, Case, ConflictSetAside, Expert, ExpertTie, Organisation, Submission

Pair = tuple[int, int]  # a case and an expert


@dataclass(frozen=True)
class Found:
    """A conflict between an expert and a file, and why an officer set it aside (empty: it stands)."""

    conflict: Conflict
    set_aside: str

    @property
    def stands(self) -> bool:
        return not self.set_aside


def interests(cases: Iterable[Case], experts: Iterable[Expert], at: datetime) -> Mapping[Pair, tuple[Found, ...]]:
    """By case and expert, every conflict found; pairs that are free are left out.

    A tie that has ended counts for as many years as the round says. The same queries for any number of either.
    """
    cases, judges = list(cases), judges_of(experts)
    aside = _set_aside(cases)
    found: dict[Pair, tuple[Found, ...]] = {}
    for subject, years in subjects_of(cases):
        for judge in judges:
            shown = conflicts(judge, subject, day_of(at), years_after=years)
            if shown:
                pair = (subject.file, judge.expert)
                kept = (Found(one, aside.get((*pair, one.kind, one.whom), "")) for one in dict.fromkeys(shown))
                found[pair] = tuple(kept)
    return found


def barred(found: Mapping[Pair, tuple[Found, ...]]) -> dict[int, set[int]]:
    """By case, the experts with a conflict that stands."""
    out: dict[int, set[int]] = defaultdict(set)
    for (case, expert), shown in found.items():
        if any(one.stands for one in shown):
            out[case].add(expert)
    return out


def subjects_of(cases: Iterable[Case]) -> list[tuple[Subject, int]]:
    """Each file as the check sees it, with the years for which its round counts a tie that has ended.

    Who is in it: the operator, the enterprises of what was filed last, the institutions that serve it, the
    department of its district. A case of which nothing is filed has only the first and the last.
    """
    cases = list(cases)
    latest = {
        row.case_id: row
        for row in Submission.objects.filter(case__in=cases).select_related("roster").order_by("case", "place")
    }
    offices = dict(Organisation.objects.filter(kind=Office.DISTRICT).values_list("district", "name_zh"))
    operators = Organisation.objects.in_bulk({case.operator_id for case in cases})
    return [
        (_subject(case, operators[case.operator_id], offices.get(case.district, ""), latest.get(case.pk)), _years(case))
        for case in cases
    ]


def judges_of(experts: Iterable[Expert]) -> list[Judge]:
    """Each expert as the check sees one: what was declared or entered, and where they work or have worked."""
    experts = list(experts)
    ties: dict[int, list[Tie]] = defaultdict(list)
    numbers: dict[int, set[str]] = defaultdict(set)
    for row in ExpertTie.objects.filter(expert__in=experts, removed_at=None).order_by("pk"):
        if row.kind == "standard":
            numbers[row.expert_id].add(row.name)
        else:
            tie = Tie(row.kind, row.code, row.name, row.since, row.until, declared=row.declared)
            ties[row.expert_id].append(tie)
    people = {one.person_id: one.pk for one in experts}
    held = Appointment.objects.filter(person__in=people).exclude(role=Role.EXPERT).select_related("organisation")
    for one in held.order_by("pk"):
        until = day_of(one.until) if one.until else None
        ties[people[one.person_id]].append(_works_for(one.organisation, day_of(one.since), until))
    bodies = Organisation.objects.in_bulk({one.organisation_id for one in experts})
    return [_judge(one, bodies[one.organisation_id], ties[one.pk], frozenset(numbers[one.pk])) for one in experts]


def _subject(case: Case, operator: Organisation, office: str, filed: Submission | None) -> Subject:
    parties, standards = {_code_of(operator): operator.name_zh}, frozenset[str]()
    if office:
        parties[f"office:{case.district}"] = office
    if filed is not None:
        snapshot = snapshot_of(filed.roster)
        firms = snapshot.tables["enterprises"]
        parties |= dict(zip(firms["credit_code"], firms["name"], strict=True))
        parties |= {f"service:{name}": name for name in snapshot.tables["services"]["institution"]}
        standards = frozenset(snapshot.tables["standards"]["number"])
    return Subject(case.pk, parties, case.district, standards)


def _judge(expert: Expert, body: Organisation, ties: Iterable[Tie], numbers: frozenset[str]) -> Judge:
    if body.kind == Office.DISTRICT:
        return Judge(expert.pk, tuple(ties), numbers, body.district)
    return Judge(expert.pk, (*ties, _works_for(body)), numbers)


def _works_for(body: Organisation, since: date | None = None, until: date | None = None) -> Tie:
    """Employment as a tie; in a district's department it is one to the files of that district."""
    if body.kind == Office.DISTRICT:
        return Tie("office", f"office:{body.district}", body.name_zh, since, until, declared=False)
    return Tie("employer", _code_of(body), body.name_zh, since, until, declared=False)


def _code_of(body: Organisation) -> str:
    return body.credit_code or f"organisation:{body.pk}"


def _years(case: Case) -> int:
    return rubric_of(case.round.rubric if case.round else {}).tie_years


def _set_aside(cases: Iterable[Case]) -> dict[tuple[int, int, str, str], str]:
    rows = ConflictSetAside.objects.filter(case__in=list(cases)).order_by("pk")
    return {(row.case_id, row.expert_id, row.kind, row.whom): row.reason for row in rows}
