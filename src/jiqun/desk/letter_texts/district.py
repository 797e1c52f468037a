"""The letters of a district's office (Articles 5 and 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of


def _return(act: Act) -> Words:
    due: date = act.given["due_on"]
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于补正集群申报材料的通知", en="Notice to correct an application"),
        opening=Bi(
            zh="你单位提交的集群认定申报材料经审查需要补正，现通知如下：",
            en="The application for recognition of the cluster has been examined and needs correction, as follows:",
        ),
        points=(
            *lines(act.given["reason"]),
            Bi(
                zh=f"请于{due.year}年{due.month}月{due.day}日前（含当日）补正并重新提交。补正期间，初审期限中止计算。",
                en=f"Please correct it and submit it again by the end of {due.isoformat()}. Until then the time for "
                "the preliminary review stands still.",
            ),
        ),
    )


def _recommend(act: Act) -> Words:
    rank = act.given["rank"]
    return Words(
        to=Bi(zh="市经济和信息化委员会", en="Municipal Commission of Economy and Informatization"),
        title=Bi(zh="关于推荐中小企业特色产业集群的函", en="Recommendation of an SME specialty industry cluster"),
        opening=Bi(
            zh="根据《办法》第八条，我单位对下列集群进行了初审，现予推荐：",
            en="Under Article 8 of the Procedures this office has reviewed the cluster below and recommends it:",
        ),
        points=(
            *lines(act.given["opinion"]),
            Bi(zh=f"本区推荐名次：第{rank}。", en=f"Order of merit within the district: {rank}."),
        ),
    )


def _decline(act: Act) -> Words:
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于集群申报不予推荐的通知", en="Notice that a cluster is not recommended"),
        opening=Bi(
            zh="你单位提交的集群认定申报经初审，决定不予推荐，理由如下：",
            en="After the preliminary review the cluster is not recommended, for these reasons:",
        ),
        points=lines(act.given["reason"]),
    )


LETTERS: Mapping[str, Kind] = {
    "return_for_correction": Kind(Bi(zh="补正通知", en="Notice to correct"), "district", _return),
    "recommend": Kind(Bi(zh="推荐函", en="Recommendation"), "district", _recommend),
    "decline": Kind(Bi(zh="不予推荐通知", en="Notice of not being recommended"), "district", _decline),
}
