"""`jiqun check`: everything that is wrong with a workbook, and where."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from jiqun.base.words import Lang
from jiqun.cli import options
from jiqun.cli.output import as_json, terminal_width, write
from jiqun.cli.refusals import EXIT_CODE, show_refused
from jiqun.facts.problems import InputRefused
from jiqun.functions.one import Checked, Terms, check


@click.command("check")
@click.argument("workbook", type=options.FILE)
@options.on_day
@options.procedures
@options.industries
@options.language
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--marked", type=options.OUT, help="Write the same workbook with the wrong cells marked.")
def command(workbook: Path, form: str, lang: Lang, marked: Path | None, **given: Any) -> None:
    """Check a WORKBOOK: all errors and warnings by sheet, row and column; nothing is judged."""
    chosen: Terms = {name: value for name, value in given.items() if value is not None}  # type: ignore[assignment]  # the options are declared by the same names
    try:
        checked = check(workbook, marked=marked, **chosen)
    except InputRefused as refused:
        show_refused(refused, form, lang)
    else:
        _show(checked, form, lang)


def _show(checked: Checked, form: str, lang: Lang) -> None:
    if form == "json":
        write(None, as_json(checked.as_dict()), lang)
    else:
        text = import_module("jiqun.papers.text")
        click.echo(text.render_problems(checked.errors, checked.warnings, lang, width=terminal_width()))
    if not checked.ok:
        raise click.exceptions.Exit(EXIT_CODE)
