"""`jiqun demo`: the demonstration city, its accounts, and the one-time code that its officials need."""

from __future__ import annotations

from importlib import import_module

import click

from jiqun.base import clock
from jiqun.base.words import Bi, Lang
from jiqun.cli import options

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
  运营机构  {operator}（01 至 20）
  企业      {enterprise}（01、02）
官员登录还需动态口令：运行 jiqun demo --code 查看当前口令。""",
    en="""Accounts of the demonstration (the password of all is {password}):
  municipal officer   {officer}
  municipal approver  {approver}
  auditor             {auditor}
  administrator       {admin}
  district officer    {district} (one a district, by its code)
  operator            {operator} (01 to 20)
  enterprise          {enterprise} (01 and 02)
Officials also need a one-time code: `jiqun demo --code` shows the present one.""",
)


@click.command("demo")
@click.option("--code", is_flag=True, help="Show the present one-time code of the officials' accounts.")
@click.option("--clusters", type=click.IntRange(1, 999), default=20, show_default=True)
@click.option("--enterprises", type=click.IntRange(1, 999), default=60, show_default=True, help="Of each cluster.")
@options.language
def command(code: bool, clusters: int, enterprises: int, lang: Lang) -> None:
    """Build the demonstration city in an empty database, and show its accounts."""
    running = import_module("jiqun.site.running")
    running.make_ready()
    people = import_module("jiqun.demo.people")
    if code:
        click.echo(people.present_code())
        return
    build = import_module("jiqun.demo.city").build_city
    city = build(clock.now(), lambda text: click.echo(text, err=True), clusters=clusters, firms=enterprises)
    click.echo((_BUILT if city else _KEPT).say(lang))
    names = {"district": "district-310115", "operator": "operator-01", "enterprise": "enterprise-01"}
    keys = ("officer", "approver", "auditor", "admin")
    addresses = {key: people.email_of(names.get(key, key)) for key in (*keys, *names)}
    click.echo(_ACCOUNTS.fill(password=people.PASSWORD, **addresses).say(lang))
