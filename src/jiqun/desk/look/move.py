"""The form of one move: what it asks for, what still stands against it, and what it will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.checks.rights import findings_that_hold
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.cases.case import doable_by
from jiqun.desk.look.checks.findings import finding_title
from jiqun.desk.may import NotThere, is_inside, the_case
from jiqun.desk.remedies.objecting import PARTS, original_of, published_texts, text_to_redact
from jiqun.law import edition
from jiqun.procedure.asked import ASKED
from jiqun.procedure.kit import Lack
from jiqun.procedure.shanghai_2024 import appeal, change_report, objection
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Question, SpotCheck

_USUAL_DAYS = 10  # working days that a correction is usually given


@dataclass(frozen=True)
class Choice:
    """One of the values that may be chosen."""

    value: str
    title: Bi


@dataclass(frozen=True)
class Asked:
    """A field of the form. `kind`: text, line, day, number, choice; `rows`: how high a text begins."""

    name: str
    title: Bi
    kind: str
    suggested: str = ""
    rows: int = 5
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A text that one has to read before the form is filled in."""

    title: Bi
    text: str


@dataclass(frozen=True)
class MoveView:
    """A move as its page shows it."""

    case: int
    number: str
    cluster: Bi
    version: int
    name: str
    title: Bi
    said: Bi
    article: str
    end: Bi | None
    asks: tuple[str, ...]
    fields: tuple[Asked, ...]
    shown: tuple[Shown, ...]
    note: Bi | None
    proves: bool
    lacks: tuple[Lack, ...]


def look_at_move(case: int, move: str, *, by: Actor, at: datetime) -> MoveView:
    """The move's form. Raises NotThere for a case or a move that is not the actor's."""
    row = the_case(by, case)
    table = procedure(row.edition, row.kind)
    doable = next((one for one in doable_by(row, table, by, at) if one.name == move), None)
    known = table.by_name.get(move)
    if known is None or by.role not in known.by:
        raise NotThere
    return MoveView(
        case=row.pk,
        number=row.number,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        version=row.version,
        name=move,
        title=known.title,
        said=known.said,
        article=known.under.number,
        end=table.stage_by_name[known.end].title if known.end else None,
        asks=known.asks,
        fields=tuple(_field(name, row, day_of(at)) for name in known.asks),
        shown=_SHOWN[row.kind](row, by) if row.kind in _SHOWN else (),
        note=_NOTES.get((row.kind, move)),
        proves=any(need.name == "declared" for need in known.needs),
        lacks=doable.lacks if doable else (Lack("stage", _NOT_NOW, known.under),),
    )


def _field(name: str, row: Case, today: date) -> Asked:
    title = ASKED[name]
    if name in _CHOICES:
        first = text_to_redact(row)[0] if name == "part" else ""
        return Asked(name, title, "choice", first, choices=_CHOICES[name](row))
    if name == "visit_on":
        return Asked(name, title, "day", _visit_on(row))
    if name == "due_on":
        day = working_calendar().add_working_days(today, _USUAL_DAYS).on
        return Asked(name, title, "day", day.isoformat())
    if name == "rank":
        return Asked(name, title, "number", "1")
    if name == "published_text":
        return Asked(name, title, "text", text_to_redact(row)[1], rows=10)
    return Asked(name, title, "text", _opinion(row) if name == "opinion" and row.kind == "recognition" else "")


def _clauses(row: Case) -> tuple[Choice, ...]:
    book = edition(row.edition).provisions
    return tuple(
        Choice(
            one.clause,
            Bi(zh=f"{one.clause} {book[one.clause].title.zh}", en=f"{one.clause} {book[one.clause].title.en}"),
        )
        for one in assessment_of(row).findings
    )


def _questions(row: Case) -> tuple[Choice, ...]:
    rows = Question.objects.filter(case=row, answered_at=None, taken_back_at=None).order_by("pk")
    return tuple(Choice(str(one.pk), Bi(zh=one.text[:80], en=one.text[:80])) for one in rows)


def _findings(row: Case) -> tuple[Choice, ...]:
    waiting = (one for one in findings_that_hold(row) if not hasattr(one, "settled"))
    return tuple(Choice(str(one.pk), finding_title(one)) for one in waiting)


def _visit_on(row: Case) -> str:
    """The day that stands now, when a visit is moved."""
    check = SpotCheck.objects.filter(case=row).first()
    return check.visit_on.isoformat() if check and check.visit_on else ""


def _opinion(row: Case) -> str:
    """The clauses that the opinion has to name, ready to be written about."""
    left = open_clauses(row)
    return f"尚待确定的条款：{'、'.join(left)}。" if left else ""


def _parts(row: Case) -> tuple[Choice, ...]:
    return tuple(Choice(part, title) for part, title in PARTS.items() if original_of(row, part))


def _endings(row: Case) -> tuple[Choice, ...]:
    """How a decision may end the case; an objection that was taken up cannot end as one that was not."""
    return tuple(Choice(name, title) for name, title in _ENDINGS[row.kind].items())


def _objection(row: Case, by: Actor) -> tuple[Shown, ...]:
    """The objection above the forms of its case: the original for the Commission, else the published text alone."""
    texts = published_texts(row)
    held = texts["argument"].text if "argument" in texts else ""
    if not is_inside(by):
        return (Shown(_PUBLISHED, held),) if held else ()
    found = {_ORIGINAL: original_of(row, "argument"), _PUBLISHED: held, _ANSWER: original_of(row, "answer")}
    return tuple(Shown(title, text) for title, text in found.items() if text)


_ORIGINAL = Bi(zh="异议内容（原文，不公开）", en="The objection as it was written (never published)")
_PUBLISHED = Bi(zh="异议内容（公布文本）", en="The objection as it is published")
_ANSWER = Bi(zh="运营管理机构的答复（原文）", en="The operator’s answer as it was written")
_SHOWN: Mapping[str, Callable[[Case, Actor], tuple[Shown, ...]]] = {"objection": _objection}
_WITH_DECISION = Bi(
    zh="这里的理由将作为处理决定公布并写入给双方的文书，请勿写入个人信息。",
    en="These reasons are published as the decision and stand in the letters to both sides: name no person in them.",
)
_ON_NOTICE = Bi(
    zh="这里的理由将随名单公示，请勿写入企业数据和个人信息。",
    en="These reasons are published with the list: no enterprise’s figures and no person’s data in them.",
)
_IN_LETTER = Bi(
    zh="这里的理由将写入给运营管理机构的通知。",
    en="These reasons stand in the letter to the operator.",
)
_NOTES: Mapping[tuple[str, str], Bi] = {
    ("objection", "prepare_decision"): _WITH_DECISION,
    ("objection", "prepare_refusal"): _WITH_DECISION,
    ("recognition", "prepare_proposal"): _ON_NOTICE,
    ("change_report", "prepare_decision"): _IN_LETTER,
}
_ENDINGS: Mapping[str, Mapping[str, Bi]] = {
    "objection": {name: title for name, title in objection.ENDINGS.items() if name != "not_take_up"},
    "appeal": appeal.ENDINGS,
    "change_report": change_report.ENDINGS,
}
_OUTCOMES = (Choice("met", Bi(zh="符合", en="met")), Choice("not_met", Bi(zh="不符合", en="not met")))
_STANDS = (
    Choice("yes", Bi(zh="成立，按核查数字计算", en="it stands: the figure found takes the place of the reported one")),
    Choice("no", Bi(zh="不成立，按申报数字计算", en="it does not stand: the reported figure counts")),
)
_CHOICES: Mapping[str, Callable[[Case], tuple[Choice, ...]]] = {
    "outcome": lambda row: _OUTCOMES,
    "clause": _clauses,
    "question": _questions,
    "part": _parts,
    "ending": _endings,
    "finding": _findings,
    "confirmed": lambda row: _STANDS,
}
_NOT_NOW = Bi(zh="案件现在不在可以这样办理的阶段。", en="The case is not at a stage where this can be done.")
