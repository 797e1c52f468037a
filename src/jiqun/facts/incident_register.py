"""The officers' own register of incidents beside what an application reports: both counted, each incident once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from jiqun.base.words import Bi
from jiqun.facts.choices import INCIDENT_KINDS, RANKED_KINDS, SEVERITIES
from jiqun.facts.sheets import ENTERPRISES, INCIDENTS
from jiqun.facts.snapshot import Snapshot

# A report and a file on the same incident may take its beginning, its discovery or its end for its day.
MOST_DAYS_APART = 7

DisagreementCode = Literal[
    "incident_not_reported", "incident_not_registered", "incident_ranked_differently", "incident_dated_differently"
]
Row = Mapping[str, Any]  # of the sheet `incidents`, by column key


@dataclass(frozen=True)
class RegisterRow:
    """One incident as the officers know it: of whom, what and when, and on what authority.

    `kind` and `severity` are keys of `choices`; `id` is the register's own and tells rows apart.
    """

    id: int
    credit_code: str
    kind: str
    severity: str | None
    occurred_on: date
    description: str = ""
    source: str = ""
    document_number: str = ""
    ranking_body: str = ""


@dataclass(frozen=True)
class Disagreement:
    """One thing in which application and register differ about an enterprise; `message` says it, and what counts.

    `reported` is the row of the application and `registered` that of the register; one of them may be lacking.
    """

    code: DisagreementCode
    credit_code: str
    message: Bi
    reported: Row | None
    registered: RegisterRow | None

    @property
    def days(self) -> tuple[date, ...]:
        """On which days the incident is said to have happened."""
        said = (self.reported and self.reported["occurred_on"], self.registered and self.registered.occurred_on)
        return tuple(day for day in said if day)


@dataclass(frozen=True)
class Merged:
    """The application's data with the incidents of both, and in what the two differ."""

    snapshot: Snapshot
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True)
class _Pair:
    reported: Row | None
    registered: RegisterRow | None


def merged(snapshot: Snapshot, register: Iterable[RegisterRow]) -> Merged:
    """The snapshot with the incidents of its own sheet and of the register together.

    The same incident (same enterprise and kind, at most seven days apart) counts once, with the register's rank and
    day. Entries about enterprises that the roster does not list are left out. `snapshot` itself is unchanged.
    """
    firms = snapshot.tables[ENTERPRISES.key]
    names = dict(zip(firms["credit_code"], firms["name"], strict=True))
    known = [row for row in register if row.credit_code in names]
    table = snapshot.tables[INCIDENTS.key]
    reported: list[Row] = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
    pairs = [pair for group in _groups(reported, known) for pair in _paired(*group)]
    rows = [_counted(pair) for pair in pairs]
    both = {column.key: [row[column.key] for row in rows] for column in INCIDENTS.columns}
    return Merged(
        Snapshot({**snapshot.tables, INCIDENTS.key: both}) if known else snapshot,
        tuple(found for pair in pairs for found in _disagreements(pair, names)),
    )


def _groups(
    reported: Iterable[Row], registered: Iterable[RegisterRow]
) -> Iterator[tuple[list[Row], list[RegisterRow]]]:
    """What may be the same incident: the rows of one enterprise and kind, by day."""
    groups: dict[tuple[str, str], tuple[list[Row], list[RegisterRow]]] = {}
    for ours in sorted(reported, key=lambda row: row["occurred_on"]):
        groups.setdefault((ours["credit_code"], ours["kind"]), ([], []))[0].append(ours)
    for theirs in sorted(registered, key=lambda row: (row.occurred_on, row.id)):
        groups.setdefault((theirs.credit_code, theirs.kind), ([], []))[1].append(theirs)
    return (groups[key] for key in sorted(groups))


def _paired(reported: list[Row], registered: list[RegisterRow]) -> Iterator[_Pair]:
    """Each row with the nearest one of the other side that is near enough; two of a side are never one incident."""
    near = sorted(
        (apart, ours["severity"] != theirs.severity, here, there)
        for there, theirs in enumerate(registered)
        for here, ours in enumerate(reported)
        if (apart := abs((ours["occurred_on"] - theirs.occurred_on).days)) <= MOST_DAYS_APART
    )
    with_whom: dict[int, int] = {}
    taken: set[int] = set()
    for *_, here, there in near:
        if here not in with_whom and there not in taken:
            with_whom[here] = there
            taken.add(there)
    for here, ours in enumerate(reported):
        yield _Pair(ours, registered[with_whom[here]] if here in with_whom else None)
    for there, theirs in enumerate(registered):
        if there not in taken:
            yield _Pair(None, theirs)


def _counted(pair: _Pair) -> Row:
    """The row that is judged by."""
    ours, theirs = pair.reported or {}, pair.registered
    if theirs is None:
        return ours
    return {
        "credit_code": theirs.credit_code,
        "kind": theirs.kind,
        "severity": theirs.severity or ours.get("severity"),
        "occurred_on": theirs.occurred_on,
        "description": theirs.description or ours.get("description"),
    }


def _disagreements(pair: _Pair, names: Mapping[str, str]) -> Iterator[Disagreement]:
    ours, theirs = pair.reported, pair.registered
    if theirs is None:
        yield _said("incident_not_registered", pair, names)
    elif ours is None:
        yield _said("incident_not_reported", pair, names)
    else:
        if theirs.kind in RANKED_KINDS and theirs.severity and theirs.severity != ours["severity"]:
            yield _said("incident_ranked_differently", pair, names)
        if theirs.occurred_on != ours["occurred_on"]:
            yield _said("incident_dated_differently", pair, names)


def _said(code: DisagreementCode, pair: _Pair, names: Mapping[str, str]) -> Disagreement:
    row, theirs = _counted(pair), pair.registered
    ours = pair.reported or row
    message = _MESSAGES[code].fill(
        firm=names[row["credit_code"]],
        code=row["credit_code"],
        what=_what(row["kind"], row["severity"]),
        day=row["occurred_on"],
        reported=_what(ours["kind"], ours["severity"]),
        reported_day=ours["occurred_on"],
        authority=_authority(theirs) if theirs else _NOTHING,
    )
    return Disagreement(code, row["credit_code"], message, pair.reported, theirs)


def _what(kind: str, severity: str | None) -> Bi:
    """The kind, and the rank where there is one."""
    word = INCIDENT_KINDS[kind]
    rank = SEVERITIES.get(severity or "")
    return Bi(zh=f"{word.zh}（{rank.zh}）", en=f"{word.en} ({rank.en})") if rank else word


def _authority(row: RegisterRow) -> Bi:
    """Who says so, in brackets."""
    said = [text for text in (row.ranking_body, row.source, row.document_number) if text]
    return Bi(zh=f"（{'，'.join(said)}）", en=f" ({', '.join(said)})") if said else _NOTHING


_NOTHING = Bi(zh="", en="")
_MESSAGES: Mapping[DisagreementCode, Bi] = {
    "incident_not_reported": Bi(
        zh="{firm}（{code}）：登记簿载有{day}的{what}{authority}，申报材料没有填报。按登记簿计。",
        en="{firm} ({code}): registered and not reported: {what}, {day}{authority}. It counts as registered.",
    ),
    "incident_not_registered": Bi(
        zh="{firm}（{code}）：申报材料填报了{day}的{what}，登记簿没有记载。按申报计。",
        en="{firm} ({code}): reported and not in the register: {what}, {day}. It counts as reported.",
    ),
    "incident_ranked_differently": Bi(
        zh="{firm}（{code}）：{day}的同一事件，申报为{reported}，登记簿为{what}{authority}。按登记簿计。",
        en="{firm} ({code}): the same incident of {day} is reported as {reported} and registered as {what}{authority}. "
        "It counts as registered.",
    ),
    "incident_dated_differently": Bi(
        zh="{firm}（{code}）：同一起{what}，申报日期为{reported_day}，登记簿日期为{day}{authority}。按登记簿计。",
        en="{firm} ({code}): the same {what} is reported of {reported_day} and registered of {day}{authority}. "
        "It counts as registered.",
    ),
}
