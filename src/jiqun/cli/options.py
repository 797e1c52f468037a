"""Options that several commands share, read once and in one way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from jiqun.base.words import LANGS, WordedError
from jiqun.cli.words import terminal_language
from jiqun.law import Edition, edition, edition_ids

_F = TypeVar("_F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(f"{value!r} is not a date: write it as YYYY-MM-DD, like 2026-05-01", param, ctx)


class KeyValue(click.ParamType[tuple[str, str]]):
    """`KEY=VALUE`."""

    name = "KEY=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        key, equals, rest = value.partition("=")
        if not equals or not key or not rest:
            self.fail(f"{value!r}: write it as KEY=VALUE", param, ctx)
        return key.strip(), rest.strip()


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

_on = click.option("--on", type=Day(), help="Assessment date (today in Shanghai if left out).")
_procedures = click.option(
    "--procedures",
    type=click.Choice(edition_ids()),
    default=edition_ids()[0],
    show_default=True,
    help="Edition of the Procedures.",
)
_readings = click.option(
    "--reading", "readings", type=KeyValue(), multiple=True, help="A reading, like over=includes; may be repeated."
)
_notice = click.option("--notice", type=FILE, help="TOML file of figures set by an annual notice.")
_industries = click.option("--industries", type=FILE, help="CSV file code,name of the official industry table.")


def on_day(command: _F) -> _F:
    return _on(command)


def readings(command: _F) -> _F:
    """Edition, readings and notice: what the law says."""
    return _procedures(_readings(_notice(command)))


def reading(command: _F) -> _F:
    return _readings(command)


def industries(command: _F) -> _F:
    return _industries(command)


def procedures(command: _F) -> _F:
    return _procedures(command)


def language(command: _F) -> _F:
    option = click.option(
        "--lang",
        type=click.Choice(LANGS),
        default=terminal_language,
        help="Language (that of the terminal if left out).",
    )
    return option(command)


def settled(edition_id: str, chosen: tuple[tuple[str, str], ...]) -> tuple[Edition, dict[str, str]]:
    """The edition and the chosen readings; an unknown one is wrong usage."""
    book = edition(edition_id)
    try:
        book.settle(dict(chosen))
    except WordedError as error:
        raise click.BadParameter(error.words.say(terminal_language()), param_hint="--reading") from error
    return book, dict(chosen)
