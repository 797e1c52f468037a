"""The 16 districts of Shanghai by their GB/T 2260 code, and how a typed name finds its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from jiqun.base.words import Bi

# Codes that no longer exist (310108 闸北区, 310230 崇明县) are left out: a cluster lies in a district of today.
DISTRICTS: Mapping[str, Bi] = MappingProxyType(
    {
        "310101": Bi(zh="黄浦区", en="Huangpu District"),
        "310104": Bi(zh="徐汇区", en="Xuhui District"),
        "310105": Bi(zh="长宁区", en="Changning District"),
        "310106": Bi(zh="静安区", en="Jing'an District"),
        "310107": Bi(zh="普陀区", en="Putuo District"),
        "310109": Bi(zh="虹口区", en="Hongkou District"),
        "310110": Bi(zh="杨浦区", en="Yangpu District"),
        "310112": Bi(zh="闵行区", en="Minhang District"),
        "310113": Bi(zh="宝山区", en="Baoshan District"),
        "310114": Bi(zh="嘉定区", en="Jiading District"),
        "310115": Bi(zh="浦东新区", en="Pudong New Area"),
        "310116": Bi(zh="金山区", en="Jinshan District"),
        "310117": Bi(zh="松江区", en="Songjiang District"),
        "310118": Bi(zh="青浦区", en="Qingpu District"),
        "310120": Bi(zh="奉贤区", en="Fengxian District"),
        "310151": Bi(zh="崇明区", en="Chongming District"),
    }
)

_ENDINGS = ("新区", "区", " District", " New Area")
_APOSTROPHES = str.maketrans("", "", "'’‘")


def district_of(text: str) -> str | None:
    """The code of the district written as code, Chinese name or English name, or None.

    Case, blanks and apostrophes are ignored, and `区`, `新区`, `District` and `New Area` may be left out.
    """
    return _codes_by_name().get(_plain(text))


def _plain(text: str) -> str:
    """The text without blanks, case and apostrophes."""
    return "".join(text.split()).casefold().translate(_APOSTROPHES)


def _spellings(code: str, name: Bi) -> Iterator[str]:
    """Every way to write one district."""
    yield code
    for full in (name.zh, name.en):
        yield full
        yield from (full.removesuffix(ending) for ending in _ENDINGS)


@cache
def _codes_by_name() -> Mapping[str, str]:
    return {_plain(spelling): code for code, name in DISTRICTS.items() for spelling in _spellings(code, name)}
