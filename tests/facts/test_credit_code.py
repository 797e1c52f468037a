"""The unified social credit code against the standard's own example, and every single slip against its check."""

from __future__ import annotations

import pytest

from jiqun.facts.credit_code import ALPHABET, check_character, credit_code_problem

EXAMPLE = "91350100M000100Y43"


def test_the_standards_example_has_the_check_character_3() -> None:
    assert check_character("91350100M000100Y4") == "3"


def test_the_standards_example_is_right() -> None:
    assert credit_code_problem(EXAMPLE) is None


def test_the_alphabet_has_31_characters_and_not_the_five_letters_left_out() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("IOSVZ") & set(ALPHABET)


def test_zeros_alone_check_to_zero() -> None:
    assert check_character("0" * 17) == "0"


def test_a_weighted_sum_of_one_checks_to_the_last_character() -> None:
    assert check_character("1" + "0" * 16) == "Y"


@pytest.mark.parametrize("place", range(18))
def test_a_wrong_character_in_any_place_is_found(place: int) -> None:
    slips = [EXAMPLE[:place] + other + EXAMPLE[place + 1 :] for other in ALPHABET if other != EXAMPLE[place]]
    assert {credit_code_problem(slip) for slip in slips} == {"credit_code_check"}


@pytest.mark.parametrize("place", range(17))
def test_two_neighbours_swapped_are_found(place: int) -> None:
    first, second = EXAMPLE[place], EXAMPLE[place + 1]
    swapped = EXAMPLE[:place] + second + first + EXAMPLE[place + 2 :]
    assert credit_code_problem(swapped) == (None if first == second else "credit_code_check")


@pytest.mark.parametrize("text", ["", "9", EXAMPLE[:17], EXAMPLE + "0", f" {EXAMPLE}", f"{EXAMPLE} "])
def test_a_code_that_has_not_18_characters_is_too_short_or_too_long(text: str) -> None:
    assert credit_code_problem(text) == "credit_code_length"


@pytest.mark.parametrize("place", [0, 8, 17])
@pytest.mark.parametrize("stranger", ["I", "O", "S", "V", "Z", "m", "-", " ", "０", "中"])
def test_a_character_the_standard_does_not_know_is_refused_in_every_place(place: int, stranger: str) -> None:
    text = EXAMPLE[:place] + stranger + EXAMPLE[place + 1 :]
    assert credit_code_problem(text) == "credit_code_alphabet"


def test_a_code_in_small_letters_is_not_of_the_alphabet() -> None:
    assert credit_code_problem(EXAMPLE.lower()) == "credit_code_alphabet"


@pytest.mark.parametrize("first17", ["", "9135010", EXAMPLE, "91350100M000100YI"])
def test_only_seventeen_characters_of_the_alphabet_have_a_check_character(first17: str) -> None:
    with pytest.raises(ValueError, match="GB 32100-2015"):
        check_character(first17)
