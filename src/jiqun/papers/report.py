"""One frozen view of an assessment in one language: text, HTML and PDF print it and nothing else, so they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jiqun.base.words import Lang, day_text
from jiqun.facts.choices import OUTPUT_MEASURES
from jiqun.facts.districts import DISTRICTS
from jiqun.law import Edition
from jiqun.papers import words as w
from jiqun.papers.figures import (
    basis_of,
    basis_tables,
    figures_of,
    margin_text,
    missing_texts,
    must_be,
    observed_numbers,
    overrides_text,
    required_text,
)
from jiqun.papers.places import places
from jiqun.papers.plain import plain, plain_both
from jiqun.papers.series import series_of
from jiqun.papers.view import (
    OUTCOME_ORDER,
    WORST_FIRST,
    Count,
    Fact,
    Group,
    Head,
    Hurdle,
    Line,
    ReadingLine,
    Report,
)
from jiqun.rules.finding import Assessment, Finding
from jiqun.rules.question import Question
from jiqun.rules.ruleset import questions
from jiqun.rules.words import KINDS, OUTCOMES, VERDICTS


def report_of(assessment: Assessment, lang: Lang) -> Report:
    """The report of an assessment in one language."""
    edition = assessment.edition
    asked = {one.id: one.question for one in questions(edition.id, assessment.readings)}
    lines = {one.clause: _line(one, asked[one.clause], assessment, lang) for one in assessment.findings}
    return Report(
        lang=lang,
        head=_head(assessment, lang),
        to_mend=tuple(_hurdles(lines.values())),
        groups=tuple(_groups(edition, assessment.findings, lines, lang)),
        series=series_of(assessment, lines, lang),
        notes=tuple(note.message.say(lang) for note in assessment.notes),
        warnings=places(assessment.warnings, lang),
        basis=basis_tables(assessment.findings, assessment.years, lang),
    )


def _head(assessment: Assessment, lang: Lang) -> Head:
    name = plain_both(assessment.cluster_name)
    shown, other = (name.zh, name.en) if lang == "zh" or not name.en else (name.en, name.zh)
    findings = assessment.findings
    blocking = [one.outcome for one in findings if one.blocking]
    failing = WORST_FIRST[:1] if assessment.verdict == "not_eligible" else WORST_FIRST
    because = w.BECAUSE[assessment.verdict].say(lang)
    return Head(
        cluster=shown,
        other_name="" if other == shown else other,
        facts=tuple(_facts(assessment, lang)),
        verdict=assessment.verdict,
        verdict_words=VERDICTS[assessment.verdict].say(lang),
        because=because.format(count=sum(outcome in failing for outcome in blocking)),
        counts=tuple(_counts(findings, lang)),
        total=len(findings),
        assessed_on=day_text(assessment.assessed_on, lang),
        edition=assessment.edition.short.say(lang),
        sha256=assessment.dataset_sha256,
        readings=tuple(_readings(assessment, lang)),
    )


def _facts(assessment: Assessment, lang: Lang) -> Iterator[Fact]:
    edition, years = assessment.edition, assessment.years
    yield Fact(w.DISTRICT.say(lang), DISTRICTS[assessment.district].say(lang))
    yield Fact(w.ASSESSED_ON.say(lang), day_text(assessment.assessed_on, lang))
    span = w.YEARS_TEXT.say(lang).format(first=years[1], last=years[-1], base=years[0])
    yield Fact(w.YEARS.say(lang), span)
    if any(one.measure == "revenue" for finding in assessment.findings for one in finding.observed):
        yield Fact(w.MEASURED_BY.say(lang), OUTPUT_MEASURES["revenue"].say(lang))
    law = w.LAW.say(lang).format(title=edition.title.say(lang), number=edition.source_number)
    yield Fact(w.EDITION.say(lang), law)


def _counts(findings: Iterable[Finding], lang: Lang) -> Iterator[Count]:
    outcomes = [finding.outcome for finding in findings]
    for outcome in OUTCOME_ORDER:
        if number := sum(one == outcome for one in outcomes):
            yield Count(outcome, OUTCOMES[outcome].say(lang), number)


def _readings(assessment: Assessment, lang: Lang) -> Iterator[ReadingLine]:
    """The readings that a finding depends on, and any that differs from the default."""
    used = {key for finding in assessment.findings for key in finding.readings}
    for key, reading in assessment.edition.readings.items():
        chosen = assessment.readings[key]
        default = chosen == reading.default
        if key in used or not default:
            means = {option.value: option.means.say(lang) for option in reading.options}
            how = _how(assessment.settled_by.get(key, ""), lang, default=default)
            yield ReadingLine(reading.question.say(lang), means.get(chosen, plain(chosen)), default, how)


def _how(number: str, lang: Lang, *, default: bool) -> str:
    if number:
        return plain(w.SETTLED_READING.fill(number=number).say(lang))
    return (w.DEFAULT_READING if default else w.CHOSEN_READING).say(lang)


def _line(finding: Finding, question: Question, assessment: Assessment, lang: Lang) -> Line:
    edition = assessment.edition
    return Line(
        clause=finding.clause,
        cite=_cite(finding, edition, lang),
        title=finding.title.say(lang),
        asks=edition.provisions[finding.clause].asks.say(lang),
        kind=KINDS[finding.kind].say(lang),
        tags=tuple(_tags(finding, lang)),
        blocking=finding.blocking,
        outcome=finding.outcome,
        outcome_words=OUTCOMES[finding.outcome].say(lang),
        observed=observed_numbers(finding, question, edition, lang),
        required=required_text(question, edition, lang),
        required_notes=tuple(_required_notes(question, edition, lang)),
        margin=margin_text(finding, lang),
        reason=plain(finding.reason.say(lang)),
        lacking=w.SEPARATOR.say(lang).join(missing_texts(finding.missing, lang)),
        basis=basis_of((finding,), assessment.years, lang),
    )


def _cite(finding: Finding, edition: Edition, lang: Lang) -> str:
    article = finding.article
    if not article.isdigit():
        return edition.articles[article].title.say(lang)
    item = (w.numeral(int(article)), w.numeral(finding.group)) if lang == "zh" else (article, finding.group)
    return w.ARTICLE.say(lang).format(article=item[0], item=item[1])


def _tags(finding: Finding, lang: Lang) -> Iterator[str]:
    if not finding.blocking:
        yield w.NOT_BLOCKING.say(lang)
    if finding.conditional:
        yield w.CONDITIONAL.say(lang)
    if finding.review:
        yield w.BY_REVIEWER.say(lang)


def _required_notes(question: Question, edition: Edition, lang: Lang) -> Iterator[str]:
    """What a reader must know of the figure: a notice that set it, or that the article itself writes none."""
    if overridden := overrides_text(question, edition, lang):
        yield plain(overridden)
    figures = figures_of(question, edition)
    for figure in figures:
        if figure.confidence == "J":
            note = w.WORKING_FIGURE if len(figures) == 1 else w.THAT_WORKING_FIGURE
            yield note.say(lang).format(what=must_be(figure, lang))


def _groups(edition: Edition, findings: Iterable[Finding], lines: Mapping[str, Line], lang: Lang) -> Iterator[Group]:
    of: dict[int, list[Line]] = {number: [] for number in edition.groups}
    for finding in findings:
        of[finding.group].append(lines[finding.clause])
    for number, title in edition.groups.items():
        state = _worst(of[number])
        said = OUTCOMES[state] if state else w.NOT_JUDGED
        yield Group(number, title.say(lang), state, said.say(lang), tuple(of[number]))


def _worst(lines: Iterable[Line]) -> str | None:
    return min((line.outcome for line in lines if line.blocking), key=OUTCOME_ORDER.index, default=None)


def _hurdles(lines: Iterable[Line]) -> Iterator[Hurdle]:
    held = [line for line in lines if line.in_the_way]
    for outcome in WORST_FIRST:
        if found := tuple(line for line in held if line.outcome == outcome):
            yield Hurdle(outcome, found[0].outcome_words, found)
