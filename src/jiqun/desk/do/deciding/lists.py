"""Publishing the notice of proposed clusters, and correcting a list that was published (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import make_move
from jiqun.desk.deciding.list_papers import list_paper, printed
from jiqun.desk.deciding.listing import CORRECTABLE, corrected_text
from jiqun.desk.deciding.notice_days import until_of
from jiqun.desk.deciding.notice_plan import NUMBERS, NoticePlan, plan_notice, planned, round_of
from jiqun.desk.installation.settings import setting
from jiqun.desk.may import NotThere, only
from jiqun.desk.numbers import document_number
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.papers.list_pdf import ListPaper
from jiqun.papers.list_text import ListText, read_list
from jiqun.procedure.kit import Refused
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, ListLine, PublishedList, Round

_MOST = 2_000  # characters of a corrected field


def publish_notice(*, round_id: int, chosen: Mapping[int, int], title: Bi, by: Actor, at: datetime) -> PublishedList:
    """Put proposed cases of a round on public notice: the list with its files, and each case moved, all or nothing.

    `chosen` are cases with the version that the page showed. First and last day are counted. Raises NotThere, Wrong,
    Overtaken, Refused (naming the cluster).
    """
    with transaction.atomic():
        notice = _locked(round_id)
        plan = plan_notice(round_id, chosen, title, by=by, at=at)
        number = document_number(setting(NUMBERS), day_of(at))
        plan = planned(notice, plan.sources, number, title, at)
        row = _publish_row(notice, plan, by=by, at=at)
        content = {"head": plan.text.head, "sources": [one.as_dict() for one in plan.sources], "sha256": row.sha256}
        record("publish_notice", f"list:{row.pk}", by=by, at=at, article="9", content=content, sealed=(row,))
        for case, version in sorted(chosen.items()):  # in one order: two notices never wait for each other
            _put_on_notice(case, version, by=by, at=at)
    return row


def correct_list(
    *, published: int, title: Bi, changes: Mapping[str, Mapping[str, Any]], reason: str, by: Actor, at: datetime
) -> PublishedList:
    """Replace a published list by a corrected version, for a reason; the old one stays readable.

    `changes`: by a cluster's number, what its line says otherwise (`CORRECTABLE`). The days of a notice go on as they
    are. Raises NotThere, also for one that was replaced already; Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = PublishedList.objects.filter(pk=published, replaced_by=None).select_related("round").first()
        if row is None:
            raise NotThere
        _locked(row.round_id)
        before = read_list(row.text)
        real = _real(before, changes)
        wanted = {"zh": title.zh.strip(), "en": title.en.strip()}
        refuse_if(_problems(before, wanted, real, reason))
        number = document_number(setting(NUMBERS), day_of(at))
        head = {"number": number, "title": wanted, "replaces": row.number}
        text = corrected_text(before, head, real)
        paper = list_paper(text, at, until_of(row), reason.strip())
        new = _row(row.round, row.kind, paper, text, by=by, at=at, replaces=row, reason=reason.strip())
        ListLine.objects.bulk_create(
            [ListLine(published=new, case_id=one.case_id, place=one.place) for one in row.lines.order_by("place")]
        )
        content = {"replaces": row.pk, "head": head, "changes": real, "reason": reason.strip(), "sha256": new.sha256}
        record("correct_list", f"list:{new.pk}", by=by, at=at, article="9", content=content, sealed=(new,))
    return new


def _publish_row(notice: Round, plan: NoticePlan, *, by: Actor, at: datetime) -> PublishedList:
    row = _row(notice, PublishedList.Kind.NOTICE, plan.paper, plan.text, by=by, at=at)
    cases = {one.cluster: one.case for one in plan.sources}
    lines = [ListLine(published=row, case_id=cases[one["cluster"]], place=one["place"]) for one in plan.text.lines]
    ListLine.objects.bulk_create(lines)
    return row


def _row(
    notice: Round,
    kind: str,
    paper: ListPaper,
    text: ListText,
    *,
    by: Actor,
    at: datetime,
    replaces: PublishedList | None = None,
    reason: str = "",
) -> PublishedList:
    zh, en = printed(paper, text, at)
    return PublishedList.objects.create(
        round=notice,
        kind=kind,
        number=text.head["number"],
        replaces=replaces,
        reason=reason,
        text=text.text,
        sha256=text.sha256,
        first_day=date.fromisoformat(text.head["first_day"]) if "first_day" in text.head else None,
        days=text.head.get("days"),
        zh=zh,
        en=en,
        by_id=by.person,
        at=at,
    )


def _put_on_notice(case: int, version: int, *, by: Actor, at: datetime) -> None:
    try:
        make_move(case, "put_on_notice", version=version, by=by, at=at)
    except Refused as refused:
        cluster = Case.objects.select_related("cluster").get(pk=case).cluster
        name = Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)
        raise Refused(_WHICH.fill(cluster=name, title=refused.title), refused.lacks) from refused


def _locked(round_id: int) -> Round:
    """The round, held until the transaction is over: one list of it is published after the other. Raises NotThere."""
    round_of(round_id)
    return Round.objects.select_for_update().get(pk=round_id)


def _real(before: ListText, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The changes that do change something."""
    lines = {str(line["cluster"]): line for line in before.lines}
    return {
        number: found
        for number, line in lines.items()
        if (found := {name: value for name, value in changes.get(number, {}).items() if line.get(name) != value})
    }


def _problems(
    before: ListText, title: Mapping[str, str], real: Mapping[str, Mapping[str, Any]], reason: str
) -> dict[str, Bi | None]:
    nothing = not real and title == before.head["title"]
    fields = {name: value for one in real.values() for name, value in one.items()}
    wrong = set(fields) - set(CORRECTABLE) or any(_unfit(value) for one in real.values() for value in one.values())
    return {
        "reason": None if reason.strip() else _NO_REASON,
        "title_zh": None if title["zh"] else _NO_TITLE,
        "": _UNFIT if wrong else _NOTHING if nothing else None,
    }


def _unfit(value: Any) -> bool:
    text = value["zh"] if isinstance(value, dict) else value
    return not str(text).strip() or len(str(text)) > _MOST


_WHICH = Bi(zh="{cluster}：{title}", en="{cluster}: {title}")
_NO_REASON = Bi(zh="请填写更正理由。", en="Give the reason of the correction.")
_NO_TITLE = Bi(zh="请填写名单标题。", en="Give the list a title.")
_NOTHING = Bi(zh="没有改动任何内容。", en="Nothing was changed.")
_UNFIT = Bi(
    zh="更正后的名称、机构和理由不能为空，也不能过长。", en="Names and reasons can be neither empty nor too long."
)
