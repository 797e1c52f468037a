"""How a refused input is shown: JSON on standard output where that was asked for, else text on the error stream."""

from __future__ import annotations

from importlib import import_module

import click

from jiqun.base.words import Lang
from jiqun.cli.output import as_json, terminal_width, write
from jiqun.facts.problems import InputRefused

EXIT_CODE = 3


def show_refused(refused: InputRefused, form: str, lang: Lang) -> None:
    """Every error, and the warnings beside them; then exit with the code of a refused input."""
    if form == "json":
        write(None, as_json(refused.as_dict()), lang)
    else:
        text = import_module("jiqun.papers.text")
        click.echo(text.render_problems(refused.errors, refused.warnings, lang, width=terminal_width()), err=True)
    raise click.exceptions.Exit(EXIT_CODE)
