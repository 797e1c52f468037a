"""The programmes of service evaluation: for anybody to read; for the Commission, who evaluates whom (A17)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.programme import PURPOSE, contracts_in, rules_of, the_programme
from jiqun.desk.evaluation_parties import EVALUATION
from jiqun.desk.look.cases.worklist import Item, items_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.may import CITY, NotThere, cases_of, only
from jiqun.desk.recognised import holding_on
from jiqun.fairness.programme import GRADES, PARTS, Criterion, Programme
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Case, EvaluationContract, Organisation, Recognition, Round, RoundNotice


@dataclass(frozen=True)
class RulesFile:
    """The rules as they were published, as a file whose hash is sealed."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class ProgrammeView:
    """A programme. `state`: announced, open, closed; `lines`: from how many points each grade is given."""

    id: int
    year: int
    number: str
    title: Bi
    text: Bi
    opens_at: datetime
    closes_at: datetime
    published_at: datetime
    reply_days: int
    state: str
    criteria: tuple[Criterion, ...]
    lines: tuple[tuple[Bi, int], ...]
    weights: tuple[tuple[Bi, int], ...]
    late_day: int
    file: RulesFile | None


@dataclass(frozen=True)
class ContractView:
    """Who evaluates which operator, and the cases that came of it."""

    id: int
    evaluator: Bi
    operator: Bi
    number: str
    signed_on: date
    ended_at: datetime | None
    ended_why: str
    cases: tuple[Item, ...]


@dataclass(frozen=True)
class ProgrammeDesk:
    """A programme as the Commission works on it. `uncovered`: operators of recognised clusters without a contract."""

    programme: ProgrammeView
    contracts: tuple[ContractView, ...]
    evaluators: tuple[Choice, ...]
    uncovered: tuple[Choice, ...]
    may_enter: bool


@dataclass(frozen=True)
class ProgrammeItem:
    """A programme on the Commission's list: how many contracts stand, how many evaluations are received."""

    programme: ProgrammeView
    contracts: int
    received: int


def published_programmes(at: datetime) -> tuple[ProgrammeView, ...]:
    """Every programme, the newest first; anybody may read them."""
    rows = Round.objects.filter(purpose=PURPOSE, published_at__lte=at).order_by("-year")
    return tuple(programme_view(row, at) for row in rows)


def look_at_programme(round_id: int, at: datetime) -> ProgrammeView:
    """One programme with the file of its rules, for anybody. Raises NotThere."""
    row = the_programme(round_id)
    if row.published_at > at:
        raise NotThere
    return programme_view(row, at, _file(row))


def list_programmes(*, by: Actor, at: datetime) -> tuple[ProgrammeItem, ...]:
    """Every programme with how far it is, the newest first; three queries for any number of them."""
    only(by, *CITY)
    standing = Counter(EvaluationContract.objects.filter(ended_at=None).values_list("round", flat=True))
    received = Counter(Case.objects.filter(kind=EVALUATION, stage="received").values_list("round", flat=True))
    return tuple(ProgrammeItem(one, standing[one.id], received[one.id]) for one in published_programmes(at))


def desk_programme(round_id: int, *, by: Actor, at: datetime) -> ProgrammeDesk:
    """One programme with its contracts. Raises NotThere."""
    only(by, *CITY)
    notice = the_programme(round_id)
    contracts = tuple(contracts_in(notice))
    cases = _cases(notice, by, at)
    return ProgrammeDesk(
        programme=programme_view(notice, at, _file(notice)),
        contracts=tuple(_contract(row, cases.get(row.pk, ())) for row in contracts),
        evaluators=_choices(
            Organisation.objects.filter(kind=Office.EVALUATOR, closed_at=None).order_by("name_zh", "pk")
        ),
        uncovered=_uncovered(notice, contracts, at),
        may_enter=by.role == Role.MUNICIPAL_OFFICER and notice.opens_at <= at < notice.closes_at,
    )


def the_contract(round_id: int, contract: int, *, by: Actor, at: datetime) -> ContractView:
    """A contract that stands. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    notice = the_programme(round_id)
    row = contracts_in(notice).filter(pk=contract, ended_at=None).first()
    if row is None:
        raise NotThere
    return _contract(row, _cases(notice, by, at).get(row.pk, ()))


def programme_view(row: Round, at: datetime, file: RulesFile | None = None) -> ProgrammeView:
    """A stored programme as pages show it."""
    rules = rules_of(row)
    return ProgrammeView(
        id=row.pk,
        year=row.year,
        number=row.number,
        title=Bi(zh=row.title_zh, en=row.title_en or row.title_zh),
        text=Bi(zh=row.text_zh, en=row.text_en or row.text_zh),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        published_at=row.published_at,
        reply_days=row.days["evaluation_reply"],
        state="announced" if at < row.opens_at else "open" if at < row.closes_at else "closed",
        criteria=rules.criteria,
        lines=lines_shown(rules),
        weights=weights_shown(rules),
        late_day=rules.late_day,
        file=file,
    )


def lines_shown(rules: Programme) -> tuple[tuple[Bi, int], ...]:
    """Each grade with the points from which it is given; the last one has no line."""
    return tuple((title, rules.lines.get(name, 0)) for name, title in GRADES.items())


def weights_shown(rules: Programme) -> tuple[tuple[Bi, int], ...]:
    """Each part of the overall assessment with its weight."""
    return tuple((title, rules.weights[name]) for name, title in PARTS.items())


def _file(row: Round) -> RulesFile | None:
    notice = RoundNotice.objects.filter(round=row, version=1).first()
    found = notice.files[0] if notice and notice.files else None
    return RulesFile(found["name"], found["sha256"], found["size"]) if found else None


def _cases(notice: Round, by: Actor, at: datetime) -> dict[int, tuple[Item, ...]]:
    """By contract, the cases of the year that the actor sees."""
    rows = cases_of(by).filter(kind=EVALUATION, round=notice).select_related("cluster", "round", "evaluation_sheet")
    cases = list(rows.order_by("pk"))
    items = {item.id: item for item in items_of(cases, by, day_of(at))}
    found: dict[int, list[Item]] = defaultdict(list)
    for case in cases:
        found[case.evaluation_sheet.contract_id].append(items[case.pk])
    return {contract: tuple(several) for contract, several in found.items()}


def _uncovered(notice: Round, contracts: tuple[EvaluationContract, ...], at: datetime) -> tuple[Choice, ...]:
    covered = {row.operator_id for row in contracts if row.ended_at is None}
    held: list[Recognition] = list(holding_on(day_of(at)).select_related("cluster__operator"))
    running = {row.cluster.operator_id: row.cluster.operator for row in held}
    left = (body for key, body in running.items() if key not in covered and body.closed_at is None)
    return _choices(sorted(left, key=lambda one: (one.name_zh, one.pk)))


def _contract(row: EvaluationContract, cases: tuple[Item, ...]) -> ContractView:
    return ContractView(
        id=row.pk,
        evaluator=_name(row.evaluator),
        operator=_name(row.operator),
        number=row.number,
        signed_on=row.signed_on,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
        cases=cases,
    )


def _choices(rows: Iterable[Organisation]) -> tuple[Choice, ...]:
    return tuple(Choice(str(row.pk), _name(row)) for row in rows)


def _name(body: Organisation) -> Bi:
    return Bi(zh=body.name_zh, en=body.name_en or body.name_zh)
