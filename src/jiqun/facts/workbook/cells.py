"""How each kind of column reads a cell: from what stands there to what is stored, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from jiqun.base.words import Bi
from jiqun.facts.choices import Choices
from jiqun.facts.columns import Column, ColumnKind
from jiqun.facts.credit_code import check_character, credit_code_problem
from jiqun.facts.districts import DISTRICTS, district_of
from jiqun.facts.industries import OfficialTable, industry_problem, normal_industry
from jiqun.facts.snapshot import Value
from jiqun.facts.workbook.messages import did_you_mean
from jiqun.facts.workbook.names import Nearest, plain, spellings
from jiqun.facts.workbook.numbers import amount_reader, read_whole, year_reader
from jiqun.facts.workbook.raw import LONGEST_TEXT, Raw, is_number, narrow, shown, text_of
from jiqun.facts.workbook.wrong import Wrong
from jiqun.law import Edition

Reader = Callable[[Raw], Value]

_YES_NO = {"yes": True, "是": True, "true": True, "1": True, "no": False, "否": False, "false": False, "0": False}
_SEPARATORS = re.compile("[;；]")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OTHER_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
# Letters that the standard leaves out because they are taken for these digits.
_LOOK_ALIKES = str.maketrans("IOSZ", "1052")
_DISTRICT_SPELLINGS = spellings(DISTRICTS)


@dataclass(frozen=True)
class Rules:
    """What reading a cell depends on besides the cell."""

    on: date
    edition: Edition
    industries: OfficialTable | None = None
    nearest: Nearest = field(default_factory=Nearest)


def reader_of(column: Column, rules: Rules) -> Reader:
    """The reader of a column's cells; it raises Wrong. It is never asked about a blank."""
    return _READERS[column.kind](column, rules)


def _text(raw: Raw) -> str:
    text = text_of(raw)
    if len(text) > LONGEST_TEXT:
        raise Wrong("too_large_value.text", limit=LONGEST_TEXT)
    return text


def _items(raw: Raw) -> tuple[str, ...]:
    """The parts of a list, in their order and without repeats."""
    parts = (part.strip() for part in _SEPARATORS.split(_text(raw)))
    return tuple(dict.fromkeys(part for part in parts if part))


def _texts(raw: Raw) -> tuple[str, ...] | None:
    return _items(raw) or None


def _credit_code(raw: Raw) -> str:
    if not isinstance(raw, str):
        raise Wrong("wrong_type.credit_code", kept=f"{raw:.0f}" if is_number(raw) else None)
    code = narrow(text_of(raw)).upper()
    fault = credit_code_problem(code)
    if fault is None:
        return code
    if fault == "credit_code_length":
        raise Wrong(fault, kept=code, length=len(code))
    if fault == "credit_code_alphabet":
        likely = code.translate(_LOOK_ALIKES)
        if credit_code_problem(likely) is None:
            raise Wrong(fault, kept=likely, hint=did_you_mean(likely))
        raise Wrong(fault, kept=code)
    raise Wrong(fault, kept=code, check=check_character(code[:17]))


def _industry(table: OfficialTable | None, raw: Raw) -> str:
    # A code typed as a number has lost its leading zeros.
    text = text_of(raw).zfill(4) if is_number(raw) else narrow(text_of(raw))
    fault = industry_problem(text, table)
    if fault is not None:
        raise Wrong(fault, item=shown(text) or "")
    return normal_industry(text) or text


def _industries(table: OfficialTable | None, raw: Raw) -> tuple[str, ...]:
    items = (text_of(raw).zfill(2),) if is_number(raw) else _items(raw)
    codes = [_industry_of_any_depth(table, narrow(item)) for item in items or (text_of(raw),)]
    return tuple(dict.fromkeys(codes))


def _industry_of_any_depth(table: OfficialTable | None, item: str) -> str:
    code = normal_industry(item)
    if code is None:
        raise Wrong("industry_form.any", item=shown(item) or "")
    if table is not None and not table.has(code):
        raise Wrong("industry_unknown", item=item)
    return code


def _district(nearest: Nearest, raw: Raw) -> str:
    text = text_of(raw)
    code = district_of(narrow(text))
    if code is None:
        near = nearest.of(plain(text), _DISTRICT_SPELLINGS)
        raise Wrong("unknown_district", hint=did_you_mean(DISTRICTS[_DISTRICT_SPELLINGS[near]] if near else None))
    return code


def _clause(rules: Rules, raw: Raw) -> str:
    clause = "A" + narrow(text_of(raw)).upper().removeprefix("A").strip()
    if clause not in rules.edition.provisions:
        near = rules.nearest.of(clause, rules.edition.provisions)
        raise Wrong("unknown_clause", edition=rules.edition.short, hint=did_you_mean(near))
    return clause


def _day(raw: Raw) -> date:
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    text = narrow(text_of(raw)) if isinstance(raw, str) else ""
    if _ISO_DAY.fullmatch(text):
        day = _day_of(text)
        if day is not None:
            return day
    likely = _OTHER_DAY.fullmatch(text)
    day = _day_of("{:0>4}-{:0>2}-{:0>2}".format(*likely.groups())) if likely else None
    raise Wrong("wrong_type.day", hint=did_you_mean(day.isoformat() if day else None))


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _yes_no(raw: Raw) -> bool:
    meant = _YES_NO.get(plain(text_of(raw)))
    if meant is None:
        raise Wrong("wrong_type.yes_no")
    return meant


class _Choices:
    """Reads one or several of a column's choices."""

    def __init__(self, column: Column, rules: Rules) -> None:
        self._choices = column.choices
        self._spelt = spellings(column.choices)
        self._nearest = rules.nearest

    def one(self, raw: Raw) -> str:
        text = text_of(raw)
        spelt = plain(text)
        if spelt not in self._spelt:
            near = self._nearest.of(spelt, self._spelt)
            hint = did_you_mean(self._choices[self._spelt[near]] if near else None)
            raise Wrong("unknown_choice", item=shown(text) or "", hint=hint, choices=either(self._choices))
        return self._spelt[spelt]

    def several(self, raw: Raw) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.one(item) for item in _items(raw) or (text_of(raw),)))


def either(choices: Choices) -> Bi:
    """All choices in one line, as they may be typed."""
    return Bi(zh="、".join(c.zh for c in choices.values()), en=", ".join(c.en for c in choices.values()))


_READERS: Mapping[ColumnKind, Callable[[Column, Rules], Reader]] = {
    "text": lambda column, rules: _text,
    "text_list": lambda column, rules: _texts,
    "credit_code": lambda column, rules: _credit_code,
    "industry": lambda column, rules: partial(_industry, rules.industries),
    "industries": lambda column, rules: partial(_industries, rules.industries),
    "district": lambda column, rules: partial(_district, rules.nearest),
    "clause": lambda column, rules: partial(_clause, rules),
    "year": lambda column, rules: year_reader(rules.on),
    "day": lambda column, rules: _day,
    "yes_no": lambda column, rules: _yes_no,
    "whole": lambda column, rules: read_whole,
    "amount": lambda column, rules: amount_reader(column.scale),
    "choice": lambda column, rules: _Choices(column, rules).one,
    "choices": lambda column, rules: _Choices(column, rules).several,
}
