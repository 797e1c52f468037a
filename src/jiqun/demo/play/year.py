"""The whole round of a year, chapter by chapter, on a clock of its own (Articles 2 and 5 to 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.demo.play import applying, deciding, examining, visiting
from jiqun.demo.play.report import Played
from jiqun.demo.play.scene import Scene
from jiqun.desk.look.office.carried_out import done_between, ledger_size


@dataclass(frozen=True)
class Chapter:
    """A part of the round: what happens, and who makes it happen."""

    title: Bi
    play: Callable[[Scene], None]


CHAPTERS = (
    Chapter(Bi(zh="发布申报通知", en="The notice"), applying.publish_notice),
    Chapter(Bi(zh="登记集群、申报", en="Clusters apply"), applying.apply),
    Chapter(Bi(zh="区初审与推荐", en="Districts review"), applying.review),
    Chapter(Bi(zh="形式审查", en="Formality check"), examining.check_forms),
    Chapter(Bi(zh="专家库", en="The pool of experts"), examining.invite_experts),
    Chapter(Bi(zh="分配专家", en="Experts are assigned"), examining.assign),
    Chapter(Bi(zh="抽签", en="Draws"), visiting.draw),
    Chapter(Bi(zh="专家评分", en="Experts judge"), examining.judge),
    Chapter(Bi(zh="专家会议", en="A panel meets"), examining.meet),
    Chapter(Bi(zh="实地抽查", en="Spot checks"), visiting.visit),
    Chapter(Bi(zh="结束评审、择优", en="Order of merit"), examining.close),
    Chapter(Bi(zh="拟认定", en="Proposal"), deciding.propose),
    Chapter(Bi(zh="公示与异议", en="Public notice and objections"), deciding.put_on_notice),
    Chapter(Bi(zh="决定与公布", en="Decision and announcement"), deciding.decide),
    Chapter(Bi(zh="复核申请", en="An appeal"), deciding.appeal),
)


def play_year(scene: Scene) -> tuple[Played, ...]:
    """Play the round of the scene's year; what the ledger has of each chapter."""
    before, played = ledger_size(), []
    for chapter in CHAPTERS:
        scene.say(f"{scene.year} {chapter.title.zh}")
        chapter.play(scene)
        after = ledger_size()
        played.append(Played(chapter.title, done_between(before, after)))
        before = after
    return tuple(played)
