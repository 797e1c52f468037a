"""Words in two languages: one cannot exist without the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COUNTED = re.compile(r"\{(\w+)\}([a-z -]*)\(s\)")


@dataclass(frozen=True, slots=True)
class Bi:
    """A text in Chinese and English; Chinese is the language of the law."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **gaps: object) -> Bi:
        """The text with its `{gaps}` filled in; what is itself in two languages, or a day, is said in each.

        In English, `{n} new file(s)` becomes `1 new file` or `2 new files`.
        """
        zh = self.zh.format(**{key: _said(gap, "zh") for key, gap in gaps.items()})
        en = _agreeing(self.en, gaps).format(**{key: _said(gap, "en") for key, gap in gaps.items()})
        return Bi(zh=zh, en=en)

    def as_dict(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, the form used in JSON."""
        return {"zh": self.zh, "en": self.en}


class WordedError(ValueError):
    """Something that a user gave is wrong; `words` says what, where, and how to mend it, in both languages."""

    def __init__(self, words: Bi) -> None:
        self.words = words
        super().__init__(words.en)


def day_text(day: date, lang: Lang) -> str:
    """`2026年5月1日`, `1 May 2026`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> Bi:
    """The same in both languages."""
    return Bi(zh=day_text(day, "zh"), en=day_text(day, "en"))


def _said(gap: object, lang: Lang) -> object:
    if isinstance(gap, Bi):
        return gap.say(lang)
    return day_text(gap, lang) if isinstance(gap, date) and not isinstance(gap, datetime) else gap


def _agreeing(text: str, gaps: Mapping[str, object]) -> str:
    """One of a thing, or several of it."""
    return _COUNTED.sub(lambda m: f"{{{m[1]}}}{m[2]}{'' if str(gaps.get(m[1])) == '1' else 's'}", text)
