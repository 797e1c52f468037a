"""Settings that the installation's people change on a page, with what holds until they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from jiqun.base.words import Bi
from jiqun.records.models import Setting


@dataclass(frozen=True)
class Known:
    """A setting: what it is for, what holds until it is changed, and what it says of a value that cannot be."""

    title: Bi
    hint: Bi
    default: Any
    problem: Bi
    parts: frozenset[str] = frozenset({"year", "n"})


_YEAR_AND_NUMBER = Bi(
    zh="可用{year}（年份）和{n}（顺序号）；每年从1起。",
    en="May hold {year} and {n} (the number, from 1 each year).",
)
_PATTERN = Bi(
    zh="须含{year}和{n}，且只能用这两项，最长60字。",
    en="It needs {year} and {n}, may hold nothing else in braces, and has 60 characters at most.",
)
SETTINGS: Mapping[str, Known] = {
    # Article 8's letters: place, year and number of the year, as Chinese offices write it.
    "document_number": Known(
        Bi(zh="文号格式", en="Pattern of document numbers"),
        Bi(
            zh="可用{place}（区名）、{year}（年份）、{n}（顺序号）；每年从1起。",
            en="May hold {place} (the district), {year} and {n} (the number, from 1 each year).",
        ),
        "沪{place}中小企集群〔{year}〕{n}号",
        Bi(
            zh="须含{year}和{n}，且只能用{place}、{year}、{n}，最长60字。",
            en="It needs {year} and {n}, may hold only {place}, {year} and {n}, and has 60 characters at most.",
        ),
        frozenset({"place", "year", "n"}),
    ),
    "city_document_number": Known(
        Bi(zh="市级文号格式", en="Pattern of the Commission’s document numbers"),
        _YEAR_AND_NUMBER,
        "沪经信企集群〔{year}〕{n}号",
        _PATTERN,
    ),
    "certificate_number": Known(
        Bi(zh="认定证书编号格式", en="Pattern of certificate numbers"),
        _YEAR_AND_NUMBER,
        "SHJQ-{year}-{n}",
        _PATTERN,
    ),
}
OPEN_DATA = "open_data"  # no setting either: the row that names the files of the public register
WORKER = "worker"  # no setting of anybody's: the row in which a worker notes that it is there


def setting(name: str) -> Any:
    """The value in force. Raises KeyError for an unknown setting."""
    default = SETTINGS[name].default
    row = Setting.objects.filter(pk=name).values_list("value", flat=True).first()
    return default if row is None else row


def wrong_pattern(name: str, text: str) -> bool:
    """Whether a text is no pattern of numbers for that setting."""
    try:
        parts = [(part, spec, way) for _, part, spec, way in Formatter().parse(text) if part is not None]
    except ValueError:
        return True
    names = {part for part, _, _ in parts}
    plain = all(not spec and way is None for _, spec, way in parts)
    return not plain or not {"year", "n"} <= names <= SETTINGS[name].parts or len(text) > 60
