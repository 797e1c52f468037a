"""The pages of the wizard that prepares a round's notice: which fields they have, and what they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from jiqun.base.saying import say_figure
from jiqun.base.words import LANGS, Bi
from jiqun.desk.rounds.notice import Notice, Overrides
from jiqun.fairness.rubric import GROUPS, Rubric
from jiqun.law import Figure, edition
from jiqun.procedure.shanghai_2024.round_days import ROUND_DAYS
from jiqun.rules.words import MUST_BE
from jiqun.web.asked import whole
from jiqun.web.typed import Typed

EDITION = "shanghai-2024"


@dataclass(frozen=True)
class Choice:
    """One of the values that may be chosen."""

    value: str
    title: Bi


@dataclass(frozen=True)
class Field:
    """A field as `ui/_field.html` shows it, and what stands in it before anybody typed."""

    name: str
    label: Bi
    kind: str = "line"
    hint: Bi | None = None
    optional: bool = False
    rows: int = 5
    choices: tuple[Choice, ...] = ()
    usual: str = ""


@dataclass(frozen=True)
class Step:
    """One page of the wizard."""

    name: str
    title: Bi
    fields: tuple[Field, ...] = field(default=())
    about: Bi | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.fields)


def _materials() -> tuple[Choice, ...]:
    book = edition(EDITION)
    return tuple(
        Choice(key, Bi(zh=f"{key} {one.title.zh}", en=f"{key} {one.title.en}")) for key, one in book.provisions.items()
    )


def _figure(key: str, figure: Figure) -> Field:
    title = edition(EDITION).provisions[figure.clause].title
    said = {lang: MUST_BE[figure.op].say(lang).format(say_figure(figure.value, figure.unit, lang)) for lang in LANGS}
    own = Bi(
        zh=f"条文：{said['zh']}；填写原始数值，如{figure.value}",
        en=f"The article’s own: {said['en']}; write the plain value, like {figure.value}",
    )
    label = Bi(zh=f"{figure.clause} {title.zh}", en=f"{figure.clause} {title.en}")
    return Field(f"figure_{key}", label, hint=own, optional=True)


def _group(group: int) -> Bi:
    return edition(EDITION).groups[group]


STEPS = (
    Step(
        "notice",
        Bi(zh="通知文本", en="The notice"),
        (
            Field("title_zh", Bi(zh="中文标题", en="Title in Chinese")),
            Field("title_en", Bi(zh="英文标题", en="Title in English"), optional=True),
            Field("number", Bi(zh="文号", en="Document number"), optional=True),
            Field("text_zh", Bi(zh="中文正文", en="Text in Chinese"), "text", rows=8),
            Field("text_en", Bi(zh="英文正文", en="Text in English"), "text", optional=True, rows=8),
        ),
    ),
    Step(
        "period",
        Bi(zh="申报期与各阶段期限", en="Period and stages"),
        (
            Field(
                "opens_at",
                Bi(zh="申报开始", en="Applications from"),
                "datetime-local",
                Bi(zh="上海时间", en="Shanghai time"),
            ),
            Field(
                "closes_at",
                Bi(zh="申报截止", en="Applications until"),
                "datetime-local",
                Bi(
                    zh="上海时间；截止日也是各项数据的计算日。",
                    en="Shanghai time; figures are judged as of that day.",
                ),
            ),
            Field(
                "sealed",
                Bi(
                    zh="密封申报：开始审查前，任何审查人员都不能查看申报材料",
                    en="Sealed: no office reads an application before it is examined",
                ),
                "check",
            ),
            Field(
                "second_reason",
                Bi(zh="再次开展的理由", en="Why a second round"),
                "text",
                Bi(
                    zh="原则上每年一次；同一年再次开展须说明理由（办法第七条）。",
                    en="In principle one a year; a second needs its reason (Article 7).",
                ),
                optional=True,
                rows=2,
            ),
            *(
                Field(f"days_{name}", one.title, "number", Bi(zh="工作日", en="working days"), usual=str(one.usual))
                for name, one in ROUND_DAYS.items()
            ),
        ),
    ),
    Step(
        "materials",
        Bi(zh="佐证材料", en="Evidence"),
        (
            Field(
                "materials",
                Bi(zh="须提供佐证材料的条款", en="Clauses that need evidence"),
                "checks",
                choices=_materials(),
            ),
        ),
    ),
    Step(
        "evaluation",
        Bi(zh="专家评审", en="Expert evaluation"),
        (
            *(
                Field(f"weight_{group}", _group(group), "number", Bi(zh="权重", en="weight"), usual=str(weight))
                for group, weight in Rubric().weights.items()
            ),
            Field("experts", Bi(zh="每件专家数", en="Experts for each file"), "number", usual=str(Rubric().experts)),
            Field(
                "days",
                Bi(zh="专家评审时间（工作日）", en="Working days for an expert"),
                "number",
                usual=str(Rubric().days),
            ),
            Field(
                "wide",
                Bi(zh="须开专家会议的分差", en="Spread from which a panel meets"),
                "number",
                Bi(
                    zh="最高分与最低分之差大于此数（满分100）", en="the highest less the lowest, out of 100, above this"
                ),
                usual=str(Rubric().wide),
            ),
            Field(
                "far",
                Bi(zh="标示离群的分差", en="Distance from which a score stands out"),
                "number",
                Bi(zh="与其他专家中位数之差大于此数", en="from the median of the others, above this"),
                usual=str(Rubric().far),
            ),
            Field(
                "tie_years",
                Bi(zh="利害关系结束后的回避年数", en="Years for which an ended tie counts"),
                "number",
                usual=str(Rubric().tie_years),
            ),
            Field(
                "by",
                Bi(zh="专家分配方式", en="How experts are assigned"),
                "choice",
                choices=(
                    Choice("best", Bi(zh="按专业、回避和工作量优化", en="the best by field, conflicts and load")),
                    Choice("draw", Bi(zh="公开抽取", en="by a public draw")),
                ),
                usual="best",
            ),
            Field("comments", Bi(zh="每组须写评语", en="Every group needs a comment"), "check", usual="yes"),
            Field(
                "calibrated",
                Bi(zh="按校准后的分数择优", en="The order goes by calibrated scores"),
                "check",
                Bi(
                    zh="扣除每位专家的宽严差异；须在通知中说明。",
                    en="each expert’s severity is taken away; the notice has to say so",
                ),
            ),
        ),
        Bi(zh="九组权重合计100。", en="The nine weights sum to 100."),
    ),
    Step(
        "checks",
        Bi(zh="抽查与名额", en="Spot checks, quota"),
        (
            Field(
                "spot_share",
                Bi(zh="实地抽查比例", en="Share of clusters that are spot-checked"),
                "line",
                Bi(zh="如1/4；不抽查则留空", en="as 1/4; empty for none"),
                optional=True,
                usual="1/4",
            ),
            Field("spot_firms", Bi(zh="每个集群核查企业数", en="Enterprises looked at in each"), "number", usual="3"),
            Field(
                "quota", Bi(zh="名额", en="Quota"), "number", Bi(zh="不限则留空", en="empty for none"), optional=True
            ),
        ),
    ),
    Step(
        "figures",
        Bi(zh="调整界限", en="Figures of the notice"),
        (
            Field("overrides_document", Bi(zh="调整界限的文号", en="Document that sets other figures"), optional=True),
            Field("overrides_legal_basis", Bi(zh="法律依据", en="Its legal basis"), optional=True),
            *(_figure(key, one) for key, one in edition(EDITION).figures.items()),
        ),
        Bi(
            zh="只有通知依法调整某项界限时才填写该项；条文的界限会一并显示。",
            en="Fill in a figure only where the notice lawfully sets another; the article’s own is shown beside it.",
        ),
    ),
)
STEP_BY_NAME: Mapping[str, Step] = {one.name: one for one in STEPS}


def notice_of(content: Mapping[str, list[str]]) -> tuple[Notice, dict[str, Bi]]:
    """The notice that the typed content makes, and what could not be read; what was never typed is as usual."""
    values: MultiValueDict[str, str] = MultiValueDict({one.name: [one.usual] for step in STEPS for one in step.fields})
    for name, typed in content.items():
        values.setlist(name, list(typed))
    read = Typed.of(values)
    figures = {key: read.text(f"figure_{key}") for key in edition(EDITION).figures}
    notice = Notice(
        number=read.text("number"),
        title=read.both("title"),
        text=read.both("text"),
        opens_at=read.moment("opens_at"),
        closes_at=read.moment("closes_at"),
        materials=tuple(value for value in values.getlist("materials") if value),
        days={name: whole(read.text(f"days_{name}")) for name in ROUND_DAYS},
        sealed=bool(read.text("sealed")),
        rubric=_rubric(read),
        spot_share=read.text("spot_share"),
        spot_firms=whole(read.text("spot_firms")),
        quota=whole(read.text("quota")) if read.text("quota") else None,
        overrides=Overrides(
            read.text("overrides_document"),
            read.text("overrides_legal_basis"),
            {key: text for key, text in figures.items() if text},
        ),
        second_reason=read.text("second_reason"),
        edition_id=EDITION,
    )
    return notice, read.problems


def _rubric(read: Typed) -> Rubric:
    numbers: dict[str, Any] = {name: whole(read.text(name)) for name in ("experts", "days", "wide", "far", "tie_years")}
    return Rubric(
        weights={group: whole(read.text(f"weight_{group}")) for group in GROUPS},
        by=read.text("by"),
        comments=bool(read.text("comments")),
        calibrated=bool(read.text("calibrated")),
        **numbers,
    )


def step_of(problem: str) -> str:
    """The page of the wizard on which a problem is mended."""
    known = {"weights": "evaluation", "overrides": "figures", "version": "notice", "file": "notice"}
    return known.get(problem) or next((step.name for step in STEPS if problem in step.names), "notice")
