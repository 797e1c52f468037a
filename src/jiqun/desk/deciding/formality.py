"""The formality check (形式审查, Article 9): complete and valid? The system looks first, then an officer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from jiqun.base.words import Bi
from jiqun.desk.filing.completeness import gaps_of
from jiqun.desk.judging import latest_submission
from jiqun.desk.rounds.closing import may_file_until
from jiqun.records.models import Case, Evidence, FormalityCheck, Recommendation, StampedScan, Submission

Found = Literal["yes", "no", "look"]  # look: the system cannot tell
_NEAR = Fraction(1, 10)  # how far the drawn area may be from the declared one before somebody should look


@dataclass(frozen=True)
class Item:
    """One thing that is checked: what, and what the system found."""

    name: str
    title: Bi
    found: Found


@dataclass(frozen=True)
class Seen:
    """An item as the officer has settled it."""

    item: Item
    seen: str  # yes, no
    note: str


def items_of(case: Case) -> tuple[Item, ...]:
    """The checklist, filled in as far as the system can tell."""
    latest = latest_submission(case)
    return tuple(Item(name, title, find(case, latest)) for name, (title, find) in _ITEMS.items())


def latest_check(case: Case) -> FormalityCheck | None:
    """The last check of what is filed now; what was filed since needs a new one."""
    return FormalityCheck.objects.filter(case=case, submission=latest_submission(case)).order_by("-pk").first()


def failing_items(case: Case) -> tuple[Bi, ...] | None:
    """The items that were not found in order; None while nobody has checked what is filed now."""
    check = latest_check(case)
    if check is None:
        return None
    return tuple(_ITEMS[one["name"]][0] for one in check.items if one["seen"] != "yes")


def seen_items(case: Case) -> tuple[Seen, ...]:
    """The checklist with what an officer settled last; where nobody has, what the system found stands in its place."""
    check = latest_check(case)
    settled = {one["name"]: one for one in check.items} if check else {}
    return tuple(
        Seen(item, settled[item.name]["seen"], settled[item.name]["note"])
        if item.name in settled
        else Seen(item, "yes" if item.found == "yes" else "", "")
        for item in items_of(case)
    )


def _yes(held: bool) -> Found:
    return "yes" if held else "no"


def _in_time(case: Case, latest: Submission) -> Found:
    return _yes(case.filed_at is not None and case.filed_at < may_file_until(case))


def _recommended(case: Case, latest: Submission) -> Found:
    return _yes(Recommendation.objects.filter(case=case).exists())


def _complete(case: Case, latest: Submission) -> Found:
    return _yes(not gaps_of(case))


def _declared(case: Case, latest: Submission) -> Found:
    return _yes(bool(latest.declared_with))


def _stamped(case: Case, latest: Submission) -> Found:
    scans = StampedScan.objects.filter(case=case, what=f"submission:{latest.pk}")
    return "yes" if scans.exists() else "look"


def _evidence(case: Case, latest: Submission) -> Found:
    assert case.round is not None
    files = Evidence.objects.filter(case=case, removed_at=None).values_list("clauses", flat=True)
    proved = {clause for clauses in files for clause in clauses.split(";")}
    return _yes(proved.issuperset(case.round.materials))


def _readable(case: Case, latest: Submission) -> Found:
    """Whether the files can be read, and say what they are to prove, is for a person."""
    return "look"


def _boundary(case: Case, latest: Submission) -> Found:
    cluster = case.cluster
    if cluster.boundary_m2 is None:
        return "no"
    return "yes" if abs(cluster.boundary_m2 - cluster.area_m2) <= _NEAR * cluster.area_m2 else "look"


def _one_application(case: Case, latest: Submission) -> Found:
    others = Case.objects.filter(kind="recognition", round=case.round, cluster=case.cluster, ended_at=None)
    return _yes(not others.exclude(pk=case.pk).exists())


_ITEMS: Mapping[str, tuple[Bi, Callable[[Case, Submission], Found]]] = {
    "in_time": (Bi(zh="在申报期内提交", en="filed within the application period"), _in_time),
    "recommended": (Bi(zh="由所在区推荐并附意见", en="recommended by its district, with an opinion"), _recommended),
    "declared": (Bi(zh="真实性、完整性声明有效", en="declared to be true and complete"), _declared),
    "stamped": (Bi(zh="盖章申报材料扫描件", en="a scan with the operator’s seal"), _stamped),
    "complete": (Bi(zh="各部分材料齐全", en="every section is complete"), _complete),
    "evidence": (Bi(zh="通知要求的佐证材料齐全", en="all evidence that the notice asks for"), _evidence),
    "readable": (
        Bi(zh="佐证材料清晰、有效、与条款相符", en="the evidence is legible, valid and to the point"),
        _readable,
    ),
    "boundary": (Bi(zh="集群边界与申报面积相符", en="the boundary agrees with the declared area"), _boundary),
    "one_application": (Bi(zh="同批次仅一件申报", en="one application in the round"), _one_application),
}
