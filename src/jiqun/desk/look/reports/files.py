"""The roll-call of a year's reports as a file (Article 16)."""

from __future__ import annotations

from datetime import date

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.reports.board import Board, Row
from jiqun.papers.tabled import Amount, Cell, Table, Tabled


def board_paper(board: Board, *, by: Actor, on: date) -> Tabled:
    """What stands on the board, row by row."""
    about = _ABOUT.fill(n=len(board.rows), all=board.all, due=board.due_on or "–")
    table = Table("reports", _LIST, _HEAD, tuple(_row(one) for one in board.rows))
    return Tabled(_TITLE.fill(year=board.year), by.organisation_name, (about,), (table,), on)


def _row(one: Row) -> tuple[Cell, ...]:
    filed = f"{one.filed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if one.filed_at else ""
    refused = one.refused_on.isoformat() if one.refused_on else ""
    number = Bi(zh=one.cluster_number, en=one.cluster_number)
    return (
        one.name,
        number,
        one.district,
        one.operator,
        one.state_title,
        _plain(filed),
        _plain(refused),
        one.where_title,
        one.stage_title,
        _plain(day_of(one.since).isoformat()),
        Amount(one.days, "days"),
        _OVERDUE if one.overdue else _plain(""),
    )


def _plain(text: str) -> Bi:
    return Bi(zh=text, en=text)


_TITLE = Bi(zh="{year}年度报告报送情况", en="Annual reports on {year}: roll-call")
_LIST = Bi(zh="报送情况", en="Roll-call")
_ABOUT = Bi(zh="列出{n}个集群，共{all}个；报送期限：{due}。", en="{n} of {all} clusters; due {due}.")
_OVERDUE = Bi(zh="区核对逾期", en="overdue with the district")
_HEAD = (
    Bi(zh="集群", en="Cluster"),
    Bi(zh="编号", en="Number"),
    Bi(zh="所在区", en="District"),
    Bi(zh="运营管理机构", en="Operator"),
    Bi(zh="报送状态", en="State"),
    Bi(zh="首次报送时间", en="First sent in"),
    Bi(zh="拒绝跟踪监管", en="Refused tracking"),
    Bi(zh="现在何处", en="Where it lies"),
    Bi(zh="阶段", en="Stage"),
    Bi(zh="自", en="Since"),
    Bi(zh="天数", en="Days"),
    Bi(zh="区核对", en="District’s check"),
)
