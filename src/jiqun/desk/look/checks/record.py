"""What was noted on site, side by side: answers, figures against those reported, photos, signatures (Article 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.checks.acts import ANSWERS
from jiqun.desk.checks.figures import FIGURES, reported_figures, stored_figure, typed_text
from jiqun.desk.checks.rights import SIDES, Beside, beside_each_other, figure_of
from jiqun.desk.judging import latest_submission, typed_figure
from jiqun.desk.look.cases.changes import as_typed
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.columns import Column
from jiqun.records.models import CheckFinding, CheckNote, CheckPhoto, CheckSignature, SpotCheck


@dataclass(frozen=True)
class Said:
    """One thing that was noted: as a form holds it (`value`), its words, and all of it in a line."""

    value: str
    text: str
    line: Bi


@dataclass(frozen=True)
class ItemView:
    """An item of the checklist: what holds, what other devices noted otherwise, what stood there earlier."""

    key: str
    title: Bi
    hint: Bi
    held: Said | None
    others: tuple[Said, ...]
    earlier: tuple[Said, ...]


@dataclass(frozen=True)
class FigureView:
    """A figure of an enterprise and year; `differs` where what holds is not as reported."""

    key: str
    column: str
    kind: str
    label: Bi
    reported: Bi
    reported_typed: str
    held: Said | None
    others: tuple[Said, ...]
    differs: bool


@dataclass(frozen=True)
class YearView:
    """The figures of a year; `text` is by what they were last compared."""

    key: str
    year: int
    figures: tuple[FigureView, ...]
    text: str
    looked_at: int
    differing: int


@dataclass(frozen=True)
class FirmView:
    """An enterprise that is looked at, its latest year first."""

    id: int
    name: str
    credit_code: str
    years: tuple[YearView, ...]


@dataclass(frozen=True)
class PhotoView:
    """A photo: of what, when, where, its hash."""

    id: int
    uid: str
    about: Bi
    line: Bi
    place: str
    sha256: str
    late: bool


@dataclass(frozen=True)
class SignatureView:
    """A signature; `holds` while the record is the one that it was made over. `lines`: a polyline for each stroke."""

    id: int
    side: str
    name: str
    line: Bi
    holds: bool
    lines: tuple[str, ...]
    scanned: bool


@dataclass(frozen=True)
class RecordView:
    """All of it; `late` is what came after the record was handed in."""

    items: tuple[ItemView, ...]
    firms: tuple[FirmView, ...]
    photos: tuple[PhotoView, ...]
    signatures: tuple[SignatureView, ...]
    late: tuple[Bi, ...]


def record_of(check: SpotCheck, sha256: str) -> RecordView:
    """The record of a visit, whose hash is now `sha256`; as many queries for any number of notes."""
    notes = list(check.notes.select_related("by").order_by("made_at", "pk"))
    found = list(check.findings.select_related("by", "enterprise").order_by("made_at", "pk"))
    titles = {one["key"]: Bi(**one["title"]) for one in check.checklist}
    firms = {row.enterprise_id: row.enterprise for row in check.firms.select_related("enterprise").order_by("pk")}
    titles |= {f"firm:{pk}": Bi(zh=firm.name, en=firm.name) for pk, firm in firms.items()}
    late = [_LATE.fill(what=titles[row.item], said=_note(row).line) for row in notes if row.late]
    late += [_LATE.fill(what=_which(row), said=_found(row).line) for row in found if row.late]
    return RecordView(
        items=_items(check, [row for row in notes if not row.late]),
        firms=_firms(check, [row for row in found if not row.late]),
        photos=tuple(_photo(row, titles) for row in check.photos.select_related("by").order_by("taken_at", "pk")),
        signatures=_signatures(check, sha256),
        late=tuple(late),
    )


def _items(check: SpotCheck, notes: list[CheckNote]) -> tuple[ItemView, ...]:
    beside = beside_each_other(notes, lambda row: row.item, lambda row: row.value)
    return tuple(
        ItemView(one["key"], Bi(**one["title"]), Bi(**one["hint"]), *_shown(beside.get(one["key"]), _note))
        for one in check.checklist
    )


def _firms(check: SpotCheck, found: list[CheckFinding]) -> tuple[FirmView, ...]:
    about = check.case.about
    assert about is not None
    snapshot = snapshot_of(latest_submission(about).roster)
    beside = beside_each_other(found, figure_of, lambda row: row.found)
    firms = []
    for row in check.firms.select_related("enterprise").order_by("pk"):
        firm = row.enterprise
        years: dict[int, list[tuple[FigureView, Beside | None]]] = {}
        for (year, column), value in reported_figures(snapshot, firm.credit_code).items():
            said = beside.get((firm.pk, year, column))
            years.setdefault(year, []).append((_figure(firm.pk, year, column, value, said), said))
        shown = tuple(_year(firm.pk, year, years[year]) for year in sorted(years, reverse=True))
        firms.append(FirmView(firm.pk, firm.name, firm.credit_code, shown))
    return tuple(firms)


def _year(firm: int, year: int, figures: list[tuple[FigureView, Beside | None]]) -> YearView:
    held = [said.held for _, said in figures if said]
    latest = max(held, key=lambda row: (row.made_at, row.pk), default=None)
    return YearView(
        key=f"{firm}-{year}",
        year=year,
        figures=tuple(figure for figure, _ in figures),
        text=latest.note if latest else "",
        looked_at=len(held),
        differing=sum(figure.differs for figure, _ in figures),
    )


def _figure(firm: int, year: int, column: str, value: object, said: Beside | None) -> FigureView:
    spec = FIGURES[column]
    held, others, _ = _shown(said, _found)
    return FigureView(
        key=f"{firm}-{year}-{column}",
        column=column,
        kind=spec.kind,
        label=label_of_figure(spec),
        reported=as_typed(spec, value),
        reported_typed=typed_text(spec, stored_figure(value)),
        held=held,
        others=others,
        differs=said is not None and said.held.found != said.held.reported,
    )


def label_of_figure(column: Column) -> Bi:
    """The name of a figure, with the unit in which it is typed."""
    if column.unit is None:
        return column.label
    return Bi(zh=f"{column.label.zh}（{column.unit.zh}）", en=f"{column.label.en} ({column.unit.en})")


def _shown(said: Beside | None, show: Callable[[Any], Said]) -> tuple[Said | None, tuple[Said, ...], tuple[Said, ...]]:
    if said is None:
        return None, (), ()
    return show(said.held), tuple(map(show, said.others)), tuple(map(show, said.earlier))


def _note(row: CheckNote) -> Said:
    answer, text = str(row.value["answer"]), str(row.value["note"])
    return Said(answer, text, _line(ANSWERS.get(answer, _NO_ANSWER), text, row.by.name, row.made_at))


def _found(row: CheckFinding) -> Said:
    spec = FIGURES[row.column]
    words = as_typed(spec, typed_figure(row.found))
    return Said(typed_text(spec, row.found), row.note, _line(words, row.note, row.by.name, row.made_at))


def _which(row: CheckFinding) -> Bi:
    column = FIGURES[row.column].label
    return _FIGURE.fill(firm=row.enterprise.name, year=row.year, column=column)


def _line(what: Bi, text: str, who: str, at: datetime) -> Bi:
    pattern = _WITH_WORDS if text else _ALONE
    return pattern.fill(what=what, text=text, who=who, at=_moment(at))


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def _photo(row: CheckPhoto, titles: Mapping[str, Bi]) -> PhotoView:
    line = _ALONE.fill(what=titles.get(row.item, _GENERAL), who=row.by.name, at=_moment(row.taken_at))
    about = titles.get(row.item, _GENERAL)
    return PhotoView(row.pk, row.uid, about, line, row.place, row.blob_id, row.late)


def _signatures(check: SpotCheck, sha256: str) -> tuple[SignatureView, ...]:
    """Of each side the last signature that holds, or the last."""
    found = sorted(check.signatures.order_by("signed_at", "pk"), key=lambda row: row.record_sha256 == sha256)
    rows = {row.side: row for row in found}
    return tuple(_signature(rows[side], sha256) for side in SIDES if side in rows)


def _signature(row: CheckSignature, sha256: str) -> SignatureView:
    return SignatureView(
        id=row.pk,
        side=row.side,
        name=row.name,
        line=_SIGNED.fill(name=row.name, at=_moment(row.signed_at)),
        holds=row.record_sha256 == sha256,
        lines=tuple(" ".join(f"{x},{y}" for x, y in stroke) for stroke in row.drawing),
        scanned=row.scan_id is not None,
    )


_NO_ANSWER = Bi(zh="未作结论", en="no answer yet")
_WITH_WORDS = Bi(zh="{what}：{text}（{who}，{at}）", en="{what}: {text} ({who}, {at})")
_ALONE = Bi(zh="{what}（{who}，{at}）", en="{what} ({who}, {at})")
_SIGNED = Bi(zh="{name}，{at}", en="{name}, {at}")
_LATE = Bi(zh="{what}——{said}", en="{what} — {said}")
_FIGURE = Bi(zh="{firm} {year}年{column}", en="{firm}, {year}, {column}")
_GENERAL = Bi(zh="现场", en="the site")
