"""The second year: pre-filled with what was reported, so that little has to be typed; drift against it (Article 16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from jiqun.desk.do.applying.fill import edit_cells, save_profile, upload_workbook
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.reports.development import save_development
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.drafts import PROFILE, draft_of
from jiqun.desk.files import Taken
from jiqun.desk.filing.completeness import gaps_of
from jiqun.desk.filing.prefill import first_draft
from jiqun.desk.look.reports.drift import drift_of, drift_of_cluster
from jiqun.desk.look.reports.statistics import city_statistics
from jiqun.facts.draft import Draft, Edit
from jiqun.facts.generate import one_cluster
from jiqun.facts.recognised_batch import Earlier
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.law import edition
from jiqun.papers.tabled import Amount
from jiqun.records.models import Case
from jiqun.records.models import Draft as DraftRow
from tests.cast import Cast, make_cluster
from tests.desk.filled import PROFILE as PROFILED
from tests.desk.filled import move
from tests.desk.reported import TOLD, figures_filled, forwarded, on, sent_in

pytestmark = pytest.mark.article("16")


def fields(draft: Draft) -> Iterator[tuple[tuple[str, int, str], str]]:
    """Every cell in which something stands, by sheet, row and column."""
    for sheet in SHEETS.values():
        for row in draft.rows(sheet.key):
            for column in sheet.columns:
                if text := draft.text(sheet.key, row, column.key):
                    yield (sheet.key, row, column.key), text


def typed(before: Draft | None, after: Draft, said: DraftRow, told: dict[str, str]) -> int:
    """How many fields somebody had to type: cells that differ from what was there, profile and texts likewise."""
    was = dict(fields(before)) if before else {}
    cells = sum(was.get(place) != text for place, text in fields(after))
    lost = sum(place not in dict(fields(after)) for place in was)
    texts = {name: getattr(said, name) for name in PROFILE} | said.texts
    return cells + lost + sum(told.get(name, "") != text for name, text in texts.items())


def second(cast: Cast) -> Case:
    """The report on 2027, opened on 1 January 2028 after that on 2026 was received."""
    case = forwarded(cast)
    move(case, "receive", cast.municipal, on(4, 7))
    open_reports(at=on(1, 1, year=2028))
    return Case.objects.select_related("round").get(kind="annual_report", round__year=2027)


def of_the_2023_batch(cast: Cast, firms: int) -> Case:
    """The first report of a cluster of which nothing was ever reported: all but what the register knows is typed."""
    one = Earlier(make_cluster(cast).number, "沪2023-01", date(2023, 9, 1), date(2028, 8, 31), "沪经信〔2023〕1号")
    enter_earlier(one, by=cast.municipal, at=on(12, 1, year=2026))
    open_reports(at=on(1, 1))
    case = Case.objects.get(kind="annual_report")
    due, book = date(2027, 4, 9), edition("shanghai-2024")
    workbook = written(filled_from(one_cluster(1, 36, firms, due), "zh"), "zh", due, book)
    upload_workbook(case=case.pk, taken=Taken("年报.xlsx", workbook), by=cast.operator, at=on(3, 1))
    save_profile(case=case.pk, values=PROFILED, by=cast.operator, at=on(3, 1))
    save_development(case=case.pk, values=TOLD, by=cast.operator, at=on(3, 2))
    return case


@pytest.mark.parametrize("firms", [8, 60])
def test_the_second_report_asks_for_at_least_80_per_cent_fewer_typed_fields_than_the_first(
    cast: Cast, firms: int
) -> None:
    """Counted field by field against what stood there when it was opened; a text that changed counts like a cell."""
    first = of_the_2023_batch(cast, firms)
    known = first_draft(first.cluster, on=date(2027, 4, 9), book=edition("shanghai-2024")).draft
    at_first = typed(known, draft_of(first), DraftRow.objects.get(case=first), {})
    for name, by, given in (
        ("submit", cast.operator, {"declared": "password"}),
        ("forward", cast.district, {"opinion": "属实。"}),
        ("receive", cast.municipal, {}),
    ):
        move(first, name, by, on(4, 1), **given)

    open_reports(at=on(1, 1, year=2028))
    case = Case.objects.get(kind="annual_report", round__year=2027)
    opened, told = draft_of(case), DraftRow.objects.get(case=case)
    given = {name: getattr(told, name) for name in PROFILE} | dict(told.texts)
    assert given == PROFILED | TOLD  # to be gone over, not written anew
    assert {one["of"] for one in told.sources.values()} == {"2026"}
    assert [gap.section for gap in gaps_of(case)] == ["data"]  # the figures of 2027 alone
    figures_filled(case, cast.operator, on(2, 1, year=2028), percent=108)
    texts = {"plan_progress": "第二年的措施已完成五项。", "goals": "产值增长10%。", "problems": "用工紧张有所缓解。"}
    save_development(case=case.pk, values=texts, by=cast.operator, at=on(2, 2, year=2028))
    assert gaps_of(case) == ()
    again = typed(opened, draft_of(case), DraftRow.objects.get(case=case), given)

    assert at_first > 50 * firms
    assert again > 8 * firms * 0.6  # every firm's figures of the year
    assert again * 100 <= at_first * 20, (again, at_first)


def test_a_measure_of_typed_fields_sees_what_is_typed_and_what_is_taken_away(cast: Cast) -> None:
    case = second(cast)
    before, row = draft_of(case), DraftRow.objects.get(case=case)
    given = {name: getattr(row, name) for name in PROFILE} | dict(row.texts)
    assert typed(before, draft_of(case), row, given) == 0
    save_profile(case=case.pk, values={"contact_phone": "021-11111111"}, by=cast.operator, at=on(2, 1, year=2028))
    version = DraftRow.objects.get(case=case).version
    edits = [Edit("cluster", 1, "name_en", "Another name"), Edit("cluster", 1, "output_measure", "")]
    edit_cells(case=case.pk, version=version, edits=edits, by=cast.operator, at=on(2, 1, year=2028))
    lost = bool(before.text("cluster", 1, "output_measure"))
    assert typed(before, draft_of(case), DraftRow.objects.get(case=case), given) == 2 + lost


def test_drift_is_told_against_the_recognition_and_last_year(cast: Cast) -> None:
    case = second(cast)
    figures_filled(case, cast.operator, on(2, 1, year=2028), percent=40)  # a year in which everything shrank
    move(case, "submit", cast.operator, on(3, 1, year=2028), declared="password")
    view = drift_of(Case.objects.select_related("round").get(pk=case.pk))
    assert [title.en for title in view.titles] == ["At recognition (30 April 2026)", "Report on 2026", "Report on 2027"]
    growth = next(one for one in view.lines if one.clause == "A6.2.9")
    assert [one.outcome for one in growth.stands] == ["met", "met", "not_met"]
    assert (growth.change, growth.said.en) == ("worse", "Report on 2026: met; now not met.")
    assert all(one.number is not None for one in growth.stands)
    assert "<svg" in (growth.chart("zh") or "")
    assert "A6.2.9" in {one.clause for one in view.changed}
    assert not {one.clause for one in view.lines} & {"A6.2.1", "A6.2.2", "A6.4.2"}  # judged by people: not anew
    found = drift_of_cluster(case.cluster_id, by=cast.district)
    assert found is not None
    assert found.case == case.pk
    assert drift_of_cluster(case.cluster_id, by=cast.other_district) is None


def test_a_first_report_has_no_year_before_it(cast: Cast) -> None:
    case = sent_in(cast)
    view = drift_of(Case.objects.select_related("round").get(pk=case.pk))
    assert [title.en for title in view.titles] == ["At recognition (30 April 2026)", "Report on 2026"]


def test_the_citys_figures_count_what_districts_have_forwarded(cast: Cast) -> None:
    case = sent_in(cast)
    paper = city_statistics(by=cast.municipal, at=on(4, 2))
    assert paper is not None
    assert "0 of 1" in paper.about[0].en
    move(case, "forward", cast.district, on(4, 6), opinion="属实。")
    paper = city_statistics(by=cast.other_district, at=on(4, 7))
    assert paper is not None
    whole = {row[0].en: row[1] for row in paper.tables[0].rows if hasattr(row[0], "en")}
    assert whole["Clusters"] == Amount(1, "clusters")
    output = whole["Output"]
    assert isinstance(output, Amount)
    assert output.value is not None
    growth = paper.tables[3]
    assert all(isinstance(row[1], Amount) and row[1].withheld for row in growth.rows)  # one cluster has no median
