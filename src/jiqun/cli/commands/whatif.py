"""`jiqun whatif`: which clusters change their verdict if a figure or a reading were different."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from jiqun.base.words import WordedError
from jiqun.cli import options
from jiqun.cli.output import as_json, write
from jiqun.cli.progress import progress
from jiqun.cli.words import COMMANDS, NONE_FLIP, SOME_FLIP, terminal_language
from jiqun.functions.many import scenario, whatif
from jiqun.rules.nation.whatif import Flip
from jiqun.rules.words import VERDICTS


@click.command("whatif")
@click.argument("directory", type=options.FOLDER)
@click.option(
    "--set", "sets", type=options.KeyValue(), multiple=True, help="A figure, like A6.2.6=2500000000 or A6.2.7=45%."
)
@options.reading
@options.on_day
@options.procedures
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(  # the command's own options
    directory: Path,
    sets: tuple[tuple[str, str], ...],
    readings: tuple[tuple[str, str], ...],
    on: date | None,
    procedures: str,
    form: str,
) -> None:
    """List the clusters of the dataset DIRECTORY whose verdict would change."""
    lang = terminal_language()
    try:
        asked = scenario(procedures, dict(sets), dict(readings))
    except WordedError as error:
        raise click.UsageError(error.words.say(lang)) from error
    with progress(COMMANDS["whatif"].say(lang)) as drawn:
        found = whatif(directory, [asked], on=on, procedures=procedures, progress=drawn)
    if form == "json":
        write(None, as_json([_as_dict(flip) for flip in found]), lang)
        return
    for flip in found:
        change = f"{VERDICTS[flip.before].say(lang)} → {VERDICTS[flip.after].say(lang)}"
        click.echo(f"{flip.cluster_id}\t{change}\t{', '.join(flip.clauses)}")
    click.echo((SOME_FLIP.fill(count=len(found)) if found else NONE_FLIP).say(lang))


def _as_dict(flip: Flip) -> dict[str, Any]:
    return {
        "cluster_id": flip.cluster_id,
        "before": flip.before,
        "after": flip.after,
        "clauses": list(flip.clauses),
    }
