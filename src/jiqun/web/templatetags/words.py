"""The few words that templates may use beside Django's own: saying two-language texts, numbers and days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from django import template

from jiqun.base.days import SHANGHAI
from jiqun.base.saying import say as say_number
from jiqun.base.saying import say_figure
from jiqun.base.words import Bi, day_text
from jiqun.web.carried import seal
from jiqun.web.language import current

register = template.Library()


@register.simple_tag
def bi(zh: str, en: str, **gaps: object) -> str:
    """Words of the screen, in both languages at the place where they stand: `{% bi "提交" "Submit" %}`.

    Gaps `{name}` are filled in; a gap that is itself a two-language text is said in the reader's language. The answer
    is escaped like any other value.
    """
    text = Bi(zh=zh, en=en)
    return (text.fill(**gaps) if gaps else text).say(current())


@register.filter
def say(text: Bi | str | None) -> str:
    """A two-language text in the reader's language."""
    return text.say(current()) if isinstance(text, Bi) else (text or "")


@register.filter
def day(value: date | datetime | None) -> str:
    """`2026年5月1日`, `1 May 2026`; a moment is taken in Shanghai's time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return day_text(value, current())


@register.filter
def moment(value: datetime | None) -> str:
    """The day and the time of day in Shanghai, to the minute."""
    return f"{day(value)} {value.astimezone(SHANGHAI):%H:%M}" if value else ""


@register.filter
def second(value: datetime | None) -> str:
    """The same to the second, where a second may decide."""
    return f"{day(value)} {value.astimezone(SHANGHAI):%H:%M:%S}" if value else ""


@register.filter
def amount(value: int | Fraction | None, unit: str) -> str:
    """A number with its unit as people read it; nothing for an absent one."""
    return "" if value is None else say_number(value, unit, current())


@register.filter
def of(values: Mapping[str, object], name: str) -> object:
    """What a mapping holds under a name that is known only on the page; empty where it holds nothing."""
    return values.get(name, "")


@register.filter
def sealed(problems: Mapping[str, Bi]) -> str:
    """What was wrong with a form, as one text that the page carries to the other language."""
    return seal({name: (text.zh, text.en) for name, text in problems.items()})


@register.filter
def both(text: Mapping[str, str]) -> str:
    """The words of a finding as JSON has them (`{"zh": …, "en": …}`), in the reader's language."""
    return text[current()]


@register.filter
def figure(value: int | Fraction, unit: str) -> str:
    """A figure of the law, in full: `30亿元`, `50%`."""
    return say_figure(value, unit, current())
