"""Spot checks: drawn in public, visited, replied to, settled; one of them finds what was not so (Article 9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from jiqun.demo.play.scene import Applicant, Scene
from jiqun.demo.stages import act
from jiqun.desk.actor import Actor
from jiqun.desk.checks.acts import Found, Noted, Signed
from jiqun.desk.do.checks.replies import reply_to_finding
from jiqun.desk.do.checks.visits import note_on_site
from jiqun.desk.do.draws.drawing import commit_draw, reveal_draw
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.look.cases.worklist import cases_about
from jiqun.desk.look.checks.part import look_at_check
from jiqun.desk.look.checks.visits import list_visits, look_at_visit
from jiqun.desk.look.draws.drawing import round_draws

_STROKE = [[[100, 500], [300, 200], [500, 700], [800, 400]]]


def draw(scene: Scene) -> None:
    """Clusters, then for each drawn one its enterprises and its inspectors; commitment and reveal on different days.

    At one that was drawn the visit is going to find other figures than were reported.
    """
    _drawn(scene, "clusters", None, scene.at(6, 2), scene.at(6, 3))
    for chance in round_draws(scene.round, by=scene.officer).chances:
        _drawn(scene, chance.purpose, chance.case, scene.at(6, 3, 10), scene.at(6, 4))
    drawn = [one for one in scene.of("strong", "returned", "late") if checks_of(scene, one)]
    for one in drawn[:1]:
        one.fate = "failed_check"


def visit(scene: Scene) -> None:
    """Each visit is planned, made, signed by both sides and handed in; findings are replied to and settled."""
    for one in scene.still():
        for check in checks_of(scene, one):
            act(check, "plan_visit", scene.officer, scene.at(6, 5), visit_on=scene.day(6, 10))
            _visited(scene, check, scene.at(6, 10), wrong=one.fate == "failed_check")
            _closed(scene, check, one.demo.operator, scene.at(6, 11))


def _drawn(scene: Scene, purpose: str, case: int | None, committed: datetime, revealed: datetime) -> None:
    count = 2 if purpose == "inspectors" else None
    row = commit_draw(round_id=scene.round, purpose=purpose, case=case, count=count, by=scene.officer, at=committed)
    sign_present_head(at=committed + timedelta(hours=12))
    reveal_draw(draw=row.pk, by=scene.officer, at=revealed)


def checks_of(scene: Scene, one: Applicant) -> list[int]:
    """The spot checks of an applicant that were drawn."""
    return [check.id for check in cases_about(one.case, by=scene.officer, at=scene.at(6, 5))]


def _visited(scene: Scene, check: int, at: datetime, *, wrong: bool) -> None:
    inspector = next(
        one for one in scene.crew.inspectors if any(each.id == check for each in list_visits(by=one, at=at).items)
    )
    view = look_at_visit(check, by=inspector, at=at)
    notes = [
        Noted(_uid(check, item.key), at, f"note_{item.key}", item.key, "yes", "（演示）现场核对相符。")
        for item in view.record.items
    ]
    found = []
    if wrong:
        text = "（演示）与财务报表不符。"
        found = [
            Found(_uid(check, f"found_{firm.id}"), at, "found", firm.id, firm.years[0].year, "output_value", "1", text)
            for firm in view.record.firms
            if firm.years
        ]
    note_on_site(visit=check, acts=[*notes, *found], by=inspector, at=at)
    record = look_at_visit(check, by=inspector, at=at).sha256
    later = at + timedelta(hours=3)
    signed = [
        Signed(_uid(check, side), later, side, side, name, record, _STROKE)
        for side, name in (("team", inspector.name), ("visited", "运营机构代表（演示）"))
    ]
    note_on_site(visit=check, acts=signed, by=inspector, at=later)
    act(check, "record_visit", inspector, later)


def _closed(scene: Scene, check: int, operator: Actor, at: datetime) -> None:
    for one in look_at_check(check, by=scene.officer).findings:
        reply_to_finding(visit=check, finding=one.id, agrees="yes", text="（演示）属填报错误。", by=operator, at=at)
    act(check, "reply_to_check", operator, at)
    for one in look_at_check(check, by=scene.officer).findings:
        reason = "（演示）以财务报表为准。"
        act(
            check,
            "settle_finding",
            scene.officer,
            at + timedelta(hours=5),
            finding=one.id,
            confirmed="yes",
            reason=reason,
        )
    act(check, "close_check", scene.officer, at + timedelta(days=1))


def _uid(check: int, what: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"demo:{check}:{what}"))
