"""Background work as administrators see it: what waits, what failed and why; nothing of what is in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.installation.settings import WORKER
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.may import only
from jiqun.procedure.roles import Role
from jiqun.records.models import DailyRun, Errand, Setting

KINDS = {
    "make_receipt": Bi(zh="制作回执", en="Make a receipt"),
    "send_invitation": Bi(zh="发送邀请", en="Send an invitation"),
    "send_message": Bi(zh="发送消息", en="Send a message"),
    "verify_installation": Bi(zh="全面核验", en="Verify everything"),
}
STATES = {
    "given_up": Bi(zh="已放弃", en="Given up"),
    "waiting": Bi(zh="等待办理", en="To do"),
    "running": Bi(zh="正在办理", en="Running"),
    "done": Bi(zh="已完成", en="Done"),
}
_SILENT = timedelta(minutes=5)


@dataclass(frozen=True)
class ErrandItem:
    """One errand."""

    id: int
    kind: Bi
    key: str
    state: str
    made_at: datetime
    due_at: datetime
    done_at: datetime | None
    tries: int
    error: str


@dataclass(frozen=True)
class State:
    """A state, and how many errands are in it."""

    name: str
    title: Bi
    count: int


@dataclass(frozen=True)
class ErrandList:
    """One page of errands, the counts, and whether somebody is doing them."""

    states: tuple[State, ...]
    shown: str
    page: Page[ErrandItem]
    seen_at: datetime | None
    silent: bool
    daily: tuple[tuple[str, datetime], ...]


def list_errands(*, by: Actor, at: datetime, state: str = "", page: int = 1) -> ErrandList:
    """The errands of a state; of those given up first, if there are any. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    wanted = _conditions(at)
    numbers = Errand.objects.aggregate(**{name: Count("pk", filter=one) for name, one in wanted.items()})
    shown = state if state in wanted else "given_up" if numbers["given_up"] else "waiting"
    newest = "-done_at" if shown == "done" else "due_at"
    rows = Errand.objects.filter(wanted[shown]).order_by(newest, "pk")
    seen = Setting.objects.filter(pk=WORKER).values_list("changed_at", flat=True).first()
    runs = DailyRun.objects.order_by("name", "-day")
    last: dict[str, datetime] = {}
    for run in runs[:60]:
        last.setdefault(run.name, run.done_at)
    return ErrandList(
        states=tuple(State(name, title, numbers[name]) for name, title in STATES.items()),
        shown=shown,
        page=page_of(rows, page, lambda row: _item(row, shown)),
        seen_at=seen,
        silent=seen is None or at - seen > _SILENT,
        daily=tuple(last.items()),
    )


def _conditions(at: datetime) -> dict[str, Q]:
    undone = Q(done_at=None)
    leased = Q(leased_until__gte=at)
    return {
        "given_up": undone & ~Q(given_up_at=None),
        "waiting": undone & Q(given_up_at=None) & ~leased,
        "running": undone & Q(given_up_at=None) & leased,
        "done": ~undone,
    }


def _item(row: Errand, state: str) -> ErrandItem:
    kind = KINDS.get(row.kind, Bi(zh=row.kind, en=row.kind))
    error = row.error.splitlines()[0][:300] if row.error else ""
    return ErrandItem(row.pk, kind, row.key, state, row.made_at, row.due_at, row.done_at, row.tries, error)
