"""The overall assessment: four parts by published weights, exact, traceable; what is absent is waited for or spread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.do.evaluating.assessment import approve_assessment, prepare_assessment
from jiqun.desk.evaluating.assessing import Line, lines_of
from jiqun.desk.evaluating.programme import the_programme
from jiqun.desk.look.evaluating.assessment import bands_of, look_at_assessment, years_of
from jiqun.desk.look.evaluating.assessment_files import assessment_file
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Cluster, Message, OverallAssessment, PreparedAssessment, Round, Submission
from tests.cast import Cast, make_cluster
from tests.desk.assessed import evaluated, in_2027, plan_reported, programme, recognised, reported, whole
from tests.desk.renewing import recognised_until

pytestmark = [pytest.mark.django_db, pytest.mark.article("17")]
LAST_OF_YEAR = date(2026, 12, 31)


def lines(notice: Round, on: date = date(2027, 4, 20)) -> dict[int, Line]:
    return {one.cluster: one for one in lines_of(the_programme(notice.pk), on)}


def prepared(notice: Round, cast: Cast) -> PreparedAssessment:
    return prepare_assessment(round_id=notice.pk, by=cast.municipal, at=in_2027(4, 20))


def approved(notice: Round, cast: Cast) -> int:
    row = prepared(notice, cast)
    return approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(4, 21))


def test_a_score_is_the_sum_of_its_parts_by_the_published_weights_each_with_its_rows(cast: Cast) -> None:
    notice = whole(cast)
    (line,) = lines(notice).values()
    scores = {name: one.score for name, one in line.parts.items()}
    assert scores == {"indicators": 100, "plan": Fraction(1300, 14), "evaluation": 85, "punctuality": 100}
    assert line.score == (40 * 100 + 25 * Fraction(1300, 14) + 25 * 85 + 10 * 100) / 100
    first = Submission.objects.get(case__kind="annual_report").pk
    tables = {name: [(each.table, len(each.keys)) for each in one.sources] for name, one in line.parts.items()}
    assert line.parts["indicators"].sources[0].keys == (first,)
    assert tables["plan"] == [("records_planvalue", 7), ("records_planjudged", 1)]
    assert tables["evaluation"] == [("records_filedevaluation", 1)]


def test_before_the_report_is_due_its_parts_wait_and_nobody_is_ranked(cast: Cast) -> None:
    cluster, notice = recognised(cast), programme(cast)
    evaluated(cast, cluster, notice)
    plan_reported(cast, cluster)
    line = lines(notice, date(2027, 3, 1))[cluster.pk]
    assert line.waits == ("indicators", "punctuality")
    assert (line.score, line.place) == (None, None)
    prepare_assessment(round_id=notice.pk, by=cast.municipal, at=in_2027(3, 1))
    row = PreparedAssessment.objects.get()
    with pytest.raises(Wrong) as wrong:
        approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(3, 2))
    assert "every part" in wrong.value.problems[""].en


@pytest.mark.parametrize(
    ("day", "points"),
    [(date(2027, 4, 9), 100), (date(2027, 4, 10), 100), (date(2027, 4, 11), 95), (date(2027, 4, 30), 0)],
)
def test_days_late_count_from_the_last_day_that_is_not_and_the_boundary_day_is_not(
    cast: Cast, day: date, points: int
) -> None:
    cluster, notice = recognised(cast), programme(cast)
    case = reported(cast, cluster, day)
    part = lines(notice)[cluster.pk].parts["punctuality"]
    assert part.score == points
    Case.objects.filter(pk=case.pk).update(stage="received", moved_at=in_2027(11, 1))  # the district's time is its own
    assert lines(notice)[cluster.pk].parts["punctuality"] == part


def test_a_report_that_is_overdue_costs_by_the_day_and_indicators_come_from_the_recognition(cast: Cast) -> None:
    cluster, notice = recognised(cast), programme(cast)
    parts = lines(notice)[cluster.pk].parts
    assert parts["punctuality"].score == 100 - 5 * 10
    assert "no annual report" in parts["indicators"].why.en
    assert parts["indicators"].score == 100
    assert lines(notice, date(2027, 12, 31))[cluster.pk].parts["punctuality"].score == 0


def test_data_that_a_report_lacks_are_waited_for_and_not_counted_as_zero(cast: Cast) -> None:
    cluster, notice = recognised(cast), programme(cast)
    case = reported(cast, cluster)
    before = Submission.objects.get(case__kind="recognition").roster  # its years end in 2025
    row = Submission.objects.get(case=case)
    Submission.objects.create(
        case=case,
        place=2,
        roster=before,
        manifest="{}",
        sha256="1" * 64,
        at=in_2027(4, 2),
        declared_by=row.declared_by,
        declared_with="password",
    )
    part = lines(notice)[cluster.pk].parts["indicators"]
    assert (part.score, part.waits) == (None, True)
    assert "A6.2.6" in part.why.en


def test_a_cluster_recognised_without_a_plan_has_its_weight_spread(cast: Cast) -> None:
    recognition = recognised_until(cast, LAST_OF_YEAR)
    cluster, notice = recognition.cluster, programme(cast)
    evaluated(cast, cluster, notice)
    reported(cast, cluster)
    line = lines(notice)[cluster.pk]
    assert (line.parts["plan"].score, line.parts["plan"].waits) == (None, False)
    assert line.score == Fraction(40 * 100 + 25 * 85 + 10 * 100, 75)


def test_an_evaluation_that_the_commission_never_ordered_hurts_nobody(cast: Cast) -> None:
    cluster, notice = recognised(cast), programme(cast)
    plan_reported(cast, cluster)
    reported(cast, cluster)
    line = lines(notice)[cluster.pk]
    assert (line.parts["evaluation"].score, line.parts["evaluation"].waits) == (None, False)
    assert line.score == (40 * 100 + 25 * Fraction(1300, 14) + 10 * 100) / 75


def test_only_clusters_recognised_on_the_last_day_of_the_year_are_assessed(cast: Cast) -> None:
    recognised_until(cast, date(2026, 12, 30))
    held = recognised_until(cast, date(2026, 12, 31), make_cluster(cast))
    assert set(lines(programme(cast))) == {held.cluster_id}


def test_equals_share_a_place_and_the_next_counts_them(cast: Cast) -> None:
    clusters = [recognised_until(cast, LAST_OF_YEAR, make_cluster(cast)).cluster for _ in range(3)]
    notice = programme(cast)
    days = (date(2027, 4, 12), date(2027, 4, 1), date(2027, 4, 2))
    for cluster, day in zip(clusters, days, strict=True):
        reported(cast, cluster, day)
    places = {one.pk: lines(notice)[one.pk].place for one in clusters}
    assert [places[one.pk] for one in clusters] == [3, 1, 1]


def test_a_year_is_prepared_when_it_is_over_and_approved_by_somebody_else(cast: Cast) -> None:
    notice = whole(cast)
    with pytest.raises(Wrong) as wrong:
        prepare_assessment(round_id=notice.pk, by=cast.municipal, at=in_2027(1, 1).replace(year=2026, month=12, day=31))
    assert "not over" in wrong.value.problems[""].en
    with pytest.raises(NotThere):
        prepare_assessment(round_id=notice.pk, by=cast.approver, at=in_2027(4, 20))
    row = prepared(notice, cast)
    both = _also(cast)
    with pytest.raises(Wrong) as wrong:
        approve_assessment(round_id=notice.pk, prepared=row.pk, by=both, at=in_2027(4, 21))
    assert set(wrong.value.problems) == {"by"}
    assert approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(4, 21)) == 1
    assert OverallAssessment.objects.get().place == 1
    assert verify_everything().faults == ()
    with pytest.raises(Wrong):  # a doubled click approves once
        approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(4, 21))


def _also(cast: Cast) -> Actor:
    """The officer who prepared it, acting as an approver."""
    return replace(cast.municipal, role=Role.MUNICIPAL_APPROVER)


def test_what_changed_since_it_was_prepared_has_to_be_prepared_again(cast: Cast) -> None:
    cluster, notice = recognised(cast), programme(cast)
    plan_reported(cast, cluster)
    row = prepared(notice, cast)
    reported(cast, cluster, date(2027, 4, 20))
    with pytest.raises(Wrong) as wrong:
        approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(4, 21))
    assert cluster.name_zh in wrong.value.problems[""].zh
    assert not OverallAssessment.objects.exists()
    again = prepared(notice, cast)
    with pytest.raises(Wrong):
        approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(4, 21))
    assert approve_assessment(round_id=notice.pk, prepared=again.pk, by=cast.approver, at=in_2027(4, 21)) == 1


def test_a_cluster_whose_part_came_later_is_assessed_later_and_earlier_rows_stay(cast: Cast) -> None:
    one = recognised_until(cast, LAST_OF_YEAR, make_cluster(cast)).cluster
    other = recognised_until(cast, LAST_OF_YEAR, make_cluster(cast)).cluster
    notice = programme(cast)
    reported(cast, one, date(2027, 4, 12))
    assert approved(notice, cast) == 1  # the other has never filed any data
    reported(cast, other)
    row = prepare_assessment(round_id=notice.pk, by=cast.municipal, at=in_2027(5, 4))
    assert [line["cluster"] for line in row.lines] == [other.pk]
    assert approve_assessment(round_id=notice.pk, prepared=row.pk, by=cast.approver, at=in_2027(5, 5)) == 1
    assert dict(OverallAssessment.objects.values_list("cluster", "place")) == {one.pk: 1, other.pk: 1}


def test_the_public_sees_bands_those_concerned_scores_and_places(cast: Cast) -> None:
    notice = whole(cast)
    cluster = Cluster.objects.get()
    assert bands_of(notice.pk) == ()
    approved(notice, cast)
    (band,) = bands_of(notice.pk)
    assert (band.title.en, [number for number, *_ in band.clusters]) == ("Excellent", [cluster.number])
    for who in (cast.operator, cast.district, cast.municipal):
        view = years_of(cluster.pk, by=who, at=in_2027(5, 1))
        assert [(one.year, one.line.place) for one in view.years] == [(2026, 1)]
    picture = view.picture("en")
    assert picture is not None
    assert picture.rows == (("2026", "94.46"),)
    for stranger in (cast.other_operator, cast.other_district, cast.evaluator, cast.expert):
        with pytest.raises(NotThere):
            years_of(cluster.pk, by=stranger, at=in_2027(5, 1))
    assert Message.objects.filter(to=cast.operator.person, path=f"/evaluations/{notice.pk}/").count() == 3


def test_the_files_say_exactly_what_the_page_says_and_where_it_is_from(cast: Cast) -> None:
    notice = whole(cast)
    prepared(notice, cast)
    asked = {"lang": "en", "by": cast.municipal, "at": in_2027(4, 20)}
    view = look_at_assessment(notice.pk, by=cast.municipal, at=in_2027(4, 20))
    paper = assessment_file(notice.pk, "csv", **asked)  # type: ignore[arg-type]  # by name
    text = paper.data.decode("utf-8-sig")
    assert paper.name == "Overall assessment 2026 (draft).csv"
    assert f'"{view.prepared[0].exact}"' in text
    assert "records_filedevaluation" in text
    book = assessment_file(notice.pk, "xlsx", **asked)  # type: ignore[arg-type]  # by name
    assert book.data == assessment_file(notice.pk, "xlsx", **asked).data  # type: ignore[arg-type]  # by name
    assert book.data[:2] == b"PK"
    with pytest.raises(NotThere):
        assessment_file(notice.pk, "pdf", **asked)  # type: ignore[arg-type]  # by name
