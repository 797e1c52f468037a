"""`jiqun assess-all`: every cluster of a dataset."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jiqun.cli import options
from jiqun.cli.progress import progress
from jiqun.cli.words import ALL_JUDGED, COMMANDS, WRITTEN, terminal_language
from jiqun.functions.many import assess_all
from jiqun.rules.words import VERDICTS


@click.command("assess-all")
@click.argument("directory", type=options.FOLDER)
@click.option("--out", type=options.OUT, required=True, help="Parquet file to write: one row per cluster and clause.")
@click.option("--engine", type=click.Choice(("duckdb", "spark")), default="duckdb", show_default=True)
@options.on_day
@options.procedures
@options.reading
def command(  # the command's own options
    directory: Path,
    out: Path,
    engine: str,
    on: date | None,
    procedures: str,
    readings: tuple[tuple[str, str], ...],
) -> None:
    """Assess every cluster of the dataset DIRECTORY."""
    lang = terminal_language()
    _, chosen = options.settled(procedures, readings)
    with progress(COMMANDS["assess-all"].say(lang)) as drawn:
        judged = assess_all(
            directory,
            out,
            on=on,
            procedures=procedures,
            readings=chosen,
            engine="spark" if engine == "spark" else "duckdb",
            progress=drawn,
        )
    counts = ", ".join(f"{VERDICTS[key].say(lang)} {count:,}" for key, count in judged.verdicts.items())
    click.echo(ALL_JUDGED.fill(clusters=f"{judged.clusters:,}", counts=counts).say(lang))
    click.echo(WRITTEN.say(lang).format(path=out), err=True)
