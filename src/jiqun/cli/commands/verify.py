"""`jiqun verify`: the exported ledger, one entry, a document, or a draw, checked off line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.base.words import Lang
from jiqun.cli import options
from jiqun.cli.output import as_json, terminal_width, write
from jiqun.cli.refusals import EXIT_CODE
from jiqun.ledger.exported import check_lines
from jiqun.ledger.fault import Fault
from jiqun.ledger.lines import LONGEST_LINE
from jiqun.ledger.reading import HASH_DIGITS, Unreadable
from jiqun.ledger.receipt import MOST_CHARACTERS, Receipt, read_receipt, receipt_from
from jiqun.ledger.receipt_check import check_receipt
from jiqun.papers import verified_words as w
from jiqun.papers.carried import binds, proof_in_pdf
from jiqun.papers.draw_check import draw_faults
from jiqun.papers.draw_record import MOST_CHARACTERS as MOST_OF_A_DRAW
from jiqun.papers.draw_record import read_draw
from jiqun.papers.verified import Verified, chain_found, page_found, proof_found
from jiqun.papers.verified_draw import draw_found

_F = TypeVar("_F", bound=Callable[..., Any])
_HEX = frozenset("0123456789abcdef")


class PublicKey(click.ParamType[str]):
    """A public key in hex, as printed: blanks and capitals do not count."""

    name = "HEX"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        key = "".join(str(value).split()).lower()
        if len(key) != HASH_DIGITS or not _HEX.issuperset(key):
            self.fail(f"{value!r} is not a public key: it has {HASH_DIGITS} hex digits", param, ctx)
        return key


def _asked(function: _F) -> _F:
    """The options that every kind of file takes."""
    keys = click.option(
        "--key", "keys", type=PublicKey(), multiple=True, help="A public key that you trust; may be repeated."
    )
    form = click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help="Form of output.",
    )
    return keys(form(options.language(function)))


@click.group("verify")
def command() -> None:
    """Verify the ledger's records off line: exit code 0 means sound, and signed by a key given with --key."""


@command.command("chain", short_help="Check a whole exported ledger.")
@click.argument("export", type=options.FILE)
@_asked
def chain(export: Path, keys: tuple[str, ...], form: str, lang: Lang) -> None:
    """Check every entry, key and signed head of an exported ledger, EXPORT.jsonl."""
    _show(chain_found(export.name, check_lines(_lines(export), keys or None)), form, lang)


@command.command("entry", short_help="Check the proof of one entry.")
@click.argument("proof", type=options.FILE)
@_asked
def entry(proof: Path, keys: tuple[str, ...], form: str, lang: Lang) -> None:
    """Check the proof of one entry, PROOF.json."""
    read, faults = _checked(proof, keys)
    _show(proof_found(proof.name, read, faults), form, lang)


@command.command("document", short_help="Check a receipt, or a file against a proof.")
@click.argument("document", type=options.FILE)
@click.option("--proof", type=options.FILE, help="The proof, where DOCUMENT does not carry it.")
@_asked
def document(document: Path, proof: Path | None, keys: tuple[str, ...], form: str, lang: Lang) -> None:
    """Check a DOCUMENT: the proof that a receipt carries, or any file against a proof that names its hash."""
    found = _against(document, proof, keys) if proof else _carried(document, keys)
    _show(found, form, lang)


@command.command("draw", short_help="Check a draw, and draw again.")
@click.argument("record", type=options.FILE)
@_asked
def draw(record: Path, keys: tuple[str, ...], form: str, lang: Lang) -> None:
    """Check the RECORD of a draw (draw.json): population, commitment, reveal; and draw again."""
    with record.open("rb") as opened:
        text = opened.read(MOST_OF_A_DRAW + 1)
    try:
        read = read_draw(text)
    except Unreadable as refused:
        _show(draw_found(record.name, None, [Fault("malformed", refused.words)]), form, lang)
    else:
        _show(draw_found(record.name, read, draw_faults(read, keys or None)), form, lang)


@command.command("certificate", short_help="Check a certificate of recognition.")
@click.argument("certificate", type=options.FILE)
@_asked
def certificate(certificate: Path, keys: tuple[str, ...], form: str, lang: Lang) -> None:
    """Check a CERTIFICATE.pdf: its proof, what it says, whether it holds today, and whether the page is as issued."""
    data = certificate.read_bytes()
    found, read = _carried(certificate, keys), proof_in_pdf(data)
    if read is not None and found.state != "refused":
        checked = import_module("jiqun.papers.certificate_check")
        found = checked.certificate_found(found, receipt_from(read), data, day_of(clock.now()))
    _show(found, form, lang)


@command.command("installation", short_help="Check this installation's own database and files.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.language
def installation(form: str, lang: Lang) -> None:
    """Check the database and the stored files of the installation that is set up here."""
    report = import_module("jiqun.site.running").verify()
    if form == "json":
        write(None, as_json(report), lang)
    else:
        for name, words in w.CHECKED_HERE.items():
            click.echo(f"{words.say(lang)}  {report[name]:,}")
        for fault in report["faults"]:
            click.echo(f"✗ {fault['message'][lang]}")
        click.echo((w.STATES["refused"].fill(count=len(report["faults"])) if report["faults"] else w.SOUND).say(lang))
    if report["faults"]:
        raise click.exceptions.Exit(EXIT_CODE)


def _against(document: Path, proof: Path, keys: tuple[str, ...]) -> Verified:
    with document.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    read, faults = _checked(proof, keys)
    if read is not None and not binds(read, sha256):
        faults = (*faults, Fault("document-not-in-proof", w.NOT_IN_PROOF))
    return proof_found(document.name, read, faults, sha256)


def _carried(document: Path, keys: tuple[str, ...]) -> Verified:
    carried = proof_in_pdf(document.read_bytes())
    if carried is None:
        return proof_found(document.name, None, [Fault("no-proof", w.NO_PROOF)])
    try:
        read = receipt_from(carried)
    except Unreadable as refused:
        return proof_found(document.name, None, [Fault("malformed", refused.words)])
    return page_found(document.name, read, check_receipt(read, keys or None))


def _checked(proof: Path, keys: tuple[str, ...]) -> tuple[Receipt | None, tuple[Fault, ...]]:
    """The proof of a file, None where it cannot be read, and what is wrong with it."""
    with proof.open("rb") as opened:
        text = opened.read(MOST_CHARACTERS + 1)
    try:
        read = read_receipt(text)
    except Unreadable as refused:
        return None, (Fault("malformed", refused.words),)
    return read, check_receipt(read, keys or None)


def _lines(path: Path) -> Iterator[str]:
    """Line by line, ended by `\\n` only; of one that is too long only so much that the check sees it is."""
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as opened:
        while line := opened.readline(LONGEST_LINE + 1):
            yield line
            while len(line) > LONGEST_LINE and not line.endswith("\n"):
                line = opened.readline(LONGEST_LINE + 1)


def _show(found: Verified, form: str, lang: Lang) -> None:
    """What was found, and the exit code that says it again."""
    if form == "json":
        write(None, as_json(found.as_dict()), lang)
    else:
        width = terminal_width()
        text = import_module("jiqun.papers.verified_text")
        click.echo(text.render_verified(found, lang, width=width, colour=width is not None), nl=False)
    if found.state != "verified":
        raise click.exceptions.Exit(EXIT_CODE)
