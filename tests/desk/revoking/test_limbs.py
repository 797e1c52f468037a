"""Items 1 to 3: what the data show is noticed, and nothing that is in doubt or lies with an office (Article 19)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jiqun.desk.grounds.noticing import DETECTORS, LOOKED_FOR, noticed_on
from jiqun.desk.look.recognised.standing import history_of
from jiqun.procedure.shanghai_2024.grounds import GROUNDS, LIMBS
from jiqun.records.models import (
    Case,
    CheckFinding,
    FindingSettled,
    Recognition,
    SpotCheck,
    TrackingRecord,
)
from tests.cast import Cast, at
from tests.desk.revoking.builders import recognised
from tests.desk.revoking.rows import case_in, firm_in, keys, reading, report, round_of, step

pytestmark = pytest.mark.article("19")


def test_every_limb_of_the_article_is_there_and_is_noticed_or_entered() -> None:
    """Twenty of them, by hand from the text of the article: none may be missing."""
    by_item = {item: [one.name for one in LIMBS.values() if one.item == item] for item in GROUNDS}
    assert by_item == {
        1: ["not_applied", "not_passed"],
        2: ["false_information", "illegal_acts"],
        3: ["report_not_in_time", "supervision_refused"],
        4: ["industry_not_reported", "area_not_reported", "operator_not_reported", "other_not_reported"],
        5: [
            *("safety_accident", "quality_accident", "pollution_accident", "cyber_incident", "data_incident"),
            *("tax_evasion", "violation", "dishonesty", "other_serious"),
        ],
    }
    not_looked_for_here = {one.name for one in LIMBS.values() if one.name not in LOOKED_FOR}
    assert not_looked_for_here == {"illegal_acts", *by_item[4]}
    assert len(DETECTORS) == 6


def test_a_term_that_ended_without_an_application_is_noticed_on_the_day_after(cast: Cast) -> None:
    row = recognised(cast, last=date(2026, 4, 30))
    assert keys(date(2026, 4, 30)) == []
    found = noticed_on(date(2026, 5, 1))
    assert [(one.key, one.since) for one in found] == [(f"not_applied:{row.pk}", date(2026, 5, 1))]
    case_in(row.cluster, round_of("re_evaluation", 2026, row.last_day), "recognition", "draft")
    assert keys(date(2026, 5, 1)) == ["not_applied"]  # a draft was never filed


@pytest.mark.parametrize(
    ("filed", "stage", "limbs"),
    [
        (at(4, 30, 23, 59), "submitted", []),  # the last minute of the last day
        (at(5, 1, 0), "submitted", ["not_applied"]),
        (at(3, 2), "in_correction", []),  # with its operator; the office has not decided
        (at(3, 2), "withdrawn", ["not_applied"]),
    ],
)
def test_who_applied_in_time_gives_no_ground_however_long_it_takes(
    cast: Cast, filed: datetime, stage: str, limbs: list[str]
) -> None:
    row = recognised(cast, last=date(2026, 4, 30))
    case = case_in(row.cluster, round_of("re_evaluation", 2026, row.last_day), "recognition", stage, filed)
    assert keys(date(2026, 12, 1)) == limbs
    state = history_of(row.cluster.number, date(2026, 12, 1)).standings[0].state
    assert state == ("expired" if limbs else "pending")
    Case.objects.filter(pk=case.pk).update(ended_at=at(5, 2))
    assert history_of(row.cluster.number, date(2026, 12, 1)).standings[0].state == "expired"


@pytest.mark.parametrize("ended_as", ["not_recognised", "declined"])
def test_a_re_evaluation_that_was_not_passed_is_noticed_until_it_is_opened_again(cast: Cast, ended_as: str) -> None:
    row = recognised(cast, last=date(2026, 8, 31))
    case = case_in(row.cluster, round_of("re_evaluation", 2026, row.last_day), "recognition", ended_as, at(3, 2))
    decided = step(case, cast, "reject", ended_as, at(6, 1))
    assert [(one.key, one.limb) for one in noticed_on(date(2026, 6, 2))] == [(f"not_passed:{decided.pk}", "not_passed")]
    assert keys(date(2026, 10, 1)) == ["not_passed"]  # applied for in time: never the other limb besides
    step(case, cast, "reopen_examination", "evaluated", at(6, 20))
    assert keys(date(2026, 6, 21)) == []


def test_a_renewed_recognition_gives_no_ground(cast: Cast) -> None:
    row = recognised(cast, last=date(2026, 4, 30))
    Recognition.objects.create(
        cluster=row.cluster,
        number="续",
        first_day=date(2026, 5, 1),
        last_day=date(2029, 4, 30),
        source="续",
        by_id=cast.municipal.person,
        at=at(4, 1),
    )
    assert keys(date(2026, 5, 2)) == []


@pytest.mark.parametrize(
    ("sent", "today", "limbs"),
    [
        (None, date(2026, 4, 10), []),  # the day itself is in doubt
        (None, date(2026, 4, 11), ["report_not_in_time"]),
        (at(4, 9, 23, 59), date(2026, 6, 1), []),
        (at(4, 10, 0), date(2026, 6, 1), []),  # boundary: nobody who filed on the day is warned
        (at(4, 10, 23, 59), date(2026, 6, 1), []),
        (at(4, 11, 0), date(2026, 6, 1), ["report_not_in_time"]),
    ],
)
def test_a_report_is_noticed_when_it_is_late_or_missing_beyond_doubt(
    cast: Cast, sent: datetime | None, today: date, limbs: list[str]
) -> None:
    report(cast, recognised(cast).cluster, sent)
    assert keys(today) == limbs


def test_a_report_that_lies_with_the_district_is_never_the_operators_fault(cast: Cast) -> None:
    """Sent in time, returned, corrected late, never forwarded: what counts is when it was first sent in."""
    case = report(cast, recognised(cast).cluster, at(4, 1), stage="in_correction")
    step(case, cast, "resubmit", "submitted", at(5, 20))
    assert keys(date(2026, 12, 1)) == []


def test_the_reading_in_force_says_what_is_late(cast: Cast) -> None:
    report(cast, recognised(cast).cluster, at(4, 10))
    reading(cast, "report_due", "before_the_day", date(2026, 7, 1))
    assert keys(date(2026, 6, 30)) == []
    assert keys(date(2026, 7, 1)) == ["report_not_in_time"]


def test_a_report_in_time_by_the_reading_of_its_day_is_not_made_late_by_a_later_one(cast: Cast) -> None:
    reading(cast, "report_due", "through_the_day", date(2026, 3, 1))
    report(cast, recognised(cast).cluster, at(4, 10))
    reading(cast, "report_due", "before_the_day", date(2026, 7, 1))
    assert keys(date(2026, 7, 2)) == []


def test_a_report_of_a_cluster_that_was_not_recognised_on_the_day_is_not_due(cast: Cast) -> None:
    report(cast, recognised(cast, last=date(2026, 4, 8)).cluster, None)
    assert "report_not_in_time" not in keys(date(2026, 5, 1))


def test_a_report_that_is_no_longer_due_is_not_missed(cast: Cast) -> None:
    case = report(cast, recognised(cast).cluster, None)
    Case.objects.filter(pk=case.pk).update(stage="left")
    assert keys(date(2026, 5, 1)) == []


def test_tracking_that_was_refused_is_noticed_while_the_cluster_was_recognised(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    for on, refused in (
        (date(2026, 3, 5), "不让进厂。"),
        (date(2026, 3, 6), ""),
        (date(2023, 7, 31), "认定之前的事。"),
    ):
        TrackingRecord.objects.create(cluster=cluster, on=on, refused=refused, by_id=cast.district.person, at=at(3, 7))
    found = noticed_on(date(2026, 5, 1))
    assert [(one.limb, one.since, one.facts["refused"]) for one in found] == [
        ("supervision_refused", date(2026, 3, 5), "不让进厂。")
    ]


def test_a_discrepancy_that_a_spot_check_confirmed_is_noticed_and_an_unconfirmed_one_is_not(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    firm = firm_in(cast, cluster)
    case = case_in(cluster, round_of("recognition", 2026), "spot_check", "closed", at(3, 2))
    visit = SpotCheck.objects.create(case=case, checklist=[])
    for place, confirmed in enumerate((True, False)):
        finding = CheckFinding.objects.create(
            check_of=visit,
            uid=f"u{place}",
            device="d",
            enterprise=firm,
            year=2023 + place,
            column="output_value",
            reported="900",
            found="700",
            made_at=at(3, 2),
            by_id=cast.inspector.person,
            at=at(3, 2),
        )
        FindingSettled.objects.create(
            finding=finding, confirmed=confirmed, reason="核", by_id=cast.municipal.person, at=at(3, 9)
        )
    assert [(one.limb, one.facts["year"], one.facts["firm"]) for one in noticed_on(date(2026, 5, 1))] == [
        ("false_information", 2023, firm.name)
    ]
