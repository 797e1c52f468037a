"""The head of the findings: whose they are, the verdict by formula, and how to read the workbook."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.papers.xlsx.cells import Formula, Value, quoted
from jiqun.papers.xlsx.looks import VERDICT_COLOURS
from jiqun.papers.xlsx.page import Page
from jiqun.papers.xlsx.paper import Paper
from jiqun.papers.xlsx.words import CODES, NO, YES, word_of
from jiqun.rules.words import VERDICTS

TABLE_FROM, _DATA_AT = 10, 8
_LABELS, _FACTS, _GUIDE = (0, 1), (2, 5), (6, 14)
TITLE = Bi(zh="计算底稿：{}", en="Calculation workbook: {}")
_VERDICT = Bi(zh="结论（公式）", en="Verdict (formula)")
_OURS = Bi(zh="系统结论", en="Jiqun's verdict")
_DIFFERENT = Bi(zh="不一致的条款数", en="Clauses that differ")
_ON = Bi(zh="评估日", en="Assessed on")
_EDITION = Bi(zh="依据", en="Under")
_DATA = Bi(zh="数据指纹（SHA-256）", en="Data (SHA-256)")
HOW_TO_READ = (
    Bi(zh="怎样读", en="How to read"),
    Bi(
        zh="各数均为公式：结论 ← 验算 ← 指标 ← 年度数据和各数据表。任何表格软件都可重算，改一个单元格，结果随之变化。",
        en=(
            "Everything is a live formula: Findings ← Working ← Measures ← Rows and the other data sheets."
            " Change a cell and the outcomes follow."
        ),
    ),
    Bi(
        zh="黄底单元格供改动：“界限”中的界限、解读和评估日，本表的审核人员认定；数据表中的填报数据也可以改。",
        en=(
            "Yellow cells are meant for changing: figures, readings and the date on “Figures”, the reviewer's outcome"
            " here. Reported data may be changed too."
        ),
    ),
    Bi(
        zh="“依数据”是数据得出的结果；待审核的条款由审核人员认定，认定只替代“待审核”。点击条款编号可看验算。",
        en=(
            "“By the data” is what the numbers or a statement come to; a reviewer's outcome replaces “for review” and"
            " nothing else. A clause id leads to its working."
        ),
    ),
    Bi(
        zh="“系统结果”是本系统得出的结果，不随改动变化；“是否一致”核对本表重算的结果与它是否相同。",
        en=(
            "“Jiqun's outcome” is what the program found and does not follow changes; “Agrees” says whether this"
            " workbook comes to the same."
        ),
    ),
    Bi(
        zh="金额为整数元，能耗和二氧化碳以万分之一吨计，面积为平方米；比较用交叉相乘的整数，不作舍入（例外见“验算”）。",
        en=(
            "Amounts are whole yuan, energy and CO₂ 1/10,000 t, area m². Whole numbers are cross-multiplied and nothing"
            " is rounded (exceptions: see “Working”)."
        ),
    ),
)


def write_guide(paper: Paper, page: Page) -> None:
    """All that stands above the table."""
    assessment = paper.assessment
    name = assessment.cluster_name
    page.put(1, 0, paper.say(TITLE).format(name.say(paper.lang) or name.zh), "title")
    page.height(1, 26)
    page.merge(2, _LABELS, paper.say(_VERDICT), "fact")
    page.merge(2, _FACTS, Formula(_verdict(paper), paper.say(VERDICTS[assessment.verdict])), "verdict")
    page.height(2, 24)
    page.paint((2, 2), _FACTS[0], {paper.say(VERDICTS[key]): look for key, look in VERDICT_COLOURS.items()})
    facts: tuple[tuple[Bi, Value], ...] = (
        (_OURS, paper.say(VERDICTS[assessment.verdict])),
        (_DIFFERENT, Formula(f"SUMPRODUCT((findings_same={quoted(paper.say(NO))})*1)", 0)),
        (_ON, Formula("day_on", paper.on)),
        (_EDITION, f"{paper.say(paper.edition.short)} · {paper.edition.id}"),
    )
    for row, (label, value) in enumerate(facts, 3):
        page.merge(row, _LABELS, paper.say(label), "fact")
        page.merge(row, _FACTS, value, "plain")
    page.merge(_DATA_AT, _LABELS, paper.say(_DATA), "fact")
    page.merge(_DATA_AT, (_FACTS[0], _GUIDE[1]), assessment.dataset_sha256, "plain")
    page.height(TABLE_FROM - 1, 6)
    for row, words in enumerate(HOW_TO_READ, 2):
        page.merge(row, _GUIDE, paper.say(words), "guide_head" if row == 2 else "guide")


def _verdict(paper: Paper) -> str:
    """Any blocking miss decides; else anything open; else eligible."""
    blocks = f"(findings_blocking={quoted(paper.say(YES))})"

    def any_of(*outcomes: str) -> str:
        tests = "+".join(f"(findings_outcome={word_of(str(code))})" for key, code in CODES.items() if key in outcomes)
        return f"SUMPRODUCT({blocks}*({tests}))>0"

    not_eligible, undetermined, eligible = (
        quoted(paper.say(VERDICTS[key])) for key in ("not_eligible", "undetermined", "eligible")
    )
    open_ = any_of("review", "boundary", "missing")
    return f"IF({any_of('not_met')},{not_eligible},IF({open_},{undetermined},{eligible}))"
