"""The canonical text: RFC 8785's own examples, what it refuses, and that it reads back as what was written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.ledger.canonical import LARGEST, canonical_json, canonical_sha256

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def test_members_are_sorted_by_utf16_units_as_in_rfc_8785_section_3_2_3() -> None:
    names = ["€", "\r", "\ufb33", "1", "\U0001f600", "\x80", "ö"]
    ordered = ["\r", "1", "\x80", "ö", "€", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical_json(dict.fromkeys(names, 0)))) == ordered


def test_texts_are_escaped_as_in_rfc_8785_section_3_2_2_2() -> None:
    assert canonical_json('€$\x0f\nA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


def test_days_and_moments_are_texts() -> None:
    shanghai = timezone(timedelta(hours=8))
    value = {"b": datetime(2026, 5, 1, 9, 30, tzinfo=shanghai), "a": (date(2026, 5, 1), None, True)}
    assert canonical_json(value) == '{"a":["2026-05-01",null,true],"b":"2026-05-01T01:30:00.000000Z"}'


def test_text_is_not_normalised() -> None:
    assert canonical_sha256("é") != canonical_sha256("e\u0301")


@pytest.mark.parametrize("value", [1.0, [{"a": 0.5}], {1: 2}, {1, 2}, b"bytes", object()])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize(
    "value",
    [
        LARGEST + 1,
        -LARGEST - 1,
        datetime(2026, 5, 1),  # noqa: DTZ001  # without a zone it is no moment
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8))),
        "\ud800",
        {"\ud800": 1},
    ],
)
def test_what_two_readers_could_read_as_two_things_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical_json(value)


def test_a_value_of_33_levels_or_one_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ValueError, match="levels"):
        canonical_json(endless)


@given(values)
def test_the_text_reads_back_as_the_value_and_is_written_again_the_same(value: object) -> None:
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001  # the zone is added by the test
def test_a_moment_is_the_same_text_in_every_zone(naive: datetime, hours: int) -> None:
    at = naive.replace(tzinfo=UTC)
    assert canonical_json(at) == canonical_json(at.astimezone(timezone(timedelta(hours=hours))))
