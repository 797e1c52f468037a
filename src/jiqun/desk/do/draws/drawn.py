"""What a draw leads to: spot checks opened, enterprises looked at, inspectors in a team, experts asked (Article 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.questions import check_list
from jiqun.desk.do.experts.asking import ask_next
from jiqun.desk.draws.populations import Purpose
from jiqun.desk.index import index_case
from jiqun.desk.post import concerned, tell
from jiqun.desk.record import record
from jiqun.desk.terms import start_terms
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, CheckedFirm, Draw, Enterprise, Inspector, Person, Sealed, SpotCheck


@dataclass
class Drawn:
    """A draw that has just been made: whom its lines mean, but for those who are gone since the commitment."""

    draw: Draw
    whom: tuple[str, ...]  # in the order of the draw: clusters' numbers, enterprises' codes, `person:12`
    by: Actor
    at: datetime
    rows: list[Sealed] = field(default_factory=list)


def open_checks(made: Drawn) -> None:
    """Open the spot check of each cluster that was drawn."""
    found = Case.objects.filter(
        round=made.draw.round, kind="recognition", stage="evaluation", cluster__number__in=made.whom
    )
    cases = {case.cluster.number: case for case in found.select_related("cluster", "operator", "round")}
    for number in made.whom:
        _open_check(cases[number], made)


def add_firms(made: Drawn) -> None:
    """The enterprises that the visit looks at; the team is told, and the operator not before it was there."""
    case, check = _check(made)
    known = set(check.firms.values_list("enterprise__credit_code", flat=True))
    firms = Enterprise.objects.in_bulk(made.whom, field_name="credit_code")
    for code in made.whom:
        if code not in known:
            made.rows.append(CheckedFirm.objects.create(check_of=check, enterprise=firms[code], at=made.at))
    team = Person.objects.filter(pk__in=check.team.values("person")).order_by("pk")
    _tell(made, case, team, _FIRMS, f"/desk/draws/{made.draw.pk}/")


def add_inspectors(made: Drawn) -> None:
    """The inspectors join the team and are told."""
    case, check = _check(made)
    people = [int(one.removeprefix("person:")) for one in made.whom]
    known = set(check.team.values_list("person", flat=True))
    for person in people:
        if person not in known:
            made.rows.append(Inspector.objects.create(check_of=check, person_id=person, drawn=True, at=made.at))
    _tell(made, case, Person.objects.filter(pk__in=people).order_by("pk"), _TEAM, f"/desk/draws/{made.draw.pk}/")


def ask_experts(made: Drawn) -> None:
    """The first of them are asked to judge the file; the others stand in reserve, in the order of the draw."""
    assert made.draw.case is not None
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "cluster").get(pk=made.draw.case.pk)
    ask_next(case, by=made.by, at=made.at)


EFFECTS: Mapping[str, Callable[[Drawn], None]] = {
    Purpose.CLUSTERS: open_checks,
    Purpose.ENTERPRISES: add_firms,
    Purpose.INSPECTORS: add_inspectors,
    Purpose.EXPERTS: ask_experts,
}


def _open_check(about: Case, made: Drawn) -> None:
    table, at = procedure(about.edition, "spot_check"), made.at
    place = Case.objects.filter(about=about, kind=table.kind).count() + 1
    case = Case.objects.create(
        number=f"{about.number}-C{place}",
        kind=table.kind,
        edition=table.edition,
        stage=table.first.name,
        cluster=about.cluster,
        operator=about.operator,
        district=about.district,
        round=about.round,
        about=about,
        opened_at=at,
        filed_at=at,
        moved_at=at,
    )
    SpotCheck.objects.create(case=case, checklist=check_list())
    start_terms(case, table, at)
    index_case(case)
    content = {"case": case.number, "about": about.number, "draw": made.draw.pk}
    record("open_spot_check", f"case:{case.pk}", by=made.by, at=at, article="9", content=content)
    told = concerned(case, Role.MUNICIPAL_OFFICER)
    _tell(made, case, [one for one in told if one.pk != made.by.person], _DRAWN, f"/desk/cases/{case.pk}/")


def _check(made: Drawn) -> tuple[Case, SpotCheck]:
    case = made.draw.case
    assert case is not None
    return case, SpotCheck.objects.get(case=case)


def _tell(made: Drawn, case: Case, people: Iterable[Person], words: tuple[Bi, Bi], path: str) -> None:
    cluster = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
    subject, body = (one.fill(cluster=cluster, number=case.number, draw=made.draw.pk) for one in words)
    tell(people, f"draw:{made.draw.pk}:{case.pk}", subject, body, path, made.at)


_AGAIN = Bi(
    zh="任何人都可以在抽签公示页重做并核对：/draws/{draw}/\n",
    en="Anybody can repeat the draw and compare on its public page: /draws/{draw}/\n",
)
_DRAWN = (
    Bi(zh="{cluster}：被抽中实地核查（{number}）", en="{cluster}: drawn for a spot check ({number})"),
    Bi(
        zh="依据管理办法第九条，{cluster}在实地抽查抽签中被抽中，案件{number}。现场核查的时间另行通知。\n\n"
        + _AGAIN.zh,
        en="Under Article 9 {cluster} was drawn for an on-site spot check, case {number}. The day of the visit will be "
        "told separately.\n\n" + _AGAIN.en,
    ),
)
_FIRMS = (
    Bi(zh="{cluster}：已抽取核查企业（{number}）", en="{cluster}: the enterprises were drawn ({number})"),
    Bi(
        zh="{cluster}实地抽查（{number}）要核查的企业已经抽出，名单见所附链接。\n\n" + _AGAIN.zh,
        en="The enterprises of the spot check of {cluster} ({number}) were drawn; the link shows which.\n\n"
        + _AGAIN.en,
    ),
)
_TEAM = (
    Bi(zh="{cluster}：您被抽中为抽查人员（{number}）", en="{cluster}: you were drawn as an inspector ({number})"),
    Bi(
        zh="您已被抽中参加{cluster}的实地抽查，案件{number}。如与被查方有利害关系，请立即告知市级经办人员。\n\n"
        + _AGAIN.zh,
        en="You were drawn for the spot check of {cluster}, case {number}. If you have an interest in anybody who is "
        "visited, tell the Commission at once.\n\n" + _AGAIN.en,
    ),
)
