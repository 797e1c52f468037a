"""`jiqun assess`: one workbook, clause by clause, in the form that the reader wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from jiqun.base.words import Lang
from jiqun.cli import options
from jiqun.cli.output import as_json, terminal_width, write
from jiqun.cli.refusals import show_refused
from jiqun.facts.problems import InputRefused
from jiqun.functions.one import Case, Terms, assess_case, explain_case, open_case
from jiqun.law import edition
from jiqun.rules.finding import Assessment

FORMATS = ("text", "json", "html", "pdf", "xlsx")
BINARY = ("pdf", "xlsx")


@click.command("assess")
@click.argument("workbook", type=options.FILE)
@options.on_day
@options.readings
@options.industries
@options.language
@click.option("--reviews", type=options.FILE, help="CSV file clause,outcome,reason of reviewers' outcomes.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--out", type=options.OUT, help="File to write (pdf and xlsx need one).")
@click.option("--explain", "clause", metavar="CLAUSE", help="List the enterprises behind a clause, like A6.2.7.")
def command(**given: Any) -> None:
    """Assess one cluster's WORKBOOK against Article 6."""
    form, out, lang, clause = given["form"], given["out"], given["lang"], given["clause"]
    _check_usage(form, out, clause, given["procedures"])
    try:
        case = open_case(given["workbook"], **_terms(given))
        content = _explained(case, clause, form, lang) if clause else _assessed(case, given["reviews"], form, lang)
    except InputRefused as refused:
        show_refused(refused, form, lang)
    else:
        write(out, content, lang)


def _check_usage(form: str, out: Path | None, clause: str | None, procedures: str) -> None:
    if form in BINARY and out is None:
        raise click.UsageError(f"--format {form} needs --out FILE")
    if clause is None:
        return
    if form not in ("text", "json"):
        raise click.UsageError("--explain comes as text or json")
    known = edition(procedures).provisions
    if clause not in known:
        raise click.BadParameter(f"{clause!r}: {procedures} has {', '.join(known)}", param_hint="--explain")


def _terms(given: Mapping[str, Any]) -> Terms:
    _, readings = options.settled(given["procedures"], given["readings"])
    terms: Terms = {"procedures": given["procedures"], "readings": readings}
    for name in ("on", "notice", "industries"):
        if given[name] is not None:
            terms[name] = given[name]
    return terms


def _assessed(case: Case, reviews: Path | None, form: str, lang: Lang) -> str | bytes:
    return _RENDER[form](assess_case(case, reviews), case, lang)


def _explained(case: Case, clause: str, form: str, lang: Lang) -> str:
    explanation = explain_case(case, clause)
    if form == "json":
        return as_json(explanation.as_dict())
    rendered: str = _paper("explained").render_explanation(explanation, lang, width=terminal_width())
    return rendered


def _paper(name: str) -> Any:
    """A kind of paper by name: what draws PDFs and charts is loaded only where one is wanted."""
    return import_module(f"jiqun.papers.{name}")


def _text(assessment: Assessment, case: Case, lang: Lang) -> str:
    width = terminal_width()
    rendered: str = _paper("text").render_text(assessment, lang, width=width, colour=width is not None)
    return rendered


_RENDER: Mapping[str, Callable[[Assessment, Case, Lang], str | bytes]] = {
    "text": _text,
    "json": lambda assessment, case, lang: as_json(assessment.as_dict()),
    "html": lambda assessment, case, lang: _paper("html").render_html(assessment, lang),
    "pdf": lambda assessment, case, lang: _paper("pdf").render_pdf(assessment, lang),
    "xlsx": lambda assessment, case, lang: _paper("xlsx").render_xlsx(assessment, case.snapshot, lang),
}
