"""`jiqun verify` as an auditor types it: what is sound, what is not and where, and the exit code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.cli.main import run
from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.exported import write_lines
from jiqun.ledger.key_change import take_into_use
from jiqun.ledger.receipt import Document
from jiqun.papers.certificate import certificate_pdf
from jiqun.papers.receipt import receipt_pdf
from tests.ledger.made import KEY, PUBLIC, START, STRANGER_PUBLIC, signed_head, stored_entries
from tests.papers.certificates import certificate_proof
from tests.papers.office import DATASET, receipt_view

BOTH = pytest.mark.parametrize("lang", LANGS)
ENTRIES = stored_entries(5)
SOUND = list(
    write_lines(ENTRIES, [signed_head(ENTRIES[:3]), signed_head(ENTRIES)], [take_into_use(KEY, PUBLIC, START)])
)
KEYED = ["--key", PUBLIC]
Shown = Callable[..., tuple[int, str]]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    """Runs a command; its exit code, and what stood on standard output."""

    def done(*arguments: str | Path) -> tuple[int, str]:
        code = run(["verify", *map(str, arguments)])
        return code, capsys.readouterr().out

    return done


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def machine(output: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(output)
    return read


@BOTH
def test_a_sound_export_with_its_key_ends_with_0(tmp_path: Path, shown: Shown, lang: Lang) -> None:
    code, text = shown("chain", written(tmp_path / "ledger.jsonl", SOUND), *KEYED, "--lang", lang)
    assert code == 0
    assert text.startswith({"zh": "✓ 核验通过  ledger.jsonl\n", "en": "✓ VERIFIED  ledger.jsonl\n"}[lang])
    assert {"zh": "第1至第5条", "en": "entries 1 to 5"}[lang] in text
    assert "\x1b" not in text


def test_the_same_for_a_machine(tmp_path: Path, shown: Shown) -> None:
    code, text = shown("chain", written(tmp_path / "ledger.jsonl", SOUND), *KEYED, "--format", "json")
    found = machine(text)
    assert (code, found["state"], found["faults"], found["notes"]) == (0, "verified", [], [])
    counts = [found[key] for key in ("entries", "heads", "heads_verified", "keys", "covered")]
    assert counts == [5, 2, 2, 1, 5]


def test_without_a_key_nothing_is_verified(tmp_path: Path, shown: Shown) -> None:
    code, text = shown("chain", written(tmp_path / "ledger.jsonl", SOUND), "--format", "json")
    assert (code, machine(text)["state"], machine(text)["faults"]) == (3, "self-consistent", [])


def test_without_a_signed_head_nothing_is_verified(tmp_path: Path, shown: Shown) -> None:
    lines = [line for line in SOUND if not line.startswith('{"head"')]
    code, text = shown("chain", written(tmp_path / "ledger.jsonl", lines), *KEYED, "--format", "json")
    assert (code, machine(text)["state"]) == (3, "unsigned")


def test_entries_after_the_last_head_are_pointed_out(tmp_path: Path, shown: Shown) -> None:
    lines = [line for line in SOUND if '"size":5' not in line]
    code, text = shown("chain", written(tmp_path / "ledger.jsonl", lines), *KEYED, "--lang", "en")
    assert code == 0
    assert "Entries 4 to 5 come after the last verified head" in text.replace("\n", " ")


@BOTH
def test_each_fault_is_located_by_line_and_entry(tmp_path: Path, shown: Shown, lang: Lang) -> None:
    lines = [*SOUND[:3], SOUND[3].replace("case:3", "case:7"), *SOUND[4:], "rubbish\n"]
    path = written(tmp_path / "ledger.jsonl", lines)
    code, text = shown("chain", path, *KEYED, "--lang", lang)
    assert code == 3
    assert {"zh": "✗ 核验未通过：2处问题", "en": "✗ NOT VERIFIED: 2 faults"}[lang] in text
    assert {"zh": "第4行，第3条", "en": "line 4, entry 3"}[lang] in text
    found = machine(shown("chain", path, *KEYED, "--format", "json")[1])
    assert [(one["code"], one["line"], one["seq"]) for one in found["faults"]] == [
        *(("altered", 4, 3), ("malformed", len(lines), None))
    ]


def test_a_line_without_an_end_and_bytes_that_are_no_text_are_faults_and_take_no_room(
    tmp_path: Path, shown: Shown
) -> None:
    path = tmp_path / "ledger.jsonl"
    text = "".join(SOUND).encode()
    path.write_bytes(text + b"\xff\xfe\n" + b"[" * 3_000_000 + b"\n" + b'{"head":"\xff"}\n' + b"x" * 100_000)
    code, output = shown("chain", path, *KEYED, "--format", "json")
    lines = [one["line"] for one in machine(output)["faults"]]
    assert (code, lines) == (3, [len(SOUND) + more for more in (1, 2, 3, 4)])


@BOTH
def test_the_proof_inside_a_receipt_is_verified_and_what_it_says_is_shown(
    tmp_path: Path, shown: Shown, lang: Lang
) -> None:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(receipt_pdf(receipt_view(), lang))
    code, text = shown("document", path, "--key", " ".join([PUBLIC[:8], PUBLIC[8:].upper()]), "--lang", lang)
    assert code == 0
    assert {"zh": "2026-05-06 14:03:27（北京时间）", "en": "2026-05-06 14:03:27 (Beijing time, UTC+8)"}[lang] in text
    assert " ".join(DATASET[at : at + 8] for at in range(0, 64, 8)) in text
    assert {"zh": "不是页面上的文字", "en": "not the words on the page"}[lang] in text


def test_a_receipt_signed_by_a_stranger_is_not_verified(tmp_path: Path, shown: Shown) -> None:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(receipt_pdf(receipt_view(), "zh"))
    code, text = shown("document", path, "--key", STRANGER_PUBLIC, "--format", "json")
    assert (code, [one["code"] for one in machine(text)["faults"]]) == (3, ["key-untrusted"])


def test_a_receipt_whose_proof_was_changed_is_not_verified(tmp_path: Path, shown: Shown) -> None:
    view = receipt_view()
    path = tmp_path / "receipt.pdf"
    forged = canonical_json(view.receipt).replace("ca978112" * 8, "ca978113" * 8)
    path.write_bytes(b"1 0 obj\n<</Type/EmbeddedFile>>\nstream\n" + forged.encode() + b"\nendstream")
    code, text = shown("document", path, *KEYED, "--format", "json")
    assert (code, [one["code"] for one in machine(text)["faults"]]) == (3, ["content"])


@pytest.mark.parametrize(("inside", "code"), [(b"", "no-proof"), (b'{"format":"jiqun-proof-1"}', "malformed")])
def test_a_file_without_a_proof_that_can_be_read_is_refused(
    tmp_path: Path, shown: Shown, inside: bytes, code: str
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"<</Type/EmbeddedFile>>\nstream\n" + inside + b"\nendstream")
    ended, text = shown("document", path, *KEYED, "--format", "json")
    assert (ended, [one["code"] for one in machine(text)["faults"]]) == (3, [code])


def test_a_document_is_held_against_the_proof_beside_it(tmp_path: Path, shown: Shown) -> None:
    letter, proof = tmp_path / "letter.pdf", tmp_path / "proof.json"
    letter.write_bytes(b"the letter")
    documents = (Document("letter.pdf", hashlib.sha256(b"the letter").hexdigest()),)
    proof.write_text(canonical_json(receipt_view(documents).receipt), encoding="utf-8")
    code, text = shown("document", letter, "--proof", proof, *KEYED, "--format", "json")
    assert (code, machine(text)["state"], machine(text)["sha256"]) == (0, "verified", documents[0].sha256)
    letter.write_bytes(b"the letter, changed")
    code, text = shown("document", letter, "--proof", proof, *KEYED, "--format", "json")
    assert (code, [one["code"] for one in machine(text)["faults"]]) == (3, ["document-not-in-proof"])


def test_the_proof_of_an_entry_is_verified_and_anything_else_refused(tmp_path: Path, shown: Shown) -> None:
    proof = written(tmp_path / "proof.json", [canonical_json(receipt_view().receipt)])
    assert shown("entry", proof, *KEYED)[0] == 0
    for wrong in ("", "[]", "[" * 300_000, '{"format": "jiqun-proof-1"}'):
        proof.write_text(wrong, encoding="utf-8")
        code, text = shown("entry", proof, *KEYED, "--format", "json")
        assert (code, [one["code"] for one in machine(text)["faults"]]) == (3, ["malformed"])


def test_nothing_in_a_proof_moves_the_cursor(tmp_path: Path, shown: Shown) -> None:
    document = Document("\x1b[31m[red]\u202egnp.exe", "ab" * 32)
    proof = written(tmp_path / "proof.json", [canonical_json(receipt_view((document,)).receipt)])
    text = shown("entry", proof, *KEYED)[1]
    assert "[31m[red]gnp.exe" in text
    assert not {"\x1b", "\u202e"} & set(text)


@pytest.mark.parametrize(
    "wrong",
    [
        ["chain"],
        ["chain", "no-such-file.jsonl"],
        ["entry", "{file}", "--key", "29acbae1"],
        ["entry", "{file}", "--key", "z" * 64],
        ["document", "{file}", "--proof", "no-such-file.json"],
        ["nonsense", "{file}"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(tmp_path: Path, wrong: list[str]) -> None:
    path = written(tmp_path / "file", [])
    assert run(["verify", *(part.format(file=path) for part in wrong)]) == 2


def test_a_certificate_is_checked_with_its_page_off_line(tmp_path: Path, shown: Shown) -> None:
    made = certificate_pdf(certificate_proof())
    file = tmp_path / "certificate.pdf"
    file.write_bytes(made)
    code, text = shown("certificate", file, *KEYED, "--format", "json")
    said = machine(text)["certificate"]
    assert (code, said["number"], said["valid_to"], said["page_as_issued"]) == (0, "SHJQ-2026-1", "2029-06-17", True)
    file.write_bytes(made.replace(b"/Title", b"/Tilte", 1))
    code, text = shown("certificate", file, *KEYED, "--format", "json")
    found = machine(text)
    assert (code, found["state"], [one["code"] for one in found["faults"]]) == (3, "refused", ["page-differs"])
    assert machine(shown("certificate", file, "--format", "json")[1])["certificate"]["page_as_issued"] is False


def test_a_receipt_is_no_certificate(tmp_path: Path, shown: Shown) -> None:
    file = tmp_path / "receipt.pdf"
    file.write_bytes(receipt_pdf(receipt_view(), "zh"))
    code, text = shown("certificate", file, *KEYED, "--format", "json")
    assert (code, [one["code"] for one in machine(text)["faults"]]) == (3, ["no-certificate"])
