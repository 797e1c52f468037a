"""The public register: the questions that the text leaves open, and the Commission's interpretations (Article 20)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.papers import Paper
from jiqun.desk.look.interpreting.reading import means_of
from jiqun.desk.look.interpreting.touched import Touched, touched_of
from jiqun.desk.may import NotThere, is_inside
from jiqun.law import Edition, Option, edition
from jiqun.law.book import edition_ids
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.records.models import Interpretation


@dataclass(frozen=True)
class Laid:
    """An interpretation; `state` on the day asked for: in_force, coming, replaced; `means` if it settles a reading."""

    id: int
    number: str
    edition: str
    edition_title: Bi
    question: Bi
    answer: Bi
    english: bool  # whether there is an English text, or the Chinese stands in for it
    articles: tuple[str, ...]
    clauses: tuple[str, ...]
    reading: str
    value: str
    means: Bi | None
    from_day: date
    approved_at: datetime
    state: str
    replaces: int | None
    replaced_by: int | None
    replaced_by_number: str


@dataclass(frozen=True)
class OpenQuestion:
    """A question that the text leaves open: why, the possible answers (the default first), and how it is read now."""

    key: str
    question: Bi
    why: Bi
    articles: tuple[str, ...]
    options: tuple[Option, ...]
    free: bool
    now: Bi
    settled: Laid | None
    coming: tuple[Laid, ...]
    earlier: tuple[Laid, ...]


@dataclass(frozen=True)
class OfEdition:
    """One edition with its open questions, and the interpretations of other questions."""

    id: str
    title: Bi
    short: Bi
    questions: tuple[OpenQuestion, ...]
    others: tuple[Laid, ...]

    @property
    def settled(self) -> int:
        return sum(one.settled is not None for one in self.questions)


@dataclass(frozen=True)
class InFull:
    """One interpretation's page; what it touched, and who prepared and approved it, for the Commission alone."""

    one: Laid
    prepared_by: str
    approved_by: str
    touched: tuple[Touched, ...] | None


def register_on(day: date, known: date | None = None) -> tuple[OfEdition, ...]:
    """How every edition's open questions are read on that day; with `known`, as was known at the end of that one."""
    laid = _laid(day, known)
    return tuple(_of_edition(edition(one), [row for row in laid if row.edition == one]) for one in edition_ids())


def look_at_interpretation(number: int, at: datetime, *, by: Actor | None = None) -> InFull:
    """One interpretation. Raises NotThere."""
    row = Interpretation.objects.select_related("replaced_by", "prepared_by", "by").filter(pk=number).first()
    if row is None:
        raise NotThere
    inside = by is not None and is_inside(by)
    return InFull(
        one=_view(row, day_of(at), None),
        prepared_by=row.prepared_by.name if inside else "",
        approved_by=row.by.name if inside else "",
        touched=touched_of(row.touches) if inside else None,
    )


def interpretations_of(*, article: str = "", clause: str = "", day: date) -> tuple[Laid, ...]:
    """Those of an article, or of a clause of Article 6, of the city's edition, the newest first."""
    laid = [one for one in _laid(day, None) if one.edition == EDITION]
    return tuple(one for one in laid if article in one.articles or clause in one.clauses)


def register_file(name: str, day: date, known: date | None = None) -> Paper:
    """The register as `list.json` or `list.csv`. Raises NotThere for another name."""
    found = register_on(day, known)
    if name == "list.json":
        text = json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1)
        return Paper(f"interpretations-{day}.json", "application/json", text.encode())
    if name == "list.csv":
        return Paper(f"interpretations-{day}.csv", "text/csv; charset=utf-8", _csv(found).encode("utf-8-sig"))
    raise NotThere


def _laid(day: date, known: date | None) -> list[Laid]:
    rows = Interpretation.objects.select_related("replaced_by").order_by("-from_day", "-pk")
    until = datetime.combine(known, time.max, SHANGHAI) if known else None
    if until is not None:
        rows = rows.filter(at__lte=until)
    return [_view(row, day, until) for row in rows]


def _view(row: Interpretation, day: date, known: datetime | None) -> Laid:
    book = edition(row.edition)
    after = getattr(row, "replaced_by", None)
    if after is not None and known is not None and after.at > known:
        after = None
    return Laid(
        id=row.pk,
        number=row.number,
        edition=row.edition,
        edition_title=book.short,
        question=Bi(zh=row.question_zh, en=row.question_en or row.question_zh),
        answer=Bi(zh=row.answer_zh, en=row.answer_en or row.answer_zh),
        english=bool(row.answer_en),
        articles=tuple(row.articles.split(";")),
        clauses=tuple(filter(None, row.clauses.split(";"))),
        reading=row.reading,
        value=row.value,
        means=means_of(book.readings[row.reading], row.value) if row.reading else None,
        from_day=row.from_day,
        approved_at=row.at,
        state=_state(row.from_day, after.from_day if after else None, day),
        replaces=row.replaces_id,
        replaced_by=after.pk if after else None,
        replaced_by_number=after.number if after else "",
    )


def _state(since: date, until: date | None, day: date) -> str:
    if until is not None and until <= day:
        return "replaced"
    return "coming" if since > day else "in_force"


def _of_edition(book: Edition, laid: Sequence[Laid]) -> OfEdition:
    questions = tuple(_question(book, key, [one for one in laid if one.reading == key]) for key in book.readings)
    others = tuple(one for one in laid if not one.reading)
    return OfEdition(book.id, book.title, book.short, questions, others)


def _question(book: Edition, key: str, laid: Sequence[Laid]) -> OpenQuestion:
    asked, by_state = book.readings[key], {state: _in(laid, state) for state in ("in_force", "coming", "replaced")}
    settled = by_state["in_force"][0] if by_state["in_force"] else None
    return OpenQuestion(
        key=key,
        question=asked.question,
        why=asked.why,
        articles=asked.articles,
        options=asked.options,
        free=asked.free is not None,
        now=means_of(asked, settled.value if settled else asked.default),
        settled=settled,
        coming=by_state["coming"],
        earlier=by_state["replaced"],
    )


def _in(laid: Iterable[Laid], state: str) -> tuple[Laid, ...]:
    return tuple(one for one in laid if one.state == state)


def _plain(one: OfEdition) -> dict[str, Any]:
    return {
        "edition": one.id,
        "title": one.title.as_dict(),
        "open_questions": [
            {
                "key": asked.key,
                "articles": list(asked.articles),
                "question": asked.question.as_dict(),
                "why_open": asked.why.as_dict(),
                "options": [{"value": option.value, "means": option.means.as_dict()} for option in asked.options],
                "default": asked.options[0].value,
                "read_as": asked.settled.value if asked.settled else asked.options[0].value,
                "settled_by": asked.settled.number if asked.settled else None,
                "interpretations": [_row(laid) for laid in _all_of(asked)],
            }
            for asked in one.questions
        ],
        "other_interpretations": [_row(laid) for laid in one.others],
    }


def _all_of(asked: OpenQuestion) -> tuple[Laid, ...]:
    return (*asked.coming, *((asked.settled,) if asked.settled else ()), *asked.earlier)


def _row(one: Laid) -> dict[str, Any]:
    return {
        "number": one.number,
        "edition": one.edition,
        "question_zh": one.question.zh,
        "question_en": one.question.en,
        "answer_zh": one.answer.zh,
        "answer_en": one.answer.en,
        "articles": ";".join(one.articles),
        "clauses": ";".join(one.clauses),
        "reading": one.reading,
        "value": one.value,
        "from_day": one.from_day.isoformat(),
        "approved_on": day_of(one.approved_at).isoformat(),
        "state": one.state,
        "replaced_by": one.replaced_by_number,
    }


def _csv(found: Iterable[OfEdition]) -> str:
    rows = [_row(laid) for one in found for asked in one.questions for laid in _all_of(asked)]
    rows += [_row(laid) for one in found for laid in one.others]
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _harmless(str(value)) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _harmless(text: str) -> str:
    """A spreadsheet would take a text that begins so for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


_COLUMNS = (
    *("number", "edition", "question_zh", "question_en", "answer_zh", "answer_en", "articles", "clauses"),
    *("reading", "value", "from_day", "approved_on", "state", "replaced_by"),
)
