"""Entrusting a third party with an operator, and ending that; each cluster of it gets a case (Article 17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import make_move
from jiqun.desk.evaluating.programme import contracts_in, the_programme, ties_between, to_be_evaluated
from jiqun.desk.evaluation_parties import EVALUATION
from jiqun.desk.index import index_case
from jiqun.desk.may import NotThere, only
from jiqun.desk.numbers import next_of
from jiqun.desk.post import people_in, tell
from jiqun.desk.record import record
from jiqun.desk.terms import start_terms
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Office, Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Cluster, EvaluationContract, EvaluationSheet, Organisation, Round


def enter_contract(  # a contract has just these particulars
    *,
    round_id: int,
    evaluator: int,
    operator: int,
    number: str,
    signed_on: date,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> EvaluationContract:
    """Enter the contract by which a body evaluates an operator; every recognised cluster of it gets its case.

    Only while the programme runs, one an operator, and no body that is tied to it. Raises NotThere, Wrong by field.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        notice = the_programme(round_id, to_change=True)
        body, run = _body(evaluator, Office.EVALUATOR), _body(operator, Office.OPERATOR)
        early = signed_on < day_of(notice.published_at) or signed_on > day_of(at)
        problems = {
            "evaluator": None if body else _EVALUATOR,
            "operator": _not_evaluated(run, notice, at) if run else _OPERATOR,
            "number": None if number.strip() else _NUMBER,
            "signed_on": _DAY.fill(day=day_of(notice.published_at)) if early else None,
            "": None if notice.opens_at <= at < notice.closes_at else _NOT_OPEN,
        }
        if body and run and (ties := ties_between(body, run)):
            problems["evaluator"] = Bi(zh="".join(one.zh for one in ties), en=" ".join(one.en for one in ties))
        refuse_if(problems, unread)
        assert body is not None
        assert run is not None
        row = EvaluationContract.objects.create(
            round=notice,
            evaluator=body,
            operator=run,
            number=number.strip(),
            signed_on=signed_on,
            by_id=by.person,
            at=at,
        )
        content = {"contract": row.pk, "number": row.number, "evaluator": body.pk, "operator": run.pk}
        content |= {"signed_on": signed_on.isoformat()}
        record("enter_contract", f"round:{notice.pk}", by=by, at=at, article="17", content=content)
        _open_cases(row, by, at)
        _tell_operator(row, at)
    return row


def end_contract(*, contract: int, round_id: int, reason: str, by: Actor, at: datetime) -> None:
    """End a contract: the evaluator sees nothing of the operator any more; what is not received is called off.

    Raises NotThere, Wrong without a reason.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if({"reason": None if reason.strip() else _REASON})
    with transaction.atomic():
        notice = the_programme(round_id, to_change=True)
        row = contracts_in(notice).filter(pk=contract, ended_at=None).first()
        if row is None:
            raise NotThere
        for case in Case.objects.filter(evaluation_sheet__contract=row, ended_at=None).order_by("pk"):
            make_move(case.pk, "call_off", version=case.version, by=by, at=at, given={"reason": reason.strip()})
        row.ended_at, row.ended_why = at, reason.strip()
        row.save(update_fields=["ended_at", "ended_why"])
        content = {"contract": row.pk, "reason": row.ended_why}
        record("end_contract", f"round:{notice.pk}", by=by, at=at, article="17", content=content)


def open_newly_recognised(*, at: datetime) -> int:
    """Open the cases of clusters that were recognised since their operator's contract was entered; how many.

    The calendar does it once a day, also days late, and nothing twice.
    """
    standing = EvaluationContract.objects.filter(ended_at=None, round__opens_at__lte=at, round__closes_at__gt=at)
    opened = 0
    for pk in standing.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = EvaluationContract.objects.select_for_update().filter(pk=pk, ended_at=None).first()
            opened += _open_cases(row, None, at) if row else 0
    return opened


def _open_cases(contract: EvaluationContract, by: Actor | None, at: datetime) -> int:
    clusters = list(to_be_evaluated(contract.operator, contract.round, day_of(at)).select_related("operator"))
    for cluster in clusters:
        _open(contract, cluster, by, at)
    return len(clusters)


def _open(contract: EvaluationContract, cluster: Cluster, by: Actor | None, at: datetime) -> None:
    notice = contract.round
    table = procedure(notice.edition, EVALUATION)
    series = f"{notice.year}P"
    case = Case.objects.create(
        number=f"{series}-{cluster.district}-{next_of(f'case:{series}:{cluster.district}'):03d}",
        kind=table.kind,
        edition=table.edition,
        stage=table.first.name,
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        round=notice,
        opened_at=at,
        filed_at=at,
        moved_at=at,
    )
    EvaluationSheet.objects.create(case=case, contract=contract, edited_at=at)
    start_terms(case, table, at)
    index_case(case)
    content = {"case": case.number, "contract": contract.pk}
    record("open_service_evaluation", f"case:{case.pk}", by=by, at=at, article="17", content=content)
    words = {"cluster": Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh), "number": case.number}
    told, path = people_in(case, Role.EVALUATOR), f"/desk/cases/{case.pk}/"
    tell(told, f"evaluation:{case.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), path, at)


def _tell_operator(row: EvaluationContract, at: datetime) -> None:
    """An operator knows who will come, so that it can say if there is a tie; it sees scores once they are filed."""
    case = Case.objects.filter(evaluation_sheet__contract=row).first()
    body = Bi(zh=row.evaluator.name_zh, en=row.evaluator.name_en or row.evaluator.name_zh)
    if case is not None:
        path = f"/evaluations/{row.round_id}/"
        told = people_in(case, Role.OPERATOR)
        tell(told, f"contract:{row.pk}", _ENTRUSTED, _ENTRUSTED_BODY.fill(body=body, year=row.round.year), path, at)


def _body(key: int, kind: Office) -> Organisation | None:
    return Organisation.objects.filter(pk=key, kind=kind, closed_at=None).first()


def _not_evaluated(run: Organisation, notice: Round, at: datetime) -> Bi | None:
    """Why an operator cannot be entrusted to anybody now."""
    if contracts_in(notice).filter(operator=run, ended_at=None).exists():
        return _ENTRUSTED_ALREADY
    return None if to_be_evaluated(run, notice, day_of(at)).exists() else _NO_CLUSTER


_EVALUATOR = Bi(zh="请选择评价机构。", en="Choose the evaluator.")
_OPERATOR = Bi(zh="请选择运营机构。", en="Choose the operator.")
_NUMBER = Bi(zh="请填写委托合同编号。", en="Give the number of the contract.")
_DAY = Bi(
    zh="签订日期须在方案公布之日（{day}）与今天之间。",
    en="It is signed between the programme’s publication ({day}) and today.",
)
_NOT_OPEN = Bi(
    zh="现在不在评价期内，不能登记委托。", en="The evaluation is not running now: no contract can be entered."
)
_ENTRUSTED_ALREADY = Bi(
    zh="该运营机构本年已委托评价；须先终止原委托。",
    en="The operator is entrusted to an evaluator already: end that contract first.",
)
_NO_CLUSTER = Bi(
    zh="该运营机构没有在认定有效期内、尚未评价的集群。",
    en="The operator runs no recognised cluster that still has to be evaluated.",
)
_REASON = Bi(zh="请填写终止理由。", en="Give the reason.")
_SUBJECT = Bi(zh="{cluster}：委托服务评价（{number}）", en="{cluster}: to be evaluated ({number})")
_BODY = Bi(
    zh="市经济信息化委委托你单位评价{cluster}运营机构的服务，案件{number}已开启，请在评价期内提交评分。\n",
    en="The Commission entrusts you with the service evaluation of the operator of {cluster}. Case {number} is open: "
    "file the scores before the evaluation ends.\n",
)
_ENTRUSTED = Bi(zh="已委托第三方开展服务评价", en="A third party is entrusted with your service evaluation")
_ENTRUSTED_BODY = Bi(
    zh="市经济信息化委委托{body}开展{year}年度服务评价。如该机构与你单位有利害关系，请告知市经济信息化委。"
    "评分提交后，你单位可以查看并答复。\n",
    en="The Commission has entrusted {body} with the service evaluation of {year}. If it is tied to you, tell the "
    "Commission. Once the scores are filed you can read them and reply.\n",
)
