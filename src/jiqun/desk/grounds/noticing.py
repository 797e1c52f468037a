"""Everything that the data show now and may be a ground; what is noticed of what an alert rests on (Article 19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jiqun.desk.grounds.expiring import not_applied, not_passed
from jiqun.desk.grounds.incidents import LIMB_OF, serious_incidents
from jiqun.desk.grounds.noticed import Clusters, Detector, Noticed
from jiqun.desk.grounds.reports import report_not_in_time
from jiqun.desk.grounds.statements import false_information, supervision_refused

# Who looks for what. The limbs of item 4 are noticed where changes are reported (`raise_alerts`).
DETECTORS: Mapping[Detector, tuple[str, ...]] = {
    not_applied: ("not_applied",),
    not_passed: ("not_passed",),
    false_information: ("false_information",),
    report_not_in_time: ("report_not_in_time",),
    supervision_refused: ("supervision_refused",),
    serious_incidents: tuple(LIMB_OF.values()),
}
LOOKED_FOR = frozenset(limb for limbs in DETECTORS.values() for limb in limbs)


def noticed_on(today: date, clusters: Clusters = None) -> tuple[Noticed, ...]:
    """What the data show on a day, of all clusters or of some: a constant number of queries."""
    return tuple(one for look in DETECTORS for one in look(today, clusters))
