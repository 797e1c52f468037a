"""A sheet of points: read from what was typed, and what is lacking before it can be filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.base.words import Bi
from jiqun.fairness.rubric import GROUPS, Rubric
from jiqun.fairness.scores import WHOLE

LONGEST = 4_000  # letters of a comment


@dataclass(frozen=True)
class Written:
    """Points and comments by group ("1" … "9"), so far as there are any."""

    points: Mapping[str, int]
    comments: Mapping[str, str]

    def lacking(self, rubric: Rubric) -> dict[str, Bi]:
        """By field, what has to be given before the sheet is filed."""
        wanted = [str(group) for group in GROUPS]
        found = {f"points-{group}": _POINTS.fill(n=group) for group in wanted if group not in self.points}
        if rubric.comments:
            found |= {f"comment-{one}": _COMMENT.fill(n=one) for one in wanted if not self.comments.get(one)}
        return found


def written(points: Mapping[str, str], comments: Mapping[str, str]) -> tuple[Written, dict[str, Bi | None]]:
    """What was typed as a sheet, and by field what cannot be taken; a blank is nothing yet."""
    kept: dict[str, int] = {}
    problems: dict[str, Bi | None] = {}
    for group in map(str, GROUPS):
        text = points.get(group, "").strip()
        if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= WHOLE:
            kept[group] = int(text)
        elif text:
            problems[f"points-{group}"] = _WHOLE
        if len(comments.get(group, "")) > LONGEST:
            problems[f"comment-{group}"] = _LONG
    said = {group: text for group in map(str, GROUPS) if (text := comments.get(group, "").strip())}
    return Written(kept, said), problems


def stored(row: Any) -> Written:
    """A sheet as it is kept, or was filed."""
    return Written(dict(row.points), dict(row.comments))


_WHOLE = Bi(zh="请填写0至100的整数。", en="Whole points from 0 to 100.")
_LONG = Bi(zh="意见不能超过4000字。", en="At most 4,000 letters.")
_POINTS = Bi(zh="第{n}项尚未评分。", en="Group {n} has no points yet.")
_COMMENT = Bi(zh="第{n}项须写评审意见。", en="Group {n} needs a comment.")
