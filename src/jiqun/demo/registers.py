"""What fills the demonstration's registers: a stand-in, an invitation, incidents, and two enterprises' word."""

from __future__ import annotations

from datetime import datetime, timedelta

from jiqun.base.days import day_of
from jiqun.demo import people
from jiqun.demo.stages import evidence
from jiqun.desk.actor import Actor
from jiqun.desk.do.people.invitations import accept_invitation, invite
from jiqun.desk.do.people.stand_ins import arrange_stand_in
from jiqun.desk.do.registers.enterprises import invite_enterprise, reply_to_data
from jiqun.desk.do.registers.incidents import enter_incident
from jiqun.desk.do.rounds.drafts import attach, start_draft
from jiqun.desk.files import Taken
from jiqun.desk.look.registers.enterprises import list_enterprises
from jiqun.desk.look.registers.rosters import rosters_of_cluster
from jiqun.procedure.roles import Role

_PLACES = 2  # enterprises that have an account: one confirms its data, one disputes them


def fill_registers(officials: dict[str, Actor], offices: dict[str, Actor], now: datetime) -> None:
    """A few entries of every register, by the same acts as real ones."""
    pudong = offices["310115"]
    colleague = people.person("deputy-310115", "浦区副手", Role.DISTRICT_OFFICER, pudong.organisation, now)
    arrange_stand_in(
        appointment=pudong.appointment,
        person=colleague.person,
        first_day=day_of(now),
        last_day=day_of(now) + timedelta(days=5),
        reason="（演示）出差",
        by=pudong,
        at=now,
    )
    invite(
        email=people.email_of("newcomer"),
        name="新同事",
        lang="zh",
        organisation=officials["officer"].organisation,
        role=Role.MUNICIPAL_OFFICER,
        by=officials["admin"],
        at=now,
    )
    _draft_of_a_notice(officials["officer"], now)
    _replies(offices, now)
    _incidents(officials["officer"], now)


def _draft_of_a_notice(officer: Actor, now: datetime) -> None:
    """The notice of the next year's round, which the officer has begun to write."""
    title = f"{day_of(now).year + 1}年度中小企业特色产业集群申报通知（演示，草稿）"
    row = start_draft(content={"title_zh": [title]}, by=officer, at=now)
    attach(draft=row.pk, file=Taken("申报附件.pdf", evidence(day_of(now))), by=officer, at=now)


def _replies(offices: dict[str, Actor], now: datetime) -> None:
    """Two enterprises of one district look at what was reported about them."""
    officer, firms = next((one, firms) for one in offices.values() if (firms := list_enterprises(by=one).items))
    for number, firm in enumerate(firms[:_PLACES], start=1):
        roster = rosters_of_cluster(firm.places[0].id, by=officer)[0]
        email = people.email_of(f"enterprise-{number:02d}")
        _, secret = invite_enterprise(
            enterprise=firm.id, email=email, name=f"企业{number:02d}", lang="zh", by=officer, at=now
        )
        person = accept_invitation(secret=secret, password=people.PASSWORD, user=None, at=now)
        by = people.actor_of(person, Role.ENTERPRISE, now)
        text = "" if number == 1 else f"（演示）{day_of(now).year - 1}年从业人员数应为48人。"
        reply_to_data(roster=roster.id, confirmed=number == 1, text=text, by=by, at=now)


def _incidents(officer: Actor, now: datetime) -> None:
    for number, firm in enumerate(list_enterprises(by=officer).items[5:8]):
        enter_incident(
            credit_code=firm.credit_code,
            kind=("safety", "quality", "cyber")[number],
            severity="ordinary",
            occurred_on=day_of(now) - timedelta(days=200 + 90 * number),
            description="（演示）虚构事项",
            source="（演示）主管部门通报",
            document_number="",
            ranking_body="（演示）定级机关",
            ranked_on=None,
            document=None,
            by=officer,
            at=now,
        )
