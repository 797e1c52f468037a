"""The notice, forty applications, and the districts' review (Articles 5, 7 and 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from jiqun.base.words import Bi
from jiqun.demo.building import registered
from jiqun.demo.play.scene import Applicant, Scene
from jiqun.demo.stages import act, fill_in, findings_of
from jiqun.demo.workshop import Made, Order
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.review import Settled, settle_clauses
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.do.rounds.switches import extend_filing, open_examination
from jiqun.desk.look.cases.case import version_of
from jiqun.desk.rounds.notice import Notice
from jiqun.facts.districts import DISTRICTS

_FATES = (
    *("withdrawn", "declined", "declined", "late", "returned", "city_returned", "challenged", "replaced", "wide"),
    *("objection_upheld", "objection_dismissed", "objection_not_taken_up", "tied", "tied"),
)

# Indexes of made-up clusters, apart from those of the present round: no two have their operator's code in common.
_FIRST, _A_YEAR = 72_000, 7_200


def fates_of(clusters: int) -> tuple[str, ...]:
    """What is to become of so many applications; the strong ones are recognised or fall below the quota's line."""
    return (*_FATES, *("strong" for _ in range(clusters - len(_FATES))))


def publish_notice(scene: Scene) -> None:
    """The year's round: sealed, with a quota and spot checks of a fifth."""
    year = scene.day(3, 10).year
    notice = Notice(
        number=f"（演示）经信集群〔{year}〕1号",
        title=Bi(
            zh=f"{year}年度中小企业特色产业集群申报通知（演示）",
            en=f"Applications for {year} (demonstration)",
        ),
        text=Bi(
            zh="请各运营管理机构按管理办法申报。本通知及其中单位均为演示虚构。",
            en="A fictional notice of the demonstration.",
        ),
        opens_at=scene.at(3, 10),
        closes_at=scene.at(4, 30, 17),
        materials=("A6.4.2", "A6.5.4", "A6.9.1"),
        sealed=True,
        rubric=scene.rubric,
        spot_share=scene.spot_share,
        quota=scene.quota,
        second_reason="（演示）分批组织申报。",
    )
    scene.round = publish_round(notice, by=scene.officer, at=scene.at(3, 3)).pk


def apply(scene: Scene) -> None:
    """Clusters are registered, and their operators apply, one of them after the closing by an extension."""
    for number, (fate, made) in enumerate(zip(scene.fates, _clusters(scene), strict=True), start=1):
        demo = registered(scene.first + number - 1, made, scene.crew.offices, scene.at(3, 5), scene.round)
        one = Applicant(demo, fate)
        one.case = open_application(round_id=scene.round, cluster=demo.cluster, by=demo.operator, at=scene.at(3, 12)).pk
        fill_in(one.case, demo, scene.at(3, 13) + timedelta(minutes=number), whole=True)
        scene.applicants.append(one)
        if fate == "tied":  # in the same minute, so that the order of filing does not part them
            _submit(one, scene.at(4, 28))
        elif fate != "late":
            _submit(one, scene.at(4, 20) + timedelta(minutes=number))
        scene.say(f"{number}/{len(scene.fates)} {made.snapshot.cluster['name_zh']}")
    for one in scene.of("late"):
        _extend(scene, one)
        _submit(one, scene.at(5, 8))
    for one in scene.of("withdrawn"):
        act(one.case, "withdraw", one.demo.operator, scene.at(4, 28), reason="（演示）拟于下一年度申报。")
    open_examination(round_id=scene.round, by=scene.officer, at=scene.at(5, 6))


def review(scene: Scene) -> None:
    """Each district accepts, settles what waits for a person, returns one application, recommends or declines."""
    ranks: Counter[str] = Counter()
    for one in scene.applicants:
        if one.fate == "withdrawn":
            continue
        officer, when = one.demo.officer, scene.at(5, 9)
        act(one.case, "accept", officer, when)
        if one.fate == "returned":
            due = scene.day(5, 20)
            act(one.case, "return_for_correction", officer, when, reason="请补充A6.4.2的证明。", due_on=due)
            act(one.case, "resubmit", one.demo.operator, scene.at(5, 13), declared="password")
            act(one.case, "accept", officer, scene.at(5, 14))
        _settle(one, scene.at(5, 15))
        if one.fate == "declined":
            act(one.case, "decline", officer, scene.at(5, 16), reason="（演示）存在不符合第六条必备条件的条款。")
            continue
        ranks[one.demo.district] += 1
        rank = ranks[one.demo.district]
        act(one.case, "recommend", officer, scene.at(5, 16), opinion=_opinion(one), rank=rank)


def _opinion(one: Applicant) -> str:
    """The district names the clauses that it leaves open."""
    found = findings_of(one.case, one.demo.officer)
    left = [each["clause"] for each in found if each["blocking"] and each["outcome"] == "boundary"]
    return "（演示）经初审，同意推荐。" + (f"恰在线上、待解释的条款：{'、'.join(left)}。" if left else "")


def _submit(one: Applicant, at: datetime) -> None:
    act(one.case, "submit", one.demo.operator, at, declared="password")


def _extend(scene: Scene, one: Applicant) -> None:
    extend_filing(
        round_id=scene.round,
        cluster=one.demo.cluster_number,
        until=scene.at(5, 9, 17),
        reason="（演示）申报期内系统故障。",
        unread={},
        by=scene.officer,
        at=scene.at(4, 30, 18),
    )


def _settle(one: Applicant, at: datetime) -> None:
    waiting = [each["clause"] for each in findings_of(one.case, one.demo.officer) if each["outcome"] == "review"]
    settled = {clause: Settled("met", "（演示）经核对材料，情况属实。") for clause in waiting}
    version = version_of(one.case, by=one.demo.officer)
    settle_clauses(case=one.case, version=version, clauses=settled, by=one.demo.officer, at=at)


def _clusters(scene: Scene) -> Iterator[Made]:
    """Strong ones for everybody who is to be recommended, each district among the first of them."""
    first = Order(
        scene.year,
        _FIRST + scene.year % 10 * _A_YEAR,
        scene.firms,
        scene.day(4, 30),
        written_on=scene.day(3, 13),
        years=scene.years_after,
    )
    weak = scene.workshop.each(replace(first, index=first.index + odd) for odd in range(1, 2 * len(scene.fates), 2))
    found = scene.workshop.strong(first)
    strong = _over_the_city(found) if len(scene.fates) > len(DISTRICTS) else found
    edge = scene.workshop.on_a_line(replace(first, index=first.index + _A_YEAR // 2))
    for fate in scene.fates:
        if fate == "on_the_line":
            yield next(edge)
        elif fate == "declined":
            yield next(weak)
        else:
            yield next(strong)


def _over_the_city(found: Iterator[Made]) -> Iterator[Made]:
    """One of each district first, then whatever comes."""
    seen: set[str] = set()
    later: list[Made] = []
    while len(seen) < len(DISTRICTS):
        one = next(found)
        if one.snapshot.cluster["district"] in seen:
            later.append(one)
        else:
            seen.add(one.snapshot.cluster["district"])
            yield one
    yield from later
    yield from found
