"""A figure that a spot check confirmed stands in for the one reported; a row that is gone has nothing to correct."""

from __future__ import annotations

from datetime import date

from jiqun.facts.corrected import Correction, corrected, stand_in
from jiqun.facts.generate import one_cluster

WHOLE = one_cluster(7, 1, 5, date(2026, 4, 30))
CODE, YEAR = WHOLE.tables["annual"]["credit_code"][0], WHOLE.tables["annual"]["year"][0]
ONE = Correction(CODE, YEAR, "output_value", 12)
GONE = Correction("91310000000000000X", YEAR, "output_value", 12)


def test_a_corrected_figure_takes_the_place_of_the_reported_one_and_touches_nothing_else() -> None:
    found = corrected(WHOLE, [Correction(CODE, YEAR, "output_value", 11), ONE])
    before, after = WHOLE.tables["annual"], found.tables["annual"]
    assert after["output_value"][0] == 12
    assert list(after["output_value"])[1:] == list(before["output_value"])[1:]
    assert {name: after[name] for name in after if name != "output_value"} == {
        name: list(before[name]) for name in before if name != "output_value"
    }


def test_a_firm_that_was_left_out_since_has_nothing_to_correct() -> None:
    assert corrected(WHOLE, [GONE]) is WHOLE
    assert stand_in(WHOLE, [GONE, ONE]) == (ONE,)
    assert corrected(WHOLE, [GONE, ONE]).tables["annual"]["output_value"][0] == 12
