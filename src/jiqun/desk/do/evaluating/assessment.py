"""The overall assessment of a year: prepared by one person, approved by another on the same facts (Article 17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.assessing import Line, as_stored, from_stored, latest_prepared, lines_of
from jiqun.desk.evaluating.programme import the_programme
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.may import only
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Cluster, OverallAssessment, PreparedAssessment, Round


def prepare_assessment(*, round_id: int, by: Actor, at: datetime) -> PreparedAssessment:
    """Work out the year as it stands today; clusters of which a part waits are named and get no place.

    Raises NotThere; Wrong before the year is over, or where no cluster is left to assess.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        notice, on = the_programme(round_id, to_change=True), day_of(at)
        refuse_if({"": _EARLY.fill(year=notice.year) if on.year <= notice.year else None})
        lines = lines_of(notice, on)
        refuse_if({"": None if lines else _NOBODY})
        row = PreparedAssessment.objects.create(
            round=notice,
            place=PreparedAssessment.objects.filter(round=notice).count() + 1,
            on=on,
            lines=[as_stored(one) for one in lines],
            by_id=by.person,
            at=at,
        )
        content = {"place": row.place, "clusters": len(lines), "ranked": sum(one.place is not None for one in lines)}
        subject = f"round:{notice.pk}"
        record("prepare_assessment", subject, by=by, at=at, article="17", content=content, sealed=(row,))
        told = Mailing(_TO_APPROVE, _TO_APPROVE, _page(notice), (Role.MUNICIPAL_APPROVER,))
        send_mailing(told, f"assessment-prepared:{row.pk}", at)
    return row


def approve_assessment(*, round_id: int, prepared: int, by: Actor, at: datetime) -> int:
    """Approve what was prepared last, if nothing has changed since; how many clusters are now assessed.

    Raises NotThere; Wrong for whoever prepared it, another version than the page showed, or changed facts.
    """
    only(by, Role.MUNICIPAL_APPROVER)
    with transaction.atomic():
        notice = the_programme(round_id, to_change=True)
        row = latest_prepared(notice)
        if row is None or row.pk != prepared:
            raise Wrong({"": _OVERTAKEN})
        lines = [from_stored(one) for one in row.lines]
        ranked = [one for one in lines if one.place is not None]
        refuse_if(
            {
                "by": _SAME_PERSON if row.by_id == by.person else None,
                "": _changed(row, lines_of(notice, row.on)) or (None if ranked else _NONE_RANKED),
            }
        )
        made = [_assessed(notice, one, by, at) for one in ranked]
        content = {"prepared": row.pk, "clusters": len(made)}
        subject = f"round:{notice.pk}"
        record("approve_assessment", subject, by=by, at=at, article="17", content=content, sealed=made)
        told = _TOLD.fill(year=notice.year)
        roles = (Role.OPERATOR, Role.DISTRICT_OFFICER)
        send_mailing(Mailing(told, told, f"/evaluations/{notice.pk}/", roles), f"assessment:{row.pk}", at)
    return len(made)


def _assessed(notice: Round, line: Line, by: Actor, at: datetime) -> OverallAssessment:
    stored = as_stored(line)
    return OverallAssessment.objects.create(
        cluster_id=line.cluster,
        round=notice,
        parts=stored["parts"],
        score=stored["score"],
        place=stored["place"],
        by_id=by.person,
        at=at,
    )


def _changed(row: PreparedAssessment, now: Iterable[Line]) -> Bi | None:
    """The clusters of which anything is other than it was prepared; None where nothing is."""
    before = {one["cluster"]: one for one in row.lines}
    present = {one.cluster: as_stored(one) for one in now}
    keys = [key for key in before.keys() | present.keys() if before.get(key) != present.get(key)]
    names = Cluster.objects.filter(pk__in=keys).order_by("number").values_list("name_zh", flat=True)
    return _OTHER.fill(clusters="、".join(names)) if keys else None


def _page(notice: Round) -> str:
    return f"/desk/programmes/{notice.pk}/assessment/"


_EARLY = Bi(zh="{year}年尚未结束，年末之后再拟定。", en="{year} is not over: prepare it when it is.")
_NOBODY = Bi(zh="没有待评价的认定集群。", en="No recognised cluster is left to assess.")
_OVERTAKEN = Bi(
    zh="拟定的结果已更新或已批准，请看过现在的内容再批准。",
    en="It was prepared anew or approved meanwhile: read what it says now.",
)
_SAME_PERSON = Bi(zh="拟定人与批准人不能是同一人。", en="Whoever prepared it cannot also approve it.")
_NONE_RANKED = Bi(
    zh="还没有任何集群的各部分都已齐备，不能批准。", en="There is no cluster yet of which every part is there."
)
_OTHER = Bi(
    zh="拟定之后以下集群的依据有变化，须重新拟定：{clusters}。",
    en="Since it was prepared something changed for these clusters; it has to be prepared again: {clusters}.",
)
_TO_APPROVE = Bi(zh="年度综合评价已拟定，待批准", en="The overall assessment of a year is prepared, to be approved")
_TOLD = Bi(zh="{year}年度集群综合评价结果已公布", en="The overall assessment of {year} has been published")
