"""The receipt of a filing: what it shows, and that the proof inside it is found again and holds."""

from __future__ import annotations

import io
import json
import subprocess
import zlib
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import segno

from jiqun.base.words import LANGS, Bi, Lang
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import receipt_from
from jiqun.ledger.receipt_check import check_receipt
from jiqun.papers import receipt as module
from jiqun.papers.carried import binds, proof_in_pdf
from jiqun.papers.receipt import ReceiptFile, moment_text, receipt_pdf
from tests.ledger.made import PUBLIC
from tests.papers.cast import HOSTILE
from tests.papers.office import DATASET, FILED_AT, receipt_view
from tests.papers.reading import pdf_pages, squeezed

BOTH = pytest.mark.parametrize("lang", LANGS)
GOLDEN = Path(__file__).with_name("golden")


@cache
def made(lang: Lang) -> bytes:
    return receipt_pdf(receipt_view(), lang)


@BOTH
def test_the_receipt_says_what_the_golden_file_says(lang: Lang) -> None:
    golden = (GOLDEN / f"receipt-{lang}.txt").read_text(encoding="utf-8")
    assert "".join(pdf_pages(made(lang))) == squeezed(golden)


@BOTH
def test_the_same_view_makes_the_same_archive_file(lang: Lang) -> None:
    assert receipt_pdf(receipt_view(), lang) == made(lang)
    assert b"<pdfaid:part>3</pdfaid:part>" in made(lang)
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made(lang)


@BOTH
def test_the_moment_is_that_of_shanghai_to_the_second(lang: Lang) -> None:
    said = {"zh": "2026年5月6日 14:03:27（北京时间）", "en": "6 May 2026, 14:03:27 (Beijing time, UTC+8)"}[lang]
    assert moment_text(FILED_AT, lang) == said
    assert squeezed(said) in pdf_pages(made(lang))[0]


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 5, 6, 14, 3), "zh")  # noqa: DTZ001  # without a zone on purpose


@BOTH
def test_the_proof_inside_is_the_one_given_and_holds(lang: Lang) -> None:
    proof = proof_in_pdf(made(lang))
    assert proof == receipt_view().receipt
    assert check_receipt(receipt_from(proof), {PUBLIC}) == ()
    assert binds(receipt_from(proof), DATASET)


def test_another_reader_finds_the_proof_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "receipt.pdf").write_bytes(made("zh"))
    command = ["pdfdetach", "-savefile", "jiqun-proof.json", "-o", "proof.json", "receipt.pdf"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert json.loads((tmp_path / "proof.json").read_text(encoding="utf-8")) == receipt_view().receipt


def test_the_code_is_that_of_the_address() -> None:
    address = receipt_view().verify_address
    expected = io.BytesIO()
    segno.make_qr(address, error="m").save(expected, kind="svg", dark="#1b2733", xmldecl=False, border=4)
    assert module._qr(address) == expected.getvalue().decode()


@BOTH
def test_nothing_typed_is_markup_and_the_proof_is_not_touched(lang: Lang) -> None:
    hostile = Bi(zh=HOSTILE, en=HOSTILE)
    files = (ReceiptFile(HOSTILE * 3, 1, "ab" * 32), ReceiptFile("q" * 200, 2**60, "cd" * 32)) * 9
    plain = receipt_view()
    view = replace(plain, cluster=hostile, operator=hostile, declared_by=HOSTILE, files=files, case_number=HOSTILE)
    pdf = receipt_pdf(view, lang)
    shown = "".join(pdf_pages(pdf))
    assert shown.count(squeezed(HOSTILE.partition("#")[2].removesuffix("😀𪚥")) + "〓〓") == 4 + 27
    assert shown.count("q") - "".join(pdf_pages(made(lang))).count("q") == 200 * 9
    assert proof_in_pdf(pdf) == plain.receipt


@BOTH
def test_a_proof_that_does_not_open_its_content_is_not_said_to_prove_the_hashes(lang: Lang) -> None:
    words = {"zh": "不能单独证实它们", "en": "itdoesnotprovethem"}[lang]
    assert words not in pdf_pages(made(lang))[0]
    assert words in pdf_pages(receipt_pdf(receipt_view(opened=False), lang))[0]


def test_the_proof_of_another_entry_and_what_is_no_proof_are_refused() -> None:
    view = receipt_view()
    with pytest.raises(ValueError, match="another entry"):
        receipt_pdf(replace(view, entry={**view.entry, "seq": 6}), "zh")
    with pytest.raises(Unreadable):
        receipt_pdf(replace(view, receipt={"format": "jiqun-proof-1"}), "zh")


PROOF = json.dumps(receipt_view().receipt, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "saved",
    [
        b"<</Type /EmbeddedFile /Length 9 0 R>>\r\nstream\r\n" + PROOF + b"\r\nendstream",
        b"<</Filter/FlateDecode/Type/EmbeddedFile/Length 1>>stream\n" + zlib.compress(PROOF) + b"\nendstream",
        b"<</Length %d/Type/EmbeddedFile>>stream\n" % len(PROOF) + PROOF,
        b"<</Type/EmbeddedFile/Subtype/application#2Foctet-stream>>\nstream\n" + PROOF + b"\nendstream",
        (b"<</Type/EmbeddedFile>>stream\n" + PROOF + b"\nendstream\n") * 2,
        b"<</Type/EmbeddedFile>>stream\nnot a proof\nendstream\n<</Type/EmbeddedFile>>stream\n"
        + PROOF
        + b"\nendstream",
    ],
)
def test_the_proof_is_found_however_it_was_saved(saved: bytes) -> None:
    assert proof_in_pdf(b"%PDF-1.7\n9 0 obj\n" + saved + b"\nendobj") == receipt_view().receipt


OTHER = json.dumps(receipt_view(opened=False).receipt, ensure_ascii=False).encode()
BOMB = zlib.compress(b" " * 50_000_000)


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"/EmbeddedFile",
        b"/EmbeddedFile" * 400_000,
        b"/EmbeddedFile>>stream\n" * 300_000,
        b" obj" * 2_000_000 + b"/EmbeddedFile",
        b"<</Filter/FlateDecode/Type/EmbeddedFile>>stream\n" + BOMB,
        b"<</Filter/FlateDecode/Type/EmbeddedFile>>stream\nnothing deflated",
        b"<</Filter/LZWDecode/Type/EmbeddedFile>>stream\n" + PROOF,
        b"<</Length 999999999/Type/EmbeddedFile>>stream\n" + PROOF,
        b"<</Type/EmbeddedFile>>stream\n" + PROOF,
        b"<</Type/EmbeddedFile>>stream\n" + b"[" * 200_000 + b"\nendstream",
        b'<</Type/EmbeddedFile>>stream\n{"format": "jiqun-proof-1", "x": "\\ud800"}\nendstream',
        b'<</Type/EmbeddedFile>>stream\n{"format": ["jiqun-proof-1"]}\nendstream',
        b"<</Type/EmbeddedFile>>stream\n"
        + PROOF
        + b"\nendstream <</Type/EmbeddedFile>>stream\n"
        + OTHER
        + b"\nendstream",
        PROOF,
    ],
    ids=range(15),
)
def test_a_hostile_file_carries_no_proof_and_takes_no_time(hostile: bytes) -> None:
    assert proof_in_pdf(hostile) is None


def test_a_report_carries_no_proof() -> None:
    pdf = made("zh").replace(b"/EmbeddedFile/", b"/EmbeddedFine/")
    assert proof_in_pdf(pdf) is None
