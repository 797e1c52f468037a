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

    def as_dict(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, the form used in JSON."""
        return {"zh": self.zh, "en": self.en}
