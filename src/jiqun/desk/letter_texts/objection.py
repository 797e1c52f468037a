"""The letters that tell both sides how an objection was decided (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of
from jiqun.desk.remedies.objecting import prepared_reason
from jiqun.procedure.shanghai_2024.objection import ENDINGS


def _decided(act: Act) -> Words:
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于公示异议处理决定的通知", en="Decision on an objection to the public notice"),
        opening=Bi(
            zh="对你单位运营管理的集群在公示期内收到的异议（{number}），经审查决定：{ending}。理由如下：",
            en="An objection ({number}) to your cluster was lodged while it was on public notice. The decision: "
            "{ending}. The reasons:",
        ).fill(number=act.case.number, ending=ENDINGS[act.move.name]),
        points=lines(prepared_reason(act.case)),
    )


def _answered(act: Act) -> Words:
    """To whoever objected; without the name, which stands in no document."""
    return Words(
        to=Bi(zh="异议人（{number}）", en="the person who lodged objection {number}").fill(number=act.case.number),
        title=Bi(zh="关于公示异议处理结果的答复", en="Answer to your objection to the public notice"),
        opening=Bi(
            zh="你对公示集群提出的异议（{number}）收悉。经审查决定：{ending}。理由如下：",
            en="Your objection ({number}) to a cluster on public notice was examined. The decision: "
            "{ending}. The reasons:",
        ).fill(number=act.case.number, ending=ENDINGS[act.move.name]),
        points=lines(prepared_reason(act.case)),
    )


LETTERS: Mapping[str, Kind] = {
    "objection_decided": Kind(Bi(zh="异议处理决定通知", en="Decision on an objection"), "city", _decided),
    "objection_answered": Kind(Bi(zh="异议处理结果答复", en="Answer to an objection"), "city", _answered),
}
