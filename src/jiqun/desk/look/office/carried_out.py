"""What was done under each article, counted from the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.cases.acts import act_title
from jiqun.records.models import Case, LedgerEntry


@dataclass(frozen=True)
class Done:
    """An act of one kind of proceeding under one article: how often, and from which day to which."""

    article: str
    act: str
    title: Bi
    times: int
    first: date
    last: date


def ledger_size() -> int:
    """How many entries there are."""
    return LedgerEntry.objects.aggregate(last=Max("seq"))["last"] or 0


def done_between(after: int, until: int) -> tuple[Done, ...]:
    """The acts of the entries behind `after` through `until`, in the order in which each was first done."""
    rows = LedgerEntry.objects.filter(seq__gt=after, seq__lte=until)
    kinds = dict(Case.objects.values_list("pk", "kind"))
    found: dict[tuple[str, str, str], list[tuple[int, date, date]]] = {}
    counted = rows.values("article", "act", "subject").annotate(
        n=Count("pk"), since=Min("at"), until=Max("at"), place=Min("seq")
    )
    for row in counted.order_by("place"):
        kind, _, number = row["subject"].partition(":")
        of = kinds.get(int(number), "") if kind == "case" else ""
        key = (row["article"], row["act"], of)
        found.setdefault(key, []).append((row["n"], day_of(row["since"]), day_of(row["until"])))
    return tuple(
        Done(
            article,
            act,
            act_title(act, of),
            sum(times for times, _, _ in parts),
            min(first for _, first, _ in parts),
            max(last for _, _, last in parts),
        )
        for (article, act, of), parts in found.items()
    )
