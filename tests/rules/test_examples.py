"""The lawyers' examples: each comes out as it says, by the engine and by hand, and together they leave no side out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest

from jiqun.base.words import LANGS
from jiqun.facts.choices import RANKED_KINDS
from jiqun.law import edition, edition_ids
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.examples import Example, ExampleError, examples, read_examples
from tests.oracle.reading import assess as read_by_hand

EDITIONS = edition_ids()
ALL = [example for edition_id in EDITIONS for example in examples(edition_id)]

JUDGED = {"review", "met", "not_met"}  # waits, or a reviewer has decided
DECLARED = {"missing", "not_met", "review", "met"}  # not stated, stated not, stated, confirmed
CONDITIONAL = DECLARED | {"not_applicable"}
COUNTED = {"met", "not_met"}  # an empty register counts as none
SHARE = GROWTH = {"met", "not_met", "boundary", "review", "missing"}
TREND = {"met", "not_met", "missing"}

# What each clause can come to, as `clauses.md` has it; by kind where nothing is said of the clause itself.
OUTCOMES = {
    "shanghai-2024": {
        "A6.1.1": COUNTED,
        "A6.1.2": COUNTED,
        "A6.1.3": COUNTED,
        "A6.2.5": JUDGED,  # over 100 km² waits for a reviewer; the sheet's field is required
        "A6.2.6": {"met", "not_met", "boundary", "missing"},
        "A6.2.7": SHARE,
        "A6.2.8": SHARE,
        "A6.2.9": GROWTH,
        "A6.3.2": COUNTED | {"boundary"},
        "A6.4.3": {"met", "not_met", "review", "missing"},  # not met only by a reviewer
        "A6.5.1": GROWTH,
        "A6.5.4": COUNTED,
        "A6.5.5": COUNTED,
        "A6.5.6": GROWTH,
        "A6.5.7": TREND | {"review"},  # "at least": nothing is on the line
        "A6.6.3": SHARE,
        "A6.6.4": TREND | {"review"},
        "A6.7.2": TREND,
        "A6.7.3": TREND | {"review"},
        "A6.7.6": CONDITIONAL,
        "A6.7.7": CONDITIONAL,
        "A6.8.3": TREND,
        "A6.9.1": {"met"},  # a workbook without an operator is refused
        "A6.9.2": {"met", "missing"},
        "A6.9.3": {"met", "not_met", "missing"},
        "A6.9.6": {"met", "not_met", "review", "missing"},  # not met only by a reviewer
    },
    "national-2022": {
        "A6.1.1": COUNTED,
        "A6.1.2": COUNTED,
        "A6.1.3": COUNTED,
        "A6.2.5": JUDGED,
        "A6.2.6": TREND,  # "at least"
        "A6.2.7": SHARE - {"boundary"},  # "at least"
        "A6.2.8": SHARE,
        "A6.2.9": GROWTH,
        "A6.3.2": COUNTED,  # "at least"
    },
}
BY_KIND = {"judged": JUDGED, "declared": DECLARED}


def named(cases: list[Example]) -> list[str]:
    seen: Counter[tuple[str, str]] = Counter()
    names = []
    for one in cases:
        seen[one.edition, one.clause] += 1
        names.append(f"{one.edition} {one.clause} no. {seen[one.edition, one.clause]} is {one.outcome}")
    return names


def possible(edition_id: str) -> Iterator[tuple[str, set[str]]]:
    for clause, provision in edition(edition_id).provisions.items():
        of_kind = JUDGED if provision.unknown else BY_KIND.get(provision.kind)
        yield clause, OUTCOMES[edition_id].get(clause) or of_kind or set()


def of_clause(edition_id: str, clause: str) -> list[Example]:
    return [one for one in examples(edition_id) if one.clause == clause]


@pytest.mark.parametrize("example", ALL, ids=named(ALL))
def test_an_example_comes_out_as_it_says(example: Example) -> None:
    finding = example.assessment().finding(example.clause)
    assert finding.outcome == example.outcome, f"{example.words.zh} {finding.reason.zh}"


@pytest.mark.article("6")
@pytest.mark.parametrize("example", ALL, ids=named(ALL))
def test_an_example_comes_out_the_same_by_hand(example: Example) -> None:
    tables = example.snapshot.tables
    sheets = {
        name: [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        for name, table in tables.items()
    }
    (cluster,) = sheets["cluster"]
    cluster["area_km2"] = Fraction(cluster["area_km2"], 1_000_000)
    reviews: dict[str, str] = {example.clause: example.review.outcome} if example.review else {}
    theirs = read_by_hand(sheets, example.on, dict(example.readings), reviews, procedures=example.edition)
    ours = example.assessment()
    assert theirs.outcomes[example.clause] == example.outcome
    assert {one.clause: one.outcome for one in ours.findings} == theirs.outcomes
    assert ours.verdict == theirs.verdict


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_clause_has_an_example_of_every_outcome_it_can_take(edition_id: str) -> None:
    for clause, outcomes in possible(edition_id):
        assert {one.outcome for one in of_clause(edition_id, clause)} == outcomes, clause


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_clause_has_examples_on_each_side_of_its_line(edition_id: str) -> None:
    for clause, outcomes in possible(edition_id):
        assert "met" in outcomes, clause
        assert outcomes & {"not_met", "missing"} or clause == "A6.9.1", clause


@pytest.mark.article("6")
@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_figure_has_an_example_exactly_on_it(edition_id: str) -> None:
    """And so has every comparison with an earlier year: a rise of nothing is no rise."""
    for clause in edition(edition_id).provisions:
        findings = [one.assessment().finding(clause) for one in of_clause(edition_id, clause)]
        margins = [one.margin.exact for one in findings if one.margin]
        assert not margins or 0 in margins, clause


@pytest.mark.article("20")
def test_every_reading_changes_an_example_and_the_default_changes_it_back() -> None:
    book = edition("shanghai-2024")
    read = {key: reading for key, reading in book.readings.items() if "6" in reading.articles}
    for key, reading in read.items():
        for option in reading.options[1:]:
            cases = [one for one in examples(book.id) if one.readings.get(key) == option.value]
            assert any(outcome_by_default(one, key) != one.outcome for one in cases), f"{key}={option.value}"


def outcome_by_default(example: Example, key: str) -> str:
    book = edition(example.edition)
    readings = {name: value for name, value in example.readings.items() if name != key}
    found = assess_snapshot(example.snapshot, on=example.on, edition=book, readings=book.settle(readings))
    return found.finding(example.clause).outcome


@pytest.mark.article("9")
def test_a_reviewer_decides_what_waits_for_review_and_nothing_else() -> None:
    unmoved = set()
    for one in ALL:
        if one.review is None:
            continue
        book = edition(one.edition)
        alone = assess_snapshot(one.snapshot, on=one.on, edition=book, readings=book.settle(one.readings))
        outcome = alone.finding(one.clause).outcome
        assert one.outcome == (one.review.outcome if outcome == "review" else outcome)
        unmoved |= {outcome} - {"review"}
    assert unmoved == {"not_met", "boundary", "missing"}


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_words_are_there_in_both_languages_and_no_two_examples_say_the_same(edition_id: str) -> None:
    words = [one.words for one in examples(edition_id)]
    for lang, ending in zip(LANGS, ("。", "."), strict=True):
        said = [one.say(lang) for one in words]
        assert [one for one in said if not one.strip().endswith(ending)] == []
        assert [one for one, times in Counter(said).items() if times > 1] == []
    assert all(one.review.reason.zh and one.review.reason.en for one in examples(edition_id) if one.review)


def test_the_reviewers_reason_is_read_in_the_language_asked_for() -> None:
    example = next(one for one in ALL if one.review and one.outcome == "met")
    assert example.review is not None
    said = [example.assessment(lang).finding(example.clause).review for lang in LANGS]
    assert [one.reason for one in said if one] == [example.review.reason.zh, example.review.reason.en]


def test_what_is_given_could_stand_in_a_workbook() -> None:
    """Rows that a workbook's check would refuse prove nothing."""
    for one in ALL:
        tables = one.snapshot.tables
        ranked = zip(tables["incidents"]["kind"], tables["incidents"]["severity"], strict=True)
        assert all(severity for kind, severity in ranked if kind in RANKED_KINDS), one.words
        codes = tables["enterprises"]["credit_code"]
        rows = list(zip(tables["annual"]["credit_code"], tables["annual"]["year"], strict=True))
        assert len(set(codes)) == len(codes)
        assert rows
        assert len(set(rows)) == len(rows)
        assert len(set(tables["statements"]["clause"])) == len(tables["statements"]["clause"])


GOOD = 'clause = "A6.2.6"\nzh = "话。"\nen = "Words."\noutcome = "met"\n'


def refusal(case: str) -> str:
    with pytest.raises(ExampleError) as refused:
        read_examples(f"[[example]]\n{case}", edition("shanghai-2024"))
    return str(refused.value)


REFUSALS = [
    (GOOD.replace("A6.2.6", "A6.2.66"), "example 1 (A6.2.66): there is no 'A6.2.66'; is it 'A6.2.6'?"),
    (GOOD.replace('"met"', '"mett"'), "there is no 'mett'; is it 'met'?"),
    (GOOD.replace("zh =", "zn ="), "there is no 'zn'; use clause, zh, en, outcome"),
    (GOOD.replace("话。", " "), "'zh' must be given"),
    (GOOD + "on = 2023-12-31", "2023-12-31 is no day on which shanghai-2024 is in force"),
    (GOOD + "on = 2026-05-01T08:00:00", "is no day"),
    (GOOD + 'readings.ovr = "includes"', "There is no reading 'ovr'"),
    (GOOD + 'reviewer = { outcome = "boundary", zh = "因", en = "for" }', "there is no 'boundary'"),
    (GOOD + 'reviewer = { outcome = "met", zh = "因" }', "'en' must be given"),
    (GOOD + "given.frims = []", "there is no 'frims'; is it 'firms'?"),
    (GOOD + "given.firms = [{ ouput_value = [1] }]", "there is no 'ouput_value'; is it 'output_value'?"),
    (GOOD + "given.firms = [{ output_value = [1, 2], exports = [1] }]", "lists of unequal length"),
    (GOOD + "given.firms = [{ years = [2024], output_value = [1, 2] }]", "output_value has 2 figures, not 1"),
    (GOOD + "given.firms = [{ output_value = [1.5] }]", 'output_value = 1.5 is not exact; write 300000 or "'),
    (GOOD + 'given.firms = [{ output_value = [""] }]', "annual: output_value must be given"),
    (GOOD + "given.firms = [{ employees = -1 }]", "annual: employees = -1"),
    (GOOD + 'given.firms = [{ industry = "39" }]', "enterprises: industry_code = '39'"),
    (GOOD + "given.firms = [{}, {}]", "two firms are called 甲"),
    (GOOD + 'given.honours = [{ firm = "乙", honour = "high_tech", awarded_on = 2024-01-01 }]', "there is no '乙'"),
    (GOOD + 'given.honours = [{ honour = "hightech", awarded_on = 2024-01-01 }]', "honours: honour = 'hightech'"),
    (GOOD + 'given.honours = [{ honour = "high_tech" }]', "honours: awarded_on must be given"),
    (GOOD + 'given.statements = [{ holds = "maybe" }]', "statements: holds = 'maybe'"),
    ("clause = ", "shanghai-2024: "),
]


@pytest.mark.parametrize(("case", "says"), REFUSALS, ids=[says for _, says in REFUSALS])
def test_a_wrong_example_is_refused_with_the_place_and_the_remedy(case: str, says: str) -> None:
    assert says in refusal(case)


def test_a_figure_left_out_is_the_usual_one_and_a_list_ends_with_the_latest_year() -> None:
    (example,) = read_examples(
        f'[[example]]\n{GOOD}given.firms = [{{ output_value = [1, "2.5"], exports = 3 }}]', edition("shanghai-2024")
    )
    annual = example.snapshot.tables["annual"]
    assert annual["year"] == [2024, 2025]
    assert annual["output_value"] == [10_000, 25_000]
    assert annual["exports"] == [30_000, 30_000]
    assert annual["employees"] == [100, 100]
    assert annual["co2_t"] == [None, None]


def test_an_edition_that_does_not_exist_has_no_examples() -> None:
    with pytest.raises(KeyError):
        examples("shanghai-1999")
