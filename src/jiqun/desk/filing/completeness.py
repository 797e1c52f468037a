"""What an application (Article 8) or an annual report (Article 16) still lacks; each gap says where to fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.desk.drafts import checked_draft
from jiqun.desk.plans.goals import Plan, plan_of, unreported
from jiqun.desk.recognised import is_renewal
from jiqun.desk.rounds.closing import figures_on
from jiqun.facts.choices import ASPECTS
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Case, Draft, Evidence


@dataclass(frozen=True)
class Gap:
    """Something that is missing: in which section, what, and the part of the section's page."""

    section: str  # of `SECTIONS`
    what: Bi
    anchor: str = ""


# By kind of proceeding, the parts that are filled in; of a report, what changed of statements and plan, if anything.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "recognition": ("profile", "data", "clauses", "evidence", "plan"),
    "annual_report": ("profile", "data", "development", "evidence", "clauses", "plan"),
}
OPTIONAL: Mapping[str, frozenset[str]] = {"annual_report": frozenset({"clauses", "plan"})}


def sections_of(case: Case) -> tuple[str, ...]:
    """The parts that a case is filled in by: a re-evaluation has one more, what was reached of the plan before."""
    return (*SECTIONS[case.kind], *(("progress",) if plan_to_report(case) else ()))


def plan_to_report(case: Case) -> Plan | None:
    """The plan whose targets a re-evaluation looks back at; None for another case, or where none was filed."""
    assert case.round is not None
    return plan_of(case.cluster, figures_on(case.round)) if is_renewal(case) else None


def gaps_of(case: Case) -> tuple[Gap, ...]:
    """Everything that is missing; nothing is, when it can be submitted."""
    left_out = OPTIONAL.get(case.kind, frozenset())
    return tuple(gap for gap in _gaps(case) if gap.section not in left_out)


def _gaps(case: Case) -> Iterator[Gap]:
    draft = Draft.objects.defer("cells", "pending").get(case=case)
    for name, label in (("contact_name", _NAME), ("contact_phone", _PHONE), ("contact_email", _EMAIL)):
        if not getattr(draft, name).strip():
            yield Gap("profile", _FILL.fill(what=label), name)
    if not draft.summary.strip():
        yield Gap("profile", _FILL.fill(what=_SUMMARY), "summary")
    if draft.pending_name:
        yield Gap("data", _PENDING.fill(name=draft.pending_name))
    checked = checked_draft(case)
    if checked.snapshot is None:
        yield Gap("data", _ERRORS.fill(n=len(checked.errors)))
    else:
        yield from _clauses(case, checked.snapshot)
        yield from _plan(checked.snapshot)
    yield from _reached(case)
    if "development" in SECTIONS[case.kind]:
        yield from _development(draft)
    yield from _evidence(case)


def _development(draft: Draft) -> Iterator[Gap]:
    """The report tells the development of the year: each of its texts."""
    for name, topic in TOPICS.items():
        if not draft.texts.get(name, "").strip():
            yield Gap("development", _FILL.fill(what=Bi(zh=topic.title.zh, en=topic.title.en.lower())), name)


def _clauses(case: Case, snapshot: Snapshot) -> Iterator[Gap]:
    """Every clause that is declared or judged, and not a mere preference, needs its statement with a text."""
    table = snapshot.tables["statements"]
    said = {clause: text for clause, text in zip(table["clause"], table["text"], strict=True) if text}
    intensive = {"A6.7.6": "energy_intensive", "A6.7.7": "water_intensive"}
    for provision in edition(case.edition).provisions.values():
        asked = provision.kind in ("declared", "judged") and provision.blocking
        applies = provision.id not in intensive or snapshot.cluster[intensive[provision.id]] is not False
        if asked and applies and provision.id not in said:
            yield Gap("clauses", _STATEMENT.fill(clause=provision.id, title=provision.title), provision.id)


def _plan(snapshot: Snapshot) -> Iterator[Gap]:
    planned = set(snapshot.tables["plan"]["aspect"])
    for aspect, title in ASPECTS.items():
        if aspect not in planned:
            yield Gap("plan", _ASPECT.fill(aspect=title), aspect)


def _reached(case: Case) -> Iterator[Gap]:
    """A re-evaluation says what was reached of every goal of the plan, in each year that is over (Article 15)."""
    plan = plan_to_report(case)
    assert case.round is not None
    for year in plan.years if plan else ():
        if plan and year < figures_on(case.round).year and (left := unreported(plan, year)):
            yield Gap("progress", _REACHED.fill(year=year, n=len(left)), str(year))


def _evidence(case: Case) -> Iterator[Gap]:
    assert case.round is not None
    files = Evidence.objects.filter(case=case, removed_at=None).values_list("clauses", flat=True)
    proved = {clause for clauses in files for clause in clauses.split(";")}
    for clause in case.round.materials:
        if clause not in proved:
            title = edition(case.edition).provisions[clause].title
            yield Gap("evidence", _EVIDENCE.fill(clause=clause, title=title), clause)


_NAME = Bi(zh="联系人", en="the contact's name")
_PHONE = Bi(zh="联系电话", en="the contact's telephone")
_EMAIL = Bi(zh="联系邮箱", en="the contact's e-mail address")
_SUMMARY = Bi(zh="集群概况", en="the cluster in brief")
_FILL = Bi(zh="请填写{what}", en="give {what}")
_PENDING = Bi(zh="上传的“{name}”还有错误未改正", en="the uploaded {name} still has errors")
_ERRORS = Bi(zh="数据有{n}处错误", en="the data have {n} error(s)")
_STATEMENT = Bi(zh="{clause} {title}缺少说明", en="{clause} {title}: no statement yet")
_ASPECT = Bi(zh="三年发展规划缺少“{aspect}”", en="the three-year plan has nothing on {aspect}")
_REACHED = Bi(zh="规划{year}年有{n}个目标未填报完成值", en="{n} goal(s) of the plan: say what was reached in {year}")
_EVIDENCE = Bi(zh="{clause} {title}缺少佐证材料", en="{clause} {title}: evidence is required")
