"""The form of one move: what it asks for, what still stands against it, and what it will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi, day_words
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.checks.rights import findings_that_hold
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.cases.case import doable_by
from jiqun.desk.look.cases.served import WAYS
from jiqun.desk.look.checks.findings import finding_title
from jiqun.desk.may import NotThere, is_inside, the_case
from jiqun.desk.remedies.objecting import PARTS, original_of, published_texts, text_to_redact
from jiqun.desk.revoking.course import course_of, limb_title
from jiqun.law import edition
from jiqun.procedure.asked import ASKED
from jiqun.procedure.kit import Lack, Move
from jiqun.procedure.shanghai_2024 import appeal, change_report, objection, revocation
from jiqun.procedure.shanghai_2024.grounds import LIMBS
from jiqun.procedure.tables import procedure
from jiqun.records.models import Alert, Case, Question, SpotCheck

_USUAL_DAYS = 10  # working days that a correction is usually given


@dataclass(frozen=True)
class Choice:
    """One of the values that may be chosen."""

    value: str
    title: Bi


@dataclass(frozen=True)
class Asked:
    """A field of the form. `kind`: text, line, day, number, choice, files; `rows`: how high a text begins."""

    name: str
    title: Bi
    kind: str
    suggested: str = ""
    rows: int = 5
    choices: tuple[Choice, ...] = ()
    optional: bool = False


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

    @property
    def takes_files(self) -> bool:
        return any(field.kind == "files" for field in self.fields)


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
        asks=(*known.asks, *known.offers),
        fields=_fields(known, row, day_of(at)),
        shown=_SHOWN[row.kind](row, by) if row.kind in _SHOWN else (),
        note=_NOTES.get((row.kind, move)),
        proves=any(need.name == "declared" for need in known.needs),
        lacks=doable.lacks if doable else (Lack("stage", _NOT_NOW, known.under),),
    )


def _fields(move: Move, row: Case, today: date) -> tuple[Asked, ...]:
    """What has to be given, then what may be given besides."""
    offered = (replace(_field(name, row, today), optional=True) for name in move.offers)
    return (*(_field(name, row, today) for name in move.asks), *offered)


def _field(name: str, row: Case, today: date) -> Asked:
    title = _TITLES.get((row.kind, name), ASKED[name])
    if name in _CHOICES:
        first = text_to_redact(row)[0] if name == "part" else ""
        return Asked(name, title, "choice", first, choices=_CHOICES[name](row))
    if name in _DAYS:
        return Asked(name, title, "day", _DAYS[name](row, today))
    if name in _PLAIN:
        kind, suggested = _PLAIN[name]
        return Asked(name, title, kind, suggested)
    if name == "published_text":
        return Asked(name, title, "text", text_to_redact(row)[1], rows=10)
    return Asked(name, title, "text", _opinion(row) if (row.kind, name) == ("recognition", "opinion") else "")


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


def _visit_on(row: Case, today: date) -> str:
    """The day that stands now, when a visit is moved."""
    del today
    check = SpotCheck.objects.filter(case=row).first()
    return check.visit_on.isoformat() if check and check.visit_on else ""


def _limbs(row: Case) -> tuple[Choice, ...]:
    """Every limb of Article 19; those of the case's own alerts first."""
    own = dict.fromkeys(Alert.objects.filter(settled__case=row).order_by("pk").values_list("limb", flat=True))
    return tuple(Choice(name, limb_title(name)) for name in (*own, *(name for name in LIMBS if name not in own)))


def _alerts(row: Case) -> tuple[Choice, ...]:
    rows = Alert.objects.filter(settled__case=row).order_by("pk")
    return tuple(Choice(str(one.pk), _ALERT.fill(limb=limb_title(one.limb), day=day_words(one.since))) for one in rows)


def _due_on(row: Case, today: date) -> str:
    del row
    return working_calendar().add_working_days(today, _USUAL_DAYS).on.isoformat()


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


def _revocation(row: Case, by: Actor) -> tuple[Shown, ...]:
    """What is established and what the operator said to it, above every form of the case."""
    course = course_of(row)
    found = [Shown(limb_title(one.limb), one.text) for one in course.findings if is_inside(by) or course.served]
    return (*found, *(Shown(_SAID_BY_OPERATOR, str(step.given["text"])) for step in course.answers))


_SAID_BY_OPERATOR = Bi(zh="运营管理机构的陈述申辩", en="What the operator answered")
_ALERT = Bi(zh="{limb}（{day}）", en="{limb} ({day})")
_ORIGINAL = Bi(zh="异议内容（原文，不公开）", en="The objection as it was written (never published)")
_PUBLISHED = Bi(zh="异议内容（公布文本）", en="The objection as it is published")
_ANSWER = Bi(zh="运营管理机构的答复（原文）", en="The operator’s answer as it was written")
_SHOWN: Mapping[str, Callable[[Case, Actor], tuple[Shown, ...]]] = {
    "objection": _objection,
    "revocation": _revocation,
}
# What a field is called in one kind of proceeding.
_TITLES: Mapping[tuple[str, str], Bi] = {
    ("recognition", "opinion"): Bi(zh="推荐意见", en="the opinion"),
    ("annual_report", "opinion"): Bi(zh="核对意见", en="what the check found"),
}
_WITH_DECISION = Bi(
    zh="这里的理由将作为处理决定公布并写入给双方的文书，请勿写入个人信息。",
    en="These reasons are published as the decision and stand in the letters to both sides: name no person in them.",
)
_ON_NOTICE = Bi(
    zh="这里的理由将随名单公示，请勿写入企业数据和个人信息。",
    en="These reasons are published with the list: no enterprise’s figures and no person’s data in them.",
)
_IN_THE_LETTER = Bi(
    zh="这里的内容将原样写入送达运营管理机构的告知书和决定，请写明查实的事实、时间和依据。",
    en="This stands in the notice and in the decision as it is written here: what is established, when, and on what.",
)
_REVOKED_IN_PUBLIC = Bi(
    zh="撤销认定的，这里的理由将写入决定书，并在名录和证书核验中公布，请勿写入企业数据和个人信息。陈述申辩期满前只能拟办不予撤销。",
    en="If it is revoked, these reasons stand in the letter and are published in the register and with the "
    "certificate: no enterprise’s figures and no person’s data. Until the operator’s time is over, only keeping it can "
    "be prepared.",
)
_ONCE_SERVED = Bi(
    zh="登记之日起运营管理机构可以看到本案；陈述申辩期自送达之日起算10个工作日。通过系统送达的，送达日期为今天。",
    en="From now on the operator sees the case; its 10 working days run from the day of service. Through this system, "
    "that day is today.",
)
_FOR_THE_DECISION = Bi(
    zh="提交后不能改动，可以再次补充；期满之前不作撤销决定。",
    en="It cannot be changed once sent, but you can add to it; nothing is revoked before your time is over.",
)
_IN_LETTER = Bi(
    zh="这里的理由将写入给运营管理机构的通知。",
    en="These reasons stand in the letter to the operator.",
)
_NOTES: Mapping[tuple[str, str], Bi] = {
    ("revocation", "record_finding"): _IN_THE_LETTER,
    ("revocation", "record_service"): _ONCE_SERVED,
    ("revocation", "prepare_decision"): _REVOKED_IN_PUBLIC,
    ("revocation", "answer"): _FOR_THE_DECISION,
    ("objection", "prepare_decision"): _WITH_DECISION,
    ("objection", "prepare_refusal"): _WITH_DECISION,
    ("recognition", "prepare_proposal"): _ON_NOTICE,
    ("change_report", "prepare_decision"): _IN_LETTER,
}
_ENDINGS: Mapping[str, Mapping[str, Bi]] = {
    "objection": {name: title for name, title in objection.ENDINGS.items() if name != "not_take_up"},
    "appeal": appeal.ENDINGS,
    "revocation": revocation.ENDINGS,
    "change_report": change_report.ENDINGS,
}
_OUTCOMES = (Choice("met", Bi(zh="符合", en="met")), Choice("not_met", Bi(zh="不符合", en="not met")))
_STANDS = (
    Choice("yes", Bi(zh="成立，按核查数字计算", en="it stands: the figure found takes the place of the reported one")),
    Choice("no", Bi(zh="不成立，按申报数字计算", en="it does not stand: the reported figure counts")),
)
_DAYS: Mapping[str, Callable[[Case, date], str]] = {
    "due_on": _due_on,
    "visit_on": _visit_on,
    "served_on": lambda row, today: today.isoformat(),
}
_PLAIN: Mapping[str, tuple[str, str]] = {"rank": ("number", "1"), "files": ("files", "")}
_CHOICES: Mapping[str, Callable[[Case], tuple[Choice, ...]]] = {
    "outcome": lambda row: _OUTCOMES,
    "clause": _clauses,
    "question": _questions,
    "part": _parts,
    "ending": _endings,
    "finding": _findings,
    "confirmed": lambda row: _STANDS,
    "limb": _limbs,
    "alert": _alerts,
    "how": lambda row: tuple(Choice(name, title) for name, title in WAYS.items()),
}
_NOT_NOW = Bi(zh="案件现在不在可以这样办理的阶段。", en="The case is not at a stage where this can be done.")
