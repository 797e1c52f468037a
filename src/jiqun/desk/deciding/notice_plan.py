"""A public notice before it is published: its exact text, its paper, its last day, whom it reaches (Article 9)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.base.workdays import Due
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.deciding.list_papers import list_paper
from jiqun.desk.deciding.listing import Source, notice_text, source_of
from jiqun.desk.deciding.results import purpose_in_head
from jiqun.desk.installation.settings import setting
from jiqun.desk.may import NotThere, cases_of, only
from jiqun.desk.numbers import coming_number
from jiqun.desk.post import concerned
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.wrong import refuse_if
from jiqun.papers.list_pdf import ListPaper
from jiqun.papers.list_text import ListText
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, PublishedList, Round

NUMBERS = "city_document_number"


@dataclass(frozen=True)
class NoticePlan:
    """A notice as it would be published at this moment."""

    text: ListText
    paper: ListPaper
    last: Due
    sources: tuple[Source, ...]


def plan_notice(round_id: int, chosen: Collection[int], title: Bi, *, by: Actor, at: datetime) -> NoticePlan:
    """The notice of those proposed cases of a round, under the number that comes next.

    Raises NotThere; Wrong without a case or a title, or where the round sets no days.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    notice = round_of(round_id)
    found = cases_of(by).filter(kind="recognition", round=notice, stage="proposed", pk__in=chosen)
    cases = list(found.select_related("cluster", "operator", "round").order_by("pk"))
    if len(cases) != len(set(chosen)):
        raise NotThere
    days = notice.days.get("notice")
    refuse_if(
        {
            "case": None if cases else _NONE,
            "title_zh": None if title.zh.strip() else _NO_TITLE,
            "": None if days else _NO_DAYS,
        }
    )
    number = coming_number(setting(NUMBERS), day_of(at))
    return planned(notice, [source_of(case) for case in cases], number, title, at)


def planned(notice: Round, sources: Collection[Source], number: str, title: Bi, at: datetime) -> NoticePlan:
    """The notice under that number."""
    first, days = day_of(at), notice.days["notice"]
    last = working_calendar().window(first, days).last
    head: dict[str, Any] = {
        "kind": PublishedList.Kind.NOTICE.value,
        "edition": notice.edition,
        **purpose_in_head(notice),
        "round": notice.year,
        "round_number": notice.number,
        "number": number,
        "title": {"zh": title.zh.strip(), "en": title.en.strip()},
        "first_day": first.isoformat(),
        "days": days,
    }
    text = notice_text(head, sources)
    return NoticePlan(text, list_paper(text, at, last.on), last, tuple(sources))


def reached(round_id: int, chosen: Collection[int], *, by: Actor) -> int:
    """How many people are told of it: the operators, their districts, and the Commission's."""
    cases = Case.objects.filter(round=round_id, pk__in=chosen)
    return len({one.pk for case in cases for one in concerned(case, Role.MUNICIPAL_OFFICER)} - {by.person})


def round_of(round_id: int) -> Round:
    """A round. Raises NotThere."""
    found = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if found is None:
        raise NotThere
    return found


_NONE = Bi(zh="请选择列入公示的集群。", en="Choose the clusters that go on notice.")
_NO_TITLE = Bi(zh="请填写名单标题。", en="Give the list a title.")
_NO_DAYS = Bi(zh="本批通知没有设定公示天数。", en="The round’s notice sets no days for the public notice.")
