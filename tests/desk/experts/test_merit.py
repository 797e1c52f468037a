"""After all sheets are in: panels for a wide spread, the order of merit, ties and their settling."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiqun.desk.do.experts.panel import Meeting, record_panel, settle_tie
from jiqun.desk.files import Taken
from jiqun.desk.look.experts.figures import look_at_scores, panel_minutes
from jiqun.desk.look.experts.merit import look_at_merit, merit_file
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, Expert, Round
from tests.cast import Cast, at
from tests.desk.experts.people import THREE, filed, judged, opened
from tests.desk.filled import PDF, move


def meeting(cast: Cast, case: Case, **other: object) -> Meeting:
    three = Expert.objects.filter(assignments__case=case).order_by("pk").values_list("pk", flat=True)
    usual = {
        "held_on": at(5, 14).date(),
        "present": tuple(three),
        "minutes": "会议讨论了第三组的证据。",
        "votes": (2, 1, 0),
        "figure": "247/3",
    }
    return Meeting(**{**usual, **other})  # type: ignore[arg-type]  # plain values by name


@pytest.mark.article("9")
def test_a_wide_spread_needs_a_panel_whose_figure_takes_the_place_of_the_mean(cast: Cast, case: Case) -> None:
    judged(cast, case, 95, 70, 74)
    with pytest.raises(Refused) as refused:
        move(case, "close_evaluation", cast.municipal, at(5, 13))
    assert [lack.name for lack in refused.value.lacks] == ["panel_held"]
    wrong = meeting(cast, case, votes=(1, 1, 0), figure="101", present=(), minutes="", held_on=at(6, 1).date())
    with pytest.raises(Wrong) as told:
        record_panel(case=case.pk, meeting=wrong, by=cast.municipal, at=at(5, 15))
    assert set(told.value.problems) == {"held_on", "present", "minutes", "votes", "figure"}
    with pytest.raises(NotThere):
        record_panel(case=case.pk, meeting=meeting(cast, case), by=cast.approver, at=at(5, 15))
    signed = meeting(cast, case, signed=Taken("纪要.pdf", PDF))
    row = record_panel(case=case.pk, meeting=signed, by=cast.municipal, at=at(5, 15))
    scores = look_at_scores(case.pk, by=cast.approver)
    assert scores is not None
    assert scores.panel is not None
    assert (scores.counted.value, scores.counted.exact) == (Fraction(247, 3), "247/3")
    assert [one.stands_out for one in scores.sheets] == [True, False, False]
    assert panel_minutes(case.pk, row.pk, by=cast.auditor).data == PDF
    move(case, "close_evaluation", cast.municipal, at(5, 16))
    assert verify_everything().faults == ()


@pytest.mark.article("9")
def test_a_panel_is_recorded_only_where_the_spread_is_wide_and_all_are_in(cast: Cast, case: Case) -> None:
    rows = [opened(cast, case, who) for who in THREE]
    filed(rows[0], cast.expert, 95)
    filed(rows[1], cast.second_expert, 60)
    for when in (13, 14):
        with pytest.raises(NotThere):
            record_panel(case=case.pk, meeting=meeting(cast, case), by=cast.municipal, at=at(5, when))
    filed(rows[2], cast.third_expert, 90)
    record_panel(case=case.pk, meeting=meeting(cast, case), by=cast.municipal, at=at(5, 15))


@pytest.mark.article("9")
def test_the_order_says_what_set_equal_files_apart_and_a_tie_that_stays_is_settled_with_a_reason(
    cast: Cast, case: Case, second: Case
) -> None:
    judged(cast, case, 80, 82, 84)
    move(case, "close_evaluation", cast.municipal, at(5, 13))
    Round.objects.filter(pk=case.round_id).update(quota=1)
    assert case.round_id is not None
    view = look_at_merit(case.round_id, by=cast.municipal, at=at(5, 13))
    assert ([row.case for row in view.rows], view.open_files) == ([case.pk], 1)
    judged(cast, second, 80, 82, 84)
    move(second, "close_evaluation", cast.municipal, at(5, 14))
    view = look_at_merit(case.round_id, by=cast.municipal, at=at(5, 14))
    assert [(row.case, row.apart.en, row.within, row.last_within) for row in view.rows] == [
        (case.pk, "the figure", True, True),
        (second.pk, "filed earlier", False, False),
    ]
    Case.objects.filter(pk=second.pk).update(filed_at=case.filed_at)
    tied = look_at_merit(case.round_id, by=cast.auditor, at=at(5, 14))
    assert (tied.across, [row.place for row in tied.rows], len(tied.ties[0]), tied.may_settle) == (
        True,
        [1, 1],
        2,
        False,
    )
    order = {"round_id": case.round_id, "by": cast.municipal, "at": at(5, 14)}
    with pytest.raises(Wrong):
        settle_tie(order=[second.pk], reason="产业急需。", **order)  # type: ignore[arg-type]  # plain values by name
    settle_tie(order=[second.pk, case.pk], reason="产业急需。", **order)  # type: ignore[arg-type]  # plain values by name
    view = look_at_merit(case.round_id, by=cast.municipal, at=at(5, 14))
    assert [(row.case, row.apart.en, row.within) for row in view.rows] == [
        (second.pk, "the figure", True),
        (case.pk, "the order that was settled", False),
    ]
    text = merit_file(case.round_id, by=cast.municipal, at=at(5, 14), lang="en").decode("utf-8-sig")
    assert text.splitlines()[1].startswith(f'"1","{second.number}",')
    with pytest.raises(NotThere):
        look_at_merit(case.round_id, by=cast.district, at=at(5, 14))
