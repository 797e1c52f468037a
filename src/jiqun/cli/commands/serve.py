"""`jiqun serve`: the site and its background worker."""

from __future__ import annotations

from importlib import import_module

import click

from jiqun.base.words import Bi, Lang
from jiqun.cli import options

_KEPT = Bi(
    zh="未设置邮件服务器（JIQUN_EMAIL_URL）：邮件不发出，存于 {folder}",
    en="No mail server is set (JIQUN_EMAIL_URL): mails are not sent but kept in {folder}",
)


@click.command("serve")
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads of each.")
@options.language
def command(address: str, workers: int, threads: int, lang: Lang) -> None:
    """Bring the database up to date and serve until stopped."""
    running = import_module("jiqun.site.running")
    running.make_ready()
    click.echo(f"http://{address}")
    if kept := running.mail_folder():
        click.echo(_KEPT.fill(folder=kept).say(lang))
    running.serve(address, workers=workers, threads=threads)
