"""The letters of the Commission while it examines (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of
from jiqun.facts.districts import DISTRICTS


def _return(act: Act) -> Words:
    due: date = act.given["due_on"]
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于补正集群申报材料的通知", en="Notice to correct an application"),
        opening=Bi(
            zh="你单位经区推荐的集群认定申报材料经形式审查需要补正，现通知如下：",
            en="The application that your district recommended has been checked for form and needs correction:",
        ),
        points=(
            *lines(act.given["reason"]),
            Bi(
                zh="请于{day}前（含当日）补正并重新提交。补正期间，形式审查期限中止计算。",
                en="Please correct it and submit it again by the end of {day}. Until then the time for the check "
                "stands still.",
            ).fill(day=due),
        ),
    )


def _challenge(act: Act) -> Words:
    due: date = act.given["due_on"]
    name = DISTRICTS[act.case.district]
    return Words(
        to=Bi(zh=f"{name.zh}中小企业主管部门", en=f"SME department of {name.en}"),
        title=Bi(zh="关于说明推荐意见的函", en="Question about a recommendation"),
        opening=Bi(
            zh="对你单位的推荐意见，请就下列问题予以说明：",
            en="Please explain your recommendation in these points:",
        ),
        points=(
            *lines(act.given["reason"]),
            Bi(
                zh="请于{day}前（含当日）坚持推荐并说明理由，或撤回推荐。",
                en="Please uphold the recommendation with reasons, or take it back, by the end of {day}.",
            ).fill(day=due),
        ),
    )


LETTERS: Mapping[str, Kind] = {
    "return_formality": Kind(Bi(zh="补正通知（市级）", en="Notice to correct, by the Commission"), "city", _return),
    "challenge": Kind(Bi(zh="质询推荐函", en="Question about the recommendation"), "city", _challenge),
}
