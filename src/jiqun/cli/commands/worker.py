"""`jiqun worker`: the background worker alone."""

from __future__ import annotations

from importlib import import_module

import click

from jiqun.base import clock


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now and end.")
def command(once: bool) -> None:
    """Do background work: mail, receipts, the ledger's daily head."""
    import_module("jiqun.site.running").work(clock.now, once=once)
