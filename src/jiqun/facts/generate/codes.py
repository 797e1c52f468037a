"""Credit codes of firms that do not exist: valid by GB 32100-2015, under a region code that no place has.

The third to eighth characters name the place of registration by GB/T 2260; 990000 is none. So a made-up code passes
every check and can be no real firm's. The ninth to seventeenth carry their own check character, by GB 11714, too.
"""

from __future__ import annotations

from functools import cache

from jiqun.facts.credit_code import ALPHABET

FICTIONAL_REGION = "990000"
_BASE = len(ALPHABET)
_CLUSTER_DIGITS, _FIRM_DIGITS = 5, 3
MOST_CLUSTERS = _BASE**_CLUSTER_DIGITS
MOST_FIRMS = _BASE**_FIRM_DIGITS - 1  # the number 0 is the operator's
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_WEIGHTS = tuple(pow(3, place, _BASE) for place in range(17))
_FIRST = 8  # place of the organisation's own code among the 18 characters


def firm_codes(cluster: int, firms: int) -> list[str]:
    """The codes of the firms 1 … `firms` of a cluster, ascending.

    Raises ValueError beyond MOST_CLUSTERS and MOST_FIRMS.
    """
    if firms > MOST_FIRMS:
        raise ValueError(f"{firms} enterprises in a cluster: at most {MOST_FIRMS}")
    return _codes("91", cluster, range(1, firms + 1))


def operator_code(cluster: int) -> str:
    """The code of a cluster's operator."""
    return _codes("52", cluster, range(1))[0]


def _codes(kind: str, cluster: int, numbers: range) -> list[str]:
    if not 0 <= cluster < MOST_CLUSTERS:
        raise ValueError(f"cluster {cluster}: from 0 to {MOST_CLUSTERS - 1}")
    head = kind + FICTIONAL_REGION + _written(cluster, _CLUSTER_DIGITS)
    inner_head, outer_head = _inner(head[_FIRST:], 0), _outer(head, 0)
    codes = []
    for number in numbers:
        tail, inner, outer = _tail(number)
        check = "0123456789X0"[11 - (inner_head + inner) % 11]
        outer_check = ALPHABET[-(outer_head + outer + _outer(check, 16)) % _BASE]
        codes.append(f"{head}{tail}{check}{outer_check}")
    return codes


@cache
def _tail(number: int) -> tuple[str, int, int]:
    """The firm's characters with their share of both check sums."""
    tail = _written(number, _FIRM_DIGITS)
    return tail, _inner(tail, _CLUSTER_DIGITS), _outer(tail, _FIRST + _CLUSTER_DIGITS)


def _written(number: int, digits: int) -> str:
    characters = []
    for _ in range(digits):
        number, place = divmod(number, _BASE)
        characters.append(ALPHABET[place])
    return "".join(reversed(characters))


def _inner(characters: str, place: int) -> int:
    """The share of some characters in the organisation's check sum; there a letter counts 10 and up, none left out."""
    return sum(int(c, 36) * _ORGANISATION_WEIGHTS[place + at] for at, c in enumerate(characters))


def _outer(characters: str, place: int) -> int:
    """The share of some characters in the check sum of the whole code."""
    return sum(ALPHABET.index(c) * _WEIGHTS[place + at] for at, c in enumerate(characters))
