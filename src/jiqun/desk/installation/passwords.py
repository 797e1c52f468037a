"""What is wrong with a password, in both languages."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override

from jiqun.base.words import Bi
from jiqun.records.models import Person

_SHORT = Bi(zh="密码太短，至少需要{n}个字符。", en="This password is too short: it needs at least {n} characters.")


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its words are missing from Django's Chinese."""

    def get_error_message(self) -> str:
        english = (get_language() or "").startswith("en")
        return _SHORT.fill(n=self.min_length).say("en" if english else "zh")


def weakness(password: str, person: Person) -> Bi | None:
    """Why the password is refused, or None."""
    zh, en = (_in(lang, password, person) for lang in ("zh-hans", "en"))
    return Bi(zh=zh, en=en) if en else None


def _in(lang: str, password: str, person: Person) -> str:
    with override(lang):
        try:
            validate_password(password, person)
        except ValidationError as error:
            return " ".join(error.messages)
    return ""
