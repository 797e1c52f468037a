"""The re-evaluation of the 2023 batch: most pass, one is late, one does not apply (Article 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from jiqun.demo.play import deciding, examining, visiting
from jiqun.demo.play.applying import review
from jiqun.demo.play.scene import Applicant, Scene
from jiqun.demo.play.span import Held, Span, moment
from jiqun.demo.stages import act, fill_in
from jiqun.desk.look.rounds.notice import rounds_for

YEAR = 2026
_EARLIER = timedelta(days=35)  # than a round of recognition: decided before the term ends
_WAITS = "late_renewal"  # filed on the last days; its district has not looked at it when the term ends
_LEFT = "not_applied"


def choose_fates(span: Span) -> None:
    """One of the batch will apply at the last moment, one not at all."""
    batch = [one for one in span.held if one.since == 2023 and one.fate == "sound"]
    batch[-1].fate, batch[-2].fate = _LEFT, _WAITS


def apply(span: Span) -> Scene:
    """What the calendar has opened is filled in and submitted."""
    scene = Scene(YEAR, span.crew, span.workshop, (), span.firms, span.say, shift=-_EARLIER)
    for place, one in enumerate(one for one in span.held if one.since == 2023 and one.fate == "sound"):
        applicant = _opened(scene, one)
        when = scene.at(3, 13) + timedelta(minutes=place)
        fill_in(applicant.case, one.demo, when, whole=True, upload=False)
        act(
            applicant.case, "submit", one.demo.operator, scene.at(4, 20) + timedelta(minutes=place), declared="password"
        )
        scene.applicants.append(applicant)
    return scene


def examine(scene: Scene) -> None:
    """The same stages as of a recognition."""
    review(scene)
    examining.check_forms(scene)
    examining.assign(scene)
    visiting.draw(scene)
    examining.judge(scene)
    visiting.visit(scene)
    examining.close(scene)


def decide(scene: Scene) -> None:
    """Proposed, on notice, decided and announced before the term ends."""
    deciding.propose(scene)
    deciding.put_on_notice(scene)
    deciding.decide(scene)


def apply_late(span: Span) -> None:
    """One applies on the last days of its term: in time, and still pending when the term ends."""
    for one in span.of(_WAITS):
        scene = Scene(YEAR, span.crew, span.workshop, (), span.firms, span.say)
        applicant = _opened(scene, one)
        fill_in(applicant.case, one.demo, moment(YEAR, 7, 28), whole=True, upload=False)
        act(applicant.case, "submit", one.demo.operator, moment(YEAR, 7, 30), declared="password")


def _opened(scene: Scene, one: Held) -> Applicant:
    """The case that the calendar opened for it."""
    found = rounds_for(by=one.demo.operator, at=moment(YEAR, 2, 2))
    round_id, case = next(
        (each.round.id, chance.case)
        for each in found
        for chance in each.chances
        if chance.cluster == one.demo.cluster and chance.case
    )
    scene.round = round_id
    return Applicant(replace(one.demo, round=round_id), "strong", case)
