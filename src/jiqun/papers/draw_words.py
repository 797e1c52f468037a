"""The words of draws: what is drawn, and what a check of one finds."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.fairness.population import MOST, Flaw

PURPOSES: Mapping[str, Bi] = {
    "clusters": Bi(zh="抽查集群", en="Clusters to be spot-checked"),
    "enterprises": Bi(zh="核查企业", en="Enterprises to be looked at"),
    "inspectors": Bi(zh="抽查人员", en="Inspectors"),
    "experts": Bi(zh="评审专家", en="Experts"),
}

FLAWS: Mapping[Flaw, Bi] = {
    "form": Bi(zh="名单的这一行不合格式。", en="This line of the population is out of form."),
    "order": Bi(zh="名单的这一行不在应有的次序。", en="This line of the population is out of order."),
    "twice": Bi(zh="名单中有人出现两次。", en="Somebody stands twice in the population."),
    "end": Bi(zh="名单的最后一行没有换行符。", en="The last line of the population has no end."),
    "many": Bi(zh=f"名单超过{MOST}行。", en=f"The population has more than {MOST} lines."),
}
POPULATION_CHANGED = Bi(
    zh="名单与所公布的哈希不符：承诺之后名单被改动。",
    en="The population does not agree with its published hash: it was changed after the commitment.",
)
COUNT = Bi(zh="抽取数{count}大于名单行数{lines}。", en="{count} cannot be drawn from {lines} lines.")
NOT_COVERED = Bi(
    zh="还没有签名树头覆盖该承诺，无从证明名单何时确定；请稍后重新下载。",
    en="No signed head covers the commitment yet, so nothing proves when it was fixed. Download it again later.",
)
OTHER_ACT = Bi(zh="证明的是行为 {act}，不是 {wanted}。", en="The proof is of the act {act}, not {wanted}.")
OTHER_DRAW = Bi(
    zh="揭示的存证不属于该承诺，或不在其树头之后。",
    en="The entry of the reveal is not of this draw, or does not come after its head.",
)
NOT_OPENED = Bi(
    zh="证明未附存证内容，看不出承诺了什么。",
    en="The proof does not open the entry's content: it does not show what was recorded.",
)
NOT_AS_RECORDED = Bi(zh="{name} 与存证内容不一致。", en="{name} is not what the ledger recorded.")
REVEAL_MISSING = Bi(zh="存证中有揭示，文件中却没有。", en="The ledger recorded a reveal that the file does not hold.")
SEED = Bi(zh="种子不是承诺的那一个。", en="The seed is not the one that was committed to.")
VALUE = Bi(
    zh="公开数值应当、且仅当承诺指明时给出。",
    en="The public value has to be given where, and only where, the commitment names one.",
)
ROOT = Bi(
    zh="所用的树根不是覆盖前{size}条的树头的根。",
    en="The root that was used is not that of the head over {size} entries.",
)
DRAWN_COUNT = Bi(zh="应抽出{count}个，文件所列{told}个。", en="{count} are drawn; the file lists {told}.")
DRAWN = Bi(zh="第{place}个应为 {right}，文件所列为 {told}。", en="Place {place} is {right}; the file lists {told}.")

DRAW = Bi(zh="抽签", en="Draw")
SIZE = Bi(zh="名单", en="Population")
LINES = Bi(zh="{lines}行", en="{lines} lines")
POPULATION_SHA256 = Bi(zh="名单 SHA-256", en="Population, SHA-256")
COUNTED = Bi(zh="抽取数", en="To be drawn")
SEED_SHA256 = Bi(zh="种子 SHA-256", en="Seed, SHA-256")
BEACON = Bi(zh="公开数值", en="Public value")
COMMITTED = Bi(zh="承诺", en="Committed to")
COMMITTED_BY = Bi(zh="存证第{seq}条，{at}", en="by entry {seq}, {at}")
REVEALED_SEED = Bi(zh="种子", en="Seed")
AFTER_HEAD = Bi(zh="树根（前{size}条）", en="Root (over {size} entries)")
PLACE = Bi(zh="抽出第{place}个", en="Drawn, place {place}")
CHANGES = Bi(zh="承诺后的变化", en="Changed since")
CHANGES_ARE = Bi(
    zh="增加{added}，减少{removed}；理由：{reason}", en="{added} added, {removed} removed; reason: {reason}"
)
SAID = Bi(zh="抽签记录所载内容", en="What the record says")
NOT_REVEALED = Bi(zh="尚未揭示：只核验了承诺。", en="Not revealed yet: only the commitment was checked.")
FIRST_HEAD = Bi(
    zh="请在存证公示页核对：大小不小于{seq}的第一个树头覆盖{size}条，根如上。只有它才能用于抽签。",
    en="Compare with the published heads: the first whose size is {seq} or more covers {size} entries and has the "
    "root above. Only that one may be used.",
)
REVEAL_NOT_COVERED = Bi(
    zh="揭示的存证尚未被签名树头覆盖：种子、树根已由承诺固定，公开数值请与其来源核对。",
    en="No signed head covers the entry of the reveal yet: seed and root are fixed by the commitment; compare the "
    "public value with its source.",
)
