"""Who takes part in a service evaluation, and from when each may see it (Article 17).

The evaluator sees what it is entrusted with so long as the contract stands, and nothing else. The operator sees an
evaluation when its scores are filed, never while they are being given; the district when it is first graded. What
somebody has seen does not vanish when the case is sent back.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from jiqun.procedure.roles import Role
from jiqun.records.models import Case, EvaluationContract, FiledEvaluation, Step

EVALUATION = "service_evaluation"
_FILED = Exists(FiledEvaluation.objects.filter(case=OuterRef("pk")))
_GRADED = Exists(Step.objects.filter(case=OuterRef("pk"), move="grade"))


def entrusted_to(evaluator: int) -> Q:
    """The evaluations that an organisation is entrusted with by a contract that stands."""
    contract = {"evaluator": evaluator, "ended_at": None}
    return Q(kind=EVALUATION, **{f"evaluation_sheet__contract__{name}": value for name, value in contract.items()})


def shown_to(role: Role) -> Q:
    """Of all cases those that an operator or a district may see so far as evaluations go: all others, and these."""
    return ~Q(kind=EVALUATION) | Q(_FILED if role == Role.OPERATOR else _GRADED)


def evaluators_of(case: Case) -> Q:
    """The appointments of those who evaluate a case."""
    standing = EvaluationContract.objects.filter(sheets__case=case, ended_at=None)
    return Q(role=Role.EVALUATOR, organisation__in=standing.values("evaluator"))


def sides_of(case: Case) -> Q:
    """The appointments of the evaluator, and of the operator and the district once they may see the case."""
    sides = evaluators_of(case)
    row = Case.objects.filter(pk=case.pk)
    if row.filter(shown_to(Role.OPERATOR)).exists():
        sides |= Q(role=Role.OPERATOR, organisation=case.operator_id)
    if row.filter(shown_to(Role.DISTRICT_OFFICER)).exists():
        sides |= Q(role=Role.DISTRICT_OFFICER, organisation__district=case.district)
    return sides
