"""A revocation in a dossier: alerts, what is established, what the operator answered, how it ended (Article 19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from jiqun.base.words import Bi, Lang, day_text
from jiqun.desk.actor import Actor
from jiqun.desk.look.revoking.alerts import FileItem, look_at_alert
from jiqun.desk.look.revoking.proceeding import RevocationView, look_at_revocation
from jiqun.papers.dossier.text import Block, Enclosure, Entry, Facts, Section
from jiqun.papers.receipt import moment_text


def sections(case: int, by: Actor, at: datetime, lang: Lang) -> Iterator[Section]:
    """All of it that the actor may see."""
    found = look_at_revocation(case, by=by, at=at)
    alerts = (block for one in found.alerts for block in _alert(one.id, by, at, lang))
    yield Section(_ALERTS.say(lang), tuple(alerts))
    held = tuple(Entry(one.limb.say(lang), moment_text(one.at, lang), one.text) for one in found.findings)
    yield Section(_FINDINGS.say(lang), held)
    yield Section(_ANSWERS.say(lang), tuple(_answers(found, lang)))
    yield Section(_DECIDED.say(lang), tuple(_decided(found, lang)))


def _alert(alert: int, by: Actor, at: datetime, lang: Lang) -> Iterator[Block]:
    view = look_at_alert(alert, by=by, at=at)
    noticed = view.who or _NOTICED.say(lang)
    text = "\n".join((f"{_SINCE.say(lang)} {day_text(view.item.since, lang)}", *filter(None, [view.text])))
    yield Entry(view.item.limb.say(lang), f"{noticed} · {moment_text(view.item.at, lang)}", text)
    if view.facts:
        yield Facts(tuple((name.say(lang), said.say(lang)) for name, said in view.facts))
    yield from _enclosed(view.files, "alerts")


def _answers(found: RevocationView, lang: Lang) -> Iterator[Block]:
    for one in found.answers:
        yield Entry(one.who, moment_text(one.at, lang), one.text)
        yield from _enclosed(one.files, "answers")


def _decided(found: RevocationView, lang: Lang) -> Iterator[Block]:
    if found.prepared:
        title = f"{_PREPARED.say(lang)}{found.prepared.ending.say(lang)}"
        yield Entry(title, f"{found.prepared.who} · {moment_text(found.prepared.at, lang)}", found.prepared.reason)
    for one in found.outcomes:
        title = (_SET_ASIDE if one.set_aside else _REVOKED).fill(number=one.number).say(lang)
        yield Entry(title, day_text(one.on, lang), one.reason)


def _enclosed(files: Iterable[FileItem], folder: str) -> Iterator[Enclosure]:
    for one in files:
        yield Enclosure("", one.name, one.sha256, one.size, one.media_type, f"files/{folder}")


_ALERTS = Bi(zh="所据线索", en="The alerts behind it")
_NOTICED = Bi(zh="从数据中发现", en="noticed in the data")
_SINCE = Bi(zh="发生日期", en="Since")
_FINDINGS = Bi(zh="不利认定", en="What is held to be established")
_ANSWERS = Bi(zh="陈述申辩", en="The operator’s answer")
_DECIDED = Bi(zh="决定", en="The decision")
_PREPARED = Bi(zh="拟办：", en="Prepared: ")
_REVOKED = Bi(zh="撤销认定 {number}", en="Revoked: {number}")
_SET_ASIDE = Bi(zh="撤销认定 {number}（经复核作废）", en="Revoked, and set aside by an appeal: {number}")
