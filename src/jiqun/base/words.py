"""Words in two languages: one cannot exist without the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Bi:
    """A text in Chinese and English; Chinese is the language of the law."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **gaps: object) -> Bi:
        """The text with its `{gaps}` filled in; a gap that is itself in two languages is filled in each."""
        zh, en = (
            text.format(**{key: gap.say(lang) if isinstance(gap, Bi) else gap for key, gap in gaps.items()})
            for lang, text in _pairs(self)
        )
        return Bi(zh=zh, en=en)

    def as_dict(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, the form used in JSON."""
        return {"zh": self.zh, "en": self.en}


class WordedError(ValueError):
    """Something that a user gave is wrong; `words` says what, where, and how to mend it, in both languages."""

    def __init__(self, words: Bi) -> None:
        self.words = words
        super().__init__(words.en)


def _pairs(words: Bi) -> tuple[tuple[Lang, str], tuple[Lang, str]]:
    return ("zh", words.zh), ("en", words.en)
