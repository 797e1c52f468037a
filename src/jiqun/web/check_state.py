"""A visit as a device keeps it: what is shown, and what a signature is made over (Article 9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jiqun.base.words import Lang
from jiqun.desk.look.checks.record import FigureView, ItemView, RecordView, Said
from jiqun.desk.look.checks.visits import VisitView


def state_of(view: VisitView, person: int, at: datetime, lang: Lang) -> dict[str, Any]:
    """The state of a visit as JSON."""
    lacks = view.hand_in.lacks if view.hand_in else ()
    return {
        "visit": view.id,
        "person": person,
        "as_of": at.isoformat(),
        "version": view.version,
        "noting": view.noting,
        "handed_in": view.handed_in,
        "marks": view.marks,
        "sha256": view.sha256,
        "items": {one.key: _item(one, lang) for one in view.record.items},
        "figures": {one.key: _figure(one, lang) for one in _figures(view.record)},
        "photos": [
            {"uid": one.uid, "id": one.id, "line": one.line.say(lang), "sha256": one.sha256, "late": one.late}
            for one in view.record.photos
        ],
        "signatures": {one.side: {"line": one.line.say(lang), "holds": one.holds} for one in view.record.signatures},
        "late": [one.say(lang) for one in view.record.late],
        "lacks": [one.reason.say(lang) for one in lacks],
    }


def _figures(record: RecordView) -> list[FigureView]:
    return [figure for firm in record.firms for year in firm.years for figure in year.figures]


def _item(one: ItemView, lang: Lang) -> dict[str, Any]:
    return {**_held(one.held, lang), "others": _lines(one.others, lang)}


def _figure(one: FigureView, lang: Lang) -> dict[str, Any]:
    return {
        **_held(one.held, lang),
        "others": _lines(one.others, lang),
        "differs": one.differs,
        "reported": one.reported_typed,
    }


def _held(said: Said | None, lang: Lang) -> dict[str, Any]:
    if said is None:
        return {"value": "", "text": "", "line": ""}
    return {"value": said.value, "text": said.text, "line": said.line.say(lang)}


def _lines(said: tuple[Said, ...], lang: Lang) -> list[str]:
    return [one.line.say(lang) for one in said]
