"""The letters that decide on a reported change, to whoever reported it (Article 19, item 4)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi, day_words
from jiqun.desk.acts import Act
from jiqun.desk.changes.reported import last_report
from jiqun.desk.changes.words import said_of
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of
from jiqun.desk.remedies.objecting import prepared_reason
from jiqun.procedure.shanghai_2024.change_report import CHANGES


def _approved(act: Act) -> Words:
    report = last_report(act.case)
    words = {
        "kind": CHANGES[report.kind],
        "day": day_words(report.effective_on),
        "now": said_of(report.kind, report.after),
    }
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于同意集群重要变更的通知", en="Approval of a change of a cluster"),
        opening=_APPROVED.fill(**words),
        points=(*lines(prepared_reason(act.case)), _NOW.fill(**words), _CERTIFICATE),
    )


def _refused(act: Act) -> Words:
    report = last_report(act.case)
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于不予同意集群重要变更的通知", en="Refusal of a change of a cluster"),
        opening=_REFUSED.fill(kind=CHANGES[report.kind]),
        points=(*lines(prepared_reason(act.case)), _AS_BEFORE),
    )


_APPROVED = Bi(
    zh="根据《办法》第十九条，你单位报备的下列集群重要变更（{kind}）经审核，同意并登记，自{day}起。理由如下：",
    en="Under Article 19 of the Procedures the change that you reported of the cluster below ({kind}) has been "
    "examined. It is approved and entered into the register, with effect from {day}. The reasons:",
)
_NOW = Bi(zh="变更后的登记内容：{now}。", en="What the register says from then on: {now}.")
_CERTIFICATE = Bi(
    zh="已出具的认定证书不变，集群页面显示变更后的内容及其起始日期。",
    en="The certificate stays as it was issued; the cluster’s page shows the present values and since when they hold.",
)
_REFUSED = Bi(
    zh="根据《办法》第十九条，你单位报备的下列集群重要变更（{kind}）经审核，不予同意。理由如下：",
    en="Under Article 19 of the Procedures the change that you reported of the cluster below ({kind}) has been "
    "examined. It is not approved, for these reasons:",
)
_AS_BEFORE = Bi(zh="名录登记内容不变。", en="The register stays as it is.")
LETTERS: Mapping[str, Kind] = {
    "change_approved": Kind(Bi(zh="变更同意通知", en="Approval of a change"), "city", _approved),
    "change_refused": Kind(Bi(zh="变更不予同意通知", en="Refusal of a change"), "city", _refused),
}
