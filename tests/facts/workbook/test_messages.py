"""The words of problems: both languages say the same, and the list of problems is what it claims to be."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from jiqun.base.words import Bi
from jiqun.facts.workbook.messages import did_you_mean
from jiqun.facts.workbook.words import MESSAGES, WARNING_CODES

from .builders import check, fine, with_cell

_CHINESE = re.compile("[\u4e00-\u9fff]")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_name_the_same_things(key: str) -> None:
    text = MESSAGES[key]
    assert gaps(text.zh) == gaps(text.en)
    assert _CHINESE.search(text.zh)
    assert not _CHINESE.search(text.en)


@pytest.mark.parametrize("key", MESSAGES)
def test_every_message_is_a_sentence(key: str) -> None:
    assert re.search(r"([.?]|\{hint\})$", MESSAGES[key].en)
    assert re.search(r"([。？]|\{hint\})$", MESSAGES[key].zh)


def test_every_code_of_a_warning_has_its_words() -> None:
    assert {key.partition(".")[0] for key in MESSAGES} >= WARNING_CODES


def test_a_hint_names_the_nearest_or_says_nothing() -> None:
    assert did_you_mean(None) == Bi(zh="", en="")
    assert did_you_mean("x") == Bi(zh="是否应为“x”？", en=" Did you mean “x”?")


def test_what_people_typed_is_never_taken_for_a_gap_to_fill() -> None:
    for typed in ("{column}", "{0}", "{", "}", "{value!r:>99}", "%s"):
        (error,) = check(with_cell("honours", 2, "honour", typed)).errors
        assert typed in error.message.en
        sheets = fine()
        sheets["annual"][0][12] = typed
        (error,) = check(sheets).errors
        assert typed in error.message.zh


def test_a_problem_as_json_has_the_six_fixed_fields() -> None:
    (error,) = check(with_cell("annual", 4, "revenue", -1)).errors
    said = error.as_dict()
    assert list(said) == ["sheet", "row", "column", "value", "code", "message"]
    assert said["message"] == {"en": "“Operating revenue” must not be negative.", "zh": "“营业收入”不能为负数。"}
