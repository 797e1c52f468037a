"""Hand-worked cases of the oracle itself: figures, and every reading, worked out on paper."""

from fractions import Fraction

import pytest

from .examples import ON, clear, firm, good_cluster, outcome, put, with_growth
from .reading import CLAUSES, KINDS, assess


def test_the_good_cluster_meets_every_computed_clause_and_waits_for_people() -> None:
    reading = assess(good_cluster(), ON)
    assert list(reading.outcomes) == CLAUSES
    assert len(CLAUSES) == 49
    for clause, kind in KINDS.items():
        if kind in ("measured", "counted"):
            assert reading.outcomes[clause] == "met", clause
    assert reading.outcomes["A6.7.6"] == "not_applicable"
    assert reading.outcomes["A6.7.7"] == "review"
    assert reading.verdict == "undetermined"


def test_reviewers_turn_what_waits_into_an_eligible_cluster() -> None:
    sheets = good_cluster()
    waiting = [c for c, o in assess(sheets, ON).outcomes.items() if o == "review"]
    blocking = [c for c in waiting if c not in ("A6.2.4", "A6.4.5")]
    assert assess(sheets, ON, reviews=dict.fromkeys(blocking, "met")).verdict == "eligible"
    with_preference = {**dict.fromkeys(blocking, "met"), "A6.2.4": "not_met", "A6.4.5": "not_met"}
    assert assess(sheets, ON, reviews=with_preference).verdict == "eligible"


def test_a_reviewer_replaces_nothing_but_review() -> None:
    sheets = good_cluster()
    sheets["chain"] = []
    reviews = {"A6.4.3": "met", "A6.2.6": "not_met", "A6.7.6": "met", "A6.2.1": "not_met"}
    reading = assess(sheets, ON, reviews=reviews)
    wanted = {"A6.4.3": "missing", "A6.2.6": "met", "A6.7.6": "not_applicable", "A6.2.1": "not_met"}
    assert {clause: reading.outcomes[clause] for clause in wanted} == wanted
    assert reading.verdict == "not_eligible"


@pytest.mark.parametrize(("over", "wanted"), [("strict", "boundary"), ("excludes", "not_met"), ("includes", "met")])
def test_a_value_on_the_figure_follows_the_reading_of_over(over: str, wanted: str) -> None:
    billion = 1_000_000_000
    exactly = with_growth([billion, 3 * billion, 4 * billion, 5 * billion])
    assert outcome(exactly, "A6.2.6", over=over) == wanted
    below = with_growth([billion, 3 * billion - 1, 3 * billion, 5 * billion])
    assert outcome(below, "A6.2.6", over=over) == "not_met"
    grown = with_growth([1000, 1, 1, 1331])
    assert outcome(grown, "A6.2.9", over=over) == wanted


def test_output_is_observed_in_year_order_and_by_the_chosen_measure() -> None:
    sheets = good_cluster()
    assert assess(sheets, ON).observed["A6.2.6"] == [3_400_000_000, 3_900_000_000, 4_500_000_000]
    sheets["cluster"][0]["output_measure"] = "revenue"
    reading = assess(sheets, ON)
    assert reading.observed["A6.2.6"] == [5_300_000_000] * 3
    assert reading.observed["A6.2.7"] == [Fraction(3, 53)]
    assert reading.outcomes["A6.2.7"] == "not_met"


def test_a_share_of_exactly_half_is_boundary_and_zero_output_is_review() -> None:
    sheets = put(good_cluster(), "output_value", {("L1", 2025): 3_400_000_000})
    assert assess(sheets, ON).observed["A6.2.8"] == [Fraction(1, 2)]
    assert outcome(sheets, "A6.2.7") == "boundary"
    nothing = with_growth([1, 1, 1, 0])
    assert outcome(nothing, "A6.2.7") == "review"
    assert assess(nothing, ON).observed["A6.2.7"] == []
    assert outcome(nothing, "A6.2.6") == "not_met"


def test_shares_of_each_year_are_read_only_where_asked() -> None:
    sheets = put(good_cluster(), "output_value", {("L1", 2023): 2_600_000_000})
    assert outcome(sheets, "A6.2.7") == "met"
    assert outcome(sheets, "A6.2.7", share_years="each") == "not_met"
    observed = assess(sheets, ON, {"share_years": "each"}).observed["A6.2.8"]
    assert observed == [Fraction(25, 51), Fraction(29, 39), Fraction(34, 45)]


def test_missing_comes_before_review_and_review_before_not_met() -> None:
    sheets = with_growth([0, 1, 0, 5])
    assert outcome(sheets, "A6.2.7", share_years="each") == "review"
    assert outcome(clear(sheets, "output_value", 2023), "A6.2.7", share_years="each") == "missing"
    put(sheets, "output_value", {("L1", 2023): 9})
    assert outcome(sheets, "A6.2.7", share_years="each") == "review"  # 2023 alone is not_met


def test_the_mean_of_yearly_rates_differs_from_the_geometric_rate() -> None:
    # rates 1/2, -1/3, 1/5: mean 11/90 > 1/10; but 1200/1000 < 1331/1000
    sheets = with_growth([1000, 1500, 1000, 1200])
    assert outcome(sheets, "A6.2.9") == "not_met"
    mean = assess(sheets, ON, {"growth": "mean_of_yearly_rates"})
    assert mean.outcomes["A6.2.9"] == "met"
    assert mean.observed["A6.2.9"] == [Fraction(11, 90)]
    flat = with_growth([1000, 1100, 1210, 1331])
    assert outcome(flat, "A6.2.9", growth="mean_of_yearly_rates") == "boundary"


def test_growth_within_the_window_needs_no_base_year() -> None:
    sheets = clear(with_growth([0, 100, 0, 121]), "output_value", 2022)
    assert outcome(sheets, "A6.2.9") == "missing"
    window = assess(sheets, ON, {"growth": "geometric_within_window"})
    assert window.outcomes["A6.2.9"] == "boundary"
    assert window.observed["A6.2.9"] == [Fraction(121, 100)]
    assert outcome(sheets, "A6.2.9", growth="mean_of_yearly_rates") == "missing"


def test_growth_from_zero_is_for_a_person() -> None:
    sheets = with_growth([0, 100, 200, 300])
    assert outcome(sheets, "A6.2.9") == "review"
    assert assess(sheets, ON).observed["A6.2.9"] == []
    middle = with_growth([100, 0, 200, 300])
    assert outcome(middle, "A6.2.9") == "met"
    assert outcome(middle, "A6.2.9", growth="mean_of_yearly_rates") == "review"


def test_growth_may_be_the_dominant_industry_s() -> None:
    sheets = put(good_cluster(), "output_value", {("L1", 2022): 9_000_000_000})
    assert outcome(sheets, "A6.2.9") == "not_met"
    dominant = assess(sheets, ON, {"growth_of": "dominant_industry"})
    assert dominant.outcomes["A6.2.9"] == "met"
    assert dominant.observed["A6.2.9"] == [Fraction(34, 24)]


def test_a_column_filled_by_a_large_firm_alone_is_zero_for_smes_not_absent() -> None:
    sheets = put(good_cluster(), "rd_expenditure", {(s, 2022): None for s in ("S1", "S2", "S3")})
    assert outcome(sheets, "A6.5.1") == "review"
    assert outcome(clear(sheets, "rd_expenditure", 2022), "A6.5.1") == "missing"


def test_growth_of_smes_takes_each_year_s_smes_unless_read_otherwise() -> None:
    # S2 is large in 2022 with R&D of 1,000; each year's SMEs: (130*3)/(100*2) = 39/20
    sheets = put(good_cluster(), "employees", {("S2", 2022): 1000})
    put(sheets, "revenue", {("S2", 2022): 400_000_000})
    put(sheets, "rd_expenditure", {("S2", 2022): 1000})
    assert assess(sheets, ON).observed["A6.5.1"] == [Fraction(39, 20)]
    latest = assess(sheets, ON, {"sme_of": "latest_year"})
    assert latest.observed["A6.5.1"] == [Fraction(390, 1200)]
    assert latest.outcomes["A6.5.1"] == "not_met"


def test_a_firm_without_a_row_in_the_latest_year_is_no_sme_under_that_reading() -> None:
    sheets = good_cluster()
    sheets["annual"] = [row for row in sheets["annual"] if (row["credit_code"], row["year"]) != ("S3", 2025)]
    assert assess(sheets, ON).observed["A6.6.4"] == [0, Fraction(1, 3), 1]
    latest = assess(sheets, ON, {"sme_of": "latest_year"})
    assert latest.observed["A6.6.4"] == [0, Fraction(1, 2), 1]


def test_an_industry_not_covered_gives_no_sme() -> None:
    sheets = good_cluster()
    sheets["enterprises"] = [firm(c, True, "6620") for c in ("S1", "S2", "S3", "L1")]
    reading = assess(sheets, ON)
    assert reading.observed["A6.2.7"] == [0]
    assert reading.outcomes["A6.2.7"] == "not_met"
    for clause in ("A6.5.1", "A6.5.6", "A6.5.7", "A6.6.3", "A6.6.4"):
        assert reading.outcomes[clause] == "review", clause
        assert reading.observed[clause] == []


def test_fifteen_patents_per_ten_thousand_are_enough_whatever_over_means() -> None:
    sheets = clear(good_cluster(), "valid_invention_patents", 2025)
    put(sheets, "valid_invention_patents", {("S1", 2025): 15, ("L1", 2025): 999})
    put(sheets, "employees", {("S1", 2025): 9800})
    # 9,800 employees and 100,000,000 yuan: medium, so still an SME
    reading = assess(sheets, ON, {"over": "excludes"})
    assert reading.observed["A6.5.7"] == [15]
    assert reading.outcomes["A6.5.7"] == "met"
    put(sheets, "employees", {("S1", 2025): 9801})
    assert outcome(sheets, "A6.5.7") == "not_met"
    assert outcome(clear(sheets, "valid_invention_patents", 2025), "A6.5.7") == "missing"


def test_one_sme_in_ten_on_the_cloud_is_on_the_figure() -> None:
    sheets = good_cluster()
    for number in range(7):
        code = f"T{number}"
        sheets["enterprises"].append(firm(code, False))
        sheets["annual"].append({"credit_code": code, "year": 2025, "employees": 1, "revenue": 1, "total_assets": 1})
    put(sheets, "uses_cloud_platform", {("S2", 2025): False, ("S3", 2025): None})
    assert assess(sheets, ON).observed["A6.6.3"] == [Fraction(1, 10)]
    assert outcome(sheets, "A6.6.3") == "boundary"
    assert outcome(sheets, "A6.6.3", over="excludes") == "not_met"
    assert outcome(sheets, "A6.6.3", over="includes") == "met"
    assert outcome(clear(sheets, "uses_cloud_platform", 2025), "A6.6.3") == "missing"


def test_trends_want_every_step_and_do_not_look_at_the_base_year() -> None:
    sheets = clear(good_cluster(), "co2_t", 2022)
    reading = assess(sheets, ON)
    assert reading.observed["A6.7.2"] == [12, 8, 4]
    assert reading.outcomes["A6.7.2"] == "met"
    level = put(good_cluster(), "co2_t", {("S1", 2024): 50_000})
    assert assess(level, ON).observed["A6.7.2"] == [12, 11, 4]
    put(level, "co2_t", {("S1", 2024): 60_000})
    assert assess(level, ON).observed["A6.7.2"] == [12, 12, 4]
    assert outcome(level, "A6.7.2") == "not_met"
    steady = put(good_cluster(), "uses_industrial_software", {("S2", 2025): False})
    assert outcome(steady, "A6.6.4") == "not_met"
    early = put(good_cluster(), "uses_industrial_software", {("S3", 2023): True})
    assert assess(early, ON).observed["A6.6.4"] == [Fraction(1, 3), Fraction(1, 3), Fraction(2, 3)]
    assert outcome(early, "A6.6.4") == "not_met"


def test_two_end_years_decide_energy_and_exports() -> None:
    reading = assess(good_cluster(), ON)
    assert reading.observed["A6.7.3"] == [850_000_000, 1_125_000_000]
    assert reading.observed["A6.8.3"] == [0, 56]
    none = good_cluster()
    for row in none["annual"]:
        if row["year"] == 2023:
            row["energy_tce"] = 0
    assert outcome(none, "A6.7.3") == "review"
    assert outcome(with_growth([1, 0, 0, 5]), "A6.7.3") == "met"
    assert outcome(clear(good_cluster(), "exports", 2024), "A6.8.3") == "met"
    assert outcome(clear(good_cluster(), "exports", 2023), "A6.8.3") == "missing"
    assert outcome(clear(good_cluster(), "energy_tce", 2025), "A6.7.3") == "missing"
    assert outcome(with_growth([1, 5, 6, 5]), "A6.7.3") == "not_met"
    level = put(good_cluster(), "exports", {(code, 2023): 14 for code in ("S1", "S2", "S3", "L1")})
    assert outcome(level, "A6.8.3") == "not_met"


def test_area_over_a_hundred_waits_for_a_person() -> None:
    for km2, wanted in ((Fraction(100), "met"), (Fraction(1_000_001, 10_000), "review")):
        sheets = good_cluster()
        sheets["cluster"][0]["area_km2"] = km2
        reading = assess(sheets, ON)
        assert reading.outcomes["A6.2.5"] == wanted
        assert reading.observed["A6.2.5"] == [km2]


def test_research_grows_over_five_per_cent_and_patents_over_fifteen() -> None:
    # 21^3 = 9261 and 23^3 = 12167 against 20^3 = 8000
    for column, clause, value in (
        ("rd_expenditure", "A6.5.1", 9261),
        ("valid_invention_patents", "A6.5.6", 12167),
    ):
        for step, wanted in ((-1, "not_met"), (0, "boundary"), (1, "met")):
            sheets = clear(clear(good_cluster(), column, 2022), column, 2025)
            put(sheets, column, {("S1", 2022): 8000, ("S1", 2025): value + step})
            assert outcome(sheets, clause) == wanted
