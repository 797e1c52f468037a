"""An annual notice may override a figure for a time; it must name its document and its legal basis (Article 7)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from jiqun.base.numbers import Exact, read_exact
from jiqun.base.words import Bi, WordedError
from jiqun.law.book import Edition, Figure, Override

_T = TypeVar("_T")
_NOT_TOML = Bi(zh="通知文件{path}不是TOML文件：{error}", en="The notice {path} is not a TOML file: {error}")
_OTHER_EDITION = Bi(
    zh="通知{document}适用于{its}，不适用于{ours}。", en="Notice {document} is for {its}, not for {ours}."
)
_OTHER_TIME = Bi(
    zh="通知{document}自{since}至{until}有效，不适用于{on}。",
    en="Notice {document} holds from {since} to {until}, not on {on}.",
)
_NO_FIGURE = Bi(
    zh="通知{document}所列的界限不存在：{unknown}。可用：{known}。",
    en="Notice {document} names figures that do not exist: {unknown}. There are {known}.",
)
_NO_ENTRY = Bi(
    zh="通知文件缺少“{name}”，或其类型不对；须有 document、legal_basis、procedures、from、to 和 [figures]。",
    en="The notice lacks {name!r} or has it in the wrong type;"
    " it needs document, legal_basis, procedures, from, to and [figures].",
)
_NO_NUMBER = Bi(
    zh="通知文件中界限“{key}”的值“{value}”不是数字，如 3000000000、0.45 或 9/20。",
    en="Figure {key!r} of the notice is {value!r}: no number like 3000000000, 0.45 or 9/20.",
)


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

    Raises WordedError naming the entry that is missing or wrong, and OSError if the file cannot be read.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordedError(_NOT_TOML.fill(path=path, error=error)) from error
    figures = _entry(data, "figures", dict)
    return Notice(
        document=_entry(data, "document", str),
        legal_basis=_entry(data, "legal_basis", str),
        procedures=_entry(data, "procedures", str),
        since=_entry(data, "from", date),
        until=_entry(data, "to", date),
        figures={key: _number(key, str(value)) for key, value in figures.items()},
    )


def under_notice(edition: Edition, notice: Notice, on: date) -> Edition:
    """The edition with the notice's figures in place of its own, if the notice is for it and covers the day.

    Raises WordedError when the notice is for another edition, does not cover `on`, or names a figure that the
    edition does not have.
    """
    if notice.procedures != edition.id:
        raise WordedError(_OTHER_EDITION.fill(document=notice.document, its=notice.procedures, ours=edition.id))
    if not notice.since <= on <= notice.until:
        raise WordedError(_OTHER_TIME.fill(document=notice.document, since=notice.since, until=notice.until, on=on))
    unknown = sorted(set(notice.figures) - set(edition.figures))
    if unknown:
        known = ", ".join(edition.figures)
        raise WordedError(_NO_FIGURE.fill(document=notice.document, unknown=", ".join(unknown), known=known))
    changed = {key: _overridden(edition.figures[key], value, notice) for key, value in notice.figures.items()}
    return replace(edition, figures={**edition.figures, **changed})


def _overridden(figure: Figure, value: Exact, notice: Notice) -> Figure:
    override = Override(notice.document, notice.legal_basis, figure.value)
    return replace(figure, value=value, since=notice.since, override=override)


def _number(key: str, value: str) -> Exact:
    try:
        return read_exact(value)
    except ValueError as error:
        raise WordedError(_NO_NUMBER.fill(key=key, value=value)) from error


def _entry(data: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
    value = data.get(name)
    if not isinstance(value, kind) or not value:
        raise WordedError(_NO_ENTRY.fill(name=name))
    return value
