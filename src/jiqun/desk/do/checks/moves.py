"""What the moves of a spot check leave behind: its day, who is told, whether a finding stands (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect
from jiqun.desk.checks.rights import findings_that_hold
from jiqun.desk.post import tell
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, FindingSettled, Person, SpotCheck


def _visit(act: Act) -> None:
    if act.given["visit_on"] < day_of(act.at):
        raise Wrong({"visit_on": _PAST})
    SpotCheck.objects.filter(case=act.case).update(visit_on=act.given["visit_on"])
    _tell_team(act)


def _tell_team(act: Act) -> None:
    """The team goes by its own page: the case's messages reach the operator and the offices alone."""
    team = Person.objects.filter(pk__in=act.case.spot_check.team.values("person"), is_active=True).order_by("pk")
    day = act.given.get("visit_on")
    words = {**_words(act), "day": f"{day:%Y-%m-%d}" if day else "", "reason": str(act.given.get("reason", ""))}
    path, key = f"/desk/visits/{act.case.pk}/", f"visit:{act.case.pk}:{act.case.version}"
    tell(team, key, _SUBJECT.fill(**words), _BODY.fill(**words), path, act.at)


def _tell_firms(act: Act) -> None:
    """An enterprise that was found to differ is asked for its reply, each about itself alone."""
    firms = {one.enterprise.organisation_id for one in findings_that_hold(act.case)} - {None}
    held = Appointment.objects.filter(organisation__in=firms, role=Role.ENTERPRISE, until=None)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")
    words = _words(act)
    tell(
        people, f"found:{act.case.pk}", _FOUND.fill(**words), _FOUND_BODY.fill(**words), "/desk/my-enterprise/", act.at
    )


def _words(act: Act) -> dict[str, Bi | str]:
    cluster = act.case.cluster
    name = Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)
    return {"cluster": name, "number": act.case.number, "done": act.move.said}


def _settle(act: Act) -> None:
    """A confirmed finding takes the reported figure's place from now on; it is settled once."""
    held = findings_that_hold(act.case)
    finding = next((one for one in held if one.pk == act.given["finding"] and not hasattr(one, "settled")), None)
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
    "call_off": _tell_team,
    "record_visit": _tell_firms,
    "settle_finding": _settle,
}
_PAST = Bi(zh="到场日期不能早于今天。", en="The visit cannot lie before today.")
_NO_FINDING = Bi(zh="没有这项待认定的发现。", en="There is no such finding to settle.")
_SAY = Bi(zh="请选择成立或不成立。", en="Say whether it stands.")
_SUBJECT = Bi(zh="实地抽查：{done}（{number}）", en="Spot check: {done} ({number})")
_BODY = Bi(
    zh="“{cluster}”的实地抽查（{number}）：{done}。{day}\n{reason}\n到场前请打开核查页一次，离线时也能填写。\n",
    en="The spot check of {cluster} ({number}): {done}. {day}\n{reason}\nOpen its page once before you go: it then "
    "works off line too.\n",
)
_FOUND = Bi(
    zh="实地抽查有涉及贵企业的发现（{number}）", en="A spot check found something about your enterprise ({number})"
)
_FOUND_BODY = Bi(
    zh="对“{cluster}”的实地抽查（{number}）发现贵企业的数据与申报不同。请在期限内答复；答复前或期满前，发现不作认定。\n",
    en="The spot check of {cluster} ({number}) found figures of your enterprise to be other than reported. "
    "Reply in time: nothing is settled before you have replied or the time is over.\n",
)
