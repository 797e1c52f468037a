"""The registers of a made-up cluster: honours, incidents, platforms, standards, public services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from jiqun.base.days import years_before
from jiqun.facts.choices import SERVICE_KINDS
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.generate.chances import Draw, between, pick, whole
from jiqun.facts.generate.character import Character
from jiqun.facts.generate.lines import HONOURED, LEADERS, Side, whole_figure
from jiqun.facts.generate.roster import Firm

Row = dict[str, Any]

_SME_TITLES = (("high_tech", 0.33), ("specialised_sme", 0.21), ("innovative_sme", 0.28))
_VALID_DAYS = 3 * 365  # titles are given for three years
_A_DAY = timedelta(days=1)


def honours_of(draw: Draw, character: Character, firms: Sequence[Firm]) -> list[Row]:
    """Titles of firms. At a line of A6.3.2 as many as it takes, and by the other way of fulfilling it too few."""
    leaders, honoured, at = whole_figure("leaders"), whole_figure("honoured"), character.at
    few = not character.sound and draw() < 0.3
    if HONOURED in at:
        return _titles(draw, character, firms, 0, honoured + at[HONOURED])
    if LEADERS in at:
        return _titles(draw, character, firms, leaders + at[LEADERS], honoured - 1)
    if few:
        return _titles(draw, character, firms, 0, whole(draw, honoured // 3, honoured - 1))
    rows = list(_many_titles(draw, character, firms))
    return [*_leader_rows(draw, character, firms, whole(draw, leaders, leaders + 7)), *rows]


def _titles(draw: Draw, character: Character, firms: Sequence[Firm], leaders: int, honoured: int) -> list[Row]:
    """So many leaders of the dominant industry, so many firms with other titles (some with two), and expired ones."""
    rows = _leader_rows(draw, character, firms, leaders)
    ordered = sorted(firms, key=lambda firm: firm.large)  # titles of SMEs are the SMEs'
    for place, firm in enumerate(ordered[:honoured]):
        rows.append(_title(draw, character, firm, "high_tech"))
        if place % 3 == 0:
            rows.append(_title(draw, character, firm, "innovative_sme"))
    expired = ordered[honoured : honoured + 3]
    return rows + [_title(draw, character, firm, "specialised_sme", since=_VALID_DAYS + 40) for firm in expired]


def _leader_rows(draw: Draw, character: Character, firms: Sequence[Firm], count: int) -> list[Row]:
    inside = sorted((firm for firm in firms if firm.dominant), key=lambda firm: firm.large)[:count]
    titles = ("little_giant", "little_giant", "municipal_champion", "little_giant", "national_champion")
    return [_title(draw, character, firm, titles[place % 5]) for place, firm in enumerate(inside)]


def _many_titles(draw: Draw, character: Character, firms: Sequence[Firm]) -> Iterator[Row]:
    for firm in firms:
        for title, chance in _SME_TITLES:
            if draw() < chance and not (firm.large and title != "high_tech"):
                yield _title(draw, character, firm, title, since=_VALID_DAYS + 40 if draw() < 0.06 else 0)


def _title(draw: Draw, character: Character, firm: Firm, title: str, since: int = 0) -> Row:
    """A title given some time before the day, valid on it unless `since` days are added."""
    awarded = character.on - timedelta(days=since + whole(draw, 15, _VALID_DAYS - 30))
    open_ended = title.endswith("champion")
    until = None if open_ended else awarded + timedelta(days=_VALID_DAYS)
    return {"credit_code": firm.code, "honour": title, "awarded_on": awarded, "valid_until": until}


def incidents_of(draw: Draw, character: Character, firms: Sequence[Firm]) -> list[Row]:
    """Mostly none; now and then a small one, and where the cluster need not be sound one that counts."""
    at, window = character.at, years_before(character.on, 3)
    firm = pick(draw, firms)
    for clause, (kind, counts, harmless) in _INCIDENTS.items():
        if clause in at:
            just_in = _incident(firm, kind, counts, window)
            near_misses = [_incident(firm, kind, counts, window - _A_DAY)]
            if harmless:
                near_misses.append(_incident(firm, kind, harmless, character.on))
            return {Side.SHORT: [just_in], Side.ON: [], Side.PAST: near_misses}[at[clause]]
    ago = timedelta(days=whole(draw, 1, 1000))
    chance = draw()
    if chance < 0.08:
        return [_incident(firm, pick(draw, ("safety", "quality")), "ordinary", character.on - ago)]
    if chance < 0.2 and not character.sound:
        kind, counts, _ = pick(draw, tuple(_INCIDENTS.values()))
        return [_incident(firm, kind, counts, character.on - ago)]
    return []


# Clause: a kind that it looks at, the least severity that counts, one that does not (None: any counts).
_INCIDENTS: dict[str, tuple[str, str | None, str | None]] = {
    "A6.1.1": ("safety", "larger", "ordinary"),
    "A6.1.2": ("cyber", "major", "larger"),
    "A6.1.3": ("illegal", None, None),
}


def _incident(firm: Firm, kind: str, severity: str | None, day: date) -> Row:
    return {
        "credit_code": firm.code,
        "kind": kind,
        "severity": severity,
        "occurred_on": day,
        "description": "虚构事件，仅用于演示和测试。",
    }


def platforms_of(draw: Draw, character: Character) -> list[Row]:
    """Innovation platforms of the district or above."""
    count = _count(draw, character, "A6.5.4", whole_figure("platforms"), 5)
    topic = character.topic.zh
    names = ("公共技术服务平台", "产业创新中心", "检测验证平台", "联合实验室", "中试基地", "企业技术中心")
    levels = ("district", "district", "municipal", "municipal", "national", "district")
    return [
        {
            "name": f"{topic}{names[place % 6]}（虚构）",
            "level": levels[place % 6],
            "recognised_on": character.on - timedelta(days=whole(draw, 100, 2500)),
        }
        for place in range(count)
    ]


def standards_of(draw: Draw, character: Character) -> list[Row]:
    """Standards of the dominant industry, and one outside it that does not count."""
    count = _count(draw, character, "A6.5.5", whole_figure("standards"), 9)
    rows = []
    for place in range(count + 1):
        published = character.on - timedelta(days=whole(draw, 60, 1800))
        rows.append(
            {
                "number": f"T/FICT {character.index % 9000 + 1000}.{place + 1}-{published.year}",
                "title": f"{character.topic.zh}{('术语', '通用要求', '试验方法', '检验规则')[place % 4]}（虚构）",
                "role": "lead" if place % 3 == 0 else "participate",
                "published_on": None if place == 1 else published,
                "in_dominant_industry": place < count,
            }
        )
    return rows


def services_of(draw: Draw, character: Character) -> list[Row]:
    """Public service institutions; together they offer every kind of service, or all but one at its line."""
    count, kinds = _count(draw, character, "A6.9.2", whole_figure("service_institutions"), 4), tuple(SERVICE_KINDS)
    side = character.at.get("A6.9.3")
    specialists = whole(draw, 3, 12)
    if side is Side.SHORT or (not character.sound and draw() < 0.3):
        kinds = kinds[:-1]
    elif side is not None:
        specialists = whole_figure("service_specialists") + side
    district = DISTRICTS[character.district].zh
    names = ("企业服务中心", "产业促进中心", "创业服务站", "融资服务站", "人才服务站")
    return [
        {
            "institution": f"{district}{character.topic.zh}{names[place % 5]}（虚构）",
            "level": ("市级", "区级")[place % 2],
            "kinds": kinds if place == 0 else kinds[place % 3 :: 3],
            "specialists": specialists if place == 0 else 0 if side is not None else None,
        }
        for place in range(count)
    ]


def _count(draw: Draw, character: Character, clause: str, line: int, more: int) -> int:
    """How many rows: at the line what it takes, else enough and up to some more; sometimes too few."""
    few = draw() < 0.15 and not character.sound
    plenty = line + int(between(draw, 0, more + 1))
    if clause in character.at:
        return line + character.at[clause]
    return line - 1 if few else plenty
