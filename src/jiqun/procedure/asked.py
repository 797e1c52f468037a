"""What a move may ask for, by the name of the form's field."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi

ASKED: Mapping[str, Bi] = {
    "reason": Bi(zh="理由", en="the reason"),
    "due_on": Bi(zh="期限", en="the due day"),
    "clause": Bi(zh="条款", en="the clause"),
    "outcome": Bi(zh="审定结果", en="the outcome"),
    "text": Bi(zh="内容", en="the text"),
    "question": Bi(zh="问题", en="the question"),
    "opinion": Bi(zh="意见", en="the opinion"),
    "rank": Bi(zh="推荐名次", en="the rank"),
    "until": Bi(zh="延长至", en="until when"),
    "published_text": Bi(zh="对外公布的文本", en="the text as it will be published"),
    "part": Bi(zh="部分", en="which part"),
    "ending": Bi(zh="处理结果", en="how it ends"),
    "visit_on": Bi(zh="到场日期", en="the day of the visit"),
    "finding": Bi(zh="抽查发现", en="the finding"),
    "confirmed": Bi(zh="是否成立", en="whether it stands"),
    "limb": Bi(zh="所依据的情形", en="the ground"),
    "served_on": Bi(zh="送达日期", en="the day of service"),
    "how": Bi(zh="送达方式", en="how it was served"),
    "alert": Bi(zh="所据的线索", en="the alert that it rests on"),
    "files": Bi(zh="证据材料", en="evidence"),
}
