"""Checks the installation against its own ledger: entries, heads, contents, sealed rows, receipts, lists, files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from jiqun.base.words import Bi
from jiqun.desk.proving.draws import check_draws
from jiqun.desk.proving.exporting import exported_ledger, stored_keys
from jiqun.desk.proving.replay import list_faults
from jiqun.desk.record import seal_of
from jiqun.ledger.entry import content_hash
from jiqun.ledger.exported import check_lines
from jiqun.ledger.fault import SELF_CONSISTENT, Fault, Faults
from jiqun.ledger.frontier import Frontier
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import receipt_from
from jiqun.ledger.receipt_check import check_receipt
from jiqun.papers.carried import proof_in_pdf
from jiqun.records.models import Blob, Certificate, EntryContent, LedgerEntry, Receipt, Sealed, SigningKey, TreeHead
from jiqun.records.store import StoredBytesWrong, get_bytes

# Sealed rows that prove themselves: the chain, signed heads, and receipts, which carry their own proof.
_BY_THEMSELVES = (LedgerEntry, TreeHead, Receipt)
_AT_ONCE = 500


@dataclass(frozen=True)
class Everything:
    """What was checked, and each fault with its place. `erased` contents are gone on purpose and are no faults."""

    entries: int
    heads: int
    contents: int
    erased: int
    rows: int
    receipts: int
    draws: int
    certificates: int
    files: int
    faults: tuple[Fault, ...]


@dataclass
class _Check:
    faults: Faults = field(default_factory=Faults)
    named: dict[tuple[str, str], tuple[int, bytes]] = field(default_factory=dict)  # table and key: entry and hash
    contents: int = 0
    rows: int = 0
    receipts: int = 0
    draws: int = 0
    certificates: int = 0
    files: int = 0

    def fault(self, code: str, words: Bi, seq: int | None = None) -> None:
        self.faults.extend([Fault(code, words, seq)])


def verify_everything() -> Everything:
    """Check all of it as it stands at one moment, whatever is done meanwhile. Reads every stored file."""
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        report, check = check_lines(exported_ledger()), _Check()
        check.faults.extend(fault for fault in report.faults if fault.code != SELF_CONSISTENT)
        _subtrees(check)
        _contents(check)
        _rows(check)
        _receipts(check)
        _draws(check)
        _certificates(check)
        check.faults.extend(list_faults())
        files = list(Blob.objects.order_by("pk").values_list("pk", flat=True))
    _files(check, files)
    return Everything(
        entries=report.entries,
        heads=report.heads_verified,
        contents=check.contents,
        erased=report.entries - check.contents,
        rows=check.rows,
        receipts=check.receipts,
        draws=check.draws,
        certificates=check.certificates,
        files=check.files,
        faults=check.faults.in_order(),
    )


def _subtrees(check: _Check) -> None:
    """The roots that are kept with the entries, against the entries' hashes: proofs are made from them."""
    frontier = Frontier()
    found = LedgerEntry.objects.order_by("seq").values_list("seq", "hash", "subtree")
    for seq, hashed, subtree in found.iterator(2_000):
        frontier = frontier.append(bytes.fromhex(hashed))
        if frontier.peaks[-1].hex() != subtree:
            check.fault("subtree-altered", _SUBTREE.fill(seq=seq), seq)


def _contents(check: _Check) -> None:
    """Each content against the hash in its entry; what the contents say of sealed rows is kept for the next step."""
    found = EntryContent.objects.select_related("entry").order_by("pk")
    for row in found.iterator(_AT_ONCE):
        check.contents += 1
        seq = row.entry.seq
        if content_hash(row.salt, row.content) != row.entry.content_sha256:
            check.fault("content-altered", _CONTENT.fill(seq=seq), seq)
            continue
        for table, key, sha256 in row.content["rows"]:
            if (table, str(key)) in check.named:
                check.fault("row-named-twice", _TWICE.fill(table=table, key=key, seq=seq), seq)
            check.named[table, str(key)] = (seq, bytes.fromhex(sha256))


def _rows(check: _Check) -> None:
    """Each sealed row against the hash in the one entry that names it; rows that none names, or that are gone."""
    for model in sealed_models():
        for row in model.objects.order_by("pk").iterator(_AT_ONCE):  # type: ignore[attr-defined]  # an abstract model has no manager of its own
            check.rows += 1
            table, key, sha256 = seal_of(row)
            seq, named = check.named.pop((table, str(key)), (None, b""))
            if seq is None:
                check.fault("row-added", _ADDED.fill(table=table, key=key))
            elif named.hex() != sha256:
                check.fault("row-altered", _ALTERED.fill(table=table, key=key, seq=seq), seq)
    for (table, key), (seq, _) in check.named.items():
        check.fault("row-removed", _REMOVED.fill(table=table, key=key, seq=seq), seq)


def sealed_models() -> Iterator[type[Sealed]]:
    """The kinds of row that an entry of the ledger has to name."""
    for model in apps.get_app_config("records").get_models():
        if issubclass(model, Sealed) and model not in _BY_THEMSELVES:
            yield model


def _receipts(check: _Check) -> None:
    """The proof that each receipt carries: under a key of this installation, and of the entry that is stored here."""
    keys = [change.public_key for change in stored_keys()]
    for row in Receipt.objects.select_related("submission").order_by("pk").iterator(_AT_ONCE):
        for blob in (row.zh_id, row.en_id):
            check.receipts += 1
            if problem := _proof_problem(blob, keys):
                check.fault("receipt", _RECEIPT.fill(key=row.pk, why=problem))


def _certificates(check: _Check) -> None:
    """The proof inside each certificate, as that of a receipt is; its row is sealed besides."""
    keys = [change.public_key for change in stored_keys()]
    for row in Certificate.objects.select_related("recognition").order_by("pk").iterator(_AT_ONCE):
        check.certificates += 1
        if problem := _proof_problem(row.blob_id, keys):
            check.fault("certificate", _CERTIFICATE.fill(number=row.recognition.number, why=problem))


def _proof_problem(blob: str, keys: list[str]) -> Bi | None:
    try:
        carried = proof_in_pdf(get_bytes(blob))
        if carried is None:
            return _NO_PROOF
        receipt = receipt_from(carried)
    except StoredBytesWrong:
        return None  # told with the files
    except Unreadable as refused:
        return refused.words
    stored = receipt.stored
    if not LedgerEntry.objects.filter(seq=stored.entry.seq, hash=stored.hash).exists():
        return _OTHER_ENTRY.fill(seq=stored.entry.seq)
    return next((fault.words for fault in check_receipt(receipt, keys)), None)


def _draws(check: _Check) -> None:
    """Each draw again, from what is stored of it."""
    keys = [change.public_key for change in stored_keys()]
    for draw, faults in check_draws(keys):
        check.draws += 1
        check.faults.extend(Fault(fault.code, _DRAW.fill(key=draw, why=fault.words), fault.seq) for fault in faults)


def _files(check: _Check, names: list[str]) -> None:
    for sha256 in names:
        check.files += 1
        try:
            get_bytes(sha256)
        except StoredBytesWrong as wrong:
            check.fault("file", wrong.words)


def public_keys() -> tuple[str, ...]:
    """The public keys that this installation has signed with, the newest first."""
    return tuple(SigningKey.objects.order_by("-since", "-pk").values_list("public", flat=True))


def report_as_dict(found: Everything) -> dict[str, Any]:
    """The report in JSON types."""
    numbers = {name: getattr(found, name) for name in COUNTS}
    return {**numbers, "faults": [fault.as_dict() for fault in found.faults]}


COUNTS = ("entries", "heads", "contents", "erased", "rows", "receipts", "certificates", "draws", "files")
_CONTENT = Bi(
    zh="第{seq}条记录的内容与其哈希不符。", en="The content of entry {seq} does not agree with its hash any more."
)
_SUBTREE = Bi(
    zh="第{seq}条存证的子树根与各条的哈希不符。",
    en="The root of the subtree that ends with entry {seq} is not that of the entries' hashes.",
)
_TWICE = Bi(
    zh="{table}的{key}号记录在第{seq}条又被封存一次。",
    en="Row {key} of {table} is sealed a second time by entry {seq}.",
)
_ADDED = Bi(zh="{table}的{key}号记录没有任何存证。", en="Row {key} of {table}: no entry of the ledger names it.")
_ALTERED = Bi(
    zh="{table}的{key}号记录与第{seq}条存证不符，已被改动。",
    en="Row {key} of {table} was altered: entry {seq} sealed it otherwise.",
)
_REMOVED = Bi(
    zh="第{seq}条存证所封存的{table}的{key}号记录不见了。",
    en="Row {key} of {table}, sealed by entry {seq}, is gone.",
)
_RECEIPT = Bi(zh="{key}号回执：{why}", en="Receipt {key}: {why}")
_DRAW = Bi(zh="{key}号抽签：{why}", en="Draw {key}: {why}")
_CERTIFICATE = Bi(zh="{number}号证书：{why}", en="Certificate {number}: {why}")
_NO_PROOF = Bi(zh="文件中没有可读的证明。", en="its file carries no proof that can be read.")
_OTHER_ENTRY = Bi(
    zh="所证明的第{seq}条与账册中的不同。", en="the entry {seq} that it proves is not the one of this ledger."
)
