"""The certificate: one page in both languages, printed from its proof and from nothing else."""

from __future__ import annotations

import pytest

from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import receipt_from
from jiqun.papers.carried import proof_in_pdf
from jiqun.papers.certificate import certificate_of, certificate_pdf
from tests.papers.cast import HOSTILE
from tests.papers.certificates import WHAT, certificate_proof
from tests.papers.reading import pdf_pages, squeezed


@pytest.mark.article("9")
def test_one_page_says_everything_in_both_languages_and_is_the_same_again() -> None:
    made = certificate_pdf(certificate_proof())
    pages = pdf_pages(made)
    assert len(pages) == 1
    for words in ("中小企业特色产业集群认定证书", "Certificate of Recognition", "张江集成电路集群", "SHJQ-2026-1"):
        assert squeezed(words) in pages[0]
    for words in ("2026年6月18日", "2029年6月17日", "18 June 2026", "17 June 2029", "Pudong New Area"):
        assert squeezed(words) in pages[0]
    assert b"<pdfaid:part>3</pdfaid:part>" in made
    carried = proof_in_pdf(made)
    assert carried == certificate_proof().as_dict()
    assert certificate_pdf(receipt_from(carried)) == made


@pytest.mark.article("9")
def test_nothing_of_a_name_is_markup_and_long_ones_stay_on_the_page() -> None:
    long = {"zh": HOSTILE + "长" * 60, "en": "x" * 120}
    pages = pdf_pages(certificate_pdf(certificate_proof({**WHAT, "name": long, "operator": long})))
    assert len(pages) == 1


@pytest.mark.parametrize(
    "proof",
    [
        certificate_proof(act="accept"),
        certificate_proof({}),
        certificate_proof({**WHAT, "valid_from": "soon"}),
        certificate_proof({**WHAT, "district": "999999"}),
        certificate_proof({**WHAT, "name": "张江"}),
        certificate_proof({**WHAT, "procedures": "nowhere"}),
    ],
)
def test_a_proof_of_anything_else_makes_no_certificate(proof) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Unreadable):
        certificate_of(proof)
