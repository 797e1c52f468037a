"""`jiqun arrange`: a dataset rewritten in another layout."""

from __future__ import annotations

from pathlib import Path

import click

from jiqun.cli import options
from jiqun.cli.words import WRITTEN, terminal_language
from jiqun.functions.many import arrange


@click.command("arrange")
@click.argument("source", type=options.FOLDER)
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--layout", type=click.Choice(("long", "wide")), default="wide", show_default=True)
def command(source: Path, target: Path, layout: str) -> None:
    """Rewrite the dataset SOURCE in the folder TARGET: wide (years side by side) is the quickest to judge often."""
    try:
        arrange(source, target, "wide" if layout == "wide" else "long")
    except FileExistsError as error:
        raise click.UsageError(f"{target} is not empty: name a new folder") from error
    click.echo(WRITTEN.say(terminal_language()).format(path=target), err=True)
