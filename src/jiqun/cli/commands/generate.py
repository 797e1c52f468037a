"""`jiqun generate`: a dataset of fictional clusters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jiqun.cli import options
from jiqun.cli.progress import progress
from jiqun.cli.words import COMMANDS, WRITTEN, terminal_language
from jiqun.functions.many import generate

NOT_EMPTY = "{path} is not empty: name a new folder"


@click.command("generate")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--clusters", type=click.IntRange(min=1), required=True, help="How many clusters.")
@click.option("--enterprises", type=click.IntRange(min=1), required=True, help="How many enterprises each, on average.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed and date make the same bytes.")
@click.option("--layout", type=click.Choice(("long", "wide")), default="long", show_default=True)
@options.on_day
def command(  # the command's own options
    directory: Path, clusters: int, enterprises: int, seed: int, layout: str, on: date | None
) -> None:
    """Make a dataset of fictional clusters in the folder DIRECTORY."""
    lang = terminal_language()
    with progress(COMMANDS["generate"].say(lang)) as drawn:
        try:
            generate(
                directory,
                clusters=clusters,
                enterprises=enterprises,
                seed=seed,
                on=on,
                layout="wide" if layout == "wide" else "long",
                progress=drawn,
            )
        except FileExistsError as error:
            raise click.UsageError(NOT_EMPTY.format(path=directory)) from error
    click.echo(WRITTEN.say(lang).format(path=directory), err=True)
