"""`jiqun serve`: the site and its background worker."""

from __future__ import annotations

from importlib import import_module

import click


@click.command("serve")
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads of each.")
def command(address: str, workers: int, threads: int) -> None:
    """Bring the database up to date and serve until stopped."""
    running = import_module("jiqun.site.running")
    running.make_ready()
    click.echo(f"http://{address}")
    running.serve(address, workers=workers, threads=threads)
