"""A year's programme as it is stored: its rules, who may be entrusted with whom, which clusters are looked at (A17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiqun.base.words import Bi
from jiqun.desk.evaluation_parties import EVALUATION
from jiqun.desk.may import NotThere
from jiqun.desk.recognised import holding_on
from jiqun.fairness.programme import Programme, programme_of
from jiqun.records.models import Appointment, Case, Cluster, EvaluationContract, Listing, Organisation, Round

PURPOSE = Round.Purpose.SERVICE_EVALUATION
_BODY = slice(8, 17)  # the characters of a credit code that name the body itself (GB 32100-2015)


def the_programme(round_id: int, *, to_change: bool = False) -> Round:
    """One year's programme. Raises NotThere."""
    rows = Round.objects.select_for_update() if to_change else Round.objects.all()
    row = rows.filter(pk=round_id, purpose=PURPOSE).first()
    if row is None:
        raise NotThere
    return row


def rules_of(notice: Round) -> Programme:
    """The criteria, lines and weights that a programme was published with."""
    return programme_of(notice.rubric)


def contracts_in(notice: Round) -> QuerySet[EvaluationContract]:
    """The contracts of a year, those that have ended too."""
    return EvaluationContract.objects.filter(round=notice).select_related("evaluator", "operator").order_by("pk")


def to_be_evaluated(operator: Organisation, notice: Round, day: date) -> QuerySet[Cluster]:
    """The operator's clusters that are recognised on a day and have no evaluation in the year yet.

    One that was called off does not count.
    """
    had = Case.objects.filter(kind=EVALUATION, round=notice, cluster=OuterRef("pk")).exclude(stage="called_off")
    own = Cluster.objects.filter(~Exists(had), operator=operator, pk__in=holding_on(day).values("cluster"))
    return own.order_by("number")


def ties_between(evaluator: Organisation, operator: Organisation) -> tuple[Bi, ...]:
    """Every reason why a body cannot evaluate an operator: it is the same, shares people, or is in its cluster."""
    return tuple(_ties(evaluator, operator))


def _ties(evaluator: Organisation, operator: Organisation) -> Iterator[Bi]:
    codes = [one.credit_code[_BODY] for one in (evaluator, operator) if one.credit_code]
    if evaluator.pk == operator.pk or (len(codes) == 2 and codes[0] == codes[1]):
        yield _SAME
    held = Appointment.objects.filter(until=None)
    shared = held.filter(organisation=evaluator, person__in=held.filter(organisation=operator).values("person"))
    if shared.exists():
        yield _PEOPLE
    itself = Q(enterprise__organisation=evaluator) | Q(enterprise__credit_code=evaluator.credit_code or "-")
    if Listing.objects.filter(itself, cluster__operator=operator).exists():
        yield _MEMBER


_SAME = Bi(
    zh="评价机构与该运营机构是同一单位（统一社会信用代码的主体标识相同）。",
    en="The evaluator and the operator are the same body, by their credit codes.",
)
_PEOPLE = Bi(
    zh="有人同时在评价机构和该运营机构任职。",
    en="Somebody holds a role in both the evaluator and the operator.",
)
_MEMBER = Bi(
    zh="评价机构是该运营机构所运营集群的企业。",
    en="The evaluator is an enterprise of a cluster that the operator runs.",
)
