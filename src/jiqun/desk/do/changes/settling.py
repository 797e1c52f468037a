"""An officer notes that a difference is none, with the reason (Article 19, item 4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, differences_of, only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Cluster, DifferenceSettled


def note_none(*, difference: int, reason: str, by: Actor, at: datetime) -> DifferenceSettled:
    """It is no change: a slip, another spelling, another way of measuring. Raises NotThere, Wrong."""
    only(by, Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = differences_of(by).filter(pk=difference).first()
        if row is None:
            raise NotThere
        Cluster.objects.select_for_update().get(pk=row.cluster_id)
        refuse_if(
            {
                "reason": None if reason.strip() else _REASON,
                "": _SETTLED if DifferenceSettled.objects.filter(difference=row).exists() else None,
            }
        )
        settled = DifferenceSettled.objects.create(
            difference=row, on=day_of(at), reason=reason.strip(), by_id=by.person, at=at
        )
        record("settle_difference", f"cluster:{row.cluster_id}", by=by, at=at, article="19", sealed=(settled,))
    return settled


_REASON = Bi(zh="请写明为何不属于变更。", en="Say why it is no change.")
_SETTLED = Bi(zh="已有处理结果，请刷新页面查看。", en="It has been settled meanwhile: look at the page again.")
