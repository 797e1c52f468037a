"""A form as values: what cannot be read is kept as a problem, to be told together with what the desk says."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.files import Taken
from jiqun.desk.wrong import Wrong
from jiqun.web.limits import limited
from jiqun.web.sending import taken_file, taken_of

# Stands for a day that could not be read; the problem that goes with it keeps the act from being done.
UNREAD = date(2000, 1, 1)


def read_day(text: str) -> date | None:
    """A day of an address, or None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Typed:
    """The fields of a form that was sent."""

    def __init__(self, request: HttpRequest | None, values: MultiValueDict[str, str] | None = None) -> None:
        self._request = request
        self._values: MultiValueDict[str, str] = request.POST if request else values or MultiValueDict()
        self.problems: dict[str, Bi] = {}

    @classmethod
    def of(cls, values: MultiValueDict[str, str]) -> Typed:
        """The fields of a form that was kept as it was typed."""
        return cls(None, values)

    def text(self, name: str) -> str:
        """What stands in a field, without blanks around it."""
        return self._values.get(name, "").strip()

    def texts(self, *names: str) -> dict[str, Any]:
        """Several of them by name."""
        return {name: self.text(name) for name in names}

    def both(self, name: str) -> Bi:
        """A text in both languages, from the fields `name_zh` and `name_en`."""
        return Bi(zh=self.text(f"{name}_zh"), en=self.text(f"{name}_en"))

    def several(self, name: str) -> list[str]:
        """The boxes that are ticked, or the parts of a text between commas, semicolons and blanks."""
        marks = str.maketrans(dict.fromkeys(";；,，、", " "))
        return [part for text in self._values.getlist(name) for part in text.translate(marks).split()]

    def day(self, name: str) -> date:
        """A day that has to be given."""
        return self.day_or_none(name) or self._unread(name, _DAY)

    def day_or_none(self, name: str) -> date | None:
        """A day, or None for an empty field."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return self._unread(name, _DAY)

    def moment(self, name: str) -> datetime:
        """A day and a time of day in Shanghai."""
        try:
            return datetime.fromisoformat(self.text(name)).replace(tzinfo=SHANGHAI)
        except ValueError:
            day = self._unread(name, _MOMENT)
            return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)

    def square_metres(self, name: str) -> int:
        """Whole m² from a field in km²."""
        try:
            area = Decimal(self.text(name)) * 1_000_000
            if area.is_finite() and 0 < area < 10**12:
                return int(area)
        except InvalidOperation:
            pass
        self._unread(name, _AREA)
        return 1

    def file(self, name: str) -> Taken | None:
        """The file, or None if none was chosen."""
        if self._request is None or name not in self._request.FILES:
            return None
        try:
            return taken_file(self._request, name)
        except Wrong as wrong:
            self.problems |= wrong.problems
            return None

    def files(self, name: str, most: int) -> tuple[Taken, ...]:
        """Every file that was chosen; more than `most` are not read, and are told as a problem."""
        sent = self._request.FILES.getlist(name) if self._request else []
        if len(sent) > most:
            self.problems[name] = _MANY.fill(most=most)
            return ()
        if self._request and sent:
            limited(self._request, "upload")
        try:
            return tuple(taken_of(one, name) for one in sent)
        except Wrong as wrong:
            self.problems |= wrong.problems
            return ()

    def _unread(self, name: str, problem: Bi) -> date:
        self.problems[name] = problem
        return UNREAD


_MANY = Bi(zh="最多{most}个文件。", en="At most {most} files.")
_DAY = Bi(zh="请按2026-05-01的格式填写日期。", en="Write the day as 2026-05-01.")
_MOMENT = Bi(zh="请按2026-05-01 17:00的格式填写时间。", en="Write the time as 2026-05-01 17:00.")
_AREA = Bi(zh="请填写大于零的面积（平方公里），如1.2。", en="Give an area above zero in km², such as 1.2.")
