"""Problems made from the words of `words`: where they are, what stands there, and the gaps filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from jiqun.base.words import Bi, Lang
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.workbook.words import DID_YOU_MEAN, MESSAGES

Word = Bi | str | int
NO_HINT = Bi(zh="", en="")


class Where(NamedTuple):
    """Where a problem is: sheet and column by key, the row as Excel numbers it."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None


FILE = Where()


def problem(key: str, where: Where = FILE, value: str | None = None, **words: Word) -> Problem:
    """The problem of that key in `MESSAGES`, its words filled in."""
    text = MESSAGES[key]
    filled: dict[str, Word] = {"value": value or "", "hint": NO_HINT, **words}
    message = Bi(zh=_say(text, "zh", filled), en=_say(text, "en", filled))
    return Problem(key.partition(".")[0], message, where.sheet, where.row, where.column, value)


def refused(key: str, **words: Word) -> InputRefused:
    """The refusal of a whole file for one reason."""
    return InputRefused([problem(key, FILE, None, **words)])


def did_you_mean(nearest: Bi | str | None) -> Bi:
    """The hint that names the nearest known word, or nothing."""
    if nearest is None:
        return NO_HINT
    return Bi(zh=_say(DID_YOU_MEAN, "zh", {"nearest": nearest}), en=_say(DID_YOU_MEAN, "en", {"nearest": nearest}))


def _say(text: Bi, lang: Lang, words: Mapping[str, Word]) -> str:
    return text.say(lang).format(**{key: w.say(lang) if isinstance(w, Bi) else w for key, w in words.items()})
