"""The draw: the same chance for all, every stratum its share, and nothing that is changed afterwards goes unseen."""

from __future__ import annotations

import hashlib
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.fairness.draw import Broken, Commitment, Reveal, commitment_of, count_of, drawn
from jiqun.fairness.population import MOST, Population, flaws_in, population_in, population_of

ROOT = "ab" * 32
DISTRICTS = population_of(
    (f"3101{district:02d}", f"JQ-{district:02d}-{number}")
    for district, clusters in enumerate((1, 1, 2, 3, 5, 7, 10, 11), start=1)
    for number in range(clusters)
)


def seed_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def draw(population: Population, count: int, number: int) -> list[str]:
    seed = seed_of(number)
    return [line.id for line in drawn(Commitment(population, count, commitment_of(seed)), Reveal(seed, ROOT))]


@pytest.mark.article("9")
@pytest.mark.parametrize("count", [1, 8, 13])
def test_everybody_has_the_same_chance(count: int) -> None:
    """Chi-squared over 10,000 seeds. The draws of one seed are not independent: a line is in at most once, which makes
    the variance of each count n p (1 - p); the statistic is scaled by it (Madow's draw, 39 degrees of freedom)."""
    seeds, size = 10_000, len(DISTRICTS.lines)
    seen = Counter(one for number in range(seeds) for one in draw(DISTRICTS, count, number))
    share = count / size
    expected = seeds * share
    statistic = sum((seen[line.id] - expected) ** 2 for line in DISTRICTS.lines) / (expected * (1 - share))
    statistic *= (size - 1) / size
    assert statistic < 72.1  # the 0.1 % point of chi-squared with 39 degrees of freedom


@pytest.mark.article("9")
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_every_stratum_gives_its_share_rounded_up_or_down(number: int, count: int) -> None:
    strata = Counter(line.stratum for line in DISTRICTS.lines)
    found = draw(DISTRICTS, count, number)
    assert len(set(found)) == count
    given_by = Counter(one.split("-")[1] for one in found)
    for stratum, size in strata.items():
        fair = Fraction(count * size, len(DISTRICTS.lines))
        assert abs(given_by[stratum[4:]] - fair) < 1


def test_the_order_of_the_population_does_not_matter_and_its_hash_tells_every_change() -> None:
    lines = [tuple(line) for line in DISTRICTS.lines]
    assert population_of(reversed(lines)) == DISTRICTS
    changed = [population_of(lines[1:]), population_of([*lines[1:], ("310101", "JQ-01-9")])]
    assert len({one.sha256 for one in (*changed, DISTRICTS)}) == 3


def test_a_known_draw() -> None:
    """What the browser's own program (`web/static/draw.js`) makes of the same, run under Node."""
    assert DISTRICTS.sha256 == "4925e6065ee2d8b99d22d4a2a0431accf84360a1ef5f22084e73ef45852012df"
    known = ["JQ-08-4", "JQ-08-6", "JQ-07-0", "JQ-07-8", "JQ-06-6", "JQ-06-0", "JQ-05-1", "JQ-04-0"]
    assert draw(DISTRICTS, 8, 1) == known
    named = Commitment(DISTRICTS, 3, commitment_of(seed_of(1)), "closing index of 6 May")
    found = drawn(named, Reveal(seed_of(1), ROOT, " 3,210.55 "))
    assert [line.id for line in found] == ["JQ-07-3", "JQ-08-6", "JQ-06-1"]
    with pytest.raises(Broken):
        drawn(named, Reveal(seed_of(1), ROOT, "3,210.55\u00a0"))


def test_nobody_and_everybody() -> None:
    population = population_of([("a", "1"), ("a", "2"), ("b", "3")])
    assert population.text == "a\t1\na\t2\nb\t3\n"
    assert draw(population, 0, 1) == []
    assert sorted(draw(population, 3, 1)) == ["1", "2", "3"]


def test_a_reveal_that_does_not_belong_to_its_commitment_is_broken() -> None:
    before = Commitment(DISTRICTS, 3, commitment_of(seed_of(1)))
    with pytest.raises(Broken):
        drawn(before, Reveal(seed_of(2), ROOT))
    with pytest.raises(Broken):
        drawn(before, Reveal(seed_of(1), ROOT, "3,210.55"))
    with pytest.raises(ValueError, match="cannot be drawn"):
        Commitment(DISTRICTS, 41, commitment_of(seed_of(1)))


def test_seed_root_and_public_value_each_change_the_draw() -> None:
    plain = Commitment(DISTRICTS, 8, commitment_of(seed_of(1)))
    named = Commitment(DISTRICTS, 8, commitment_of(seed_of(1)), "closing index of 6 May")
    found = [
        drawn(plain, Reveal(seed_of(1), ROOT)),
        drawn(plain, Reveal(seed_of(1), "cd" * 32)),
        drawn(named, Reveal(seed_of(1), ROOT, "3,210.55")),
        drawn(named, Reveal(seed_of(1), ROOT, "3,210.56")),
    ]
    assert len(set(found)) == 4


@pytest.mark.parametrize("lines", [[("a", "")], [("a", "x\ty")], [("a\n", "x")], [("a", "x"), ("b", "x")]])
def test_what_cannot_stand_in_a_population_is_refused(lines: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match="population"):
        population_of(lines)


@pytest.mark.parametrize(("share", "of", "count"), [("1/5", 40, 8), ("1/5", 41, 9), ("1/100", 3, 1), ("0", 9, 0)])
def test_a_share_is_rounded_up(share: str, of: int, count: int) -> None:
    assert count_of(Fraction(share), of) == count


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "a", "a b", "浦东"]), st.text("ab é中", min_size=1)), unique_by=lambda x: x[1]
    )
)
def test_a_population_reads_back_from_its_text(lines: list[tuple[str, str]]) -> None:
    population = population_of(lines)
    assert list(flaws_in(population.text)) == []
    assert population_in(population.text) == population


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ("a\t1\nb\t2", [(2, "end")]),
        ("b\t2\na\t1\n", [(2, "order")]),
        ("a\t1\na\t1\nb\t1\n", [(2, "twice"), (3, "twice")]),
        ("a\t1\r\nb 2\n\nc\td\te\n", [(1, "form"), (2, "form"), (3, "form"), (4, "form")]),
        ("x\ty\n" * (MOST + 1), [(MOST + 1, "many")]),
    ],
)
def test_each_flaw_of_a_population_is_told_by_its_line(text: str, flaws: list[tuple[int, str]]) -> None:
    assert list(flaws_in(text)) == flaws
    with pytest.raises(ValueError, match=f"line {flaws[0][0]}: {flaws[0][1]}"):
        population_in(text)
