"""The law as data: complete, in order, cited, and inside its window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jiqun.base.words import WordedError
from jiqun.law import Notice, edition, edition_ids, read_notice, under_notice
from jiqun.rules.ruleset import clauses_of

# The clauses as the requirements list them: id, kind, and whether it blocks.
KINDS = {"m": "measured", "c": "counted", "d": "declared", "j": "judged"}
LISTED = [
    "6.1.1c",
    "6.1.2c",
    "6.1.3c",
    "6.2.1j",
    "6.2.2j",
    "6.2.3j",
    "6.2.4j",
    "6.2.5m",
    "6.2.6m",
    "6.2.7m",
    "6.2.8m",
    "6.2.9m",
    "6.3.1j",
    "6.3.2c",
    "6.4.1j",
    "6.4.2d",
    "6.4.3c",
    "6.4.4d",
    "6.4.5d",
    "6.5.1m",
    "6.5.2d",
    "6.5.3d",
    "6.5.4c",
    "6.5.5c",
    "6.5.6m",
    "6.5.7m",
    "6.6.1j",
    "6.6.2d",
    "6.6.3m",
    "6.6.4m",
    "6.6.5d",
    "6.6.6d",
    "6.6.7d",
    "6.7.1j",
    "6.7.2m",
    "6.7.3m",
    "6.7.4d",
    "6.7.5d",
    "6.7.6d",
    "6.7.7d",
    "6.8.1d",
    "6.8.2d",
    "6.8.3m",
    "6.9.1c",
    "6.9.2c",
    "6.9.3c",
    "6.9.4d",
    "6.9.5d",
    "6.9.6c",
]
SHANGHAI = edition("shanghai-2024")
NATIONAL = edition("national-2022")


@pytest.mark.article("6")
def test_shanghai_has_all_49_clauses_in_order_with_their_kinds() -> None:
    assert len(LISTED) == 49
    found = [f"{p.id.removeprefix('A')}{p.kind[0]}" for p in SHANGHAI.provisions.values()]
    assert found == LISTED
    assert [p.id for p in SHANGHAI.provisions.values() if not p.blocking] == ["A6.2.4", "A6.4.5"]
    assert [p.id for p in SHANGHAI.provisions.values() if p.conditional] == ["A6.7.6", "A6.7.7"]


def test_shanghai_has_all_21_articles_with_words_in_both_languages() -> None:
    assert list(SHANGHAI.articles) == [str(number) for number in range(1, 22)]
    for article in SHANGHAI.articles.values():
        assert len(article.summary.zh) > 15
        assert len(article.summary.en) > 40


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_clause_has_a_rule_and_every_rule_a_clause(edition_id: str) -> None:
    assert [clause.cite.id for clause in clauses_of(edition_id)] == list(edition(edition_id).provisions)


@pytest.mark.parametrize("edition_id", edition_ids())
def test_no_word_of_the_law_is_missing_in_either_language(edition_id: str) -> None:
    book = edition(edition_id)
    words = [book.title, book.short, *book.groups.values()]
    words += [text for p in book.provisions.values() for text in (p.title, p.asks)]
    words += [figure.source for figure in book.figures.values()]
    words += [text for r in book.readings.values() for text in (r.question, r.why, *(o.means for o in r.options))]
    assert not [text for text in words if not text.zh.strip() or not text.en.strip()]


FIGURES = {
    "serious_incidents": ("<=", 0),
    "area": ("<=", 100),
    "annual_output": (">", 3_000_000_000),
    "sme_output_share": (">", Fraction(1, 2)),
    "dominant_output_share": (">", Fraction(1, 2)),
    "output_growth": (">", Fraction(1, 10)),
    "leaders": (">=", 1),
    "honoured": (">", 10),
    "chain_segments": (">=", 3),
    "rd_growth": (">", Fraction(1, 20)),
    "platforms": (">=", 1),
    "standards": (">=", 2),
    "patent_growth": (">", Fraction(3, 20)),
    "patent_density": (">=", 15),
    "cloud_share": (">", Fraction(1, 10)),
    "operator": (">=", 1),
    "service_institutions": (">=", 1),
    "service_kinds": (">=", 7),
    "service_specialists": (">=", 1),
    "plan_aspects": (">=", 6),
}
NATIONAL_FIGURES = {
    "serious_incidents": ("<=", 0),
    "area": ("<=", 100),
    "annual_output": (">=", 4_000_000_000),
    "sme_output_share": (">=", Fraction(7, 10)),
    "dominant_output_share": (">", Fraction(7, 10)),
    "output_growth": (">", Fraction(1, 10)),
    "leaders": (">=", 1),
    "honoured": (">=", 10),
}


@pytest.mark.article("6")
def test_the_figures_are_those_of_the_text() -> None:
    assert {key: (figure.op, figure.value) for key, figure in SHANGHAI.figures.items()} == FIGURES
    assert {key: (figure.op, figure.value) for key, figure in NATIONAL.figures.items()} == NATIONAL_FIGURES


@pytest.mark.article("18")
def test_the_national_figures_that_nobody_has_seen_are_listed_and_not_guessed() -> None:
    unknown = [p.id for p in NATIONAL.provisions.values() if p.unknown]
    assert unknown == ["A6.5.1", "A6.5.5", "A6.5.6", "A6.5.7", "A6.6.3"]
    assert not [p for p in NATIONAL.provisions.values() if p.unknown and p.figures]
    assert {*NATIONAL.provisions} | {*NATIONAL.unseen_clauses} == {*SHANGHAI.provisions}
    assert not {*NATIONAL.provisions} & {*NATIONAL.unseen_clauses}


@pytest.mark.article("21")
@pytest.mark.parametrize(
    ("edition_id", "day", "in_force"),
    [
        ("shanghai-2024", date(2024, 2, 21), False),
        ("shanghai-2024", date(2024, 2, 22), True),
        ("shanghai-2024", date(2029, 2, 21), True),
        ("shanghai-2024", date(2029, 2, 22), False),
        ("national-2022", date(2022, 9, 12), False),
        ("national-2022", date(2022, 9, 13), True),
        ("national-2022", date(2099, 1, 1), True),
    ],
)
def test_an_edition_is_in_force_from_its_first_to_its_last_day(edition_id: str, day: date, in_force: bool) -> None:
    assert edition(edition_id).in_force_on(day) is in_force


@pytest.mark.article("20")
def test_the_readings_are_those_agreed_the_default_first() -> None:
    assert {key: [o.value for o in reading.options] for key, reading in SHANGHAI.readings.items()} == {
        "over": ["strict", "excludes", "includes"],
        "growth": ["geometric_from_base_year", "mean_of_yearly_rates", "geometric_within_window"],
        "share_years": ["latest", "each"],
        "sme_of": ["each_year", "latest_year"],
        "growth_of": ["cluster", "dominant_industry"],
        "report_due": ["boundary_on_the_day", "before_the_day", "through_the_day"],
        "revocation_rank": ["larger", "major"],
        "change_report_days": ["30"],
    }


@pytest.mark.parametrize(
    ("chosen", "named"),
    [({"overr": "strict"}, "overr"), ({"over": "maybe"}, "maybe"), ({"change_report_days": "soon"}, "soon")],
)
def test_an_unknown_reading_is_refused_by_name(chosen: dict[str, str], named: str) -> None:
    with pytest.raises(WordedError) as refused:
        SHANGHAI.settle(chosen)
    assert named in refused.value.words.zh
    assert named in refused.value.words.en


def test_any_number_of_days_will_do_for_a_change_report() -> None:
    assert SHANGHAI.settle({"change_report_days": "45"})["change_report_days"] == "45"


def test_a_misspelt_citation_fails() -> None:
    with pytest.raises(KeyError):
        SHANGHAI.cite("6.2.66")
    assert SHANGHAI.cite("6.2.6") is SHANGHAI.cite("A6.2.6")


NOTICE = """
document = "沪经信企〔2026〕1号"
legal_basis = "第七条第二款"
procedures = "shanghai-2024"
from = 2026-03-01
to = 2026-12-31
[figures]
annual_output = "2500000000"
rd_growth = "4%"
"""


def notice(tmp_path: Path, text: str = NOTICE) -> Notice:
    path = tmp_path / "notice.toml"
    path.write_text(text, encoding="utf-8")
    return read_notice(path)


@pytest.mark.article("7")
def test_a_notice_overrides_a_figure_and_the_articles_own_stays_beside_it(tmp_path: Path) -> None:
    book = under_notice(SHANGHAI, notice(tmp_path), date(2026, 5, 1))
    figure = book.figure("annual_output")
    assert figure.value == 2_500_000_000
    assert figure.override is not None
    assert figure.override.article_value == 3_000_000_000
    assert figure.override.document == "沪经信企〔2026〕1号"
    assert book.figure("rd_growth").value == Fraction(1, 25)
    assert book.figure("output_growth") == SHANGHAI.figure("output_growth")


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2027, 1, 1)])
def test_a_notice_holds_only_in_its_time(tmp_path: Path, day: date) -> None:
    with pytest.raises(WordedError):
        under_notice(SHANGHAI, notice(tmp_path), day)


@pytest.mark.parametrize("line", ["document", "legal_basis", "procedures", "from", "to"])
def test_a_notice_without_document_basis_edition_or_dates_is_refused(tmp_path: Path, line: str) -> None:
    text = "\n".join(part for part in NOTICE.splitlines() if not part.startswith(f"{line} ="))
    with pytest.raises(WordedError, match=line):
        notice(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new"), [("annual_output", "no_such_figure"), ("shanghai-2024", "national-2022"), ('"4%"', '"many"')]
)
def test_a_notice_that_does_not_fit_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(WordedError):
        under_notice(SHANGHAI, notice(tmp_path, NOTICE.replace(old, new)), date(2026, 5, 1))


def test_a_file_that_is_no_notice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordedError, match="not a TOML file"):
        notice(tmp_path, "= nonsense")


def test_editions_are_never_changed_in_place() -> None:
    changed = replace(SHANGHAI, figures={})
    assert SHANGHAI.figures
    assert not changed.figures
