"""The results of a round as they are about to be announced: which cases, and the exact text of the list (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.deciding.listing import Source, line_of, source_of, stored_source
from jiqun.desk.recognised import renewed_in
from jiqun.law.validity import last_day_of, renewed_term
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
    """A cluster that is recognised: its case, what its line is made of, the notice it stood on, its certificate.

    `renews`: the last day of the recognition that it renews, if it does (Article 15).
    """

    source: Source
    notice: PublishedList | None
    certificate: str
    renews: date | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the ledger's content names it."""
        notice = self.notice.pk if self.notice else None
        renews = {"renews": self.renews.isoformat()} if self.renews else {}
        return {**self.source.as_dict(), "notice": notice, "certificate": self.certificate, **renews}


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
    earlier = renewed_in(case)
    renews = earlier.last_day if earlier else None
    return Result(source_of(case), latest.published if latest else None, certificate, renews)


def stored_result(named: Mapping[str, Any]) -> Result:
    """The result that a content of the ledger names. Raises DoesNotExist where a row is gone."""
    notice = PublishedList.objects.get(pk=named["notice"]) if named["notice"] else None
    renews = date.fromisoformat(named["renews"]) if "renews" in named else None
    return Result(stored_source(named), notice, named["certificate"], renews)


def results_head(notice: Round, number: str, day: date) -> dict[str, Any]:
    """The head of the list."""
    title = _RENEWED.fill(day=notice.cohort) if notice.cohort else _RECOGNISED.fill(year=notice.year)
    return {
        "kind": PublishedList.Kind.RESULTS.value,
        "edition": notice.edition,
        **purpose_in_head(notice),
        "round": notice.year,
        "round_number": notice.number,
        "number": number,
        "title": {"zh": title.zh, "en": title.en},
        "published_on": day.isoformat(),
    }


def purpose_in_head(notice: Round) -> dict[str, str]:
    """What the head of a list says of a re-evaluation; nothing of a first recognition."""
    return {"purpose": notice.purpose} if notice.cohort else {}


def results_text(head: Mapping[str, Any], results: Iterable[Result]) -> ListText:
    """The whole list: the recognised clusters with their certificates and how long each holds."""
    published = date.fromisoformat(head["published_on"])
    lines = ({**_line(one), "certificate": one.certificate, **_valid(one, published)} for one in results)
    return ListText(head, numbered(lines))


def _valid(one: Result, published: date) -> dict[str, str]:
    """From the publication of the list, or, renewed, from the earlier expiry (Article 15)."""
    first, last = renewed_term(one.renews) if one.renews else (published, last_day_of(published))
    return {"valid_from": first.isoformat(), "valid_to": last.isoformat()}


def _line(one: Result) -> dict[str, Any]:
    """What the notice said of the cluster, as it was corrected; else what was filed."""
    listed = read_list(one.notice.text).lines if one.notice else ()
    line = next((line for line in listed if line["cluster"] == one.source.cluster), None) or line_of(one.source)
    return {name: line[name] for name in _TAKEN}


_RECOGNISED = Bi(
    zh="关于公布{year}年度市级中小企业特色产业集群认定名单的通知",
    en="Municipal SME specialty industry clusters recognised in {year}",
)
_RENEWED = Bi(
    zh="关于公布{day}到期的市级中小企业特色产业集群复评通过名单的通知",
    en="Municipal SME specialty industry clusters, valid to {day}, that passed the re-evaluation",
)
_NO_DAY = Bi(zh="审批人尚未确定公布时间。", en="The approver has not set the time of the announcement yet.")
_EARLY = Bi(zh="公布时间为{at}，在此之前不能公布。", en="The announcement is set for {at}; nothing is told before.")
