"""Alerts: every limb that data can show is noticed once a day, nothing is noticed that is in doubt (Article 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiqun.base.days import day_of
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.do.registers.incidents import enter_incident, withdraw_incident
from jiqun.desk.do.revoking.alerts import Told, dismiss_alert, enter_alert
from jiqun.desk.do.revoking.noticing import notice_grounds, raise_alerts
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.files import Taken, keep_bytes
from jiqun.desk.grounds.noticed import Noticed
from jiqun.desk.grounds.noticing import DETECTORS, LOOKED_FOR, noticed_on
from jiqun.desk.look.recognised.standing import history_of
from jiqun.desk.look.revoking.alerts import Wanted, alert_paper, list_alerts, look_at_alert
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong
from jiqun.procedure.shanghai_2024.grounds import GROUNDS, LIMBS
from jiqun.records.models import (
    Alert,
    AlertSettled,
    Case,
    CheckFinding,
    Cluster,
    Enterprise,
    FindingSettled,
    Incident,
    Interpretation,
    LedgerEntry,
    Listing,
    Message,
    Recognition,
    Revocation,
    Roster,
    Round,
    SpotCheck,
    Step,
    TrackingRecord,
)
from tests.cast import Cast, at
from tests.desk.filled import PDF
from tests.desk.revoked import LAST, alerted, recognised, revoked
from tests.remembered import remembered

pytestmark = pytest.mark.article("19")


def keys(today: date) -> list[str]:
    return sorted(one.limb for one in noticed_on(today))


@remembered
def round_of(purpose: str, year: int, cohort: date | None = None) -> Round:
    """A yearly call, as the calendar opens it."""
    return Round.objects.create(
        purpose=purpose,
        year=year,
        cohort=cohort,
        edition="shanghai-2024",
        title_zh="一次",
        text_zh="一次。",
        opens_at=at(1, 5),
        closes_at=at(12, 31),
        examining_since=at(1, 5),
        published_at=at(1, 5),
    )


def case_in(cluster: Cluster, notice: Round, kind: str, stage: str, filed: datetime | None = None) -> Case:
    """A case of that cluster as its own slice leaves it."""
    return Case.objects.create(
        number=f"{kind}-{notice.pk}-{cluster.pk}-{Case.objects.count()}",
        kind=kind,
        edition="shanghai-2024",
        stage=stage,
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        round=notice,
        opened_at=at(1, 5),
        filed_at=filed,
        moved_at=at(1, 5),
    )


def step(case: Case, cast: Cast, name: str, end: str, when: datetime) -> Step:
    """A step of it."""
    place = case.steps.count() + 2
    return Step.objects.create(
        case=case,
        place=place,
        move=name,
        start=case.stage,
        end=end,
        at=when,
        person_id=cast.operator.person,
        appointment_id=cast.operator.appointment,
        article="16",
    )


def report(cast: Cast, cluster: Cluster, sent: datetime | None, stage: str = "submitted") -> Case:
    """The report on 2025, sent in at that moment."""
    case = case_in(cluster, round_of("annual_report", 2025), "annual_report", stage if sent else "draft", sent)
    if sent:
        step(case, cast, "submit", "submitted", sent)
    return case


def reading(cast: Cast, key: str, value: str, from_day: date) -> None:
    """The Commission settles a reading."""
    Interpretation.objects.create(
        number=f"解释-{key}-{value}-{from_day}",
        edition="shanghai-2024",
        question_zh="问",
        answer_zh="答",
        articles="19",
        reading=key,
        value=value,
        from_day=from_day,
        prepared_by_id=cast.municipal.person,
        by_id=cast.approver.person,
        at=at(1, 5),
    )


@remembered
def firm_in(cast: Cast, cluster: Cluster, code: str = "91310115MA1TEST033") -> Enterprise:
    """An enterprise on the cluster's latest roster."""
    firm = Enterprise.objects.create(credit_code=code, name=f"企业{code[-3:]}")
    blob = keep_bytes(code.encode(), "text/plain", at(3, 3))
    roster = Roster.objects.create(
        cluster=cluster,
        sha256=blob.pk,
        blob=blob,
        on=at(3, 3).date(),
        enterprises=1,
        taken_at=at(3, 3),
        taken_by_id=cast.operator.person,
    )
    Listing.objects.create(cluster=cluster, enterprise=firm, roster=roster, in_dominant_industry=True)
    record("freeze_roster", f"cluster:{cluster.pk}", by=cast.operator, at=at(3, 3), article="2", sealed=(roster,))
    return firm


def incident(
    cast: Cast, firm: Enterprise, kind: str, severity: str = "", on: date = date(2026, 4, 1), **more: object
) -> Incident:
    """An entry of the officers' register, made on 6 May."""
    given: dict[str, object] = {
        "credit_code": firm.credit_code,
        "kind": kind,
        "severity": severity,
        "occurred_on": on,
        "description": "",
        "source": "通报",
        "document_number": "",
        "ranking_body": "市应急管理局",
        "ranked_on": None,
        "document": None,
        "by": cast.municipal,
        "at": at(5, 6),
    }
    return enter_incident(**(given | more))  # type: ignore[arg-type]  # as a form gives it


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


# Item 1.


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


# Item 3.


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


# Item 2.


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


# Item 5.


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


# Once a day.


@pytest.fixture
def several(cast: Cast) -> int:
    """Something of items 1, 3 and 5, of one cluster; how many alerts that makes from 1 June on."""
    cluster = recognised(cast, last=date(2026, 5, 30)).cluster
    report(cast, cluster, None)
    incident(cast, firm_in(cast, cluster), "safety", "major")
    return 3


def test_run_twice_and_days_late_it_leaves_the_same(cast: Cast, several: int) -> None:
    def outcome() -> list[tuple[object, ...]]:
        return list(Alert.objects.order_by("key").values_list("key", "cluster", "limb", "since", "evidence"))

    assert notice_grounds(at=at(5, 7)) == 2  # the term still runs
    for day in (1, 1, 2, 4):
        notice_grounds(at=at(6, day))
    daily = outcome()
    assert len(daily) == several
    assert LedgerEntry.objects.filter(act="raise_alerts").count() == 2
    assert [one.evidence for one in noticed_on(date(2026, 6, 4))] == [
        one.evidence for one in noticed_on(date(2026, 6, 1))
    ]
    late: list[tuple[object, ...]] = [
        (one.key, one.cluster, one.limb, one.since, one.evidence)
        for one in sorted(noticed_on(date(2026, 6, 4)), key=lambda one: one.key)
    ]
    assert late == daily


def test_a_kill_in_the_middle_leaves_nothing_half(cast: Cast, several: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jiqun.desk.do.revoking.noticing.send_mailing", killed)
    with pytest.raises(KeyboardInterrupt):
        notice_grounds(at=at(6, 1))
    assert not Alert.objects.exists()
    assert not LedgerEntry.objects.filter(act="raise_alerts").exists()
    monkeypatch.undo()
    assert notice_grounds(at=at(6, 1)) == several


def test_the_daily_work_raises_them_and_tells_the_commissions_officers_alone(cast: Cast, several: int) -> None:
    do_daily_work(at(6, 1))
    do_daily_work(at(6, 1, 18))
    assert Alert.objects.count() == several
    told = Message.objects.filter(path="/desk/alerts/")
    assert {one.to_id for one in told} == {cast.municipal.person, cast.municipal_colleague.person}
    assert told[0].subject == f"新增{several}条撤销认定线索"
    assert verify_everything().faults == ()


def test_nothing_happens_by_itself_beyond_that(cast: Cast, several: int) -> None:
    for day in range(30):
        do_daily_work(at(6, 1) + timedelta(days=day))
    assert not AlertSettled.objects.exists()
    assert not Case.objects.filter(kind="revocation").exists()
    assert not Revocation.objects.exists()


def test_another_part_raises_an_alert_by_its_key(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    one = Noticed("area_not_reported:7", cluster.pk, "area_not_reported", date(2026, 4, 1), {"days": 45}, ())
    assert raise_alerts([one, one], at=at(5, 6)) == 1
    assert raise_alerts([one], at=at(5, 7)) == 0
    shown = list_alerts(Wanted(), by=cast.municipal, at=at(5, 7)).items
    assert [(item.limb.en, item.stands) for item in shown] == [
        ("Article 19, item 4: Change of area not reported", None)
    ]


def test_for_five_thousand_clusters_it_asks_as_often_as_for_one(cast: Cast, several: int) -> None:
    with CaptureQueriesContext(connection) as few:
        noticed_on(date(2026, 6, 1))
    first = Cluster.objects.get()
    many = [
        Cluster(
            number=f"N{number}",
            name_zh="集群",
            district=first.district,
            operator=first.operator,
            dominant_industries="39",
            area_m2=1,
            registered_at=at(3, 2),
        )
        for number in range(5_000)
    ]
    rows = Cluster.objects.bulk_create(many)
    notice = Round.objects.get(purpose="annual_report")
    by = cast.municipal.person
    Recognition.objects.bulk_create(
        [
            Recognition(
                cluster=row,
                number=f"R{row.pk}",
                first_day=date(2023, 8, 1),
                last_day=date(2026, 12, 31),
                source="x",
                by_id=by,
                at=at(3, 3),
            )
            for row in rows
        ]
    )
    Case.objects.bulk_create(
        [
            Case(
                number=f"J{row.pk}",
                kind="annual_report",
                edition="shanghai-2024",
                stage="draft",
                cluster=row,
                operator=first.operator,
                district=first.district,
                round=notice,
                opened_at=at(1, 5),
                moved_at=at(1, 5),
            )
            for row in rows
        ]
    )
    with CaptureQueriesContext(connection) as whole:
        started = perf_counter()
        found = noticed_on(date(2026, 6, 1))
        took = perf_counter() - started
    assert len(found) == several + 5_000
    assert len(whole) == len(few)
    assert took < 4  # seconds, on a machine that does other things; half a second where it has nothing else to do


# What people do with them.


def test_an_alert_whose_ground_is_gone_stays_and_says_so(cast: Cast) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    row = incident(cast, firm, "illegal")
    notice_grounds(at=at(5, 7))
    alert = Alert.objects.get()
    assert look_at_alert(alert.pk, by=cast.municipal, at=at(5, 7)).item.stands is True
    withdraw_incident(incident=row.pk, reason="误登。", by=cast.municipal, at=at(5, 8))
    view = look_at_alert(alert.pk, by=cast.municipal, at=at(5, 9))
    assert (view.item.stands, view.item.state) == (False, "open")
    assert "已撤回" in view.sources[0].title.zh
    dismiss_alert(alert=alert.pk, reason="登记已撤回，情形不成立。", by=cast.municipal, at=at(5, 9))
    view = look_at_alert(alert.pk, by=cast.district, at=at(5, 10))
    assert (view.item.state, view.reason, view.settled_by) == ("dismissed", "登记已撤回，情形不成立。", "郑经办")
    assert verify_everything().faults == ()


def test_it_is_dismissed_only_with_reasons_and_only_once(cast: Cast) -> None:
    alert = alerted(cast)
    with pytest.raises(Wrong) as wrong:
        dismiss_alert(alert=alert.pk, reason="  ", by=cast.municipal, at=at(5, 7))
    assert set(wrong.value.problems) == {"reason"}
    dismiss_alert(alert=alert.pk, reason="不成立。", by=cast.municipal, at=at(5, 7))
    for again in (
        lambda: dismiss_alert(alert=alert.pk, reason="又。", by=cast.municipal_colleague, at=at(5, 8)),
        lambda: open_revocation(alerts=[alert.pk], by=cast.municipal_colleague, at=at(5, 8)),
    ):
        with pytest.raises(Wrong) as wrong:
            again()
        assert set(wrong.value.problems) == {"alerts"}
    assert notice_grounds(at=at(5, 9)) == 0


def test_several_alerts_of_a_cluster_go_into_one_case_and_later_ones_join_it(cast: Cast) -> None:
    first = alerted(cast)
    second = alerted(cast, "illegal_acts", "受行政处罚。")
    case = open_revocation(alerts=[first.pk, second.pk], by=cast.municipal, at=at(5, 7))
    third = alerted(cast, "dishonesty", "列入严重失信名单。")
    assert open_revocation(alerts=[third.pk], by=cast.municipal_colleague, at=at(5, 8)).pk == case.pk
    assert case.alerts.count() == 3
    assert Case.objects.filter(kind="revocation").count() == 1
    assert (case.number, case.about, case.round, case.filed_at) == ("2026-310115-C01", None, None, at(5, 7))


def test_alerts_of_two_clusters_are_no_one_case(cast: Cast) -> None:
    first = alerted(cast)
    other = Cluster.objects.get(pk=first.cluster_id)
    other.pk, other.number = None, "C310115002"  # type: ignore[assignment]  # a new row
    other.save()
    recognised(cast, cluster=other)
    second = enter_alert(Told("C310115002", "dishonesty", at(4, 1).date(), "失信。"), by=cast.municipal, at=at(5, 6))
    for wanted in ([first.pk, second.pk], []):
        with pytest.raises(Wrong) as wrong:
            open_revocation(alerts=wanted, by=cast.municipal, at=at(5, 7))
        assert set(wrong.value.problems) == {"alerts"}
    assert not AlertSettled.objects.exists()


def test_an_officer_enters_any_limb_with_files_and_a_doubled_click_enters_it_once(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    for limb in LIMBS:
        told = Told(cluster.number, limb, at(4, 1).date(), f"{limb}的情况。", (Taken("函.pdf", PDF),))
        row = enter_alert(told, by=cast.municipal, at=at(5, 6))
        assert enter_alert(told, by=cast.municipal, at=at(5, 6, 10)).pk == row.pk
    assert Alert.objects.count() == len(LIMBS)
    assert alert_paper(row.pk, 1, by=cast.auditor).data == PDF
    for place in (0, 2):
        with pytest.raises(NotThere):
            alert_paper(row.pk, place, by=cast.auditor)
    assert verify_everything().faults == ()


def test_everything_wrong_with_an_entry_is_said_at_once(cast: Cast) -> None:
    recognised(cast)
    told = Told("C999", "none", at(5, 7).date(), " ", (Taken("页.pdf", b"<html>"),))
    with pytest.raises(Wrong) as wrong:
        enter_alert(told, by=cast.municipal, at=at(5, 6))
    assert set(wrong.value.problems) == {"cluster", "limb", "since", "text", "files"}


def test_a_district_reads_those_of_its_clusters_an_auditor_all_and_nobody_else_any(cast: Cast) -> None:
    alert = alerted(cast)
    for reader in (cast.municipal, cast.approver, cast.auditor, cast.district):
        assert [one.id for one in list_alerts(Wanted(), by=reader, at=at(5, 7)).items] == [alert.pk]
        assert look_at_alert(alert.pk, by=reader, at=at(5, 7)).may_settle == (reader is cast.municipal)
    assert list_alerts(Wanted(), by=cast.other_district, at=at(5, 7)).items == ()
    with pytest.raises(NotThere):
        look_at_alert(alert.pk, by=cast.other_district, at=at(5, 7))
    for stranger in (cast.operator, cast.enterprise, cast.expert, cast.inspector, cast.administrator):
        for look in (
            lambda by: list_alerts(Wanted(), by=by, at=at(5, 7)),
            lambda by: look_at_alert(alert.pk, by=by, at=at(5, 7)),
            lambda by: alert_paper(alert.pk, 1, by=by),
        ):
            with pytest.raises(NotThere):
                look(stranger)
    for reader in (cast.district, cast.approver, cast.auditor):
        for act in (
            lambda by: dismiss_alert(alert=alert.pk, reason="不。", by=by, at=at(5, 7)),
            lambda by: open_revocation(alerts=[alert.pk], by=by, at=at(5, 7)),
            lambda by: enter_alert(Told("C310115001", "dishonesty", at(4, 1).date(), "x"), by=by, at=at(5, 7)),
        ):
            with pytest.raises(NotThere):
                act(reader)


def test_filters_by_ground_district_and_state(cast: Cast) -> None:
    third, fifth = alerted(cast), alerted(cast, "dishonesty", "失信。")
    dismiss_alert(alert=third.pk, reason="不成立。", by=cast.municipal, at=at(5, 7))

    def shown(**wanted: str) -> list[int]:
        return [one.id for one in list_alerts(Wanted(**wanted), by=cast.municipal, at=at(5, 8)).items]

    assert shown() == [fifth.pk]
    assert shown(state="") == [fifth.pk, third.pk]
    assert shown(state="dismissed") == [third.pk]
    assert shown(ground="3", state="") == [third.pk]
    assert shown(district="310114", state="") == []
    open_revocation(alerts=[fifth.pk], by=cast.municipal, at=at(5, 8))
    assert shown(state="case") == [fifth.pk]


def test_once_revoked_nothing_more_is_noticed_of_that_recognition(cast: Cast) -> None:
    revoked(cast)
    incident(cast, firm_in(cast, Cluster.objects.get()), "illegal", by=replace(cast.municipal))
    assert keys(date(2026, 6, 2)) == []
    assert keys(LAST + timedelta(days=1)) == []
    assert day_of(at(6, 1)) == Revocation.objects.get().revoked_on
