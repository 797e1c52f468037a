"""The words that several sheets share: names of sheets, yes and no, outcomes and their codes."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.facts.sheets import SHEETS
from jiqun.rules.question import Outcome
from jiqun.rules.words import OUTCOMES

FINDINGS, FIGURES, MEASURES, WORKING, SIZES, NOTES = "findings", "figures", "measures", "working", "sizes", "notes"
SHEET_NAMES: Mapping[str, Bi] = {
    **{key: sheet.label for key, sheet in SHEETS.items()},
    FINDINGS: Bi(zh="结论", en="Findings"),
    FIGURES: Bi(zh="界限", en="Figures"),
    MEASURES: Bi(zh="指标", en="Measures"),
    WORKING: Bi(zh="验算", en="Working"),
    "annual": Bi(zh="年度数据", en="Rows"),
    SIZES: Bi(zh="划型标准", en="Size classes"),
    NOTES: Bi(zh="提示", en="Notes"),
}
YES, NO = Bi(zh="是", en="yes"), Bi(zh="否", en="no")
ABSENT = Bi(zh="无数据", en="absent")

# An outcome is a number where outcomes are weighed, the worst the least; `missing` and `not_applicable` stand outside.
CODES: Mapping[Outcome, int] = {
    "not_met": 1,
    "review": 2,
    "boundary": 3,
    "met": 4,
    "missing": 5,
    "not_applicable": 6,
}
MEANINGS: Mapping[Outcome, Bi] = {
    "not_met": Bi(zh="数据表明不符合", en="the data say that it does not hold"),
    "review": Bi(zh="由审核人员判断；增长或比值的分母为零时也是", en="a person decides; also where a base is zero"),
    "boundary": Bi(zh="恰在界限上，待解释", en="exactly on the figure: waits for an interpretation"),
    "met": Bi(zh="数据表明符合", en="the data say that it holds"),
    "missing": Bi(zh="所需数据没有填报", en="a number that it needs was not reported"),
    "not_applicable": Bi(zh="此项对本集群不适用", en="the clause does not apply to this cluster"),
}
OUTCOME_WORDS = "outcome_words"  # the name of the cells on the sheet of figures that hold the words in code order


def word_of(code: str) -> str:
    """The formula for the word of an outcome code."""
    return f"INDEX({OUTCOME_WORDS},{code})"


def outcome(key: str) -> Bi:
    return OUTCOMES[key]
