"""What the moves of a spot check leave behind: the day of the visit, and whether a finding stands (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect
from jiqun.desk.wrong import Wrong
from jiqun.records.models import CheckFinding, FindingSettled, SpotCheck


def _visit(act: Act) -> None:
    if act.given["visit_on"] < day_of(act.at):
        raise Wrong({"visit_on": _PAST})
    SpotCheck.objects.filter(case=act.case).update(visit_on=act.given["visit_on"])


def _settle(act: Act) -> None:
    """A confirmed finding takes the reported figure's place from now on; it is settled once."""
    finding = CheckFinding.objects.filter(pk=act.given["finding"], check_of__case=act.case, settled=None).first()
    if finding is None:
        raise Wrong({"finding": _NO_FINDING})
    if act.given["confirmed"] not in ("yes", "no"):
        raise Wrong({"confirmed": _SAY})
    row = FindingSettled.objects.create(
        finding=finding,
        confirmed=act.given["confirmed"] == "yes",
        reason=act.given["reason"],
        by_id=act.by.person,
        at=act.at,
    )
    act.rows.append(row)


EFFECTS: Mapping[str, Effect] = {
    "plan_visit": _visit,
    "move_visit": _visit,
    "settle_finding": _settle,
}
_PAST = Bi(zh="到场日期不能早于今天。", en="The visit cannot lie before today.")
_NO_FINDING = Bi(zh="没有这项待认定的发现。", en="There is no such finding to settle.")
_SAY = Bi(zh="请选择成立或不成立。", en="Say whether it stands.")
