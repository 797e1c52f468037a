"""`jiqun manage`: Django's own commands."""

from __future__ import annotations

from importlib import import_module

import click


@click.command("manage", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def command(args: tuple[str, ...]) -> None:
    """Run one of Django's own commands."""
    import_module("jiqun.site.running").manage(list(args))
