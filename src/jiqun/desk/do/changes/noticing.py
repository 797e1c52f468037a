"""Noticing differences that nobody reported, telling the operator, and settling those that are none (Article 19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi, day_words
from jiqun.desk.changes.seen import KINDS, Seen, Sight, drawn, filed
from jiqun.desk.changes.timing import days_to_report
from jiqun.desk.changes.unreported import agrees_now, unreported
from jiqun.desk.changes.values import same_values
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.change_day import last_day_in_time
from jiqun.procedure.shanghai_2024.change_report import CHANGES
from jiqun.records.models import (
    Appointment,
    Cluster,
    ClusterState,
    DailyRun,
    Difference,
    DifferenceSettled,
    Person,
    Sealed,
    Submission,
)

RUN = "notice_differences"
_MARGIN = timedelta(days=7)  # what was being written while the work ran last


def notice_differences(*, at: datetime) -> int:
    """Note every difference that filings and drawings show and that was not noted; how many were new.

    Each cluster is gone through in the order in which things were filed, so that run twice, killed, or days late, the
    same is noted. Operators are told of what stands.
    """
    new = 0
    for cluster in _to_look_at(at):
        with transaction.atomic():
            row = Cluster.objects.select_for_update(of=("self",)).select_related("operator").get(pk=cluster)
            book = _Book(row, at)
            for sights in (filed(row), drawn(row)):
                book.go_through(sights)
            book.settle_agreeing()
            new += book.close()
    return new


def _to_look_at(at: datetime) -> list[int]:
    """The clusters of which something was filed or set since the work was done last, or has a difference open."""
    last = DailyRun.objects.filter(name=RUN, done_at__lt=at).order_by("-done_at").first()
    since = {"at__gte": last.done_at - _MARGIN} if last else {}
    found = set(Submission.objects.filter(**since).values_list("roster__cluster", flat=True))
    found |= set(ClusterState.objects.filter(**since, place__gt=1).values_list("cluster", flat=True))
    found |= set(Difference.objects.filter(settled=None).values_list("cluster", flat=True))
    return sorted(found)


@dataclass
class _Book:
    """What is noted of one cluster, and what this run adds to it."""

    cluster: Cluster
    at: datetime
    added: list[Sealed] = field(default_factory=list)
    new: list[Difference] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = Difference.objects.filter(cluster=self.cluster).select_related("settled")
        self.known = {(row.kind, row.source): row for row in rows}
        self.settled = {row.pk: row.settled for row in self.known.values() if hasattr(row, "settled")}

    def go_through(self, sights: Iterable[Sight]) -> None:
        """One after the other: a difference begins, goes on, changes, or is gone again."""
        running: dict[str, Difference] = {}
        for sight in sights:
            for kind in KINDS:
                before, now = running.get(kind), sight.differs.get(kind)
                if before and now and _same(before, now):
                    continue
                if before:
                    self._settle(running.pop(kind), day_of(sight.at), sight)
                if now:
                    running[kind] = self._note(kind, now, sight, before)

    def settle_agreeing(self) -> None:
        """The register has been corrected since, and says what was filed."""
        for row in self.known.values():
            if row.pk not in self.settled:
                row.cluster = self.cluster
                if agrees_now(row):
                    self._settle(row, day_of(self.at), None)

    def close(self) -> int:
        """Keep the entry, and tell the operator of what is new and stands."""
        if self.added:
            content = {"cluster": self.cluster.number, "new": len(self.new)}
            subject = f"cluster:{self.cluster.pk}"
            record("notice_difference", subject, by=None, at=self.at, article="19", content=content, sealed=self.added)
            for row in unreported(Difference.objects.filter(pk__in=[one.pk for one in self.new])):
                _tell(row, self.at)
        return len(self.new)

    def _note(self, kind: str, seen: Seen, sight: Sight, before: Difference | None) -> Difference:
        """One that follows another that nobody has said to be none is the same one, seen since the first."""
        known = self.known.get((kind, sight.source))
        if known is not None:
            return known
        goes_on = before if before and self.settled[before.pk].by_id is None else None
        row = Difference.objects.create(
            cluster=self.cluster,
            kind=kind,
            source=sight.source,
            run=goes_on.run if goes_on else sight.source,
            registered=seen.registered,
            found=seen.found,
            seen_at=goes_on.seen_at if goes_on else sight.at,
            at=self.at,
        )
        self.known[kind, sight.source] = row
        self.added.append(row)
        self.new.append(row)
        return row

    def _settle(self, row: Difference, on: date, sight: Sight | None) -> None:
        if row.pk in self.settled:
            return
        source = sight.source if sight else ""
        made = DifferenceSettled.objects.create(difference=row, on=on, source=source, at=self.at)
        self.settled[row.pk] = made
        self.added.append(made)


def _same(row: Difference, seen: Seen) -> bool:
    return same_values(row.kind, row.found, seen.found) and same_values(row.kind, row.registered, seen.registered)


def _tell(row: Difference, at: datetime) -> None:
    """The operator, as a friendly note: nothing follows from it yet."""
    held = Appointment.objects.filter(organisation=row.cluster.operator, role=Role.OPERATOR, until=None)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")
    seen = day_of(row.seen_at)
    words = {
        "cluster": Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        "kind": CHANGES[row.kind],
        "seen": day_words(seen),
        "last": day_words(last_day_in_time(seen, days_to_report(day_of(at)))),
    }
    path = f"/desk/clusters/{row.cluster_id}/changes/{row.kind}/"
    tell(people, f"difference:{row.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), path, at)


_SUBJECT = Bi(zh="{cluster}：{kind}与名录不一致，请核对", en="{cluster}: please check the {kind}")
_BODY = Bi(
    zh="{seen}报送的内容与名录登记的{kind}不一致。如确有变更，请于{last}前（含当日）报备；"
    "如是填写有误，请在下次报送时更正，或告知区主管部门。这只是提醒，不影响认定。\n\n集群：{cluster}\n",
    en="What was sent in on {seen} is not what the register says ({kind}). If it has changed, please report it by the "
    "end of {last}; if it is a slip, correct it when you next file, or tell the district. This is a note and touches "
    "nothing.\n\nCluster: {cluster}\n",
)
