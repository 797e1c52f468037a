"""What a move asks for, read from a form: texts become days and numbers, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from jiqun.base.words import Bi
from jiqun.desk.remedies.appealing import MOST_FILES
from jiqun.desk.wrong import Wrong
from jiqun.web.typed import Typed

_DAY = Bi(zh="请按2026-05-01的格式填写日期。", en="Write the day as 2026-05-01.")
_NUMBER = Bi(zh="请填写正整数。", en="Write a whole number above 0.")


def read_asked(request: HttpRequest, asks: Iterable[str]) -> dict[str, Any]:
    """By name, what was given; blanks are left out. Raises Wrong for what is no day or no number."""
    given: dict[str, Any] = {}
    problems: dict[str, Bi] = {}
    for name in asks:
        if name == "files":
            typed = Typed(request)
            given[name] = typed.files(name, MOST_FILES)
            problems |= typed.problems
            continue
        text = request.POST.get(name, "").strip()
        if not text:
            continue
        try:
            given[name] = _READ.get(name, str)(text)
        except ValueError:
            problems[name] = _DAY if _READ.get(name) == date.fromisoformat else _NUMBER
    if problems:
        raise Wrong(problems)
    return given


def whole(text: str, otherwise: int = 0) -> int:
    """A whole number from an address or a form, or another one where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


_READ: Mapping[str, Callable[[str], Any]] = {
    "due_on": date.fromisoformat,
    "served_on": date.fromisoformat,
    "visit_on": date.fromisoformat,
    "rank": _positive,
    "question": _positive,
    "alert": _positive,
    "finding": _positive,
}
