"""Conflicts with their reasons; the assignment against brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, product
from random import Random

import pytest

from jiqun.fairness.assignment import Member, NotPossible, Seat, assigned
from jiqun.fairness.conflicts import Judge, Subject, Tie, conflicts, plain_name

ON = date(2026, 5, 6)
FILE = Subject(
    7,
    {"91310115MA1TEST017": "上海朔骐电梯部件有限公司", "91310115MA1TEST025": "张江集成电路集群服务中心"},
    "310115",
    frozenset({"GB/T 10058-2023"}),
)


def kinds(judge: Judge, years: int = 3) -> list[str]:
    return [one.kind for one in conflicts(judge, FILE, ON, years_after=years)]


@pytest.mark.article("9")
@pytest.mark.parametrize(
    ("tie", "found"),
    [
        (Tie("employer", code="91310115MA1TEST017"), ["employer"]),
        (Tie("shareholding", name="朔骐电梯部件股份有限公司"), ["shareholding"]),
        (Tie("advice", name=" 上海朔骐电梯部件有限公司 "), ["advice"]),
        (Tie("advice", name="上海朔骐电梯有限公司"), []),
        (Tie("advice", code="91310115MA1OTHER00"), []),
        (Tie("family", name="上海公司"), []),
        (Tie("employer", code="91310115MA1TEST017", until=date(2023, 5, 6)), ["employer"]),
        (Tie("employer", code="91310115MA1TEST017", until=date(2023, 5, 5)), []),
        (Tie("employer", code="91310115MA1TEST017", since=date(2026, 5, 7)), []),
    ],
)
def test_ties_by_code_and_by_name_and_until_when(tie: Tie, found: list[str]) -> None:
    assert kinds(Judge(1, (tie,))) == found


@pytest.mark.article("9")
def test_the_office_of_the_same_district_and_a_standard_drafted_together() -> None:
    assert kinds(Judge(1, district="310115")) == ["office"]
    assert kinds(Judge(1, district="310114")) == []
    assert kinds(Judge(1, standards=frozenset({"gb/t10058-2023"}))) == ["standard"]
    (found,) = conflicts(Judge(1, (Tie("employer", code="91310115MA1TEST017"),)), FILE, ON, years_after=3)
    assert (found.reason.zh, found.reason.en) == (
        "任职：上海朔骐电梯部件有限公司",
        "works for it: 上海朔骐电梯部件有限公司",
    )


def test_a_plain_name() -> None:
    assert plain_name("上海 朔骐（电梯）部件 股份有限公司") == plain_name("朔骐(电梯)部件有限公司") == "朔骐电梯部件"


def random_case(number: int) -> tuple[list[Seat], list[Member]]:
    chance = Random(number)
    members = [
        Member(one, frozenset(chance.sample("abc", chance.randint(1, 2))), chance.randint(1, 3), chance.randint(0, 1))
        for one in range(5)
    ]
    seats = [
        Seat(
            one,
            chance.choice((1, 2, 2)),
            chance.choice("abc"),
            frozenset(chance.sample(range(5), chance.randint(0, 2))),
        )
        for one in range(3)
    ]
    return seats, members


def every_way(seats: list[Seat], members: list[Member]) -> Iterator[Mapping[int, tuple[int, ...]]]:
    """Each assignment that keeps the rules, by trying all."""
    fields = {one.expert: one.fields for one in members}
    free = [one.expert for one in members if one.load < one.most]
    for chosen in product(*(combinations([e for e in free if e not in seat.barred], seat.experts) for seat in seats)):
        given = {one.expert: one.load + sum(one.expert in group for group in chosen) for one in members}
        if any(given[one.expert] > one.most for one in members):
            continue
        could = [any(seat.field in fields[e] for e in free if e not in seat.barred) for seat in seats]
        has = [any(seat.field in fields[e] for e in group) for seat, group in zip(seats, chosen, strict=True)]
        if all(has_one or not could_have for has_one, could_have in zip(has, could, strict=True)):
            yield {seat.file: group for seat, group in zip(seats, chosen, strict=True)}


def worth(found: Mapping[int, tuple[int, ...]], seats: list[Seat], members: list[Member]) -> tuple[int, int]:
    largest = max(one.load + sum(one.expert in group for group in found.values()) for one in members)
    by_expert = {one.expert: one.fields for one in members}
    return largest, sum(seat.field not in by_expert[one] for seat in seats for one in found[seat.file])


@pytest.mark.article("9")
@pytest.mark.parametrize("number", range(60))
def test_the_assignment_is_the_best_there_is(number: int) -> None:
    seats, members = random_case(number)
    ways = list(every_way(seats, members))
    if not ways:
        with pytest.raises(NotPossible):
            assigned(seats, members, b"key")
        return
    found = assigned(seats, members, b"key")
    assert found in ways
    assert worth(found, seats, members) == min(worth(one, seats, members) for one in ways)


def test_the_key_decides_between_equals_and_nobody_is_moved_who_is_kept() -> None:
    members = [Member(one, frozenset("a"), 5) for one in range(6)]
    seats = [Seat(one, 3, "a") for one in range(4)]
    found = {tuple(assigned(seats, members, bytes([key])).values()) for key in range(6)}
    assert len(found) > 1
    assert assigned(seats, members, b"x") == assigned(seats, members, b"x")
    kept = [Seat(0, 3, "a", kept=frozenset({4, 5}))]
    assert {4, 5} < set(assigned(kept, members, b"x")[0])


def test_it_says_which_file_cannot_be_filled() -> None:
    members = [Member(one, frozenset("a"), 5) for one in range(3)]
    with pytest.raises(NotPossible) as refused:
        assigned([Seat(1, 3, "a"), Seat(2, 3, "a", frozenset({0}))], members, b"x")
    assert refused.value.files == (2,)
    assert assigned([], members, b"x") == {}
