"""The unified social credit code (统一社会信用代码): its form and its last check character, after GB 32100-2015."""

from __future__ import annotations

from typing import Final, Literal

Problem = Literal["credit_code_length", "credit_code_alphabet", "credit_code_check"]

# The letters I, O, S, V and Z are left out by the standard; a character's value is its place here.
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_MODULUS: Final = len(ALPHABET)
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_KNOWN: Final = frozenset(ALPHABET)
_WEIGHTS: Final = tuple(pow(3, place, _MODULUS) for place in range(17))


def check_character(first17: str) -> str:
    """The 18th character that belongs to the first 17. Raises ValueError unless they are 17 of the alphabet."""
    if len(first17) != 17 or not _KNOWN.issuperset(first17):
        raise ValueError(f"not 17 characters of GB 32100-2015: {first17!r}")
    weighted = sum(_VALUES[character] * weight for character, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-weighted % _MODULUS]


def credit_code_problem(text: str) -> Problem | None:
    """What is wrong with a code, or None.

    The text is judged as it stands: a lower-case letter is not of the alphabet, a blank counts as a character. Only
    the last character is verified; the check that the ninth to seventeenth carry among themselves is not.
    """
    if len(text) != 18:
        return "credit_code_length"
    if not _KNOWN.issuperset(text):
        return "credit_code_alphabet"
    if check_character(text[:17]) != text[17]:
        return "credit_code_check"
    return None
