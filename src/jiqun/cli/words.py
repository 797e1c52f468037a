"""The words of the command line, in the language of the terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping

from jiqun.base.words import Bi, Lang

ABOUT = Bi(
    zh="集群（Jiqun）：按《上海市促进中小企业特色产业集群发展管理办法》办理集群认定的各项工作。",
    en="Jiqun runs a city's programme for SME specialty industry clusters, with the rules as code.",
)
COMMANDS: Mapping[str, Bi] = {
    "template": Bi(zh="生成申报工作簿模板", en="Write the application workbook"),
    "check": Bi(zh="检查工作簿，列出全部问题", en="Check a workbook and list everything wrong with it"),
    "assess": Bi(zh="对照第六条评估一个集群", en="Assess one cluster against Article 6"),
    "procedures": Bi(
        zh="查看条文、条款、界限和解读", en="Show the articles, clauses, figures and readings of an edition"
    ),
    "generate": Bi(zh="生成虚构的集群数据集", en="Make a dataset of fictional clusters"),
    "assess-all": Bi(zh="评估数据集中的所有集群", en="Assess every cluster of a dataset"),
    "whatif": Bi(
        zh="推演：改变界限或解读，哪些集群的结论会变",
        en="Which clusters change their verdict if a figure were different",
    ),
    "arrange": Bi(zh="改变数据集的存放方式", en="Rewrite a dataset in another layout"),
    "serve": Bi(zh="启动网站和后台任务", en="Serve the site, with its background worker"),
    "worker": Bi(zh="只运行后台任务", en="Run the background worker alone"),
    "demo": Bi(zh="建立演示城市，显示演示账号", en="Build the demonstration city and show its accounts"),
    "manage": Bi(zh="Django自带的管理命令", en="Django's own commands"),
    "verify": Bi(
        zh="离线核验台账、记录证明、回执和抽签", en="Verify the ledger, an entry, a receipt or a draw off line"
    ),
}
REFUSED = Bi(zh="未受理", en="Refused")
FAULT = Bi(
    zh="程序出错：{error}。这是我们的问题，输入没有被改动；加 --traceback 可查看详情。",
    en="A fault of ours: {error}. Nothing was written; run again with --traceback to see where.",
)
NO_FILE = Bi(
    zh="无法读写 {path}：{why}。请检查路径和权限。",
    en="Cannot read or write {path}: {why}. Check the path and its rights.",
)
ALL_JUDGED = Bi(zh="共评估{clusters}个集群：{counts}。", en="{clusters} clusters assessed: {counts}.")
SOME_FLIP = Bi(zh="{count}个集群的结论会改变。", en="{count} clusters would change their verdict.")
NONE_FLIP = Bi(zh="没有集群的结论会改变。", en="No cluster would change its verdict.")
WRITTEN = Bi(zh="已写入 {path}", en="Written: {path}")


def terminal_language() -> Lang:
    """Chinese where the terminal's locale is Chinese, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
