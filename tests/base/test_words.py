"""Words in two languages: gaps, one or several of a thing, days as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.base.words import Bi


@pytest.mark.parametrize(("n", "said"), [(0, "0 new files"), (1, "1 new file"), (21, "21 new files")])
def test_one_of_a_thing_and_several_of_it_are_told_apart(n: int, said: str) -> None:
    words = Bi(zh="{n}件", en="{n} new file(s)").fill(n=n)

    assert words.en == said
    assert words.zh == f"{n}件"


def test_a_day_and_words_in_a_gap_are_said_in_each_language() -> None:
    words = Bi(zh="{what}，{day}", en="{what}, {day}").fill(what=Bi(zh="公示", en="Notice"), day=date(2026, 5, 1))

    assert words == Bi(zh="公示，2026年5月1日", en="Notice, 1 May 2026")
