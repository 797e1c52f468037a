"""The round that the Commission is working on: files before their experts, visits to be made, clusters on notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from jiqun.base.days import day_of
from jiqun.demo.crew import UNDER_WAY, Crew
from jiqun.demo.play import applying, deciding, examining, visiting
from jiqun.demo.play.scene import Scene
from jiqun.demo.stages import act
from jiqun.demo.workshop import Workshop
from jiqun.fairness.rubric import Rubric

_EVALUATED = ("evaluating", "evaluating", "wide")  # of the last one all sheets are in, and a panel has to meet
_ON_NOTICE = ("on_notice", "on_notice", "objection_open")
_EXPERTS_DAYS = 40  # so that the experts still have time


def play_until_now(now: datetime, crew: Crew, workshop: Workshop, firms: int, *, invite: bool) -> None:
    """A round of which half is being evaluated and half has been on public notice for two days.

    `invite`: whether the pool of experts is still empty.
    """
    year, yesterday = day_of(now).year, day_of(now) - timedelta(days=1)
    scene = Scene(
        year,
        crew,
        workshop,
        (*_EVALUATED, *_ON_NOTICE),
        firms,
        lambda text: None,
        rubric=Rubric(days=_EXPERTS_DAYS),
        spot_share="1/1",
        shift=yesterday - date(year, 7, 8),
        first=UNDER_WAY.start,
    )
    for chapter in (applying.publish_notice, applying.apply, applying.review, examining.check_forms):
        chapter(scene)
    if invite:
        examining.invite_experts(scene)
    examining.assign(scene)
    visiting.draw(scene)
    examining.judge(replace(scene, applicants=[*scene.of("wide"), *scene.of(*_ON_NOTICE)]))
    for one in scene.of(*_EVALUATED):
        for check in visiting.checks_of(scene, one):
            act(check, "plan_visit", scene.officer, scene.at(6, 5), visit_on=day_of(now))
    noticed = replace(scene, applicants=scene.of(*_ON_NOTICE))
    for chapter in (visiting.visit, examining.close, deciding.propose, deciding.put_on_notice):
        chapter(noticed)
