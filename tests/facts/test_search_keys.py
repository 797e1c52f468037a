"""Things are found by whatever somebody would type for them, and by nothing that only seems to stand there."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_keys import LONGEST_NAME, SEPARATOR, search_text
from jiqun.facts.search_terms import LONGEST_TERM, MOST_TERMS, folded, normalised

CIRCUITS = search_text(
    "上海集成电路（张江）产业集群",
    "Shanghai Zhangjiang Integrated-Circuit Cluster",
    codes=["SH-2024-007", "91350100M000100Y43"],
)


def found(query: str, text: str = CIRCUITS) -> bool:
    return all(term in text for term in normalised(query))


@pytest.mark.parametrize(
    "query",
    [
        "集成电路",
        "上海 集群",
        "shanghaijichengdianlu",
        "jichengdianlu",
        "SHJCDL",
        "jcdl zjcyjq",
        "integrated",
        "Integrated-Circuit cluster",
        "integratedcircuit",
        "INTEGRATED 张江",
        "ＳＨ－２０２４－００７",
        "m000100y43",
        "电路张江产业",
        "（张江）",
        "(张江)",
        "  \t　张江\u200b  ",
        "",
    ],
)
def test_a_cluster_is_found_by(query: str) -> None:
    assert found(query)


@pytest.mark.parametrize(
    "query",
    ["软件", "集成电路 软件", "集群shanghai", "clustersh", "circuitcluster91", "sh-2024-007 91350101", "%", "_"],
)
def test_a_cluster_is_not_found_by(query: str) -> None:
    assert not found(query)


@pytest.mark.parametrize("code", DISTRICTS)
def test_a_district_is_found_by_the_pinyin_that_is_its_english_name(code: str) -> None:
    name = DISTRICTS[code]
    pinyin = name.en.lower().replace("'", "").removesuffix(" district").removesuffix(" new area")
    assert search_text(name.zh).split(SEPARATOR)[1].startswith(pinyin)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("重庆长安汽车", "chongqingchanganqiche"),
        ("长宁区行业协会", "changningquhangyexiehui"),
        ("上海银行闵行支行", "shanghaiyinhangminhangzhihang"),
        ("重型机器", "zhongxingjiqi"),
        ("长鑫存储", "changxincunchu"),
        ("快速成长", "kuaisuchengzhang"),
        ("增长引擎", "zengzhangyinqing"),
        ("重固镇传感器", "chongguzhenchuanganqi"),
        ("成都音乐会计", "chengduyinyuekuaiji"),
        ("薄膜与热轧钢", "bomoyurezhagang"),
        ("绿色女装", "lvsenvzhuang"),
    ],
)
def test_characters_of_several_readings_are_read_by_their_words(name: str, pinyin: str) -> None:
    assert pinyin in search_text(name).split(SEPARATOR)


def test_a_name_has_a_line_for_every_way_to_type_it_each_once() -> None:
    assert search_text("上海A-1 科技", codes=["X"]).split(SEPARATOR) == [
        "上海a-1 科技",
        "上海a1科技",
        "shanghaia1keji",
        "sha1kj",
        "x",
    ]
    assert search_text("Jing’an", "JING'AN", codes=["jing'an"]).split(SEPARATOR) == ["jing'an", "jingan"]


def test_nothing_to_find_is_a_blank() -> None:
    assert search_text() == search_text("", " \u200b\n", codes=[""]) == ""


def test_a_character_without_a_reading_stays_itself() -> None:
    assert "shanghai𠮷" in search_text("上海𠮷")


def test_a_blank_query_has_no_terms_and_a_repeated_term_counts_once() -> None:
    assert normalised(" 　\n") == ()
    assert normalised("张江 ABC abc　张江") == ("张江", "abc")


def test_an_umlaut_is_the_v_of_the_keyboard() -> None:
    assert found("lüse", search_text("绿色"))
    assert found("LU\u0308SE", search_text("绿色"))


def test_hostile_lengths_are_cut() -> None:
    assert normalised("词 " * 100_000) == ("词",)
    terms = normalised(" ".join(f"{n}{'x' * 100}" for n in range(50)))
    assert len(terms) == MOST_TERMS
    assert {len(term) for term in terms} == {LONGEST_TERM}
    assert len(search_text("长" * 1_000_000, codes=["9" * 1_000_000])) < 10 * LONGEST_NAME


# One character that unfolds into eighteen.
@pytest.mark.parametrize("text", ["\ufdfa" * 10_000, "\ud800\x00\x1b", "\u202e上海", "a\u0300" * 500])
def test_hostile_characters_are_cut_or_left_out(text: str) -> None:
    for term in normalised(text):
        assert len(term.encode()) <= 4 * LONGEST_TERM
    assert search_text(text).isascii() or search_text(text).encode()


@given(st.text(max_size=60))
def test_terms_and_texts_hold_nothing_that_a_database_refuses(text: str) -> None:
    kept = "".join([*normalised(text), *search_text(text).split(SEPARATOR)])
    assert not [c for c in kept if unicodedata.category(c) in ("Cc", "Cf", "Cs")]
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=40))
def test_a_thing_is_found_by_its_own_name(name: str) -> None:
    assert found(name, search_text(name))


def test_searching_needs_no_tables_of_pinyin() -> None:
    code = "import sys, jiqun.facts.search_terms; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
