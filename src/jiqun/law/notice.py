"""An annual notice may override a figure for a time; it must name its document and its legal basis (Article 7)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from jiqun.base.numbers import Exact, read_exact
from jiqun.law.book import Edition, Figure, Override

_T = TypeVar("_T")


@dataclass(frozen=True)
class Notice:
    """The figures that an annual notice sets, from one day through another."""

    document: str
    legal_basis: str
    procedures: str
    since: date
    until: date
    figures: Mapping[str, Exact]


def read_notice(path: str | Path) -> Notice:
    """Read a notice from TOML: `document`, `legal_basis`, `procedures`, `from`, `to`, and a table `[figures]`.

    Raises ValueError naming the entry that is missing or wrong, and OSError if the file cannot be read.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: not a TOML file: {error}") from error
    figures = _entry(data, "figures", dict)
    return Notice(
        document=_entry(data, "document", str),
        legal_basis=_entry(data, "legal_basis", str),
        procedures=_entry(data, "procedures", str),
        since=_entry(data, "from", date),
        until=_entry(data, "to", date),
        figures={key: read_exact(str(value)) for key, value in figures.items()},
    )


def under_notice(edition: Edition, notice: Notice, on: date) -> Edition:
    """The edition with the notice's figures in place of its own, if the notice is for it and covers the day.

    Raises ValueError when the notice is for another edition, does not cover `on`, or names a figure that the
    edition does not have.
    """
    if notice.procedures != edition.id:
        raise ValueError(f"notice {notice.document} is for {notice.procedures}, not {edition.id}")
    if not notice.since <= on <= notice.until:
        raise ValueError(f"notice {notice.document} holds from {notice.since} to {notice.until}, not on {on}")
    unknown = sorted(set(notice.figures) - set(edition.figures))
    if unknown:
        raise ValueError(f"notice {notice.document} names unknown figures: {', '.join(unknown)}")
    changed = {key: _overridden(edition.figures[key], value, notice) for key, value in notice.figures.items()}
    return replace(edition, figures={**edition.figures, **changed})


def _overridden(figure: Figure, value: Exact, notice: Notice) -> Figure:
    override = Override(notice.document, notice.legal_basis, figure.value)
    return replace(figure, value=value, since=notice.since, override=override)


def _entry(data: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
    value = data.get(name)
    if not isinstance(value, kind) or not value:
        raise ValueError(f"notice: {name!r} is missing or not a {kind.__name__}")
    return value
