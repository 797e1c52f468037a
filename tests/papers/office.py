"""The letter and the receipt that the tests look at: as an office writes them, and as nobody should."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from jiqun.base.words import Bi
from jiqun.ledger.entry import Entry, Stored, content_hash
from jiqun.ledger.receipt import Document, Opened, receipt_for
from jiqun.papers.letters import LetterText
from jiqun.papers.receipt import ReceiptFile, ReceiptView
from tests.ledger.made import PUBLIC, SALT, signed_head, stored_entries, tree_over
from tests.papers.cast import HOSTILE

FILED_AT = datetime(2026, 5, 6, 6, 3, 27, tzinfo=UTC)
DATASET, SUBMISSION = "ca978112" * 8, "3e23e816" * 8

ORDINARY = LetterText(
    number="沪浦经信集群〔2026〕12号",
    issued_on=date(2026, 5, 6),
    sender=Bi(
        zh="上海市浦东新区科技和经济委员会",
        en="Science, Technology and Economy Commission of Pudong New Area, Shanghai",
    ),
    to=Bi(zh="上海张江（集团）有限公司", en="Shanghai Zhangjiang (Group) Co., Ltd."),
    title=Bi(zh="关于补正集群申报材料的通知", en="Notice to correct an application"),
    opening=Bi(
        zh="你单位提交的“张江创新药集群”认定申报材料经审查需要补正，现通知如下：",
        en="The application for the cluster “Zhangjiang Innovative Drugs” needs correction, as follows:",
    ),
    points=(
        Bi(
            zh="附件二所列年度产值与统计年报不一致，请核对并说明；CO₂排放数据请一并核对。",
            en="The annual output in annex 2 does not agree with the statistical return; nor do the figures of CO₂.",
        ),
        Bi(zh="缺少供需协议3份。", en="Three supply agreements are missing."),
        Bi(
            zh="请于2026年5月20日前（含当日）补正并重新提交。",
            en="Please correct it and submit it again by the end of 20 May 2026.",
        ),
    ),
    facts=(
        (Bi(zh="集群", en="Cluster"), Bi(zh="张江创新药集群", en="Zhangjiang Innovative Drugs")),
        (Bi(zh="案件编号", en="Case"), Bi(zh="SH-2026-0012", en="SH-2026-0012")),
    ),
    closing=Bi(zh="特此函告。", en="This is for your information and action."),
    footer=Bi(
        zh="本函可在 https://example.org/v/K7Q2-9XWM 核验。\n台账第 1042 条，SHA-256 9f86d081 884c7d65",
        en="Verify this letter at https://example.org/v/K7Q2-9XWM.\nLedger entry 1042, SHA-256 9f86d081 884c7d65",
    ),
)


def _both(text: str) -> Bi:
    return Bi(zh=text, en=text)


NAMES_OF_MANY = "上海市浦东新区科技和经济委员会（上海市浦东新区经济和信息化委员会、中小企业发展服务办公室）"
HOSTILE_LETTER = replace(
    ORDINARY,
    sender=_both(NAMES_OF_MANY + HOSTILE),
    to=_both(HOSTILE),
    title=_both(HOSTILE * 2),
    opening=_both(HOSTILE),
    points=(*(_both(f"{HOSTILE}（其{number}）") for number in range(120)), _both("x" * 400), _both("长" * 3000)),
    facts=((_both("名称" * 60), _both("内容" * 600)), (_both("x" * 200), _both("q" * 200))),
    closing=_both(HOSTILE),
    footer=_both(f"{HOSTILE}\n\n{'z' * 300}\n{HOSTILE}"),
)
BARE = replace(ORDINARY, points=(), facts=(), closing=_both(""), footer=_both(""))


def receipt_view(documents: tuple[Document, ...] = (), *, opened: bool = True) -> ReceiptView:
    """A filing whose entry is number 5 of 9, with a proof that opens its content (or not)."""
    content = {"submission": SUBMISSION, "dataset": DATASET, "on": "2026-05-06", "documents": _hashes(documents)}
    before = stored_entries(4)
    entry = Entry(
        seq=5,
        at=FILED_AT,
        actor="ab" * 32,
        role="applicant",
        organisation="7",
        act="submit",
        subject="case:12",
        article="8",
        content_sha256=content_hash(SALT, content),
        previous=before[-1].hash,
    )
    stored = Stored(entry, entry.hash)
    after = stored_entries(4, start=6, previous=stored.hash)
    entries = [*before, stored, *after]
    plain = receipt_for(stored, tree_over(entries).node, signed_head(entries, minutes=7 * 1_440), PUBLIC)
    proof = replace(plain, opened=Opened(SALT, content) if opened else None, documents=documents)
    return ReceiptView(
        case_number="SH-2026-0012",
        cluster=Bi(zh="张江创新药集群", en="Zhangjiang Innovative Drugs"),
        operator=Bi(zh="上海张江（集团）有限公司", en="Shanghai Zhangjiang (Group) Co., Ltd."),
        round=Bi(zh="2026年度第一批", en="First round of 2026"),
        filed_at=FILED_AT,
        declared_by="王小明",
        declared_with=Bi(zh="通行密钥", en="passkey"),
        dataset_sha256=DATASET,
        submission_sha256=SUBMISSION,
        files=(ReceiptFile("发展规划（2026—2028）.pdf", 1_234_567, "0123456789abcdef" * 4),),
        entry=entry.as_dict(),
        receipt=proof.as_dict(),
        verify_address="https://jiqun.example.org/verify/?entry=5",
    )


def _hashes(documents: tuple[Document, ...]) -> list[str]:
    return [one.sha256 for one in documents]
