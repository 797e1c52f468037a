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
    """What one line of a notice is made of: the filing that was judged, and what was prepared and approved on it."""

    case: int
    cluster: str
    submission: Submission
    preparation: Preparation

    def as_dict(self) -> dict[str, Any]:
        """As the ledger's content names it: ids, and the number that the public knows."""
        return {
            "case": self.case,
            "cluster": self.cluster,
            "submission": self.submission.pk,
            "preparation": self.preparation.pk,
        }


def source_of(case: Case) -> Source:
    """The latest filing and the latest proposal of a case. Raises DoesNotExist where there is none."""
    proposal = Preparation.objects.filter(case=case, what="proposal").latest("pk")
    return Source(case.pk, case.cluster.number, latest_submission(case), proposal)


def stored_source(named: Mapping[str, Any]) -> Source:
    """The source that a content of the ledger names. Raises DoesNotExist where a row is gone."""
    submission = Submission.objects.select_related("roster").get(pk=named["submission"])
    return Source(named["case"], named["cluster"], submission, Preparation.objects.get(pk=named["preparation"]))


def notice_text(head: Mapping[str, Any], sources: Iterable[Source]) -> ListText:
    """The whole list of a notice."""
    return ListText(head, numbered(_line(one) for one in sources))


def _line(source: Source) -> dict[str, Any]:
    """What a notice says of a cluster: as it was filed, with the reasons that two people proposed it for."""
    known = snapshot_of(source.submission.roster).cluster
    return {
        "cluster": source.cluster,
        "name": {"zh": known["name_zh"], "en": known["name_en"] or ""},
        "district": known["district"],
        "operator": {"zh": known["operator_name"], "en": ""},
        "industries": list(known["dominant_industries"]),
        "area_m2": known["area_km2"],
        "reasons": source.preparation.reason,
    }


def corrected_text(before: ListText, head: Mapping[str, Any], changes: Mapping[str, Mapping[str, Any]]) -> ListText:
    """The list with what a correction says otherwise: `head` of it, and by the cluster's number the fields of lines."""
    lines = tuple({**line, **changes.get(str(line["cluster"]), {})} for line in before.lines)
    return ListText({**before.head, **head}, lines)
