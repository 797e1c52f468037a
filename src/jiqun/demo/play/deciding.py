"""Proposal, public notice, objections, decision, announcement, an appeal (Article 9)."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.words import Bi
from jiqun.demo.play.scene import Applicant, Scene
from jiqun.demo.stages import act
from jiqun.desk.do.deciding.announcing import announce_results
from jiqun.desk.do.deciding.decisions import Wanted, prepare_decisions, sign_decisions
from jiqun.desk.do.deciding.lists import publish_notice
from jiqun.desk.do.deciding.proposals import Ticked, move_each
from jiqun.desk.do.remedies.appeals import lodge_appeal
from jiqun.desk.do.remedies.lodging import lodge_objection, prove_objection
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.deciding.decisions import Decision, announcement_of, decisions_of
from jiqun.desk.look.deciding.proposals import evaluated_files, prepared_files, proposed_files
from jiqun.desk.remedies.lodging_form import Lodged

_PROPOSED = "（演示）符合第六条全部条件，专家评审结果良好。"
_RECOGNISED = "（演示）公示期满，无未决异议，予以认定。"
_REJECTED = "（演示）未达到认定条件，或超出本批名额。"


def propose(scene: Scene) -> None:
    """What is eligible and within the quota is proposed by one and approved by another."""
    when = scene.at(7, 3)
    files = evaluated_files(scene.round, by=scene.officer, at=when).files
    ticked = tuple(Ticked(one.case, one.version, {"reason": _PROPOSED}) for one in files if not one.lacks)
    move_each("prepare_proposal", ticked, by=scene.officer, at=when)
    when = scene.at(7, 3, 15)
    files = prepared_files(scene.round, by=scene.approver, at=when).files
    move_each("approve_proposal", tuple(Ticked(one.case, one.version, {}) for one in files), by=scene.approver, at=when)


def put_on_notice(scene: Scene) -> None:
    """Five working days of public notice; three objections, each of which ends in its own way."""
    when = scene.at(7, 7)
    chosen = {one.case: one.version for one in proposed_files(scene.round, by=scene.officer, at=when).files}
    title = Bi(zh="拟认定集群名单公示（演示）", en="Clusters proposed for recognition (demonstration)")
    row = publish_notice(round_id=scene.round, chosen=chosen, title=title, by=scene.officer, at=when)
    for one in scene.of("objection_upheld", "objection_dismissed", "objection_not_taken_up", "objection_open"):
        if one.case in chosen:
            case = _objected(scene, one, row.pk)
            _handled(scene, one, case, scene.at(7, 9))


def decide(scene: Scene) -> None:
    """Prepared by one, signed by another, announced on the day that was set: nobody is told before."""
    when = scene.at(7, 25)
    board = decisions_of(scene.round, by=scene.officer, at=when)
    wanted = [_wanted(one) for one in board.open]
    prepare_decisions(wanted, round_id=scene.round, by=scene.officer, at=when)
    when = scene.at(7, 25, 15)
    prepared = decisions_of(scene.round, by=scene.approver, at=when).prepared
    cases = {one.case: one.version for one in prepared}
    sign_decisions(cases, round_id=scene.round, announce_at=scene.at(8, 1, 10), by=scene.approver, at=when)
    when = scene.at(8, 1, 10)
    seen = announcement_of(scene.round, by=scene.officer, at=when).state
    announce_results(round_id=scene.round, seen=seen, by=scene.officer, at=when)


def appeal(scene: Scene) -> None:
    """The operator whose spot check failed appeals; two people who were not involved before decide."""
    for one in scene.of("failed_check"):
        if is_recognised(one, scene.at(8, 2)):
            continue
        row = lodge_appeal(
            case=one.case,
            ground="facts",
            argument="（演示）认为抽查口径与填报口径不同，请予复核。",
            remedy="reopen",
            by=one.demo.operator,
            at=scene.at(8, 8),
        )
        officer, approver = scene.crew.officials["second_officer"], scene.crew.officials["second_approver"]
        act(row.pk, "take_up", officer, scene.at(8, 11))
        reason = "（演示）经复核，口径一致，原决定认定事实清楚。"
        act(row.pk, "prepare_decision", officer, scene.at(8, 15), ending="dismiss", reason=reason)
        act(row.pk, "dismiss", approver, scene.at(8, 18))


def is_recognised(one: Applicant, at: datetime) -> bool:
    """Whether an application ended in a recognition."""
    return look_at_case(one.case, by=one.demo.operator, at=at).stage == "recognised"


def _wanted(one: Decision) -> Wanted:
    """What was on notice is recognised unless something stands against it now (an honour that has run out)."""
    recognise = one.recognise and not one.lacks
    return Wanted(one.case, one.version, recognise, _RECOGNISED if recognise else _REJECTED)


def _objected(scene: Scene, one: Applicant, published: int) -> int:
    when = scene.at(7, 8)
    lodged = Lodged(
        cluster=one.demo.cluster_number,
        ground="false_data",
        clause="",
        argument="（演示）反映该集群部分企业数据与实际不符，附有线索。",
        remedy="not_recognise",
        name="虚构异议人",
        organisation="",
        email=f"objector-{one.demo.number}@demo.example",
        phone="021-00000000",
        lang="zh",
        agreed=True,
    )
    waiting = lodge_objection(published=published, lodged=lodged, files=(), at=when)
    return prove_objection(handle=waiting.handle, at=scene.at(7, 8, 11)).pk


def _handled(scene: Scene, one: Applicant, case: int, at: datetime) -> None:
    if one.fate == "objection_open":
        return
    if one.fate == "objection_not_taken_up":
        act(case, "prepare_refusal", scene.officer, at, reason="（演示）未提供可核查的线索。")
        act(case, "not_take_up", scene.approver, scene.at(7, 10))
        return
    text = "（演示）反映该集群部分企业数据与实际不符。"
    act(case, "take_up", scene.officer, at, published_text=text, due_on=scene.day(7, 16))
    act(case, "answer", one.demo.operator, scene.at(7, 14), text="（演示）数据与财务报表一致，附说明。")
    given = {"part": "answer", "published_text": "（演示）数据与财务报表一致。"}
    act(case, "redact", scene.officer, scene.at(7, 15), **given)
    ending = "uphold_end" if one.fate == "objection_upheld" else "dismiss"
    reason = "（演示）经核实，反映属实。" if ending == "uphold_end" else "（演示）经核实，反映不实。"
    act(case, "prepare_decision", scene.officer, scene.at(7, 16), ending=ending, reason=reason)
    act(case, ending, scene.approver, scene.at(7, 17))
