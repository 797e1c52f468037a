"""A year's programme, an operator entrusted to an evaluator, and an evaluation at each of its stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.evaluating.contracts import enter_contract
from jiqun.desk.do.evaluating.publishing import publish_programme
from jiqun.desk.do.evaluating.sheet import attach_file, save_evaluation
from jiqun.desk.evaluating.announcement import Announcement
from jiqun.desk.files import Taken
from jiqun.desk.look.evaluating.sheet import look_at_scores
from jiqun.fairness.service_criteria import CRITERIA
from jiqun.records.models import Case, Cluster, EvaluationContract, Round
from tests.cast import Cast, at, make_cluster
from tests.desk.filled import PDF, move
from tests.desk.renewing import LAST, recognised_until
from tests.remembered import remembered

# Published on 9 March 2026, from 16 March to the end of November.
PUBLISHED_AT, OPENS_AT, CLOSES_AT = at(3, 9), at(3, 16), at(11, 30, 17)
CONTRACTED_AT, FILED_AT = at(3, 17), at(4, 1)
TOTAL = 85  # of `POINTS`, by the usual weights
POINTS = dict.fromkeys((one.key for one in CRITERIA), "85")


def announcement(**changes: object) -> Announcement:
    """A programme that can be published on 9 March."""
    said = {
        "year": 2026,
        "number": "沪经信企〔2026〕20号",
        "title": Bi(zh="2026年度集群运营机构服务评价方案", en="Service evaluation of cluster operators 2026"),
        "text": Bi(zh="委托第三方评价各集群运营机构的服务。", en="A third party evaluates the operators of clusters."),
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT,
    }
    return Announcement(**(said | changes))  # type: ignore[arg-type]  # by name


@remembered
def programme(cast: Cast) -> Round:
    """The programme of 2026."""
    return publish_programme(announcement(), by=cast.municipal, at=PUBLISHED_AT)


@remembered
def contracted(cast: Cast) -> EvaluationContract:
    """The first operator, who runs one recognised cluster, entrusted to the evaluator on 17 March."""
    recognised_until(cast)
    return entrust(cast, programme(cast))


@remembered
def another(cast: Cast, notice: Round, evaluator: Actor) -> Case:
    """The other operator's cluster in Jiading, recognised and entrusted too."""
    cluster = make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    recognised_until(cast, LAST, cluster)
    entrust(cast, notice, evaluator, cast.other_operator)
    return evaluation_of(cluster)


def entrust(
    cast: Cast,
    notice: Round,
    evaluator: Actor | None = None,
    operator: Actor | None = None,
    when: datetime = CONTRACTED_AT,
) -> EvaluationContract:
    """Enter a contract."""
    return enter_contract(
        round_id=notice.pk,
        evaluator=(evaluator or cast.evaluator).organisation,
        operator=(operator or cast.operator).organisation,
        number="委2026-1",
        signed_on=when.date(),
        by=cast.municipal,
        at=when,
    )


def evaluation_of(cluster: Cluster) -> Case:
    """The latest evaluation of a cluster's operator."""
    return Case.objects.filter(kind="service_evaluation", cluster=cluster).latest("pk")


@remembered
def opened(cast: Cast) -> Case:
    """Being evaluated."""
    return Case.objects.get(evaluation_sheet__contract=contracted(cast))


def score(
    case: Case,
    by: Actor,
    when: datetime,
    points: Mapping[str, str] = POINTS,
    why: Mapping[str, str] | None = None,
) -> None:
    """Fill in the sheet: points, what they rest on, and why some changed."""
    typed = {
        key: {"points": one, "basis": f"查阅{key}台账。", "why": (why or {}).get(key, "")}
        for key, one in points.items()
    }
    version = look_at_scores(case.pk, by=by).version
    save_evaluation(case=case.pk, version=version, scores=typed, summary="总体良好。", by=by, at=when)


def file_it(cast: Cast, case: Case) -> Case:
    """Score it, with a file, and file it: with the operator for its reply since Wednesday 1 April."""
    score(case, cast.evaluator, at(3, 30))
    attach_file(case=case.pk, criterion="staff", file=Taken("社保名册.pdf", PDF), by=cast.evaluator, at=at(3, 30))
    move(case, "file_evaluation", cast.evaluator, FILED_AT)
    return Case.objects.get(pk=case.pk)


def reply_to_it(cast: Cast, case: Case) -> Case:
    """The operator replies, on 8 April."""
    move(case, "reply", cast.operator, at(4, 8), text="服务企业数应为120家，见台账。")
    return Case.objects.get(pk=case.pk)


def grade_it(cast: Cast, case: Case) -> Case:
    """Two points more after the reply, graded on 15 April."""
    score(case, cast.evaluator, at(4, 14), POINTS | {"reach": "95"}, {"reach": "补充的台账属实。"})
    move(case, "grade", cast.evaluator, at(4, 15), reason="采纳了关于服务企业数的意见。")
    return Case.objects.get(pk=case.pk)


def receive_it(cast: Cast, case: Case) -> Case:
    """The Commission receives it, on 20 April."""
    move(case, "receive", cast.municipal, at(4, 20))
    return Case.objects.get(pk=case.pk)


@remembered
def filed(cast: Cast) -> Case:
    """With the operator."""
    return file_it(cast, opened(cast))


@remembered
def replied(cast: Cast) -> Case:
    """To be graded."""
    return reply_to_it(cast, filed(cast))


@remembered
def graded(cast: Cast) -> Case:
    """With the Commission."""
    return grade_it(cast, replied(cast))


@remembered
def received(cast: Cast) -> Case:
    """Received."""
    return receive_it(cast, graded(cast))
