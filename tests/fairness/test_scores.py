"""Figures of sheets, who stands out, how severe experts are, and the order with its ties and its line."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from jiqun.fairness.merit import Place, Standing, across_the_line, order_of_merit
from jiqun.fairness.scores import Scored, Sheet, figure_of, scored
from jiqun.fairness.severity import calibrated, severities

WEIGHTS = {1: 10, 2: 15, 3: 15, 4: 15, 5: 15, 6: 10, 7: 8, 8: 5, 9: 7}


def sheet(expert: int, file: int, points: int, **changed: int) -> Sheet:
    return Sheet(expert, file, {group: changed.get(f"g{group}", points) for group in WEIGHTS})


@pytest.mark.article("9")
def test_a_figure_is_the_exact_weighted_mean() -> None:
    assert figure_of(sheet(1, 1, 80), WEIGHTS) == 80
    assert figure_of(sheet(1, 1, 80, g7=81), WEIGHTS) == Fraction(2002, 25)
    for wrong in (Sheet(1, 1, {1: 80}), sheet(1, 1, 101), sheet(1, 1, -1)):
        with pytest.raises(ValueError, match="points from 0 to 100"):
            figure_of(wrong, WEIGHTS)
    with pytest.raises(ValueError, match="sum to 100"):
        figure_of(sheet(1, 1, 80), WEIGHTS | {1: 11})


def test_mean_spread_and_who_stands_out() -> None:
    (found,) = scored([sheet(1, 7, 80), sheet(2, 7, 82), sheet(3, 7, 50)], WEIGHTS, far=20)
    assert (found.mean, found.spread, found.outliers) == (Fraction(212, 3), 32, (3,))
    assert (found.wide(31), found.wide(32)) == (True, False)
    with pytest.raises(ValueError, match="two sheets"):
        scored([sheet(1, 7, 80), sheet(1, 7, 82)], WEIGHTS, far=20)


def planted(noise: int) -> tuple[list[Scored], dict[int, int], dict[int, int]]:
    """Forty files, three of twelve experts each; what each expert adds sums to 0."""
    chance = Random(4)
    severe = dict(enumerate((-12, -8, -5, -3, -1, 0, 0, 1, 3, 5, 8, 12)))
    quality = {file: chance.randint(45, 80) for file in range(40)}
    files = []
    for file, good in quality.items():
        by = {one: Fraction(good + severe[one] + chance.randint(-noise, noise)) for one in chance.sample(range(12), 3)}
        values = list(by.values())
        files.append(Scored(file, by, sum(values, Fraction()) / 3, max(values) - min(values), ()))
    return files, severe, quality


def test_planted_severity_is_recovered_exactly_where_there_is_no_chance() -> None:
    files, severe, quality = planted(0)
    found = severities(files, Fraction(1, 10**9))
    assert all(abs(found[one] - severe[one]) < Fraction(1, 10**6) for one in severe)
    assert all(
        abs(value - quality[file]) < Fraction(1, 10**6) for file, value in calibrated(files, Fraction(1, 10**9)).items()
    )


def test_planted_severity_is_recovered_through_chance_and_the_order_gets_better() -> None:
    files, severe, quality = planted(4)
    found = severities(files)
    assert all(abs(found[one] - severe[one]) < 3 for one in severe)
    plain = sum(abs(one.mean - quality[one.file]) for one in files)
    assert sum(abs(value - quality[file]) for file, value in calibrated(files).items()) < plain / 2


def test_an_expert_with_one_file_is_taken_to_be_like_the_others() -> None:
    files, _, _ = planted(0)
    lone = Scored(99, {50: Fraction(90), 51: Fraction(60)}, Fraction(75), Fraction(30), ())
    assert abs(severities([*files, lone])[50]) < 8


@pytest.mark.article("9")
def test_the_order_names_what_decided_and_what_stays_tied() -> None:
    files = [
        Standing(1, Fraction(80), (Fraction(70),)),
        Standing(2, Fraction(241, 3), (Fraction(1),)),
        Standing(3, Fraction(80), (Fraction(75),)),
        Standing(4, Fraction(80), (Fraction(70),)),
        Standing(5, Fraction(60), (Fraction(70),)),
    ]
    found = order_of_merit(files, quota=3)
    assert [(one.file, one.place, one.decided_by, one.tied, one.within) for one in found] == [
        (2, 1, 0, False, True),
        (3, 2, 0, False, True),
        (1, 3, 1, True, False),
        (4, 3, None, True, False),
        (5, 5, 0, False, False),
    ]
    assert [one.file for one in across_the_line(found, 3)] == [1, 4]
    settled = [
        *files[1:3],
        files[4],
        Standing(1, Fraction(80), (Fraction(70),), 2),
        Standing(4, Fraction(80), (Fraction(70),), 1),
    ]
    again = order_of_merit(settled, quota=3)
    assert [(one.file, one.place, one.decided_by, one.within) for one in again][2:4] == [
        (4, 3, 1, True),
        (1, 4, -1, False),
    ]
    assert across_the_line(again, 3) == ()


def test_without_a_quota_everybody_is_within_and_nobody_may_be_compared_by_other_things() -> None:
    assert order_of_merit([Standing(1, Fraction(3))]) == (Place(1, 1, Fraction(3), 0, tied=False, within=True),)
    assert order_of_merit([Standing(1, Fraction(3))], quota=0)[0].within is False
    with pytest.raises(ValueError, match="same"):
        order_of_merit([Standing(1, Fraction(3)), Standing(2, Fraction(3), (Fraction(1),))])
