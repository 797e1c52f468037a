"""Item 5: incidents of the rank that counts, of enterprises of recognised clusters (Article 19)."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.desk.do.registers.incidents import withdraw_incident
from jiqun.desk.grounds.noticing import noticed_on
from jiqun.records.models import (
    Cluster,
    Listing,
    Roster,
)
from tests.cast import Cast, at
from tests.desk.revoking.builders import recognised
from tests.desk.revoking.rows import firm_in, incident, keys, reading

pytestmark = pytest.mark.article("19")


@pytest.mark.parametrize(
    ("kind", "severity", "limb"),
    [
        ("safety", "ordinary", None),
        ("safety", "larger", "safety_accident"),
        ("quality", "major", "quality_accident"),
        ("environment", "especially_major", "pollution_accident"),
        ("cyber", "larger", None),
        ("cyber", "major", "cyber_incident"),
        ("data", "larger", None),
        ("data", "especially_major", "data_incident"),
        ("tax_evasion", "", "tax_evasion"),
        ("illegal", "", "violation"),
        ("severe_dishonesty", "", "dishonesty"),
        ("other", "", "other_serious"),
    ],
)
def test_an_incident_of_the_rank_that_counts_is_noticed(cast: Cast, kind: str, severity: str, limb: str | None) -> None:
    incident(cast, firm_in(cast, recognised(cast).cluster), kind, severity)
    assert keys(date(2026, 5, 7)) == ([limb] if limb else [])


def test_the_reading_moves_the_rank_of_accidents_and_of_nothing_else(cast: Cast) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    for kind, severity in (("safety", "larger"), ("quality", "major"), ("cyber", "major"), ("illegal", "")):
        incident(cast, firm, kind, severity)
    reading(cast, "revocation_rank", "major", date(2026, 7, 1))
    assert keys(date(2026, 6, 30)) == ["cyber_incident", "quality_accident", "safety_accident", "violation"]
    assert keys(date(2026, 7, 1)) == ["cyber_incident", "quality_accident", "violation"]


def test_an_incident_counts_if_it_happened_and_came_to_be_known_within_the_term(cast: Cast) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    for on in (date(2023, 7, 31), date(2023, 8, 1), date(2026, 5, 6)):
        incident(cast, firm, "illegal", on=on)
    assert [one.since for one in noticed_on(date(2026, 5, 7))] == [date(2023, 8, 1), date(2026, 5, 6)]


def test_an_entry_that_was_withdrawn_or_corrected_raises_nothing(cast: Cast) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    withdrawn, wrong = incident(cast, firm, "illegal"), incident(cast, firm, "safety", "major")
    withdraw_incident(incident=withdrawn.pk, reason="误登。", by=cast.municipal, at=at(5, 7))
    incident(cast, firm, "safety", "ordinary", replaces=wrong.pk)
    assert keys(date(2026, 5, 8)) == []


def test_an_enterprise_of_two_clusters_is_an_alert_of_each(cast: Cast) -> None:
    first = recognised(cast).cluster
    firm = firm_in(cast, first)
    other = Cluster.objects.get(pk=first.pk)
    other.pk, other.number = None, "C310115002"  # type: ignore[assignment]  # a new row
    other.save()
    recognised(cast, cluster=other)
    Listing.objects.create(cluster=other, enterprise=firm, roster=Roster.objects.get(), in_dominant_industry=False)
    incident(cast, firm, "tax_evasion")
    assert {one.cluster for one in noticed_on(date(2026, 5, 7))} == {first.pk, other.pk}
    assert {one.cluster for one in noticed_on(date(2026, 5, 7), [other.pk])} == {other.pk}
