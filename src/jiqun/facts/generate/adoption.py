"""Which firms of a made-up cluster use the cloud and software: the keenest first, as many as the year is to have."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from jiqun.facts.generate.apportion import grown
from jiqun.facts.generate.lines import Side, figure
from jiqun.facts.generate.profile import BASE, FIRST, LATEST, SECOND
from jiqun.facts.generate.year import Year

_BLANK = 0.06  # of firms, where they do not use it


def cloud_users(year: Year, share: float, side: Side | None) -> int:
    """How many SMEs use a platform; a share over the law's is over it in whole firms too."""
    line, smes = figure("cloud_share"), len(year.smes)
    if year.number == LATEST:
        if side is not None and (side is not Side.ON or smes * line == int(smes * line)):
            return max(0, grown(smes, line, side))
        if share > line:
            return min(smes, max(int(share * smes), grown(smes, line, Side.PAST)))
    return int(share * smes)


def software_users(years: Sequence[Year], shares: Sequence[float], sound: bool, side: Side | None) -> list[int]:
    """How many SMEs use software in each year; the share rises every year in a sound cluster.

    At the line, the share of the second of the three years is just below, just on or just above the first's.
    """
    of = [len(year.smes) for year in years]
    users = [int(share * smes) for share, smes in zip(shares, of, strict=True)]
    if side is not None and of[FIRST]:
        users[FIRST], users[SECOND] = _pair(of[FIRST], of[SECOND], max(1, users[FIRST]), side)
    elif sound:
        users[SECOND] = _above(users[FIRST], of[FIRST], of[SECOND], users[SECOND])
    if sound:
        users[LATEST] = _above(users[SECOND], of[SECOND], of[LATEST], users[LATEST])
    users[BASE] = min(users[BASE], of[BASE])
    return users


def _pair(before: int, after: int, users: int, side: Side) -> tuple[int, int]:
    """Users of two years whose shares are on the side asked for, as close as whole firms allow."""
    if side is Side.ON:
        common = gcd(before, after)
        return before // common * (common // 2), after // common * (common // 2)
    exact = users * after
    return users, exact // before + 1 if side is Side.PAST else -(-exact // before) - 1


def _above(users: int, before: int, after: int, planned: int) -> int:
    """The users planned, or as many as a share above the year before takes."""
    return min(after, max(planned, users * after // before + 1)) if before else planned


def used(year: Year, habit: int, count: int) -> list[bool | None]:
    """The column: yes for the `count` SMEs that lean to it most, and for most others; a few of the rest leave it blank.

    `habit` is the place of the leaning in `Firm.habit`.
    """
    firms = year.firms
    column: list[bool | None] = [
        True if not sme and firm.habit[habit] > 0.3 else None if firm.habit[2] < _BLANK else False
        for firm, sme in zip(firms, year.is_sme, strict=True)
    ]
    for place in sorted(year.smes, key=lambda place: firms[place].habit[habit], reverse=True)[:count]:
        column[place] = True
    return column
