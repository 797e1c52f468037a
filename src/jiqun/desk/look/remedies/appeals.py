"""Appeals as their pages show them: which decisions one may appeal against, an appeal and the decision beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.file import LetterView, letters_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.may import NotThere, cases_of, is_inside, only, the_case
from jiqun.desk.remedies.appealing import Period, Standing, decision_against, decisions_for, standing_of
from jiqun.procedure.kit import Lack
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.appeal import ENDINGS, GROUNDS, REMEDIES
from jiqun.procedure.tables import procedure
from jiqun.records.models import Appeal, Blob, Case, Step

PARTIES = (Role.OPERATOR, Role.ENTERPRISE)


@dataclass(frozen=True)
class Decision:
    """A decision that concerns the actor: until when it can be appealed against, and what stands against that."""

    case: int
    number: str
    cluster: Bi
    title: Bi
    on: date
    period: Period
    lacks: tuple[Lack, ...]
    seen: bool  # whether the actor may open the case itself


@dataclass(frozen=True)
class AppealItem:
    """An appeal on a list."""

    id: int
    number: str
    cluster: Bi
    lodger: Bi
    stage: Bi
    at: datetime
    ended: bool


@dataclass(frozen=True)
class AppealsView:
    """What the actor may appeal against, and the appeals that it has lodged."""

    decisions: tuple[Decision, ...]
    appeals: tuple[AppealItem, ...]


@dataclass(frozen=True)
class AppealForm:
    """The form of an appeal."""

    decision: Decision
    grounds: tuple[Choice, ...]
    remedies: tuple[Choice, ...]


@dataclass(frozen=True)
class AppealFile:
    """A file that was lodged with an appeal; `place` is 1, 2, 3 …"""

    place: int
    name: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True)
class Original:
    """The decision that is appealed against; `case` and `reason` only for those who may see the case itself."""

    number: str
    title: Bi
    case: int | None
    reason: str
    open_again: bool


@dataclass(frozen=True)
class Prepared:
    """The ending and the reasons that were prepared last."""

    ending: Bi
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True)
class AppealView:
    """One appeal, limited to what the one who asks may see."""

    lodger: Bi
    who: str
    at: datetime
    ground: Bi
    argument: str
    remedy: Bi
    files: tuple[AppealFile, ...]
    original: Original
    prepared: Prepared | None
    letters: tuple[LetterView, ...]


def list_appeals(*, by: Actor, at: datetime) -> AppealsView:
    """The decisions that concern an operator or an enterprise, and its appeals."""
    only(by, *PARTIES)
    rows = standing_of(decisions_for(by, at), by, at)
    own = Case.objects.filter(kind="appeal", lodger=by.organisation).order_by("-opened_at", "-pk")
    return AppealsView(tuple(decision for one in rows if (decision := _decision(one, by))), _items(own, by))


def appeal_form(case: int, *, by: Actor, at: datetime) -> AppealForm:
    """The form against the decision of a case. Raises NotThere, also where nothing has been decided."""
    only(by, *PARTIES)
    decision = _decision(standing_of([decision_against(case, by=by)], by, at)[0], by)
    if decision is None:
        raise NotThere
    return AppealForm(decision, _choices(GROUNDS), _choices(REMEDIES))


def decision_of(case: int, *, by: Actor, at: datetime) -> Decision | None:
    """Whether the operator may appeal against what was decided of its case; None for others, and before that."""
    if by.role != Role.OPERATOR:
        return None
    return _decision(standing_of([the_case(by, case)], by, at)[0], by)


def appeals_about(case: int, *, by: Actor) -> tuple[AppealItem, ...]:
    """The appeals against a case that the actor may see."""
    return _items(cases_of(by).filter(kind="appeal", about=case).order_by("pk"), by)


def look_at_appeal(case: int, *, by: Actor) -> AppealView:
    """One appeal. Raises NotThere."""
    row = _appeal(case, by)
    lodger = row.case.lodger
    assert lodger is not None
    return AppealView(
        lodger=Bi(zh=lodger.name_zh, en=lodger.name_en or lodger.name_zh),
        who=row.by.name,
        at=row.at,
        ground=GROUNDS[row.ground],
        argument=row.argument,
        remedy=REMEDIES[row.remedy],
        files=_files(row),
        original=_original(row, by),
        prepared=_prepared(row.case) if is_inside(by) else None,
        letters=letters_of(row.case),
    )


def appeal_paper(case: int, place: int, *, by: Actor) -> Paper:
    """A file of an appeal. Raises NotThere."""
    files = _appeal(case, by).files
    if not 1 <= place <= len(files):
        raise NotThere
    one = files[place - 1]
    return paper_of(Blob.objects.get(pk=one["sha256"]), one["name"])


def _appeal(case: int, by: Actor) -> Appeal:
    found = Appeal.objects.filter(case=the_case(by, case)).select_related("case__about", "case__lodger", "by").first()
    if found is None:
        raise NotThere
    return found


def _files(row: Appeal) -> tuple[AppealFile, ...]:
    blobs = Blob.objects.in_bulk([one["sha256"] for one in row.files])
    return tuple(
        AppealFile(place, one["name"], blobs[one["sha256"]].size, one["sha256"], blobs[one["sha256"]].media_type)
        for place, one in enumerate(row.files, start=1)
    )


def _original(row: Appeal, by: Actor) -> Original:
    about = row.case.about
    assert about is not None
    title = procedure(about.edition, about.kind).stage_by_name[row.against].title
    if not cases_of(by).filter(pk=about.pk).exists():
        return Original(about.number, title, None, "", open_again=False)
    return Original(about.number, title, about.pk, _reason_of(about, row), open_again=about.ended_at is None)


def _reason_of(about: Case, row: Appeal) -> str:
    """The reasons that were given when the decision was made, or prepared."""
    steps = Step.objects.filter(case=about, at__lte=row.at).exclude(move__startswith="reopen").order_by("-place")
    return next((str(step.given["reason"]) for step in steps[:6] if step.given.get("reason")), "")


def _prepared(case: Case) -> Prepared | None:
    step = Step.objects.filter(case=case, move="prepare_decision").select_related("person").order_by("-place").first()
    if step is None:
        return None
    return Prepared(ENDINGS[step.given["ending"]], str(step.given["reason"]), step.person.name, step.at)


def _decision(one: Standing, by: Actor) -> Decision | None:
    case, period = one.case, one.period
    if period is None or case.ended_at is None:
        return None
    return Decision(
        case=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        title=procedure(case.edition, case.kind).stage_by_name[case.stage].title,
        on=day_of(case.ended_at),
        period=period,
        lacks=one.lacks,
        seen=by.role == Role.OPERATOR,
    )


def _items(rows: QuerySet[Case], by: Actor) -> tuple[AppealItem, ...]:
    found = rows.select_related("cluster", "lodger", "operator")
    return tuple(_item(row, inside=is_inside(by)) for row in found)


def _item(row: Case, *, inside: bool) -> AppealItem:
    stage = procedure(row.edition, row.kind).seen(row.stage, inside=inside)
    lodger = row.lodger or row.operator
    return AppealItem(
        id=row.pk,
        number=row.number,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        lodger=Bi(zh=lodger.name_zh, en=lodger.name_en or lodger.name_zh),
        stage=stage.title,
        at=row.opened_at,
        ended=stage.ended,
    )


def _choices(titles: Mapping[str, Bi]) -> tuple[Choice, ...]:
    return tuple(Choice(name, title) for name, title in titles.items())
