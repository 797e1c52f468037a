"""What is told of a recognised cluster's year, by its district and by its operator (Article 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi


@dataclass(frozen=True)
class Topic:
    """One of the texts: what it is called, and what belongs into it."""

    title: Bi
    hint: Bi


# By the name under which a tracking record and an annual report keep it.
TOPICS: Mapping[str, Topic] = {
    "plan_progress": Topic(
        Bi(zh="规划推进情况", en="Progress of the plan"),
        Bi(
            zh="对照三年发展规划：哪些措施完成、哪些在推进、哪些滞后。",
            en="Against the three-year plan: which measures are done, under way, behind.",
        ),
    ),
    "goals": Topic(
        Bi(zh="目标完成情况", en="Goals"),
        Bi(
            zh="各项指标的目标值与实际值，以及下一年度目标。",
            en="Targets and what was reached; the next year’s targets.",
        ),
    ),
    "experience": Topic(
        Bi(zh="经验做法", en="Experience"),
        Bi(zh="有成效、可推广的做法。", en="What worked and could be done elsewhere."),
    ),
    "problems": Topic(
        Bi(zh="存在问题", en="Problems"),
        Bi(zh="困难、短板及其原因。", en="Difficulties and gaps, and why they are there."),
    ),
    "improvement": Topic(
        Bi(zh="改进措施", en="Improvement measures"),
        Bi(zh="针对问题做什么、由谁、何时完成。", en="What is done about the problems, by whom, by when."),
    ),
}
