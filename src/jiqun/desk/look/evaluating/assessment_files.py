"""The overall assessment of a year as files: for a spreadsheet, with exact numbers and where they come from (A17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.papers import Paper
from jiqun.desk.look.evaluating.assessment import AssessmentView, LineView, PartView, look_at_assessment
from jiqun.desk.may import NotThere
from jiqun.papers import list_book, lists


def assessment_file(round_id: int, form: str, *, lang: Lang, by: Actor, at: datetime) -> Paper:
    """The approved assessment, or where none is yet what is prepared, as `csv` or `xlsx`. Raises NotThere."""
    view = look_at_assessment(round_id, by=by, at=at)
    head, rows = _head(view, lang), [tuple(_cells(one, lang)) for one in view.approved or view.prepared]
    title = (_TITLE if view.approved else _PREPARED).fill(year=view.programme.year).say(lang)
    if form == "csv":
        return Paper(f"{title}.csv", lists.MEDIA_TYPE, lists.csv_list(head, rows))
    if form == "xlsx":
        data = list_book.list_book(title, head, rows, lang=lang, made=day_of(view.programme.published_at))
        return Paper(f"{title}.xlsx", list_book.MEDIA_TYPE, data)
    raise NotThere


def _head(view: AssessmentView, lang: Lang) -> list[str]:
    of_parts = (
        text
        for title, weight in view.titles
        for text in (
            f"{title.say(lang)} ({weight})",
            _EXACT.fill(what=title).say(lang),
            _FROM.fill(what=title).say(lang),
        )
    )
    first = (_PLACE, _NUMBER, _CLUSTER, _DISTRICT)
    last = (_SCORE, _EXACT.fill(what=_SCORE), _BAND)
    return [*(one.say(lang) for one in first), *of_parts, *(one.say(lang) for one in last)]


def _cells(one: LineView, lang: Lang) -> Iterator[str | int | None]:
    yield from (one.place, one.number, one.name.say(lang), one.district.say(lang))
    for part in one.parts:
        yield part.score.say(lang) if part.score else _ABSENT[part.state].say(lang)
        yield part.exact
        yield _traced(part, lang)
    yield one.score.say(lang) if one.score else ""
    yield one.exact
    yield one.band.say(lang) if one.band else _ABSENT["waits"].say(lang)


def _traced(part: PartView, lang: Lang) -> str:
    """How it came, and the rows that it comes from."""
    rows = "; ".join(f"{one.table} {','.join(map(str, one.keys))}" for one in part.sources)
    return f"{part.why.say(lang)} [{rows}]" if rows else part.why.say(lang)


_TITLE = Bi(zh="{year}年度集群综合评价", en="Overall assessment {year}")
_PREPARED = Bi(zh="{year}年度集群综合评价（拟定）", en="Overall assessment {year} (draft)")
_PLACE = Bi(zh="名次", en="Place")
_NUMBER = Bi(zh="集群编号", en="Number")
_CLUSTER = Bi(zh="集群", en="Cluster")
_DISTRICT = Bi(zh="所在区", en="District")
_SCORE = Bi(zh="总分", en="Score")
_BAND = Bi(zh="等次", en="Band")
_EXACT = Bi(zh="{what}（精确值）", en="{what}, exact")
_FROM = Bi(zh="{what}的来源", en="{what}: from")
_ABSENT = {"waits": Bi(zh="待定", en="waiting"), "none": Bi(zh="不适用", en="does not apply")}
