"""The form of a year's programme of service evaluation: its fields, and what was typed as an announcement (A17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.evaluating.announcement import REPLY_DAYS, Announcement
from jiqun.fairness.programme import GRADES, PARTS, USUAL_LINES, Criterion, Programme
from jiqun.fairness.service_criteria import USUAL
from jiqun.web.asked import whole
from jiqun.web.typed import Typed

SPARE = ("more1", "more2", "more3", "more4")
ROWS = (*(one.key for one in USUAL.criteria), *SPARE)
LINES: tuple[tuple[str, Bi], ...] = tuple((f"line_{name}", GRADES[name]) for name in USUAL_LINES)
WEIGHTS: tuple[tuple[str, Bi], ...] = tuple((f"weight_{name}", title) for name, title in PARTS.items())
_WORDS = ("title", "how", "source")


def usual(at: datetime) -> dict[str, str]:
    """What the form starts with: this year's, from tomorrow to the end of November, the usual rules."""
    now = at.astimezone(SHANGHAI)
    year, opens = now.year, (now + timedelta(days=1)).replace(hour=9, minute=0)
    closes = max(now.replace(month=11, day=30, hour=17, minute=0), opens + timedelta(days=60))
    found = {
        "year": str(year),
        "opens_at": f"{opens:%Y-%m-%dT%H:%M}",
        "closes_at": f"{closes:%Y-%m-%dT%H:%M}",
        "reply_days": str(REPLY_DAYS),
        "late_day": str(USUAL.late_day),
        "title_zh": _TITLE.zh.format(year=year),
        "title_en": _TITLE.en.format(year=year),
        "text_zh": _TEXT.zh,
        "text_en": _TEXT.en,
    }
    found |= {f"line_{name}": str(line) for name, line in USUAL.lines.items()}
    found |= {f"weight_{name}": str(weight) for name, weight in USUAL.weights.items()}
    for one in USUAL.criteria:
        found[f"weight-{one.key}"] = str(one.weight)
        for name in _WORDS:
            words: Bi = getattr(one, name)
            found |= {f"{name}_zh-{one.key}": words.zh, f"{name}_en-{one.key}": words.en}
    return found


def announcement_of(typed: Typed) -> Announcement:
    """What was typed; what cannot be read is kept as a problem. A criterion without weight is left out."""
    criteria = tuple(one for key in ROWS if (one := _criterion(typed, key)).weight)
    rules = Programme(
        criteria,
        {name: whole(typed.text(f"line_{name}")) for name in USUAL_LINES},
        {name: whole(typed.text(f"weight_{name}"), -1) for name in PARTS},
        whole(typed.text("late_day")),
    )
    return Announcement(
        year=whole(typed.text("year")),
        number=typed.text("number"),
        title=typed.both("title"),
        text=typed.both("text"),
        opens_at=typed.moment("opens_at"),
        closes_at=typed.moment("closes_at"),
        reply_days=whole(typed.text("reply_days")),
        rules=rules,
    )


def rows_of(values: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The rows of the form's table, each with the names of its fields and what stands in them."""
    return tuple(_row(key, values) for key in ROWS)


def _row(key: str, values: Mapping[str, Any]) -> dict[str, Any]:
    names = [f"{name}_{lang}-{key}" for name in _WORDS for lang in ("zh", "en")]
    row: dict[str, Any] = {name.partition("-")[0]: (name, values.get(name, "")) for name in names}
    return row | {"key": key, "weight": (f"weight-{key}", values.get(f"weight-{key}", ""))}


def _criterion(typed: Typed, key: str) -> Criterion:
    def said(name: str) -> Bi:
        zh, en = typed.text(f"{name}_zh-{key}"), typed.text(f"{name}_en-{key}")
        return Bi(zh=zh, en=en or zh)

    return Criterion(key, said("title"), said("how"), said("source"), whole(typed.text(f"weight-{key}")))


_TITLE = Bi(
    zh="{year}年度中小企业特色产业集群运营机构服务评价方案",
    en="Service evaluation of the operators of specialty industry clusters, {year}",
)
_TEXT = Bi(
    zh="根据《管理办法》第十七条，委托第三方对集群运营管理机构开展服务评价，并对集群发展情况进行综合评价。"
    "指标、权重、等次分数线和计分方法自公布之日起不再变动。",
    en="Under Article 17 of the Procedures a third party evaluates the services of the operators of clusters, and the "
    "development of the clusters is assessed. Criteria, weights, lines and methods do not change once published.",
)
