"""What an interpretation says, as it is being written, and what still stands against laying it down (Article 20)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jiqun.base.words import Bi
from jiqun.law import Edition, Reading, edition
from jiqun.law.book import edition_ids
from jiqun.records.models import Interpretation

LONGEST = 10_000
# What is typed, by name; the edition and the question are chosen when it is begun.
TYPED = (
    *("number", "question_zh", "question_en", "answer_zh", "answer_en"),
    *("articles", "clauses", "value", "from_day", "replaces"),
)
_APART = re.compile(r"[;；,，、\s]+")


@dataclass(frozen=True)
class Written:
    """An interpretation as it is written; `reading` is empty where it answers no listed question of the text."""

    edition: str
    reading: str
    number: str
    question: Bi
    answer: Bi
    articles: tuple[str, ...]
    clauses: tuple[str, ...]
    value: str
    from_day: date | None
    replaces: int | None

    @property
    def book(self) -> Edition:
        return edition(self.edition)

    @property
    def asks(self) -> Reading | None:
        """The open question that it answers, if it is one of the edition's list."""
        return self.book.readings.get(self.reading)


def written(content: Mapping[str, str]) -> Written:
    """The typed fields as values. A day that cannot be read is none, and is told by `problems_with`."""
    texts = {name: content.get(name, "").strip() for name in (*TYPED, "edition", "reading")}
    return Written(
        edition=texts["edition"],
        reading=texts["reading"],
        number=texts["number"],
        question=Bi(zh=texts["question_zh"], en=texts["question_en"]),
        answer=Bi(zh=texts["answer_zh"], en=texts["answer_en"]),
        articles=_parts(texts["articles"]),
        clauses=tuple(f"A{one.removeprefix('A')}" for one in _parts(texts["clauses"])),
        value=texts["value"],
        from_day=_day(texts["from_day"]),
        replaces=int(texts["replaces"]) if texts["replaces"].isdigit() else None,
    )


def problems_with(text: Written, today: date) -> dict[str, Bi | None]:
    """What cannot be, by the field's name, if it were laid down on that day."""
    if text.edition not in edition_ids():
        return {"edition": _NO_EDITION}
    strange = [one for one in text.articles if one not in text.book.articles]
    unknown = [one for one in text.clauses if one not in text.book.provisions]
    return {
        "number": _number(text),
        "question_zh": _text(text.question.zh, _NO_QUESTION),
        "answer_zh": _text(text.answer.zh, _NO_ANSWER),
        "articles": _NO_ARTICLES if not text.articles else _STRANGE.fill(all=", ".join(strange)) if strange else None,
        "clauses": _UNKNOWN.fill(all=", ".join(unknown)) if unknown else None,
        "value": _value(text),
        "from_day": _from_day(text.from_day, today),
        "replaces": _replaces(text),
    }


def latest_of(edition_id: str, reading: str) -> Interpretation | None:
    """The interpretation of a listed question that none has replaced yet; the next one takes its place."""
    if not reading:
        return None
    return Interpretation.objects.filter(edition=edition_id, reading=reading, replaced_by=None).first()


def _number(text: Written) -> Bi | None:
    if not 0 < len(text.number) <= 100:
        return _NO_NUMBER
    return _TAKEN if Interpretation.objects.filter(number=text.number).exists() else None


def _text(text: str, missing: Bi) -> Bi | None:
    if not text:
        return missing
    return _LONG.fill(n=LONGEST) if len(text) > LONGEST else None


def _value(text: Written) -> Bi | None:
    asks = text.asks
    if asks is None:
        return _NO_READING if text.reading else _NO_VALUE if text.value else None
    if asks.allows(text.value):
        # A number is stored as whole numbers are written, so that "045" and "45" are one reading.
        return None if asks.free is None or text.value == str(int(text.value)) else _PLAIN
    return _WHOLE if asks.free else _CHOOSE


def _from_day(day: date | None, today: date) -> Bi | None:
    if day is None:
        return _NO_DAY
    return _BACK.fill(day=today) if day < today else None


def _replaces(text: Written) -> Bi | None:
    """One of a listed question takes the place of the one before; another may, of any that none has replaced."""
    if text.reading:
        latest = latest_of(text.edition, text.reading)
        if (latest.pk if latest else None) != text.replaces:
            return _IN_PLACE.fill(number=latest.number) if latest else _NOTHING
        return None
    if text.replaces is None:
        return None
    found = Interpretation.objects.filter(pk=text.replaces, edition=text.edition, reading="", replaced_by=None)
    return None if found.exists() else _NOTHING


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _APART.split(text) if part))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_NO_EDITION = Bi(zh="没有这一版本的办法。", en="There is no such edition of the Procedures.")
_NO_NUMBER = Bi(zh="请填写解释文件的文号（100字以内）。", en="Give the number of the document, 100 characters at most.")
_TAKEN = Bi(zh="已有同一文号的解释。", en="There is an interpretation of this number already.")
_NO_QUESTION = Bi(zh="请用中文写明所解释的问题。", en="Write the question in Chinese.")
_NO_ANSWER = Bi(zh="请用中文写明解释。", en="Write the answer in Chinese.")
_LONG = Bi(zh="最多{n}字。", en="At most {n} characters.")
_NO_ARTICLES = Bi(zh="请填写所解释的条，如6、19。", en="Name the articles that it interprets, as 6, 19.")
_STRANGE = Bi(zh="没有这些条：{all}。", en="There are no articles {all}.")
_UNKNOWN = Bi(zh="没有这些条款：{all}。", en="There are no clauses {all}.")
_NO_READING = Bi(zh="该版本没有这一待解释的问题。", en="The edition has no such open question.")
_NO_VALUE = Bi(
    zh="不属于所列待解释问题的，不能选定系统的判断方法。",
    en="Only a listed question has readings that the engine uses.",
)
_CHOOSE = Bi(zh="请选择采用哪一种理解。", en="Choose how it is read.")
_WHOLE = Bi(zh="请填写天数（正整数）。", en="Give a whole number of days.")
_PLAIN = Bi(zh="天数请直接写数字，如45。", en="Write the number plainly, as 45.")
_NO_DAY = Bi(zh="请填写自哪一天起适用，如2026-05-01。", en="Give the day from which it holds, as 2026-05-01.")
_BACK = Bi(
    zh="解释不溯及既往：适用之日不能早于批准之日（今天是{day}）。",
    en="It never looks back: the day from which it holds cannot lie before the day of approval (today is {day}).",
)
_IN_PLACE = Bi(
    zh="该问题已有解释{number}，新解释须替代它：请退回后重新保存。",
    en="{number} answers this question: a new one takes its place. Send this one back and save it again.",
)
_NOTHING = Bi(zh="没有这样一项可以替代的解释。", en="There is no such interpretation to take the place of.")
