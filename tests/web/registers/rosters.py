"""Frozen rosters for tests: a cluster's data as filed, and the enterprises that come to stand on it."""

from __future__ import annotations

from jiqun.desk.actor import Actor, actors_of
from jiqun.desk.do.people.invitations import accept_invitation
from jiqun.desk.do.registers.enterprises import invite_enterprise
from jiqun.desk.rosters import freeze_roster
from jiqun.facts.generate import one_cluster
from jiqun.facts.snapshot import Snapshot
from jiqun.records.models import Cluster, Enterprise, Roster
from tests.cast import Cast, at, make_cluster


def small(index: int = 4, firms: int = 5) -> Snapshot:
    """A generated cluster of a few enterprises."""
    return one_cluster(1, index, firms, at(4, 30).date())


def freeze(by: Actor, row: Cluster, snapshot: Snapshot, day: int = 10) -> Roster:
    """The cluster's data as they were filed on a day of March."""
    return freeze_roster(row, snapshot, on=at(3, day).date(), case=None, by=by, at=at(3, day))


def two_clusters(cast: Cast) -> tuple[Roster, Roster]:
    """A cluster of each district, with the same enterprises on both rosters."""
    one, other = make_cluster(cast), make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    return freeze(cast.operator, one, small()), freeze(cast.other_operator, other, small())


def firm_on(roster: Roster, place: int = 0) -> Enterprise:
    """An enterprise of a roster."""
    return Enterprise.objects.filter(listings__roster=roster).order_by("credit_code")[place]


def account_of(firm: Enterprise, by: Actor, email: str = "boss@firm.test") -> Actor:
    """Somebody who acts for the enterprise, invited by the actor."""
    _, secret = invite_enterprise(enterprise=firm.pk, email=email, name="企业人员", lang="zh", by=by, at=at(3, 11))
    person = accept_invitation(secret=secret, password="a-long-Passphrase-7", user=None, at=at(3, 12))
    return actors_of(person, at(3, 12))[0]
