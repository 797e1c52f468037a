"""`jiqun demo`: the demonstration city, what its played years did, its accounts, and its officials' one-time code."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from jiqun.base import clock
from jiqun.base.words import Bi, Lang
from jiqun.cli import options
from jiqun.cli.output import terminal_width

_BUILT = Bi(
    zh="演示城市已建成。全部单位、人员和数据均为虚构。",
    en="The demonstration city is built. All bodies, people and data are fictional.",
)
_KEPT = Bi(zh="演示城市已存在，数据保持不变。", en="The demonstration city is there already; its data are kept.")
_ACCOUNTS = Bi(
    zh="""演示账号（密码均为 {password}）：
  市级经办  {officer}
  市级审批  {approver}
  审计监督  {auditor}
  系统管理员  {admin}
  区经办    {district}（每区一个，按行政区划代码）
  专家      {expert}（01 至 {experts}）
  核查人员  {inspector}（01 至 {inspectors}）
  运营机构  {operator}（{open} 正在申报；{under_way} 正在评审或公示；{past} 起为上年度）
  企业      {enterprise}（01、02）
官员、专家登录还需动态口令：运行 jiqun demo --code 查看当前口令。""",
    en="""Accounts of the demonstration (the password of all is {password}):
  municipal officer   {officer}
  municipal approver  {approver}
  auditor             {auditor}
  administrator       {admin}
  district officer    {district} (one a district, by its code)
  expert              {expert} (01 to {experts})
  inspector           {inspector} (01 to {inspectors})
  operator            {operator} ({open} apply now; {under_way} are judged or on notice; from {past} on: last year's)
  enterprise          {enterprise} (01 and 02)
Officials and experts also need a one-time code: `jiqun demo --code` shows the present one.""",
)

_YEAR = Bi(zh="{year}年度认定", en="The round of {year}")


@click.command("demo")
@click.option("--code", is_flag=True, help="Show the present one-time code of the officials' accounts.")
@click.option(
    "--years",
    type=click.IntRange(0, 1),
    default=1,
    show_default=True,
    help="Rounds before the present one, played from the notice to the published list, with a report by article.",
)
@click.option(
    "--clusters", type=click.IntRange(20, 200), default=40, show_default=True, help="That apply in a played round."
)
@click.option("--enterprises", type=click.IntRange(8, 999), default=24, show_default=True, help="Of each cluster.")
@options.language
def command(code: bool, years: int, clusters: int, enterprises: int, lang: Lang) -> None:
    """Build the demonstration city in an empty database, and show its accounts."""
    running = import_module("jiqun.site.running")
    running.make_ready()
    people = import_module("jiqun.demo.people")
    if code:
        click.echo(people.present_code())
        return
    build = import_module("jiqun.demo.city").build_city
    city = build(
        clock.now(), lambda text: click.echo(text, err=True), years=years, clusters=clusters, firms=enterprises
    )
    for year, played in city.played.items() if city else ():
        report = import_module("jiqun.demo.play.report").report
        width = terminal_width()
        click.echo(report(_YEAR.fill(year=year), played, lang, width=width, colour=width is not None))
    click.echo((_BUILT if city else _KEPT).say(lang))
    _show_accounts(people, lang)


def _show_accounts(people: Any, lang: Lang) -> None:
    names = {
        "district": "district-310115",
        **{key: f"{key}-01" for key in ("operator", "enterprise", "expert", "inspector")},
    }
    keys = ("officer", "approver", "auditor", "admin")
    addresses = {key: people.email_of(names.get(key, key)) for key in (*keys, *names)}
    crew = import_module("jiqun.demo.crew")
    numbers = {
        "experts": f"{crew.EXPERTS:02d}",
        "inspectors": f"{crew.INSPECTORS:02d}",
        "open": _from_to(crew.OPEN),
        "under_way": _from_to(crew.UNDER_WAY),
        "past": crew.PAST,
    }
    click.echo(_ACCOUNTS.fill(password=people.PASSWORD, **addresses, **numbers).say(lang))


def _from_to(numbers: range) -> str:
    return f"{numbers.start:02d}–{numbers.stop - 1:02d}"
