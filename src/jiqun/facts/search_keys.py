"""The text by which a thing is found: its names in Chinese, in full pinyin, by initials and in English, and its codes.

Only what writes such texts imports this module: the tables of pinyin take a quarter of a second. What searches needs
`search_terms` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict

from jiqun.facts.search_terms import folded

SEPARATOR: Final = "\n"  # no term of a query holds a blank, so none reaches from one field into the next
LONGEST_NAME: Final = 200  # characters of a name that are looked at

# Places of this city and words of its industries that the tables read otherwise.
_PHRASES: Final = {
    "长宁": "chang ning",
    "闵行": "min hang",
    "陈行": "chen hang",
    "高行": "gao hang",
    "庄行": "zhuang hang",
    "徐行": "xu hang",
    "杨行": "yang hang",
    "庙行": "miao hang",
    "曹行": "cao hang",
    "支行": "zhi hang",
    "重固": "chong gu",
    "重构": "chong gou",
    "重塑": "chong su",
    "调速": "tiao su",
    "给排水": "ji pai shui",
    "轧制": "zha zhi",
    "热轧": "re zha",
    "注塑模": "zhu su mu",
    "压模": "ya mu",
    "薄膜": "bo mo",
    "朝阳": "chao yang",
}
# Alone, in names, these are long and capital, not grown and all: 长鑫, 长盈, 都科.
_SINGLE: Final = {"长": "cháng,zhǎng", "都": "dū,dōu"}

load_phrases_dict({phrase: [[syllable] for syllable in read.split()] for phrase, read in _PHRASES.items()})
load_single_dict({ord(character): readings for character, readings in _SINGLE.items()})


def search_text(*names: str, codes: Iterable[str] = ()) -> str:
    """One text to be searched with `LIKE '%term%'` for every term of `search_terms.normalised`.

    A line each, the same line once: every name as it is; without blanks and signs; its pinyin without tones
    (`shanghaijichengdianlu`); its initials (`shjcdl`); and every code. Letters and digits within a Chinese name stay
    where they are in both. Blank if there is nothing to find; names and codes count to their 200th character.
    """
    name_fields = (field for name in names for field in _name_fields(name[:LONGEST_NAME]))
    fields = [*name_fields, *(folded(code[:LONGEST_NAME]) for code in codes)]
    return SEPARATOR.join(dict.fromkeys(field for field in fields if field))


def _name_fields(name: str) -> Iterator[str]:
    as_typed = folded(name)
    joined = "".join(character for character in as_typed if character.isalnum())
    yield as_typed
    yield joined
    yield "".join(lazy_pinyin(joined))
    yield "".join(lazy_pinyin(joined, style=Style.FIRST_LETTER))
