"""`jiqun template`: the application workbook."""

from __future__ import annotations

from pathlib import Path

import click

from jiqun.base.words import Lang
from jiqun.cli import options
from jiqun.cli.refusals import show_refused
from jiqun.cli.words import WRITTEN
from jiqun.facts.problems import InputRefused
from jiqun.functions.one import template


@click.command("template")
@click.argument("out", type=options.OUT)
@options.language
@click.option("--from", "previous", type=options.FILE, help="An earlier workbook to fill it from.")
def command(out: Path, lang: Lang, previous: Path | None) -> None:
    """Write the application workbook to OUT.xlsx."""
    try:
        template(out, lang=lang, previous=previous)
    except InputRefused as refused:
        show_refused(refused, "text", lang)
    click.echo(WRITTEN.say(lang).format(path=out), err=True)
