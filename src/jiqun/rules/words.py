"""The fixed words of findings: outcomes, verdicts, and the sentences that need no numbers."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi

OUTCOMES: Mapping[str, Bi] = {
    "met": Bi(zh="符合", en="met"),
    "not_met": Bi(zh="不符合", en="not met"),
    "boundary": Bi(zh="临界", en="on the line"),
    "review": Bi(zh="待审核", en="for review"),
    "missing": Bi(zh="缺数据", en="missing"),
    "not_applicable": Bi(zh="不适用", en="not applicable"),
}
VERDICTS: Mapping[str, Bi] = {
    "eligible": Bi(zh="符合认定标准", en="eligible"),
    "not_eligible": Bi(zh="不符合认定标准", en="not eligible"),
    "undetermined": Bi(zh="尚不能确定", en="undetermined"),
}
KINDS: Mapping[str, Bi] = {
    "measured": Bi(zh="计算", en="measured"),
    "counted": Bi(zh="计数", en="counted"),
    "declared": Bi(zh="申报", en="declared"),
    "judged": Bi(zh="评判", en="judged"),
}
VERDICT_WORDS: Mapping[str, Bi] = {
    "met": Bi(zh="符合", en="met"),
    "not_met": Bi(zh="不符合", en="not met"),
    "review": Bi(zh="由审核人员判断", en="for a person to decide"),
}
JUDGED = Bi(zh="由审核人员评判。", en="A reviewer decides this clause.")
UNKNOWN_FIGURE = Bi(
    zh="本版本不掌握国家标准在此项上的数值，不作推测，由审核人员判断。",
    en="This edition does not know the national figure and does not guess it: a person decides.",
)
DECLARED: Mapping[str, Bi] = {
    "missing": Bi(
        zh="没有申报：“专项说明”中缺少此项。",
        en="Not stated: the sheet “Statements” says nothing about it.",
    ),
    "not_met": Bi(zh="申报单位说明不具备。", en="The applicant states that it does not hold."),
    "review": Bi(
        zh="申报单位说明具备，待审核人员核实佐证材料。",
        en="The applicant states that it holds; a reviewer checks the evidence.",
    ),
    "not_applicable": Bi(
        zh="集群不属于{flag}，此项不适用。",
        en="The cluster belongs to no {flag}: the clause does not apply.",
    ),
}
FLAG_BLANK = Bi(
    zh="没有填报集群是否属于{flag}，无从判断此项是否适用。",
    en="Not reported whether the cluster belongs to any {flag}: whether the clause applies cannot be told.",
)
NONE_ALLOWED = Bi(zh="没有", en="none")
EITHER_OF_TWO = Bi(zh="前者须{first}，或者后者{second}。", en="The first must be {first}, or the second {second}.")
BOTH_OF_TWO = Bi(zh="前者须{first}，后者须{second}。", en="The first must be {first}, the second {second}.")
REVIEWED = Bi(zh="审核人员认定：{outcome}。理由：{reason}", en="Decided by a reviewer: {outcome}. Reason: {reason}")
ON_THE_LINE = Bi(
    zh="恰在界限上：“超过”是否包括本数，须由解释（第二十条）明确，在此之前既不算符合也不算不符合。",
    en=(
        "Exactly on the line: whether “over” takes in the figure itself is for an interpretation (Article 20)"
        " to settle; until then it neither passes nor fails."
    ),
)
MUST_BE: Mapping[str, Bi] = {
    ">": Bi(zh="超过{}", en="over {}"),
    ">=": Bi(zh="不少于{}", en="at least {}"),
    "<=": Bi(zh="不超过{}", en="at most {}"),
}
GROWTH_READINGS: Mapping[str, Bi] = {
    "geometric_from_base_year": Bi(zh="以前一年为基期的几何平均", en="geometric mean from the base year"),
    "geometric_within_window": Bi(zh="三年内的几何平均", en="geometric mean within the three years"),
    "mean_of_yearly_rates": Bi(zh="各年增速的算术平均", en="mean of the yearly rates"),
}
