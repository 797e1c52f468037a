"""What an alert rests on, in words: the facts that were noticed, and where the rows behind them are to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiqun.base.words import Bi, day_words
from jiqun.desk.actor import Actor
from jiqun.desk.checks.figures import FIGURES
from jiqun.desk.installation.addresses import case_page
from jiqun.desk.judging import typed_figure
from jiqun.desk.look.cases.changes import as_typed
from jiqun.desk.look.checks.record import label_of_figure
from jiqun.desk.may import cases_of, clusters_of, incidents_of
from jiqun.facts.choices import INCIDENT_KINDS, SEVERITIES
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.tables import procedure
from jiqun.records.models import Recognition, TrackingRecord

Fact = tuple[Bi, Bi]  # what it is, and what it says


@dataclass(frozen=True)
class Source:
    """A row that an alert rests on: what it is, and its page; no page where the actor does not see it."""

    title: Bi
    address: str


def facts_said(facts: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts in words, in the order in which they were noticed; what is blank is left out."""
    return tuple((_title(name), _said(name, value, facts)) for name, value in facts.items() if value != "")


def sources_of(rows: Iterable[tuple[str, int]], by: Actor) -> tuple[Source, ...]:
    """Where the rows are to be seen by this actor."""
    return tuple(_SOURCES[table](key, by) for table, key in rows if table in _SOURCES)


def _case(key: int, by: Actor) -> Source:
    row = cases_of(by).filter(pk=key).first()
    if row is None:
        return Source(_A_CASE, "")
    title = procedure(row.edition, row.kind).title
    return Source(Bi(zh=f"{title.zh} {row.number}", en=f"{title.en} {row.number}"), case_page(row.pk, by.role))


def _incident(key: int, by: Actor) -> Source:
    row = incidents_of(by).filter(pk=key).select_related("enterprise", "withdrawal", "replaced_by").first()
    if row is None:
        return Source(_AN_INCIDENT, "")
    state = _WITHDRAWN if hasattr(row, "withdrawal") else _REPLACED if hasattr(row, "replaced_by") else _STANDS
    title = _INCIDENT.fill(number=row.pk, source=row.source, state=state)
    return Source(title, f"/desk/incidents/?text={row.enterprise.credit_code}")


def _recognition(key: int, by: Actor) -> Source:
    row = Recognition.objects.select_related("cluster").get(pk=key)
    return Source(_RECOGNITION.fill(number=row.number), f"/clusters/{row.cluster.number}/")


def _tracking(key: int, by: Actor) -> Source:
    row = TrackingRecord.objects.get(pk=key)
    seen = clusters_of(by).filter(pk=row.cluster_id).exists()
    return Source(_TRACKING.fill(day=day_words(row.on)), f"/desk/clusters/{row.cluster_id}/" if seen else "")


def _said(name: str, value: Any, facts: Mapping[str, Any]) -> Bi:
    column = FIGURES.get(facts.get("column", ""))
    if column and name in ("reported", "found"):
        return as_typed(column, typed_figure(value))
    return _SAID.get(name, _plain)(value)


def _title(name: str) -> Bi:
    return _TITLES.get(name, Bi(zh=name, en=name))


def _plain(value: Any) -> Bi:
    return Bi(zh=str(value), en=str(value))


def _day(value: Any) -> Bi:
    return day_words(date.fromisoformat(value))


def _figure(value: Any) -> Bi:
    return label_of_figure(FIGURES[value]) if value in FIGURES else _plain(value)


_SAID: Mapping[str, Callable[[Any], Bi]] = {
    **dict.fromkeys(("last_day", "last_day_in_time", "occurred_on", "on"), _day),
    "kind": lambda value: INCIDENT_KINDS.get(value, _plain(value)),
    "severity": lambda value: SEVERITIES.get(value, _plain(value)),
    "ended_as": lambda value: procedure(EDITION, "recognition").stage_by_name[value].title,
    "column": _figure,
}
_TITLES: Mapping[str, Bi] = {
    "certificate": Bi(zh="证书编号", en="Certificate"),
    "last_day": Bi(zh="有效期末日", en="Last day of its term"),
    "case": Bi(zh="案件", en="Case"),
    "ended_as": Bi(zh="复评结果", en="How the re-evaluation ended"),
    "firm": Bi(zh="企业", en="Enterprise"),
    "year": Bi(zh="年度", en="Year"),
    "column": Bi(zh="指标", en="Figure"),
    "reported": Bi(zh="申报值", en="Reported"),
    "found": Bi(zh="核查值", en="Found"),
    "last_day_in_time": Bi(zh="按时报送的末日", en="Last day in time"),
    "on": Bi(zh="日期", en="Day"),
    "refused": Bi(zh="拒绝的情形", en="How it was refused"),
    "kind": Bi(zh="类别", en="Kind"),
    "severity": Bi(zh="等级", en="Rank"),
    "occurred_on": Bi(zh="发生日期", en="Happened on"),
}
_SOURCES: Mapping[str, Callable[[int, Actor], Source]] = {
    "records_case": _case,
    "records_incident": _incident,
    "records_recognition": _recognition,
    "records_trackingrecord": _tracking,
}
_A_CASE, _AN_INCIDENT = Bi(zh="案件", en="A case"), Bi(zh="事故登记", en="An entry of the register of incidents")
_RECOGNITION = Bi(zh="认定 {number}", en="Recognition {number}")
_TRACKING = Bi(zh="{day}的跟踪记录", en="The tracking record of {day}")
_INCIDENT = Bi(zh="事故登记第{number}号（{source}）{state}", en="Entry {number} of the register ({source}){state}")
_STANDS = Bi(zh="", en="")
_WITHDRAWN, _REPLACED = Bi(zh="，已撤回", en=", withdrawn"), Bi(zh="，已更正", en=", corrected")
