"""What a made-up cluster says of itself: its chain, its plan, its statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jiqun.facts.choices import ASPECTS, SEGMENTS
from jiqun.facts.generate.chances import Draw, pick, whole
from jiqun.facts.generate.character import Character
from jiqun.facts.generate.lines import Side
from jiqun.facts.generate.roster import Firm
from jiqun.law import edition

Row = dict[str, Any]

_PRODUCTS = {"upstream": "用原材料", "midstream": "核心部件", "downstream": "整机与系统"}
_DECLARED = tuple(
    provision for provision in edition("shanghai-2024").provisions.values() if provision.kind == "declared"
)
# Aspect: goal, indicator, base value, three targets, measure.
_PLAN: dict[str, tuple[str, str, str, tuple[str, str, str], str]] = {
    "industry": ("主导产业做大做强", "产值年均增速", "12%", ("12%", "12%", "13%"), "补链强链，引进关键环节企业"),
    "innovation": ("提升协同创新能力", "研发经费年均增速", "8%", ("8%", "9%", "10%"), "建设公共技术服务平台"),
    "digital": ("推进数字化转型", "平台应用普及率", "25%", ("30%", "35%", "40%"), "开展数字化诊断，推广工业软件"),
    "green": ("绿色低碳发展", "单位产值能耗下降", "3%", ("3%", "3%", "4%"), "推广节能技术和绿色电力"),
    "opening": ("扩大开放合作", "出口额年均增速", "5%", ("5%", "6%", "6%"), "组织参展，支持企业出海"),
    "governance": ("完善治理和服务", "服务企业家次", "600", ("700", "800", "900"), "健全服务专员队伍"),
}


def chain_of(draw: Draw, character: Character, firms: Sequence[Firm]) -> list[Row]:
    """Who supplies whom; all three segments, or at the line one row each and, short of it, two segments."""
    side, segments = character.at.get("A6.4.3"), list(SEGMENTS)
    poor = draw() < 0.2 and not character.sound
    links = 1 if side in (Side.SHORT, Side.ON) else whole(draw, 3, 6)
    if side is Side.SHORT or poor:
        segments.pop()
    return [_link(draw, character, firms, segment, kind) for segment in segments for kind in range(1, links + 1)]


def _link(draw: Draw, character: Character, firms: Sequence[Firm], segment: str, kind: int) -> Row:
    outside = f"外省市{character.topic.words[0]}合作方（虚构）"
    start = int(len(firms) * draw())
    supplier, customer = firms[start].code, firms[(start + kind) % len(firms)].code
    return {
        "supplier": outside if segment == "upstream" and draw() < 0.3 else supplier,
        "customer": outside if segment == "downstream" and draw() < 0.3 else customer,
        "product": f"{character.topic.zh}{_PRODUCTS[segment]}（第{kind}类）",
        "segment": segment,
    }


def plan_of(draw: Draw, character: Character) -> list[Row]:
    """The plan of three years, aspect by aspect; short of its line one aspect has neither target nor due date."""
    side = character.at.get("A6.9.6")
    vague = side is Side.SHORT or (draw() < 0.25 and not character.sound)
    rows = [_aspect(character, aspect) for aspect in ASPECTS]
    if side is Side.ON:
        rows[-1] |= {"target_1": None, "target_2": None, "target_3": None}  # a due date alone is enough
    if vague:
        rows[-1] |= {"target_1": None, "target_2": None, "target_3": None, "due": None}
    if side is None:
        rows.append(_aspect(character, pick(draw, tuple(ASPECTS))) | {"goal": "重点项目落地"})
    return rows


def _aspect(character: Character, aspect: str) -> Row:
    goal, indicator, baseline, targets, measure = _PLAN[aspect]
    return {
        "aspect": aspect,
        "goal": goal,
        "indicator": indicator,
        "baseline": baseline,
        "target_1": targets[0],
        "target_2": targets[1],
        "target_3": targets[2],
        "measure": measure,
        "responsible": "集群运营管理机构",
        "due": date(character.on.year + 2, 12, 31),
    }


def statements_of(draw: Draw, character: Character) -> list[Row]:
    """A statement for every declared clause; where the cluster need not be sound, some say no or are missing."""
    rows = []
    for provision in _DECLARED:
        chance = draw()
        if chance < 0.06 and not character.sound:
            continue
        rows.append(
            {
                "clause": provision.id,
                "holds": character.sound or chance > 0.1,
                "text": f"{provision.title.zh}：情况说明（虚构）。",
                "evidence": (f"{provision.id}-说明.pdf",),
            }
        )
    return rows
