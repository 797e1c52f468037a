"""A round at the moment of its draws: two applications in evaluation, and the acts of drawing in a line each."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.draws.drawing import commit_draw, reveal_draw
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.rounds.notice import Notice
from jiqun.records.models import Case, Draw, DrawReveal, Round
from tests.cast import DAY_ONE, Cast, at, cluster_of, eligible_workbook
from tests.desk.at_stage import in_evaluation
from tests.desk.filled import fill, move
from tests.remembered import remembered


@remembered
def checked_round(cast: Cast, share: str = "1/2", firms: int = 3) -> Round:
    """A round that spot-checks that share of its clusters."""
    notice = Notice(
        number="沪经信集群〔2026〕1号",
        title=Bi(zh="2026年度集群申报通知", en="Applications for 2026"),
        text=Bi(zh="请按要求申报。", en="Please apply."),
        opens_at=at(3, 9),
        closes_at=at(4, 30, 17),
        materials=("A6.4.2",),
        spot_share=share,
        spot_firms=firms,
    )
    return publish_round(notice, by=cast.municipal, at=DAY_ONE)


@remembered
def submitted_case(cast: Cast, notice: Round) -> Case:
    """One application of a new cluster in the round, submitted on 16 March."""
    cluster = cluster_of(cast.district, cast.operator)
    case = open_application(round_id=notice.pk, cluster=cluster.pk, by=cast.operator, at=at(3, 10))
    fill(case, cast.operator, at(3, 11), eligible_workbook())
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    return case


@remembered
def evaluated_case(cast: Cast, notice: Round) -> Case:
    """The same, in evaluation since 6 May."""
    return in_evaluation(cast, submitted_case(cast, notice))


@remembered
def stand_in_case(cast: Cast, notice: Round) -> Case:
    """A further cluster whose application stands in evaluation, stored as it would be but with nothing filed."""
    cluster = cluster_of(cast.district, cast.operator)
    return Case.objects.create(
        number=f"2026-310115-{Case.objects.count() + 1:03d}",
        kind="recognition",
        edition=notice.edition,
        stage="evaluation",
        cluster=cluster,
        operator_id=cast.operator.organisation,
        district=cluster.district,
        round=notice,
        opened_at=at(3, 10),
        filed_at=at(3, 16),
        moved_at=at(5, 6),
    )


def committed(
    cast: Cast, notice: Round, purpose: str = "clusters", when: datetime | None = None, **more: object
) -> Draw:
    """A commitment on 7 May, with a head signed after it."""
    when = when or at(5, 7)
    row = commit_draw(round_id=notice.pk, purpose=purpose, by=cast.municipal, at=when, **more)  # type: ignore[arg-type]  # handed through
    sign_present_head(at=when)
    return row


def revealed(cast: Cast, draw: Draw, when: datetime | None = None, **more: object) -> DrawReveal:
    """Its reveal, a day later."""
    return reveal_draw(draw=draw.pk, by=cast.municipal, at=when or at(5, 8), **more)  # type: ignore[arg-type]  # handed through
