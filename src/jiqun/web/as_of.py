"""`?on=2026-05-01&known=2026-05-20`: the register as it was, read from an address; a bad day is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.as_of import AsOf, as_of, present
from jiqun.web.typed import read_day


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the time, what is wrong with it (the present is shown then), and its texts again."""

    time: AsOf
    problems: Mapping[str, Bi]
    typed: Mapping[str, str]


def asked_time(request: HttpRequest, at: datetime) -> Asked:
    """The time of a page's address."""
    typed = {name: request.GET.get(name, "").strip()[:20] for name in ("on", "known")}
    days = {name: read_day(text) for name, text in typed.items()}
    wrong = {name: _DAY for name, text in typed.items() if text and days[name] is None}
    wrong |= {name: _AHEAD for name, day in days.items() if day and day > day_of(at)}
    if wrong:
        return Asked(present(at), wrong, typed)
    return Asked(as_of(days["on"], days["known"], at), {}, typed)


_DAY = Bi(zh="请按2026-05-01的格式填写日期。", en="Write the day as 2026-05-01.")
_AHEAD = Bi(zh="日期不能晚于今天。", en="The day has not come yet.")
