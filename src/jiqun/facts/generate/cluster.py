"""One made-up cluster, whole: from a seed and an index to a snapshot, always the same."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from jiqun.facts.districts import DISTRICTS
from jiqun.facts.generate.annual import annual_of
from jiqun.facts.generate.chances import between
from jiqun.facts.generate.character import Character, character_of
from jiqun.facts.generate.codes import MOST_CLUSTERS, operator_code
from jiqun.facts.generate.profile import Profile, profile_of
from jiqun.facts.generate.registers import honours_of, incidents_of, platforms_of, services_of, standards_of
from jiqun.facts.generate.roster import Firm, roster_of
from jiqun.facts.generate.texts import chain_of, plan_of, statements_of
from jiqun.facts.generate.topics import brand
from jiqun.facts.sheets import ANNUAL
from jiqun.facts.snapshot import Snapshot, snapshot_of

MOST_ENTERPRISES = 20_000  # on average; a cluster may have 40% more


def one_cluster(seed: int, index: int, enterprises: int, on: date) -> Snapshot:
    """The made-up cluster of that index: every sheet, in whole units, valid as a workbook of it would be.

    `enterprises` is the mean over clusters; this one has 60% to 140% of it. Even indices are sound clusters that stand
    at two lines of the law (`lines.places`), odd ones are of every kind. Names say that they are fictional, and the
    credit codes name a region that does not exist. Raises ValueError for a number out of range.
    """
    if not 1 <= enterprises <= MOST_ENTERPRISES:
        raise ValueError(f"enterprises: from 1 to {MOST_ENTERPRISES}, not {enterprises}")
    if not 0 <= index < MOST_CLUSTERS:
        raise ValueError(f"index: from 0 to {MOST_CLUSTERS - 1}, not {index}")
    draw = Random(f"{seed}:{index}").random  # noqa: S311  # figures to be repeated, not secrets
    character = character_of(draw, index, on)
    number = max(1, round(enterprises * between(draw, 0.6, 1.4)))
    profile = profile_of(draw, number, character.topic.energy_intensive, character.sound, character.at)
    firms = roster_of(draw, index, character.topic, profile)
    annual = annual_of(draw, character, profile, firms)
    others = snapshot_of(
        {
            "cluster": [_cluster(character, profile)],
            "enterprises": [_enterprise(firm) for firm in firms],
            "honours": honours_of(draw, character, firms),
            "incidents": incidents_of(draw, character, firms),
            "platforms": platforms_of(draw, character),
            "standards": standards_of(draw, character),
            "services": services_of(draw, character),
            "chain": chain_of(draw, character, firms),
            "plan": plan_of(draw, character),
            "statements": statements_of(draw, character),
        }
    )
    return Snapshot({**others.tables, ANNUAL.key: annual})


def _cluster(character: Character, profile: Profile) -> dict[str, Any]:
    district, topic = DISTRICTS[character.district], character.topic
    zh, en = brand(character.index)
    place = district.en.removesuffix(" District").removesuffix(" New Area")
    return {
        "name_zh": f"{district.zh}{zh}{topic.zh}产业集群（虚构）",
        "name_en": f"{place} {en} {topic.en} Cluster (fictional)",
        "district": character.district,
        "dominant_industries": topic.covers,
        "area_km2": profile.area,
        "operator_name": f"{district.zh}{zh}产业园区运营服务中心（虚构）",
        "operator_credit_code": operator_code(character.index),
        "output_measure": "revenue" if character.by_revenue else "output_value",
        "energy_intensive": topic.energy_intensive,
        "water_intensive": topic.zh == "包装印刷",
    }


def _enterprise(firm: Firm) -> dict[str, Any]:
    return {
        "credit_code": firm.code,
        "name": firm.name,
        "industry_code": firm.industry,
        "in_dominant_industry": firm.dominant,
    }
