"""The letters about an annual report: back to its operator, and on to the Commission (Article 16)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi, day_words
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of


def _return(act: Act) -> Words:
    due = day_words(act.given["due_on"])
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于补正集群年度发展情况报告的通知", en="Notice to correct an annual report"),
        opening=Bi(
            zh="你单位报送的集群年度发展情况报告经核对需要补正，现通知如下：",
            en="The annual report of the cluster has been checked and needs correction, as follows:",
        ),
        points=(
            *lines(act.given["reason"]),
            Bi(
                zh="请于{due}前（含当日）补正并重新报送。是否按时报送，以首次报送的时间为准。",
                en="Please correct it and send it in again by the end of {due}. Whether the report was in time is "
                "judged by when it was first sent in.",
            ).fill(due=due),
        ),
    )


def _forward(act: Act) -> Words:
    return Words(
        to=Bi(zh="市经济和信息化委员会", en="Municipal Commission of Economy and Informatization"),
        title=Bi(zh="关于报送集群年度发展情况报告的函", en="Annual report of a cluster"),
        opening=Bi(
            zh="根据《办法》第十六条，我单位核对了下列集群的年度发展情况报告，现予报送：",
            en="Under Article 16 of the Procedures this office has checked the annual report of the cluster below and "
            "forwards it:",
        ),
        points=lines(act.given["opinion"]),
    )


LETTERS: Mapping[str, Kind] = {
    "return_report": Kind(Bi(zh="年度报告补正通知", en="Notice to correct a report"), "district", _return),
    "forward_report": Kind(Bi(zh="年度报告报送函", en="Report forwarded"), "district", _forward),
}
