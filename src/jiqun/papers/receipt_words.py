"""The words of a receipt of filing."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi

MOMENT = Bi(zh="{day} {time}（北京时间）", en="{day}, {time} (Beijing time, UTC+8)")
CLUSTER = Bi(zh="集群", en="Cluster")
OPERATOR = Bi(zh="申报单位", en="Applicant")
ROUND = Bi(zh="申报批次", en="Round")
FILED_AT = Bi(zh="提交时间", en="Filed at")
DECLARED_BY = Bi(zh="声明人", en="Declared by")
DECLARED_AS = Bi(zh="{name}（以{way}确认身份）", en="{name} (identity confirmed by {way})")
DATASET = Bi(zh="数据集 SHA-256", en="Dataset, SHA-256")
SUBMISSION = Bi(zh="提交清单 SHA-256", en="Submission, SHA-256")
ENTRY = Bi(zh="台账记录", en="Ledger entry")
ENTRY_NUMBER = Bi(zh="第 {seq} 条", en="No. {seq}")
ENTRY_AT = Bi(zh="记录时间", en="Written at")
ENTRY_HASH = Bi(zh="记录 SHA-256", en="Entry, SHA-256")
HEAD_SIZE = Bi(zh="签名树头", en="Signed head")
HEAD_OVER = Bi(zh="覆盖第 1 至第 {size} 条记录", en="over entries 1 to {size}")
HEAD_AT = Bi(zh="签署时间", en="Signed at")
HEAD_ROOT = Bi(zh="树根", en="Root")
KEY_ID = Bi(zh="密钥编号", en="Key id")
PUBLIC_KEY = Bi(zh="公钥（Ed25519）", en="Public key (Ed25519)")
FOOT = Bi(zh="台账第 {seq} 条：{hash}", en="Ledger entry {seq}: {hash}")
HOW = (
    Bi(zh="联网核验：扫描二维码，或打开上列网址。", en="On line: scan the code, or open the address above."),
    Bi(
        zh="离线核验：本文件附有证明文件 jiqun-proof.json，运行 jiqun verify document 本文件 --key 公钥。"
        "公钥须取自主管部门公布的渠道，不以本页所印为准。",
        en="Off line: this file carries the proof jiqun-proof.json; run jiqun verify document FILE --key KEY. "
        "Take the key from where the authority publishes it, not from this page.",
    ),
)
PROVES = Bi(
    zh="证明所证实的是：上述数据集和提交清单的 SHA-256 值已在该时间记入台账。本页文字是其说明，与证明不符时以证明为准。"
    "持有所提交内容者可自行计算 SHA-256 并比对。",
    en="What the proof proves is that the hashes of dataset and submission stood in the ledger at that time. This page "
    "explains it; where they differ the proof counts. Whoever has what was filed can work out its SHA-256 and compare.",
)
NOT_OPENED = Bi(
    zh="证明所证实的是：上述台账记录在该时间已经存在；其所附内容不含上述 SHA-256 值，不能单独证实它们。",
    en="What the proof proves is that the entry stood in the ledger at that time; what comes with it does not hold the "
    "hashes above, so that by itself it does not prove them.",
)
ONLY_FILED = Bi(
    zh="本回执仅证明材料已经提交，不代表材料符合要求或申报已获受理。",
    en="This receipt shows only that the application was filed, not that it is complete or has been accepted.",
)
LABELS: Mapping[str, Bi] = {
    "title": Bi(zh="申报材料提交回执", en="Receipt of filing"),
    "case": Bi(zh="案件编号", en="Case"),
    "scan": Bi(zh="扫码核验", en="Scan to verify"),
    "qr_alt": Bi(zh="核验网址的二维码", en="QR code of the address to verify at"),
    "hashes": Bi(zh="提交内容的数字指纹", en="Fingerprints of what was filed"),
    "files": Bi(zh="所附文件", en="Files"),
    "no_files": Bi(zh="未附文件。", en="No files were attached."),
    "file": Bi(zh="文件名", en="Name"),
    "size": Bi(zh="字节", en="Bytes"),
    "sha256": Bi(zh="SHA-256", en="SHA-256"),
    "proof": Bi(zh="台账存证", en="In the ledger"),
    "verify": Bi(zh="如何核验", en="How to verify"),
    "address": Bi(zh="核验网址", en="Verify at"),
    "attached": Bi(zh="该记录在台账中的证明", en="Proof of the entry in the ledger"),
}
