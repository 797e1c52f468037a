"""Hand-worked cases of the oracle itself: registers, dates, statements, the national edition."""

from datetime import date

import pytest

from .examples import (
    ON,
    good_cluster,
    honour,
    incident,
    many_holders,
    outcome,
    put,
    standard,
    with_growth,
)
from .figures import Sheets
from .reading import NATIONAL, Reading, assess


@pytest.mark.parametrize(
    ("on", "occurred_on", "wanted"),
    [
        (date(2024, 2, 29), date(2021, 2, 28), "not_met"),
        (date(2024, 2, 29), date(2021, 2, 27), "met"),
        (date(2027, 3, 1), date(2024, 2, 29), "met"),
        (date(2027, 2, 28), date(2024, 2, 28), "not_met"),
        (date(2026, 5, 1), date(2023, 5, 1), "not_met"),
        (date(2026, 5, 1), date(2023, 4, 30), "met"),
        (date(2026, 5, 1), date(2026, 5, 1), "not_met"),
        (date(2026, 5, 29), date(2023, 5, 28), "met"),
        (date(2026, 2, 27), date(2023, 2, 28), "not_met"),
        (date(2026, 2, 27), date(2023, 2, 26), "met"),
        (date(2026, 5, 1), date(2026, 5, 2), "met"),
    ],
)
def test_incidents_count_within_three_years_to_the_day(on: date, occurred_on: date, wanted: str) -> None:
    sheets = good_cluster()
    sheets["incidents"] = [incident("safety", "larger", occurred_on)]
    assert outcome(sheets, "A6.1.1", on) == wanted


def test_each_kind_of_incident_has_its_own_rank() -> None:
    def three(kind: str, severity: str | None) -> list[str]:
        sheets = good_cluster()
        sheets["incidents"] = [incident(kind, severity, ON)]
        found = assess(sheets, ON).outcomes
        return [found["A6.1.1"], found["A6.1.2"], found["A6.1.3"]]

    assert three("environment", "ordinary") == ["met", "met", "met"]
    assert three("environment", "especially_major") == ["not_met", "met", "met"]
    assert three("data", "larger") == ["met", "met", "met"]
    assert three("data", "major") == ["met", "not_met", "met"]
    assert three("other", None) == ["met", "met", "not_met"]
    assert three("illegal", "ordinary") == ["met", "met", "not_met"]


def test_ten_holders_are_on_the_figure_and_eleven_over_it() -> None:
    ten = assess(many_holders(10), ON)
    assert ten.outcomes["A6.3.2"] == "boundary"
    assert ten.observed["A6.3.2"] == [0, 10]
    assert outcome(many_holders(10), "A6.3.2", over="excludes") == "not_met"
    assert outcome(many_holders(10), "A6.3.2", over="includes") == "met"
    assert outcome(many_holders(11), "A6.3.2") == "met"


def test_one_champion_of_the_dominant_industry_is_enough_while_it_is_valid() -> None:
    sheets = good_cluster()
    sheets["honours"] = [honour("S1", "municipal_champion", until=ON)]
    assert assess(sheets, ON).observed["A6.3.2"] == [1, 0]
    assert outcome(sheets, "A6.3.2", over="excludes") == "met"
    assert outcome(sheets, "A6.3.2", date(2026, 5, 2)) == "not_met"
    sheets["honours"] = [honour("L1", "national_champion")]
    assert outcome(sheets, "A6.3.2") == "not_met"  # not of the dominant industry


def test_registers_left_empty_count_as_none_or_as_missing() -> None:
    sheets = {key: good_cluster()[key] for key in ("cluster", "enterprises", "annual")}
    reading = assess(sheets, ON)
    for clause in ("A6.1.1", "A6.1.2", "A6.1.3"):
        assert reading.outcomes[clause] == "met"
        assert reading.observed[clause] == [0]
    for clause in ("A6.3.2", "A6.5.4", "A6.5.5"):
        assert reading.outcomes[clause] == "not_met", clause
    for clause in ("A6.4.2", "A6.4.3", "A6.7.7", "A6.9.2", "A6.9.3", "A6.9.6"):
        assert reading.outcomes[clause] == "missing", clause
    assert reading.verdict == "not_eligible"


def test_standards_count_by_number_and_platforms_by_day() -> None:
    sheets = good_cluster()
    sheets["standards"] = [standard("GB 1"), standard("GB 1"), standard("GB 2", date(2026, 5, 2))]
    assert outcome(sheets, "A6.5.5") == "not_met"
    assert outcome(sheets, "A6.5.5", date(2026, 5, 2)) == "met"
    assert outcome(sheets, "A6.5.4", date(2026, 4, 30)) == "not_met"


def test_chain_services_and_plan_may_be_half_done() -> None:
    sheets = good_cluster()
    sheets["chain"].pop()
    sheets["plan"][0].pop("target_2")
    sheets["services"][0]["specialists"] = None
    reading = assess(sheets, ON)
    assert reading.outcomes["A6.4.3"] == "review"
    assert reading.observed["A6.4.3"] == [2]
    assert reading.outcomes["A6.9.6"] == "review"
    assert reading.observed["A6.9.6"] == [5]
    assert reading.outcomes["A6.9.3"] == "not_met"
    assert reading.observed["A6.9.3"] == [7, 0]
    assert reading.outcomes["A6.9.2"] == "met"
    sheets["services"][0].update(kinds=("training", "market"), specialists=3)
    assert assess(sheets, ON).observed["A6.9.3"] == [2, 3]
    sheets["plan"][0]["due"] = date(2028, 1, 1)
    assert outcome(sheets, "A6.9.6") == "met"


def test_a_conditional_clause_follows_the_cluster_s_own_answer() -> None:
    sheets = good_cluster()
    cluster = sheets["cluster"][0]
    cluster["energy_intensive"] = None
    assert outcome(sheets, "A6.7.6") == "missing"
    cluster["energy_intensive"] = True
    assert outcome(sheets, "A6.7.6") == "review"
    for row in sheets["statements"]:
        row["holds"] = False
    assert outcome(sheets, "A6.7.6") == "not_met"
    sheets["statements"] = [{"clause": "A6.7.6", "holds": True}]
    assert outcome(sheets, "A6.7.6") == "review"
    assert outcome(sheets, "A6.7.7") == "missing"


def test_the_national_edition_has_its_own_clauses_and_figures() -> None:
    def national(sheets: Sheets, **readings: str) -> Reading:
        return assess(sheets, ON, readings, procedures="national-2022")

    reading = national(with_growth([4_000_000_000, 4_000_000_000, 4_000_000_000, 5_324_000_000]))
    assert list(reading.outcomes) == NATIONAL
    assert len(NATIONAL) == 15
    assert reading.outcomes["A6.2.6"] == "met"
    assert reading.outcomes["A6.2.9"] == "boundary"
    for clause in ("A6.2.3", "A6.5.1", "A6.5.5", "A6.5.6", "A6.5.7", "A6.6.3"):
        assert reading.outcomes[clause] == "review"
    seven_tenths = with_growth([1, 1, 1, 7])
    put(seven_tenths, "output_value", {("L1", 2025): 3})
    assert national(seven_tenths, over="excludes").outcomes["A6.2.7"] == "met"
    assert national(seven_tenths).outcomes["A6.2.8"] == "boundary"
    assert national(many_holders(10), over="excludes").outcomes["A6.3.2"] == "met"
    assert national(many_holders(9)).outcomes["A6.3.2"] == "not_met"


def test_what_is_not_known_is_refused() -> None:
    for reviews in ({"A6.10.1": "met"}, {"A6.2.1": "boundary"}):
        with pytest.raises(ValueError, match="unknown review"):
            assess(good_cluster(), ON, reviews=reviews)
    with pytest.raises(ValueError, match="unknown reading"):
        assess(good_cluster(), ON, {"over": "loosely"})
    assert assess(good_cluster(), ON, {"report_due": "before_the_day"}).verdict == "undetermined"
