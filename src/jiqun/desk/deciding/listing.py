"""What a published list is made of: sealed rows in, its exact text out, so that it can be made again at any time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.desk.judging import latest_submission
from jiqun.desk.rosters import snapshot_of
from jiqun.papers.list_text import ListText, numbered
from jiqun.records.models import Case, Preparation, Submission

CORRECTABLE = ("name", "operator", "reasons")  # what a correction may say otherwise; the rest follows from the filing


@dataclass(frozen=True)
class Source:
    """What one line of a notice is made of: who it is by the register of that day, the filing that was judged, and what
    was prepared and approved on it.
    """

    case: int
    who: Mapping[str, Any]  # cluster (its number), name, district, operator
    submission: Submission
    preparation: Preparation

    @property
    def cluster(self) -> str:
        return str(self.who["cluster"])

    def as_dict(self) -> dict[str, Any]:
        """As the ledger's content names it: ids, and what the register says to everybody."""
        return {
            "case": self.case,
            "who": dict(self.who),
            "submission": self.submission.pk,
            "preparation": self.preparation.pk,
        }


def source_of(case: Case) -> Source:
    """The latest filing and the latest proposal of a case. Raises DoesNotExist where there is none."""
    proposal = Preparation.objects.filter(case=case, what="proposal").latest("pk")
    cluster, operator = case.cluster, case.operator
    who = {
        "cluster": cluster.number,
        "name": {"zh": cluster.name_zh, "en": cluster.name_en},
        "district": case.district,
        "operator": {"zh": operator.name_zh, "en": operator.name_en},
    }
    return Source(case.pk, who, latest_submission(case), proposal)


def stored_source(named: Mapping[str, Any]) -> Source:
    """The source that a content of the ledger names. Raises DoesNotExist where a row is gone."""
    submission = Submission.objects.select_related("roster").get(pk=named["submission"])
    return Source(named["case"], named["who"], submission, Preparation.objects.get(pk=named["preparation"]))


def notice_text(head: Mapping[str, Any], sources: Iterable[Source]) -> ListText:
    """The whole list of a notice."""
    return ListText(head, numbered(line_of(one) for one in sources))


def line_of(source: Source) -> dict[str, Any]:
    """What a notice says of a cluster: industries and area as they were judged, the reasons as they were approved."""
    known = snapshot_of(source.submission.roster).cluster
    return {
        **source.who,
        "industries": list(known["dominant_industries"]),
        "area_m2": known["area_km2"],
        "reasons": source.preparation.reason,
    }


def corrected_text(before: ListText, head: Mapping[str, Any], changes: Mapping[str, Mapping[str, Any]]) -> ListText:
    """The list with what a correction says otherwise: `head` of it, and by the cluster's number the fields of lines."""
    lines = tuple({**line, **changes.get(str(line["cluster"]), {})} for line in before.lines)
    return ListText({**before.head, **head}, lines)
