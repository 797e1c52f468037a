"""The words of a verification."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi

STATES: Mapping[str, Bi] = {
    "verified": Bi(zh="核验通过", en="VERIFIED"),
    "self-consistent": Bi(zh="自洽，但未经核验", en="CONSISTENT, BUT NOT VERIFIED"),
    "unsigned": Bi(zh="自洽，但没有签名", en="CONSISTENT, BUT NOT SIGNED"),
    "refused": Bi(zh="核验未通过：{count}处问题", en="NOT VERIFIED: {count} fault(s)"),
}
MEANS: Mapping[str, Bi] = {
    "verified": Bi(
        zh="内容前后一致，并由所给的可信公钥签名。", en="It agrees with itself and is signed by a key you gave."
    ),
    "self-consistent": Bi(
        zh="没有给出可信公钥，任何人都能造出自洽的文件。请用 --key 给出主管部门公布的公钥。",
        en="No trusted key was given, and anybody can make a file that agrees with itself. Give the key that the "
        "authority publishes: --key HEX.",
    ),
    "unsigned": Bi(
        zh="导出文件中没有签名树头，记录可能被整体改写。",
        en="The export holds no signed head: the whole of it may have been written anew.",
    ),
    "refused": Bi(zh="", en=""),
}
AT_LINE = Bi(zh="第{line}行", en="line {line}")
AT_ENTRY = Bi(zh="第{seq}条", en="entry {seq}")
WHOLE_FILE = Bi(zh="全文", en="whole file")
CHECKED = Bi(zh="核验范围", en="What was checked")
PROOF_SAYS = Bi(zh="证明所证实的内容", en="What is proven")
PROOF_CLAIMS = Bi(zh="证明所称的内容（未经证实）", en="What the proof claims (not proven)")

ENTRIES = Bi(zh="记录", en="Entries")
HEADS = Bi(zh="签名树头", en="Signed heads")
HEADS_VERIFIED = Bi(zh="{heads}个，其中{verified}个核验无误", en="{heads}, of which {verified} verified")
KEYS = Bi(zh="密钥", en="Keys")
COVERED = Bi(zh="树头覆盖", en="Covered")
COVERED_TO = Bi(zh="第1至第{covered}条", en="entries 1 to {covered}")
NOTHING = Bi(zh="无", en="nothing")
ROOT = Bi(zh="树根", en="Root")
NOT_COVERED = Bi(
    zh="第{first}至第{last}条在最后一个核验无误的树头之后，只有链条为证。",
    en="Entries {first} to {last} come after the last verified head: only the chain speaks for them.",
)

ENTRY = Bi(zh="台账记录", en="Ledger entry")
ENTRY_IS = Bi(zh="第{seq}条", en="No. {seq}")
ENTRY_SHA256 = Bi(zh="记录 SHA-256", en="Entry, SHA-256")
AT = Bi(zh="记录时间", en="Written at")
MOMENT = Bi(zh="{at}（北京时间）", en="{at} (Beijing time, UTC+8)")
ACT = Bi(zh="行为", en="Act")
SUBJECT = Bi(zh="对象", en="Subject")
ARTICLE = Bi(zh="依据条文", en="Article")
BY = Bi(zh="行为人", en="By")
BY_ROLE = Bi(zh="角色 {role}，机构 {organisation}", en="role {role}, organisation {organisation}")
CONTENT = Bi(zh="内容", en="Content")
NOT_OPENED = Bi(zh="未附，证明中只有其哈希", en="not included: the proof holds only its hash")
DOCUMENT = Bi(zh="文件", en="Document")
HEAD = Bi(zh="签名树头覆盖", en="Signed head over")
SIGNED = Bi(zh="签署", en="Signed")
SIGNED_IS = Bi(zh="{at}，密钥 {key_id}", en="{at}, key {key_id}")
FILE_SHA256 = Bi(zh="本文件 SHA-256", en="This file, SHA-256")
PROOF_NOT_PAGE = Bi(
    zh="所检查的是证明，不是页面上的文字：请将页面与上列内容比对，不符时以证明为准。",
    en="What was checked is the proof, not the words on the page: compare the page with the lines above; "
    "where they differ, the proof counts.",
)

NO_PROOF = Bi(
    zh="文件中没有可读的证明（或有两份不同的证明）。请使用回执原件，或用 --proof 给出证明文件。",
    en="The file carries no proof that can be read (or two different ones). Use the receipt as it was given out, or "
    "give the proof: --proof FILE.json.",
)
NOT_IN_PROOF = Bi(
    zh="本文件的 SHA-256 不在证明之中：该证明不是关于此文件的，或文件已被改动。",
    en="The SHA-256 of this file does not stand in the proof: the proof is of another file, or the file was changed.",
)

# What the check of an installation counts, by the name in its report.
CHECKED_HERE = {
    "entries": Bi(zh="存证记录", en="entries"),
    "heads": Bi(zh="签名树头", en="signed heads"),
    "contents": Bi(zh="记录内容", en="contents"),
    "erased": Bi(zh="已删除的内容", en="erased contents"),
    "rows": Bi(zh="封存的数据", en="sealed rows"),
    "receipts": Bi(zh="回执", en="receipts"),
    "draws": Bi(zh="抽签", en="draws"),
    "certificates": Bi(zh="认定证书", en="certificates"),
    "files": Bi(zh="存储的文件", en="stored files"),
}
SOUND = Bi(zh="✓ 全部相符。", en="✓ All of it agrees.")
