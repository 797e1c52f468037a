"""The letters of the decision: recognised, or not and why (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of
from jiqun.procedure.shanghai_2024.round_days import usual_days


def _recognised(act: Act) -> Words:
    content = act.content
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于认定中小企业特色产业集群的决定", en="Decision to recognise a cluster"),
        opening=Bi(
            zh="根据《办法》第九条，经审查、专家评审和公示，决定认定你单位申报的下列集群为市级中小企业特色产业集群：",
            en="Under Article 9 of the Procedures, after examination, expert evaluation and public notice, the cluster "
            "below is recognised as a municipal SME specialty industry cluster:",
        ),
        points=(
            Bi(zh="认定证书编号：{number}。", en="Certificate number: {number}.").fill(number=content["certificate"]),
            Bi(
                zh="有效期自{first}起至{last}止，有效期届满前六个月起可以申请复评。",
                en="It is valid from {first} through {last}; re-evaluation opens six months before it expires.",
            ).fill(first=_day(content["valid_from"]), last=_day(content["valid_to"])),
            Bi(
                zh="认定名单以{number}公布。认定证书随后出具，可在集群的公开页面下载，任何人均可核验。",
                en="The list was published as {number}. The certificate follows on the cluster’s public page; anybody "
                "can verify it.",
            ).fill(number=content["list"]),
        ),
    )


def _renewed(act: Act) -> Words:
    content = act.content
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于中小企业特色产业集群通过复评的决定", en="Decision: the cluster passed its re-evaluation"),
        opening=Bi(
            zh="根据《办法》第九条、第十五条，经审查、专家评审和公示，你单位申请复评的下列集群通过复评，认定有效期延续三年：",
            en="Under Articles 9 and 15 of the Procedures, after examination, expert evaluation and public notice, the "
            "cluster below passed the re-evaluation; its recognition goes on for another three years:",
        ),
        points=(
            Bi(zh="认定证书编号：{number}。", en="Certificate number: {number}.").fill(number=content["certificate"]),
            Bi(
                zh="延续的有效期自{first}起至{last}止，自原有效期届满次日起计算。",
                en="The further term runs from {first}, the day after the earlier one ends, through {last}.",
            ).fill(first=_day(content["valid_from"]), last=_day(content["valid_to"])),
            Bi(
                zh="名单以{number}公布。认定证书随后出具，可在集群的公开页面下载，任何人均可核验。",
                en="The list was published as {number}. The certificate follows on the cluster’s public page; anybody "
                "can verify it.",
            ).fill(number=content["list"]),
        ),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _not_recognised(act: Act) -> Words:
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于不予认定中小企业特色产业集群的决定", en="Decision not to recognise a cluster"),
        opening=Bi(
            zh="根据《办法》第九条，你单位申报的下列集群经审查，决定不予认定，理由如下：",
            en="Under Article 9 of the Procedures the application for the cluster below has been examined. The cluster "
            "is not recognised, for these reasons:",
        ),
        points=_why_not(act),
    )


def _not_renewed(act: Act) -> Words:
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于中小企业特色产业集群未通过复评的决定", en="Decision: the re-evaluation was not passed"),
        opening=Bi(
            zh="根据《办法》第九条、第十五条，你单位申请复评的下列集群经审查，决定不予通过复评，理由如下：",
            en="Under Articles 9 and 15 of the Procedures the cluster below has been examined again. It did not pass "
            "the re-evaluation, for these reasons:",
        ),
        points=(*_why_not(act), _STANDS),
    )


def _why_not(act: Act) -> tuple[Bi, ...]:
    """The reasons, the clauses, where more is said, and until when an appeal may be lodged."""
    told: Mapping[str, Any] = act.content["told"]
    assert act.case.round is not None
    days = act.case.round.days.get("appealing") or usual_days().get("appealing", 10)
    return (
        *lines(told["reason"]),
        *_clauses(told["clauses"]),
        Bi(
            zh="各条款的差距、改进建议和评分情况，见案件页面的意见反馈。",
            en="How far each clause is, what would help and how it was scored stands on the page of the case.",
        ),
        Bi(
            zh="对本决定不服的，可自送达之日起{days}个工作日内申请复核。",
            en="An appeal against this decision may be lodged within {days} working days of its service.",
        ).fill(days=days),
    )


def _clauses(told: Iterable[Mapping[str, Any]]) -> tuple[Bi, ...]:
    """The binding clauses that stood in the way, with how far each is."""
    return tuple(
        (_SHORT if one["short"] else _MISSED).fill(
            clause=one["clause"], title=Bi(**one["title"]), short=Bi(**(one["short"] or {"zh": "", "en": ""}))
        )
        for one in told
        if one["blocking"]
    )


_SHORT = Bi(zh="{clause}“{title}”未达到，差{short}。", en="{clause}, “{title}”, is not met: {short} short.")
_MISSED = Bi(zh="{clause}“{title}”未达到或未确定。", en="{clause}, “{title}”, is not met, or not settled.")
_STANDS = Bi(
    zh="原认定到有效期届满时终止；如拟据此撤销认定，将另行告知并听取你单位的陈述申辩。",
    en="The present recognition ends with its term. Should it be revoked on this ground, you will be told and heard "
    "first.",
)
LETTERS: Mapping[str, Kind] = {
    "recognised": Kind(Bi(zh="认定决定", en="Decision to recognise"), "city", _recognised),
    "not_recognised": Kind(Bi(zh="不予认定决定", en="Decision not to recognise"), "city", _not_recognised),
    "renewed": Kind(Bi(zh="复评通过决定", en="Decision: re-evaluation passed"), "city", _renewed),
    "not_renewed": Kind(Bi(zh="复评不通过决定", en="Decision: re-evaluation not passed"), "city", _not_renewed),
}
