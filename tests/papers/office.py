"""The letter that the tests of official papers look at: as an office writes it, and as nobody should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jiqun.base.words import Bi
from jiqun.papers.letters import LetterText
from tests.papers.cast import HOSTILE

ORDINARY = LetterText(
    number="沪浦经信集群〔2026〕12号",
    issued_on=date(2026, 5, 6),
    sender=Bi(
        zh="上海市浦东新区科技和经济委员会",
        en="Science, Technology and Economy Commission of Pudong New Area, Shanghai",
    ),
    to=Bi(zh="上海张江（集团）有限公司", en="Shanghai Zhangjiang (Group) Co., Ltd."),
    title=Bi(zh="关于补正集群申报材料的通知", en="Notice to correct an application"),
    opening=Bi(
        zh="你单位提交的“张江创新药集群”认定申报材料经审查需要补正，现通知如下：",
        en="The application for the cluster “Zhangjiang Innovative Drugs” needs correction, as follows:",
    ),
    points=(
        Bi(
            zh="附件二所列年度产值与统计年报不一致，请核对并说明；CO₂排放数据请一并核对。",
            en="The annual output in annex 2 does not agree with the statistical return; nor do the figures of CO₂.",
        ),
        Bi(zh="缺少供需协议3份。", en="Three supply agreements are missing."),
        Bi(
            zh="请于2026年5月20日前（含当日）补正并重新提交。",
            en="Please correct it and submit it again by the end of 20 May 2026.",
        ),
    ),
    facts=(
        (Bi(zh="集群", en="Cluster"), Bi(zh="张江创新药集群", en="Zhangjiang Innovative Drugs")),
        (Bi(zh="案件编号", en="Case"), Bi(zh="SH-2026-0012", en="SH-2026-0012")),
    ),
    closing=Bi(zh="特此函告。", en="This is for your information and action."),
    footer=Bi(
        zh="本函可在 https://example.org/v/K7Q2-9XWM 核验。\n台账第 1042 条，SHA-256 9f86d081 884c7d65",
        en="Verify this letter at https://example.org/v/K7Q2-9XWM.\nLedger entry 1042, SHA-256 9f86d081 884c7d65",
    ),
)


def _both(text: str) -> Bi:
    return Bi(zh=text, en=text)


NAMES_OF_MANY = "上海市浦东新区科技和经济委员会（上海市浦东新区经济和信息化委员会、中小企业发展服务办公室）"
HOSTILE_LETTER = replace(
    ORDINARY,
    sender=_both(NAMES_OF_MANY + HOSTILE),
    to=_both(HOSTILE),
    title=_both(HOSTILE * 2),
    opening=_both(HOSTILE),
    points=(*(_both(f"{HOSTILE}（其{number}）") for number in range(120)), _both("x" * 400), _both("长" * 3000)),
    facts=((_both("名称" * 60), _both("内容" * 600)), (_both("x" * 200), _both("q" * 200))),
    closing=_both(HOSTILE),
    footer=_both(f"{HOSTILE}\n\n{'z' * 300}\n{HOSTILE}"),
)
BARE = replace(ORDINARY, points=(), facts=(), closing=_both(""), footer=_both(""))
