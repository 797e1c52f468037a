"""The team of a visit: naming an inspector beside those who were drawn, without ties to whom they visit (Article 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.rights import the_check
from jiqun.desk.checks.ties import OPEN, has_ties, inspectors_free
from jiqun.desk.may import only, the_case
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.records.models import Inspector


def name_inspector(*, visit: int, person: int, by: Actor, at: datetime) -> Inspector:
    """Add somebody to the team by hand. Raises NotThere; Wrong for somebody who is no inspector, or has ties."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        the_case(by, visit, to_change=True)
        check = the_check(by, visit)
        if check.case.stage not in OPEN:
            raise Wrong({"person": _LATE})
        if not inspectors_free(check).filter(pk=person).exists():
            raise Wrong({"person": _TIES if has_ties(person, check) else _CHOOSE})
        row = Inspector.objects.create(check_of=check, person_id=person, drawn=False, at=at)
        record("name_inspector", f"case:{visit}", by=by, at=at, article="9", sealed=(row,))
        words = {"number": check.case.number, "cluster": check.case.cluster.name_zh}
        tell([row.person], f"team:{row.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/visits/{visit}/", at)
    return row


_LATE = Bi(zh="现场核查之后不能再增加人员。", en="Nobody joins the team after the visit.")
_CHOOSE = Bi(zh="请选择尚未加入的抽查人员。", en="Choose an inspector who is not on the team yet.")
_TIES = Bi(
    zh="该人员在运营管理机构、集群内企业或推荐区任职（或曾任职），应当回避。",
    en="They work or worked for the operator, an enterprise of the cluster or the district: they have to stand aside.",
)
_SUBJECT = Bi(zh="您已加入实地抽查组（{number}）", en="You are on the team of a spot check ({number})")
_BODY = Bi(
    zh="您已加入“{cluster}”的实地抽查组（{number}）。\n", en="You are on the team that visits {cluster} ({number}).\n"
)
