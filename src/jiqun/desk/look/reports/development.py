"""The page on which an operator tells the development of the year (Article 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.filling.form import framed
from jiqun.desk.look.filling.views import Frame
from jiqun.desk.may import NotThere
from jiqun.desk.reports.texts import texts_mark
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Draft


@dataclass(frozen=True)
class Told:
    """One of the texts. `source`: where its first text came from; `same`: it still says just that."""

    name: str
    title: Bi
    hint: Bi
    text: str
    source: Bi | None
    same: bool


@dataclass(frozen=True)
class DevelopmentView:
    """The texts, and the mark of how they stand."""

    frame: Frame
    texts: tuple[Told, ...]
    seen: str


def look_at_development(case: int, *, by: Actor) -> DevelopmentView:
    """The texts of a report. Raises NotThere."""
    row, frame = framed(case, by)
    if row.kind != ANNUAL_REPORT.kind:
        raise NotThere
    stored = Draft.objects.only("texts", "sources").get(case=row)
    told = tuple(_told(name, stored.texts.get(name, ""), stored.sources.get(name)) for name in TOPICS)
    return DevelopmentView(frame, told, texts_mark(stored.texts))


def _told(name: str, text: str, source: Mapping[str, Any] | None) -> Told:
    topic = TOPICS[name]
    same = source is not None and source["text"].strip() == text.strip()
    return Told(name, topic.title, topic.hint, text, _source(source) if source else None, same)


def _source(source: Mapping[str, Any]) -> Bi:
    if source["from"] == "report":
        return _REPORT.fill(year=source["of"])
    return _TRACKING.fill(day=date.fromisoformat(source["of"]))


_REPORT = Bi(zh="{year}年度报告", en="the report on {year}")
_TRACKING = Bi(zh="主管部门{day}的跟踪记录", en="the tracking record of {day}")
