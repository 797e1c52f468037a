"""What counts in a revocation: what happened since it was opened, or sent back to be established (Article 19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jiqun.base.words import Bi
from jiqun.desk.recognised import expired_by, holding_on, not_revoked
from jiqun.papers.words import numeral
from jiqun.procedure.shanghai_2024.grounds import LIMBS
from jiqun.records.models import AdverseFinding, AlertSettled, Case, CaseTerm, Letter, Recognition, Step

NOTICE = "revocation_notice"  # the kind of the letter that has to be served
_BEGINS_ANEW = ("establish_further", "reopen_revocation")
_PROSECUTING = ("record_finding", "notify", "record_service", "prepare_closing", "prepare_decision")


@dataclass(frozen=True)
class Course:
    """How far a revocation has come: `findings` that count, whether they were served, when the time to answer ends."""

    findings: tuple[AdverseFinding, ...]
    served: bool
    answers: tuple[Step, ...]
    until: date | None  # the last day of the operator's time; None before the notice was served

    def heard_by(self, day: date) -> bool:
        """Whether the operator's time is over on that day."""
        return self.served and self.until is not None and self.until < day


def course_of(case: Case) -> Course:
    """As it stands now, in three queries."""
    steps = list(Step.objects.filter(case=case).select_related("person").order_by("place"))
    start = max((step.place for step in steps if step.move in _BEGINS_ANEW), default=0)
    since = [step for step in steps if step.place > start]
    served = any(step.move == "record_service" for step in since)
    return Course(
        findings=_last(case, sum(step.move == "record_finding" for step in since)),
        served=served,
        answers=tuple(step for step in since if step.move == "answer"),
        until=_until(case) if served else None,
    )


def notice_of(case: Case) -> Letter | None:
    """The notice that was written last."""
    return Letter.objects.filter(case=case, kind=NOTICE).order_by("-pk").first()


def prosecutors_of(case: Case) -> frozenset[int]:
    """Whoever raised an alert of it, opened it, or established, notified or prepared anything in it."""
    settled = AlertSettled.objects.filter(case=case).values_list("by", "alert__by")
    found = {person for pair in settled for person in pair if person}
    found |= set(Step.objects.filter(case=case, move__in=_PROSECUTING).values_list("person", flat=True))
    return frozenset(found)


def to_revoke(case: Case, day: date, findings: Sequence[AdverseFinding]) -> tuple[Recognition, ...]:
    """The recognitions that a decision of that day revokes: the one that holds, and one that is to follow it.

    Ground 1 comes when the term is over: it reaches the one that has expired.
    """
    own = not_revoked(day).filter(cluster=case.cluster_id, last_day__gte=day)
    if holding_on(day).filter(cluster=case.cluster_id).exists():
        return tuple(own.order_by("first_day", "pk"))
    if any(LIMBS[one.limb].item == 1 for one in findings):
        return tuple(expired_by(day).filter(cluster=case.cluster_id).order_by("first_day", "pk"))
    return ()


def limb_title(name: str) -> Bi:
    """A limb with the item of Article 19 that it stands in."""
    limb = LIMBS[name]
    return _LIMB.fill(item=limb.item, title=limb.title, numeral=numeral(limb.item))


def _last(case: Case, count: int) -> tuple[AdverseFinding, ...]:
    """The findings that were recorded last: each move records one."""
    rows = AdverseFinding.objects.filter(case=case).select_related("by", "alert").order_by("-pk")[:count]
    return tuple(reversed(rows))


def _until(case: Case) -> date | None:
    term = CaseTerm.objects.filter(case=case, name="answer").order_by("pk").last()
    return term.due_on if term else None


_LIMB = Bi(zh="第十九条第（{numeral}）项：{title}", en="Article 19, item {item}: {title}")
