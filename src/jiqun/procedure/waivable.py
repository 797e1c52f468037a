"""What may be waived: checks of our own and terms set by the office, never what Articles 6 to 19 ask (Article 20).

Not here, though the office has set them: what protects somebody else. The time to correct, to reply or to answer before
an office goes on (`lapsed`, `challenge_lapsed`, `reply_lapsed`, `in_window`), the seal on a round that is not examined
yet (`examining`), the number of experts (`all_sheets_in`) and the quota (`within_quota`), by which all applicants of a
round are measured alike, two inspectors and two signatures (`team`, `signed`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jiqun.base.words import Bi

Reach = Literal["case", "cluster", "round"]


@dataclass(frozen=True)
class Waivable:
    """A check or term of ours: what it is, why it is ours, and for what it may be waived.

    `name` is that of the need (`procedure.kit.Need`), or of the lack that the desk finds.
    """

    name: str
    title: Bi
    why: Bi
    reach: tuple[Reach, ...]


_ALL = (
    Waivable(
        "completing",
        Bi(zh="停止接收补正材料", en="Corrections are taken no more"),
        Bi(
            zh="停止接收补正是本批设的开关，办法没有规定截止日期。",
            en="It is a switch of the round; the Procedures name no day for it.",
        ),
        ("case", "cluster", "round"),
    ),
    Waivable(
        "open_clauses_named",
        Bi(zh="推荐意见须写明尚待确定的条款编号", en="The opinion names every open clause by its number"),
        Bi(
            zh="办法要求区作出推荐，写明条款编号是本系统的核对。",
            en="The Procedures ask for a recommendation; naming clauses by number is a check of this system.",
        ),
        ("case", "round"),
    ),
    Waivable(
        "rank_free",
        Bi(zh="同一区的推荐名次不得重复", en="No two clusters of a district have one rank"),
        Bi(
            zh="推荐名次由市里要求区填报，办法没有规定。",
            en="The rank is asked for by the Commission; the Procedures know none.",
        ),
        ("case",),
    ),
    Waivable(
        "panel_held",
        Bi(zh="评分分歧超过限度须召开专家会议", en="A wide spread of scores needs a panel"),
        Bi(
            zh="分歧的限度由本批通知设定，办法没有规定。",
            en="How wide is too wide is set by the round; the Procedures say nothing of it.",
        ),
        ("case",),
    ),
    Waivable(
        "appeal_in_time",
        Bi(zh="提出复核申请的期限", en="The time to lodge an appeal"),
        Bi(
            zh="期限由本批通知设定，办法没有规定；豁免只对申请人有利。",
            en="The time is set by the round and not by the Procedures; waiving it can only help who appeals.",
        ),
        ("case", "cluster", "round"),
    ),
)
WAIVABLE: Mapping[str, Waivable] = {one.name: one for one in _ALL}
