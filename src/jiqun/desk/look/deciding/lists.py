"""Published lists as anybody reads them: the lines, whether and until when one may object, what replaced what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi, Lang, day_words
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.deciding.listing import CORRECTABLE
from jiqun.desk.deciding.notice_days import last_days
from jiqun.desk.files import PDF, bytes_of
from jiqun.desk.look.cases.papers import Paper
from jiqun.desk.may import NotThere, only
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.list_text import MEDIA_TYPE, read_list
from jiqun.papers.list_words import COLUMNS, columns_of, said
from jiqun.papers.lists import MEDIA_TYPE as CSV
from jiqun.papers.lists import csv_list
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.recognition.decision import ON_NOTICE_STAGES
from jiqun.procedure.tables import procedure
from jiqun.records.models import ListLine, PublishedList, Revocation

KINDS: Mapping[str, Bi] = {
    "notice": Bi(zh="公示名单", en="Public notice"),
    "results": Bi(zh="认定名单", en="Published list"),
}


@dataclass(frozen=True)
class Until:
    """The last day of a notice; `left` are working days after today, `ends_at` the moment in which it is over."""

    day: date
    left: int
    ends_at: datetime
    open: bool
    provisional: bool


@dataclass(frozen=True)
class ListItem:
    """A list among others. `until`: of a public notice."""

    id: int
    kind: str
    kind_title: Bi
    number: str
    title: Bi
    round: int
    round_title: Bi
    at: datetime
    clusters: int
    first_day: date | None
    days: int | None
    until: Until | None
    replaced_by: int | None
    on_notice: bool  # a case of it still is

    @property
    def open(self) -> bool:
        """Whether one may object to something that stands on it."""
        return self.until is not None and self.until.open and self.on_notice and self.replaced_by is None


@dataclass(frozen=True)
class LineView:
    """A cluster on a list, and how its case stands as everybody may know."""

    place: int
    cluster: str
    name: Bi
    district: Bi
    operator: Bi
    industries: tuple[str, ...]
    km2: str
    reasons: str
    certificate: str
    stage: Bi
    open: bool


@dataclass(frozen=True)
class CorrectableField:
    """A field of a line, with what it says now."""

    name: str
    title: Bi
    kind: str
    value: str
    optional: bool


@dataclass(frozen=True)
class CorrectableLine:
    """A line with what of it can be corrected."""

    place: int
    cluster: str
    fields: tuple[CorrectableField, ...]


@dataclass(frozen=True)
class Correctable:
    """A list as it can be corrected; one that was replaced cannot any more."""

    id: int
    number: str
    title: Bi
    replaced_by: int | None
    lines: tuple[CorrectableLine, ...]


@dataclass(frozen=True)
class ListPage:
    """One list with all that belongs to it."""

    item: ListItem
    sha256: str
    reason: str
    replaces: int | None
    replaces_number: str
    replaced_by_number: str
    lines: tuple[LineView, ...]


def all_lists(at: datetime, *, kind: str = "") -> tuple[ListItem, ...]:
    """Every published list, the newest first; five queries for any number of them."""
    rows = PublishedList.objects.filter(at__lte=at).select_related("round", "replaced_by").order_by("-at", "-pk")
    return _items(rows.filter(kind=kind) if kind else rows, at)


def open_notices(at: datetime) -> tuple[ListItem, ...]:
    """The notices to which anybody may object now, the one that ends first before the others."""
    rows = PublishedList.objects.filter(
        kind="notice", replaced_by=None, lines__case__stage__in=ON_NOTICE_STAGES, at__lte=at
    )
    found = _items(rows.select_related("round").distinct().order_by("pk"), at)
    return tuple(sorted((one for one in found if one.open), key=lambda one: one.until.day if one.until else date.max))


def notices_of_cluster(number: str, at: datetime) -> tuple[ListItem, ...]:
    """The lists that a cluster stands on, the newest first, without those that were replaced."""
    rows = PublishedList.objects.filter(lines__case__cluster__number=number, replaced_by=None, at__lte=at)
    return _items(rows.select_related("round").distinct().order_by("-at", "-pk"), at)


def look_at_list(published: int, at: datetime) -> ListPage:
    """One list. Raises NotThere."""
    row = _the_list(published, at)
    item = _items((row,), at)[0]
    stages = _stages(row, item, day_of(at))
    return ListPage(
        item=item,
        sha256=row.sha256,
        reason=row.reason,
        replaces=row.replaces_id,
        replaces_number=row.replaces.number if row.replaces else "",
        replaced_by_number=row.replaced_by.number if item.replaced_by else "",
        lines=tuple(_line(line, *stages[line["place"]]) for line in read_list(row.text).lines),
    )


def look_to_correct(published: int, at: datetime, *, by: Actor) -> Correctable:
    """A list as it can be corrected. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    row = _the_list(published, at)
    text = read_list(row.text)
    newer = getattr(row, "replaced_by", None)
    lines = tuple(CorrectableLine(line["place"], line["cluster"], _fields(line)) for line in text.lines)
    return Correctable(row.pk, row.number, Bi(**text.head["title"]), newer.pk if newer else None, lines)


def _fields(line: Mapping[str, Any]) -> tuple[CorrectableField, ...]:
    """The fields of a line as a form asks for them: a text in both languages is two fields."""
    key, found = line["cluster"], []
    for column in CORRECTABLE:
        title, value = COLUMNS[column][0], line.get(column)
        if isinstance(value, str):
            found.append(CorrectableField(f"{column}-{key}", title, "text", value, optional=False))
        elif value is not None:
            for lang, name in (("zh", _IN_CHINESE), ("en", _IN_ENGLISH)):
                asked = CorrectableField(
                    f"{column}-{key}_{lang}", name.fill(what=title), "line", value[lang], lang == "en"
                )
                found.append(asked)
    return tuple(found)


def list_file(published: int, form: str, lang: Lang, at: datetime) -> Paper:
    """The list as `csv`, as its exact text (`jsonl`), or as the PDF that was issued. Raises NotThere."""
    row = _the_list(published, at)
    if form == "jsonl":
        return Paper(f"{row.number}.jsonl", MEDIA_TYPE, row.text.encode("utf-8"))
    if form == "pdf":
        return Paper(f"{row.number}-{lang}.pdf", PDF, bytes_of(row.en if lang == "en" else row.zh))
    lines = read_list(row.text).lines
    names = columns_of(lines)
    head = (COLUMNS[name][0].say(lang) for name in names)
    return Paper(f"{row.number}.csv", CSV, csv_list(head, ([said(one, name, lang) for name in names] for one in lines)))


def until_view(day: date, at: datetime, *, provisional: bool = False) -> Until:
    """A last day as pages count down to it."""
    today = day_of(at)
    left = max(working_calendar().working_days_between(today, day), 0)
    ends = datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
    return Until(day, left, ends, today <= day, provisional)


def _the_list(published: int, at: datetime) -> PublishedList:
    rows = PublishedList.objects.select_related("round", "replaces", "replaced_by", "zh", "en")
    found = rows.filter(pk=published, at__lte=at).first()
    if found is None:
        raise NotThere
    return found


def _items(rows: Iterable[PublishedList], at: datetime) -> tuple[ListItem, ...]:
    found = list(rows)
    days = last_days(found)
    standing = ListLine.objects.filter(published__in=found, case__stage__in=ON_NOTICE_STAGES)
    on_notice = set(standing.values_list("published", flat=True))
    return tuple(_item(row, days.get(row.pk), row.pk in on_notice, at) for row in found)


def _item(row: PublishedList, last: tuple[date, bool] | None, on_notice: bool, at: datetime) -> ListItem:
    head = read_list(row.text)
    newer = getattr(row, "replaced_by", None)
    return ListItem(
        id=row.pk,
        kind=row.kind,
        kind_title=KINDS[row.kind],
        number=row.number,
        title=_both(head.head["title"]),
        round=row.round_id,
        round_title=Bi(zh=row.round.title_zh, en=row.round.title_en or row.round.title_zh),
        at=row.at,
        clusters=len(head.lines),
        first_day=row.first_day,
        days=row.days,
        until=until_view(last[0], at, provisional=last[1]) if last else None,
        replaced_by=newer.pk if newer else None,
        on_notice=on_notice,
    )


def _stages(row: PublishedList, item: ListItem, today: date) -> Mapping[int, tuple[Bi, bool]]:
    """By place, how a line's case stands to those outside, and whether one may object to it."""
    found, lines = {}, ListLine.objects.filter(published=row).select_related("case")
    gone = Revocation.objects.filter(recognition__case__in=lines.values("case"), set_aside=None, revoked_on__lte=today)
    revoked = dict(gone.values_list("recognition__case", "revoked_on"))
    for line in lines:
        case = line.case
        stage = procedure(case.edition, case.kind).seen(case.stage, inside=False)
        title = _REVOKED.fill(day=day_words(revoked[case.pk])) if case.pk in revoked else stage.title
        found[line.place] = (title, item.open and case.stage in ON_NOTICE_STAGES)
    return found


def _line(line: Mapping[str, Any], stage: Bi, may_object: bool) -> LineView:  # unpacked with the stage
    return LineView(
        place=line["place"],
        cluster=line["cluster"],
        name=_both(line["name"]),
        district=DISTRICTS[line["district"]],
        operator=_both(line["operator"]),
        industries=tuple(line["industries"]),
        km2=said(line, "area_m2", "zh"),
        reasons=line.get("reasons", ""),
        certificate=line.get("certificate", ""),
        stage=stage,
        open=may_object,
    )


def _both(value: Mapping[str, str]) -> Bi:
    return Bi(zh=value["zh"], en=value["en"] or value["zh"])


_REVOKED = Bi(zh="已于{day}撤销认定", en="revoked on {day}")
_IN_CHINESE = Bi(zh="{what}（中文）", en="{what}, in Chinese")
_IN_ENGLISH = Bi(zh="{what}（英文）", en="{what}, in English")
