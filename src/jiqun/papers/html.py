"""The assessment as one self-contained HTML file: no script, no address outside, nothing that is not escaped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jiqun.base.words import Lang
from jiqun.papers import palette as p
from jiqun.papers import parts
from jiqun.papers import words as w
from jiqun.papers.charts import pictures
from jiqun.papers.markup import Html, el, join, raw
from jiqun.papers.report import report_of
from jiqun.papers.tiles import icon, strip
from jiqun.papers.view import Group, Head, Hurdle, Line, Report
from jiqun.rules.finding import Assessment

_STYLE = Path(__file__).with_name("report.css")
_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}
_COLUMNS = (w.OUTCOME, w.CLAUSE, w.OBSERVED, w.REQUIRED, w.MARGIN)


def render_html(assessment: Assessment, lang: Lang) -> str:
    """The report of an assessment as the text of an HTML file."""
    report = report_of(assessment, lang)
    title = f"{report.head.cluster} · {w.TITLE.say(lang)}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light"),
        el("title", title),
        el("style", raw(style())),
    )
    body = el("body", _skip(lang), _header(report), el("main", _sections(report)), _footer(report))
    return "<!doctype html>\n" + el("html", head, body, lang=_TAGS[lang]) + "\n"


def style() -> str:
    """The style sheet with the palette put in as variables."""
    greys = {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "surface": p.SURFACE, "paper": p.PAPER, "accent": p.ACCENT}
    tones = {
        name: value for key, tone in p.TONES.items() for name, value in ((key, tone.dark), (f"{key}-pale", tone.pale))
    }
    variables = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in {**greys, **tones}.items())
    classes = "".join(
        f".{key}{{--tone:var(--{key.replace('_', '-')});--pale:var(--{key.replace('_', '-')}-pale)}}" for key in p.TONES
    )
    return f":root{{{variables}}}{classes}\n{_STYLE.read_text(encoding='utf-8')}"


def _skip(lang: Lang) -> Html:
    return el("a", w.SKIP.say(lang), href="#clauses", class_="skip")


def _header(report: Report) -> Html:
    head, lang = report.head, report.lang
    other = el("p", el("bdi", head.other_name), class_="other", lang=_TAGS[_OTHER[lang]]) if head.other_name else ""
    hint = el("p", w.OTHER_LANGUAGE.say(lang), class_="hint", lang=_TAGS[_OTHER[lang]])
    kicker = el("p", w.TITLE.say(lang), class_="kicker")
    names = el("div", kicker, el("h1", el("bdi", head.cluster)), other)
    return el("header", el("div", names, hint, class_="top"), _verdict(head, lang), parts.facts(head.facts))


def _verdict(head: Head, lang: Lang) -> Html:
    tone = p.VERDICT_TONES[head.verdict]
    said = el("div", el("p", head.verdict_words, class_="said"), el("p", head.because))
    counts = el(
        "ul",
        (el("li", el("b", str(one.number)), parts.tag(one.outcome, one.words)) for one in head.counts),
        class_="counts",
    )
    tally = el("div", el("p", w.COUNTS.say(lang).format(total=head.total), class_="all"), counts, class_="tally")
    return el(
        "div", icon(tone), said, tally, class_=f"verdict {tone}", role="group", **{"aria-label": w.VERDICT.say(lang)}
    )


def _sections(report: Report) -> Iterator[Html]:
    lang = report.lang
    yield parts.section("glance", w.GLANCE.say(lang), _glance(report), _legend(report))
    yield parts.section("in-the-way", w.IN_THE_WAY.say(lang), _in_the_way(report))
    if drawn := pictures(report):
        figures = el("div", (parts.figure(one, lang) for one in drawn), class_="figures")
        yield parts.section("pictures", w.PICTURES.say(lang), figures)
    yield parts.section(
        "clauses", w.ALL_CLAUSES.say(lang), (_group(group, lang) for group in report.groups if group.lines)
    )
    yield from _about(report)


def _about(report: Report) -> Iterator[Html]:
    """What the reader should know beside the findings: notes, warnings, readings."""
    lang = report.lang
    if report.notes:
        yield parts.section("notes", w.NOTES.say(lang), el("ul", (el("li", note) for note in report.notes)))
    if report.warnings:
        head = [words.say(lang) for words in (w.SHEET, w.ROW, w.COLUMN, w.VALUE, w.WHAT)]
        rows = ((one.sheet, one.row, one.column, one.value, one.message) for one in report.warnings)
        title = w.WARNINGS.say(lang)
        yield parts.section("warnings", title, el("p", w.WARNINGS_ABOUT.say(lang)), parts.table(title, head, rows))
    if report.head.readings:
        yield parts.section("readings", w.READINGS.say(lang), el("p", w.READINGS_ABOUT.say(lang)), _readings(report))


def _glance(report: Report) -> Html:
    return el("ol", (_card(group, report.lang) for group in report.groups), class_="glance")


def _card(group: Group, lang: Lang) -> Html:
    name = el("span", str(group.number), class_="no"), group.title
    title = el("a", *name, href=f"#group-{group.number}") if group.lines else el("span", *name)
    state = parts.tag(group.state or "not_applicable", group.state_words)
    return el("li", el("div", title, state, class_="name"), strip(group, lang) if group.lines else "")


def _legend(report: Report) -> Html:
    seen = {line.outcome: line.outcome_words for line in report.lines}
    shown = (parts.tag(one.outcome, one.words) for one in report.head.counts if one.outcome in seen)
    round_corners = any(not line.blocking for line in report.lines)
    return el("p", shown, el("span", w.LEGEND_ROUND.say(report.lang)) if round_corners else "", class_="legend")


def _in_the_way(report: Report) -> Html:
    if not report.to_mend:
        return el("p", w.NOTHING_IN_THE_WAY.say(report.lang))
    return join(_hurdle(one) for one in report.to_mend)


def _hurdle(hurdle: Hurdle) -> Html:
    """What is not met or missing with its reason; what waits for a person by name, and how far off it is."""
    brief = hurdle.outcome == "review"
    lines = (el("li", _link(line), _distance(line) if brief else el("p", line.reason)) for line in hurdle.lines)
    heading = el("h3", parts.tag(hurdle.outcome, hurdle.words), el("span", str(len(hurdle.lines)), class_="count"))
    return el("div", heading, el("ul", lines, class_="brief" if brief else None), class_=f"hurdle {hurdle.outcome}")


def _distance(line: Line) -> Html:
    return el("span", line.margin, class_="margin") if line.margin else join()


def _link(line: Line) -> Html:
    return el("a", el("span", line.clause, class_="id"), line.title, href=f"#{line.clause}")


def _group(group: Group, lang: Lang) -> Html:
    """A table whose every clause is a body of two rows: its numbers beside its name, its reason below them."""
    state = parts.tag(group.state or "not_applicable", group.state_words)
    title = el("h3", el("span", str(group.number), class_="no"), group.title, state, id=f"group-{group.number}")
    caption = w.CLAUSES_OF.say(lang).format(number=group.number, title=group.title)
    heads = (el("th", words.say(lang), scope="col", role="columnheader") for words in _COLUMNS)
    head = el("thead", el("tr", heads, role="row"), role="rowgroup")
    bodies = (_clause(line, lang) for line in group.lines)
    return join(
        title, el("table", el("caption", caption, class_="unseen"), head, bodies, class_="clauses", role="table")
    )


def _clause(line: Line, lang: Lang) -> Html:
    """The roles say again what the elements are: on a narrow screen they are laid out as cards."""
    result = el("td", parts.tag(line.outcome, line.outcome_words), rowspan="2", role="cell")
    measured = bool(line.observed or line.required)
    name = el("th", *_name(line), scope="row", role="rowheader", colspan=None if measured else "4")
    first = el("tr", result, name, _numbers(line, lang) if measured else "", role="row")
    second = el("tr", el("td", _why(line, lang), colspan="4", class_="why", role="cell"), role="row")
    return el("tbody", first, second, id=line.clause, class_=line.outcome, role="rowgroup")


def _name(line: Line) -> Iterator[Html]:
    yield el("span", line.clause, class_="id")
    yield el("span", line.title, class_="title")
    yield from (el("span", words, class_="note") for words in line.tags)


def _numbers(line: Line, lang: Lang) -> Iterator[Html]:
    cells = (
        (w.OBSERVED, parts.numbers(line.observed)),
        (w.REQUIRED, line.required),
        (w.MARGIN, line.margin),
    )
    for label, content in cells:
        kind = "margin" if label is w.MARGIN else None
        yield el("td", content, class_=kind, role="cell", **{"data-label": label.say(lang)})


def _why(line: Line, lang: Lang) -> Html:
    lacking = el("p", w.LACKING.say(lang), line.lacking, class_="lacking") if line.lacking else ""
    asks = el("p", line.asks, el("span", f"{line.cite} · {line.kind}", class_="cite"))
    numbers = parts.basis(line.basis, lang) if line.basis.rows else ""
    more = el("details", el("summary", (w.DETAILS if line.basis.rows else w.DETAILS_ASKS).say(lang)), asks, numbers)
    notes = (el("small", note) for note in line.required_notes)
    return join(el("p", line.reason), notes, lacking, more)


def _readings(report: Report) -> Html:
    lines = (
        el("div", el("dt", one.question), el("dd", one.answer, el("span", one.how, class_="note")))
        for one in report.head.readings
    )
    return el("dl", lines, class_="readings")


def _footer(report: Report) -> Html:
    digest = el("p", w.DATASET.say(report.lang), " ", el("code", report.head.sha256))
    return el("footer", el("p", w.FOOT.say(report.lang)), digest)
