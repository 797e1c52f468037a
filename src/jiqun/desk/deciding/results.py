"""The results of a round as they are about to be announced: which cases, and the exact text of the list (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.deciding.listing import Source, line_of, source_of, stored_source
from jiqun.law.validity import last_day_of
from jiqun.ledger.canonical import canonical_sha256
from jiqun.papers.list_text import ListText, numbered, read_list
from jiqun.procedure.kit import Lack
from jiqun.procedure.shanghai_2024 import article
from jiqun.procedure.shanghai_2024.recognition import rejections
from jiqun.records.models import Case, ListLine, PublishedList, Round

A9 = article("9")
TO_RECOGNISE, TO_REJECT = ("recognition_signed",), rejections.SIGNED
_TAKEN = ("cluster", "name", "district", "operator", "industries", "area_m2")


@dataclass(frozen=True)
class Result:
    """A cluster that is recognised: its case, what its line is made of, the notice it stood on, its certificate."""

    source: Source
    notice: PublishedList | None
    certificate: str

    def as_dict(self) -> dict[str, Any]:
        """As the ledger's content names it."""
        notice = self.notice.pk if self.notice else None
        return {**self.source.as_dict(), "notice": notice, "certificate": self.certificate}


def signed_cases(round_id: int) -> tuple[Case, ...]:
    """The cases of a round whose decision is signed and not announced, by their clusters' numbers."""
    found = Case.objects.filter(kind="recognition", round=round_id, stage__in=(*TO_RECOGNISE, *TO_REJECT))
    return tuple(found.select_related("cluster", "operator", "round").order_by("cluster__number", "pk"))


def state_of(cases: Iterable[Case]) -> str:
    """A hash of which cases there are and how they stand: what was looked at before it was announced."""
    return canonical_sha256([[case.pk, case.version] for case in cases])


def embargoed(notice: Round, at: datetime) -> tuple[Lack, ...]:
    """Why nothing of a round can be announced now; nothing if it can."""
    if notice.announce_at is None:
        return (Lack("embargo", _NO_DAY, A9),)
    if at < notice.announce_at:
        return (Lack("embargo", _EARLY.fill(at=f"{notice.announce_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"), A9),)
    return ()


def result_of(case: Case, certificate: str) -> Result:
    """What goes on the list of results for a case: what the public could read of it on notice."""
    lines = ListLine.objects.filter(case=case, published__kind="notice", published__replaced_by=None)
    latest = lines.select_related("published").order_by("-pk").first()
    return Result(source_of(case), latest.published if latest else None, certificate)


def stored_result(named: Mapping[str, Any]) -> Result:
    """The result that a content of the ledger names. Raises DoesNotExist where a row is gone."""
    notice = PublishedList.objects.get(pk=named["notice"]) if named["notice"] else None
    return Result(stored_source(named), notice, named["certificate"])


def results_head(notice: Round, number: str, day: date) -> dict[str, Any]:
    """The head of the list."""
    return {
        "kind": PublishedList.Kind.RESULTS.value,
        "edition": notice.edition,
        "round": notice.year,
        "round_number": notice.number,
        "number": number,
        "title": {"zh": _TITLE_ZH.format(year=notice.year), "en": _TITLE_EN.format(year=notice.year)},
        "published_on": day.isoformat(),
    }


def results_text(head: Mapping[str, Any], results: Iterable[Result]) -> ListText:
    """The whole list: the recognised clusters with their certificates and validity from the day of publication."""
    first = date.fromisoformat(head["published_on"])
    valid = {"valid_from": first.isoformat(), "valid_to": last_day_of(first).isoformat()}
    return ListText(head, numbered({**_line(one), "certificate": one.certificate, **valid} for one in results))


def _line(one: Result) -> dict[str, Any]:
    """What the notice said of the cluster, as it was corrected; else what was filed."""
    listed = read_list(one.notice.text).lines if one.notice else ()
    line = next((line for line in listed if line["cluster"] == one.source.cluster), None) or line_of(one.source)
    return {name: line[name] for name in _TAKEN}


_TITLE_ZH = "关于公布{year}年度市级中小企业特色产业集群认定名单的通知"
_TITLE_EN = "Municipal SME specialty industry clusters recognised in {year}"
_NO_DAY = Bi(zh="审批人尚未确定公布时间。", en="The approver has not set the time of the announcement yet.")
_EARLY = Bi(zh="公布时间为{at}，在此之前不能公布。", en="The announcement is set for {at}; nothing is told before.")
