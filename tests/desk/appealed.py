"""Applications that were decided against, and appeals against that."""

from __future__ import annotations

from datetime import datetime

from jiqun.desk.actor import Actor
from jiqun.desk.acts import make_move
from jiqun.desk.do.remedies.appeals import lodge_appeal
from jiqun.desk.files import Taken
from jiqun.records.models import Case, Enterprise, Submission
from tests.cast import Cast, at
from tests.desk.at_stage import evaluated
from tests.desk.filled import PDF, move, submitted
from tests.remembered import remembered

WHY = "产值数据与统计口径不符。"


@remembered
def declined(cast: Cast) -> Case:
    """Not recommended by its district, on Wednesday 18 March."""
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    move(case, "decline", cast.district, at(3, 18), reason=WHY)
    return Case.objects.get(pk=case.pk)


@remembered
def not_recognised(cast: Cast) -> Case:
    """Evaluated and then not recognised, on 1 June."""
    case = evaluated(cast)
    move(case, "prepare_rejection", cast.municipal, at(5, 26), reason="名额已满。")
    move(case, "sign_rejection", cast.approver, at(5, 27))
    version = Case.objects.get(pk=case.pk).version
    make_move(case.pk, "reject", version=version, by=cast.municipal, at=at(6, 1))
    return Case.objects.get(pk=case.pk)


def on_the_roster(cast: Cast, case: Case, place: int = 0) -> Enterprise:
    """An enterprise on the roster of a case, for which the cast's enterprise acts."""
    cluster = Submission.objects.filter(case=case).latest("place").roster.cluster
    firm = Enterprise.objects.filter(listings__cluster=cluster).order_by("pk")[place]
    firm.organisation_id = cast.enterprise.organisation
    firm.save()
    return firm


def lodged(case: Case, by: Actor, when: datetime, argument: str = "产值按统计局口径核算，见附件。") -> Case:
    """An appeal against its decision, with one file."""
    return lodge_appeal(
        case=case.pk,
        ground="figures",
        argument=argument,
        remedy="reopen",
        files=[Taken("核算说明.pdf", PDF)],
        by=by,
        at=when,
    )
