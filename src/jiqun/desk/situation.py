"""Records in, plain facts out: what the needs of a proceeding look at, worked out only if they look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from jiqun.desk.actor import Actor
from jiqun.desk.each import of_each
from jiqun.desk.facts_of import FACTS
from jiqun.desk.interpreting.waiving import waived
from jiqun.procedure.kit import Situation
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Step

Fact = Callable[[], Any]


class Facts(Mapping[str, Any]):
    """Facts by name, each worked out when it is first looked at."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            self._known[name] = self._facts[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def situation_of(case: Case, by: Actor, at: datetime, given: Mapping[str, Any]) -> Situation:
    """How things stand with a case for this actor at this time, with what was given."""
    return Situation(
        stage=case.stage,
        at=at,
        role=by.role,
        person=by.person,
        doers=_doers(case),
        facts=Facts(FACTS[case.kind](case, given, at)),
        waived=waived(case, at) if procedure(case.edition, case.kind).has_ours else frozenset(),
    )


@of_each
def _doers(cases: Sequence[Case]) -> Mapping[int, dict[str, int]]:
    """By move, who made it last."""
    found: dict[int, dict[str, int]] = {case.pk: {} for case in cases}
    done = Step.objects.filter(case__in=cases).order_by("place").values_list("case", "move", "person")
    for case, move, person in done:
        found[case][move] = person
    return found
