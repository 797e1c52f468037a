"""Three years of the programme on a fast clock: every act by the same calls as a real one (Articles 2 to 20)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.demo.play import applying, deciding, earlier, examining, others, renewing, reporting, supervising, visiting
from jiqun.demo.play.report import Played
from jiqun.demo.play.scene import Scene
from jiqun.demo.play.span import Held, Span, moment
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.look.office.carried_out import done_between, ledger_size

FIRST, SECOND, THIRD = 2024, 2025, 2026
_FATES = {
    FIRST: ("withdrawn", "declined", "returned", "challenged", "objection_dismissed"),
    SECOND: ("declined", "late", "city_returned", "replaced", "wide", "on_the_line", "objection_upheld"),
    THIRD: ("returned", "objection_not_taken_up"),
}
_OPERATORS = {FIRST: 221, SECOND: 241, THIRD: 261}  # the first number of a round's operators
_QUOTA_SHARE = (9, 10)


@dataclass(frozen=True)
class Chapter:
    """A part of the three years: what happens, and who makes it happen."""

    title: Bi
    play: Callable[[Span], None]


def play_three_years(span: Span) -> tuple[Played, ...]:
    """Play them; what the ledger has of each chapter."""
    before, played = ledger_size(), []
    for chapter in _chapters():
        span.say(chapter.title.zh)
        chapter.play(span)
        after = ledger_size()
        played.append(Played(chapter.title, done_between(before, after)))
        before = after
    return tuple(played)


def _chapters() -> Iterator[Chapter]:
    yield Chapter(Bi(zh="2023年批次", en="The batch of 2023"), earlier.enter_earlier_batch)
    yield Chapter(_ROUND.fill(year=FIRST), lambda span: _round(span, FIRST))
    yield Chapter(_TRACKING.fill(year=FIRST), _first_year)
    yield Chapter(_REPORTS.fill(year=FIRST), lambda span: reporting.report(span, FIRST))
    yield Chapter(_SUPERVISION.fill(year=SECOND), lambda span: supervising.settle_alerts(span, SECOND))
    yield Chapter(_ROUND.fill(year=SECOND), lambda span: _round(span, SECOND))
    yield Chapter(_CHANGE, lambda span: others.report_change(span, SECOND))
    yield Chapter(_EVALUATION.fill(year=SECOND), lambda span: others.evaluate(span, SECOND))
    yield Chapter(_NATIONAL, lambda span: others.recommend(span, SECOND))
    yield Chapter(_ACCIDENT, lambda span: supervising.enter_accident(span, SECOND))
    yield Chapter(_REPORTS.fill(year=SECOND), _last_reports)
    yield Chapter(_RENEWAL, _renew)
    yield Chapter(_ASSESSMENT.fill(year=SECOND), lambda span: others.assess(span, SECOND))
    yield Chapter(_ROUND.fill(year=THIRD), lambda span: _round(span, THIRD))
    yield Chapter(_EXPIRY, lambda span: supervising.revoke_expired(span, THIRD))


def _first_year(span: Span) -> None:
    reporting.choose_fates(span)
    reporting.track(span, FIRST)


def _last_reports(span: Span) -> None:
    """Everybody reports in time in the second year; the third opens the re-evaluations of the batch."""
    for one in span.held:
        if one.fate != "revoked":
            one.fate = "sound"
    reporting.track(span, SECOND)
    span.held = [one for one in span.held if one.fate != "revoked"]
    renewing.choose_fates(span)
    reporting.report(span, SECOND)


def _renew(span: Span) -> None:
    """Applied for, examined and decided before the term ends; one applies on the last days."""
    scene = renewing.apply(span)
    renewing.examine(scene)
    renewing.decide(scene)
    renewing.apply_late(span)


def _round(span: Span, year: int) -> None:
    """A round of recognition from its notice to the published list."""
    count = span.applying[year - FIRST]
    fates = (*_FATES[year], *("strong" for _ in range(count)))[:count]
    scene = Scene(
        year,
        span.crew,
        span.workshop,
        fates,
        span.firms,
        span.say,
        count * _QUOTA_SHARE[0] // _QUOTA_SHARE[1],
        first=_OPERATORS[year],
        years_after=max(THIRD - year, 0),
    )
    for chapter in (applying.publish_notice, applying.apply, applying.review, examining.check_forms):
        chapter(scene)
    if year == FIRST:
        examining.invite_experts(scene)
    for chapter in (examining.assign, visiting.draw, examining.judge, examining.meet, visiting.visit, examining.close):
        chapter(scene)
    if year == SECOND:
        others.interpret(span, year)
    for chapter in (deciding.propose, deciding.put_on_notice, deciding.decide, deciding.appeal):
        chapter(scene)
    do_daily_work(moment(year, 9, 1, 2))
    span.held += [Held(one.demo, year) for one in scene.applicants if deciding.is_recognised(one, scene.at(8, 1, 11))]


_ROUND = Bi(zh="{year}年度认定", en="The round of {year}")
_TRACKING = Bi(zh="{year}年跟踪", en="Tracking in {year}")
_REPORTS = Bi(zh="{year}年度发展情况报告", en="The reports on {year}")
_SUPERVISION = Bi(zh="{year}年监督：线索、听取陈述、撤销、复核", en="Supervision in {year}: alerts, a hearing")
_CHANGE = Bi(zh="重要变更", en="An important change")
_EVALUATION = Bi(zh="{year}年服务评价", en="The service evaluation of {year}")
_ASSESSMENT = Bi(zh="{year}年综合考核", en="The overall assessment of {year}")
_NATIONAL = Bi(zh="国家级推荐", en="The way to the national list")
_ACCIDENT = Bi(zh="一起事故", en="An accident")
_RENEWAL = Bi(zh="复评与延续", en="Re-evaluation and renewal")
_EXPIRY = Bi(zh="有效期届满", en="The term ends")
