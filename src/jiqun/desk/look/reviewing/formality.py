"""The formality check as its page and the page of the case show it (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.deciding.formality import latest_check, seen_items
from jiqun.desk.look.cases.case import lacks_of
from jiqun.desk.may import NotThere, is_inside, the_case
from jiqun.procedure.kit import Lack
from jiqun.records.models import Case


@dataclass(frozen=True)
class ItemView:
    """One item: what the system found (yes, no, look) and what the officer has settled."""

    name: str
    title: Bi
    found: str
    seen: str
    note: str


@dataclass(frozen=True)
class FormalityView:
    """The check of a case."""

    case: int
    number: str
    cluster: Bi
    version: int
    items: tuple[ItemView, ...]
    checked_at: datetime | None
    checked_by: str
    lacks: tuple[Lack, ...]

    @property
    def failing(self) -> tuple[ItemView, ...]:
        return tuple(one for one in self.items if one.seen == "no")

    @property
    def reasons(self) -> str:
        """What does not pass, line by line, as a letter to the operator may begin."""
        return "\n".join(f"{one.title.zh}：{one.note or '请补充或更正'}" for one in self.failing)

    def as_typed(self, seen: Mapping[str, str], notes: Mapping[str, str]) -> FormalityView:
        """With what was just typed in place of what is kept."""
        items = tuple(replace(one, seen=seen[one.name], note=notes[one.name]) for one in self.items)
        return replace(self, items=items)


def look_at_formality(case: int, *, by: Actor, at: datetime) -> FormalityView:
    """The checklist of a case that the Commission examines. Raises NotThere."""
    row = the_case(by, case)
    if row.kind != "recognition" or not is_inside(by):
        raise NotThere
    return _view(row, by, at)


def checked_formality(case: int, *, by: Actor, at: datetime) -> FormalityView | None:
    """The last check of what is filed now, for those inside; None where nobody has checked it. Raises NotThere."""
    row = the_case(by, case)
    if not is_inside(by) or row.filed_at is None or latest_check(row) is None:
        return None
    return _view(row, by, at)


def _view(row: Case, by: Actor, at: datetime) -> FormalityView:
    check = latest_check(row)
    return FormalityView(
        case=row.pk,
        number=row.number,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        version=row.version,
        items=tuple(
            ItemView(one.item.name, one.item.title, one.item.found, one.seen, one.note) for one in seen_items(row)
        ),
        checked_at=check.at if check else None,
        checked_by=check.by.name if check else "",
        lacks=lacks_of(row, "check_formality", by, at),
    )
