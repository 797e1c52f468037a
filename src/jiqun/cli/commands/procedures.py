"""`jiqun procedures`: what an edition says, or two side by side."""

from __future__ import annotations

from importlib import import_module

import click

from jiqun.base.words import Lang
from jiqun.cli import options
from jiqun.cli.output import as_json, terminal_width, write
from jiqun.law import edition, edition_ids


@click.command("procedures")
@click.argument("edition_id", metavar="[ID]", type=click.Choice(edition_ids()), default=edition_ids()[0])
@click.option("--diff", "other", type=click.Choice(edition_ids()), help="Another edition to lay beside it.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.language
def command(edition_id: str, other: str | None, form: str, lang: Lang) -> None:
    """Show the articles, clauses, figures and readings of an edition, or where two editions differ."""
    book = import_module("jiqun.papers.book")
    one = edition(edition_id)
    if form == "json":
        shown = [book.edition_as_dict(each) for each in (one, *([edition(other)] if other else []))]
        content = as_json(shown if other else shown[0])
    elif other:
        content = book.render_difference(one, edition(other), lang, width=terminal_width())
    else:
        content = book.render_edition(one, lang, width=terminal_width())
    write(None, content, lang)
