"""The letter that tells an operator the result of its service evaluation (Article 17)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from jiqun.base.saying import say
from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, operator_of
from jiqun.fairness.programme import GRADES
from jiqun.records.models import EvaluationSheet, FiledEvaluation


def _result(act: Act) -> Words:
    filed = FiledEvaluation.objects.filter(case=act.case).latest("place")
    body = EvaluationSheet.objects.select_related("contract__evaluator").get(case=act.case).contract.evaluator
    assert act.case.round is not None
    total = Fraction(filed.total)
    points = Bi(zh=say(total, "", "zh"), en=say(total, "", "en"))
    words = {
        "year": act.case.round.year,
        "body": Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        "total": points,
        "grade": GRADES[filed.grade],
    }
    return Words(
        to=operator_of(act),
        title=Bi(zh="服务评价结果告知书", en="Result of the service evaluation"),
        opening=_OPENING.fill(**words),
        points=(_TOTAL.fill(**words), _GRADE.fill(**words), _FOLLOWS),
    )


_OPENING = Bi(
    zh="受市经济信息化委委托，{body}完成了你单位{year}年度服务评价，你单位的答复已一并考虑。结果如下：",
    en="Entrusted by the Commission, {body} has completed the service evaluation of {year}; your reply was considered. "
    "The result:",
)
_TOTAL = Bi(zh="总分：{total}分（满分100分）。", en="Total: {total} out of 100.")
_GRADE = Bi(zh="等次：{grade}。", en="Grade: {grade}.")
_FOLLOWS = Bi(
    zh="评价结果按公布的权重计入集群年度综合评价；各项指标的分值和依据可在案件中查看。",
    en="It counts in the cluster’s overall assessment of the year by the published weight. Points, and what they rest "
    "on, stand in the case.",
)
LETTERS: Mapping[str, Kind] = {
    "service_evaluation": Kind(Bi(zh="服务评价结果告知书", en="Result of the service evaluation"), "city", _result),
}
