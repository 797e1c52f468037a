"""The recommendation to the national list on paper: a PDF in each language, and one workbook (Article 18).

The Ministry's own form was not seen. Which fields it has is inferred from the national standard and from practice; both
papers say so above everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from jiqun.base.saying import say_both
from jiqun.base.words import Bi, Lang, day_text
from jiqun.papers import palette as p
from jiqun.papers.plain import plain
from jiqun.papers.typesetting import typeset
from jiqun.papers.xlsx.page import Book, Page
from jiqun.rules.words import OUTCOMES, VERDICTS

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Json = Mapping[str, Any]


def national_pdf(content: Json, lang: Lang, on: date) -> bytes:
    """The forms of all recommended clusters as the bytes of a PDF/A file."""
    call = content["call"]
    data = {
        "lang": lang,
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.LETTERHEAD},
        "title": plain(_TITLE.fill(year=call["year"]).say(lang)),
        "number": plain(call["number"]),
        "note": plain(INFERRED.say(lang)),
        "summary": [[plain(one.say(lang)) for one in row] for row in _summary(content)],
        "head": [one.say(lang) for one in _HEAD],
        "clusters": [_printed(one, lang) for one in content["clusters"]],
        "fields_title": _FIELDS.say(lang),
        "findings_title": _FINDINGS.say(lang),
        "day": day_text(on, lang),
        "footer": [plain(_FOOTER.say(lang))],
    }
    return typeset("national", data, datetime(on.year, on.month, on.day, tzinfo=UTC))


def national_workbook(content: Json, on: date) -> bytes:
    """The summary table, then a sheet for each cluster; every label in both languages."""
    call = content["call"]
    book = Book("zh", _TITLE.fill(year=call["year"]).zh, on)
    page = book.page("汇总表 Summary", p.LETTERHEAD)
    widths = (8, 16, 40, 16, 40, 22, 14, 50)
    page.widths(widths)
    page.merge(1, (0, len(widths) - 1), _both(_TITLE.fill(year=call["year"])), "title")
    page.merge(2, (0, len(widths) - 1), _both(INFERRED), "note")
    page.row(3, [_both(one) for one in _HEAD], "head")
    for number, row in enumerate(_summary(content), start=4):
        page.row(number, [_both(one) for one in row], "words")
    page.freeze(4)
    for one in content["clusters"]:
        _sheet(book.page(f"{one['place']} {one['number']}"[:31], p.LETTERHEAD), one)
    return book.bytes()


def _sheet(page: Page, one: Json) -> None:
    page.widths((12, 44, 40, 70))
    page.merge(1, (0, 3), _both(Bi(**one["name"])), "title")
    page.merge(2, (0, 3), _both(INFERRED), "note")
    row = 3
    for label, value in (*_particulars(one), *((Bi(**f["label"]), Bi(**f["value"])) for f in one["fields"])):
        page.put(row, 1, _both(label), "words")
        page.put(row, 2, _both(value), "words")
        row += 1
    row += 1
    page.row(row, [_both(words) for words in (_CLAUSE, _WHAT, _OUTCOME, _REASON)], "head")
    for found in one["findings"]:
        row += 1
        texts = (Bi(**found["title"]), OUTCOMES[found["outcome"]], Bi(**found["reason"]))
        page.row(row, [found["clause"], *(_both(text) for text in texts)], "words")


def _printed(one: Json, lang: Lang) -> dict[str, Any]:
    fields = (*_particulars(one), *((Bi(**f["label"]), Bi(**f["value"])) for f in one["fields"]))
    return {
        "title": plain(f"{one['place']}. {one['name'][lang]}"),
        "fields": [[plain(label.say(lang)), plain(value.say(lang))] for label, value in fields],
        "findings": [
            [found["clause"], plain(found["title"][lang]), OUTCOMES[found["outcome"]].say(lang)]
            for found in one["findings"]
        ],
    }


def _particulars(one: Json) -> tuple[tuple[Bi, Bi], ...]:
    verdict = VERDICTS.get(one["verdict"], _NONE)
    clashes = Bi(zh="；".join(c["zh"] for c in one["clashes"]), en="; ".join(c["en"] for c in one["clashes"]))
    return (
        (_NAME, Bi(**one["name"])),
        (_DISTRICT, Bi(**one["district"])),
        (_OPERATOR, Bi(**one["operator"])),
        (_CODE, _same(one["credit_code"])),
        (_INDUSTRIES, _same("; ".join(one["industries"]))),
        (_AREA, say_both(Fraction(one["area_m2"], 1_000_000), "km2")),
        (_CERTIFICATE, _same(f"{one['certificate']} ({one['first_day']} – {one['last_day']})")),
        (_VERDICT, verdict),
        (_SCORE, _same(one["score"]) if one["score"] else _NONE),
        (_WHY, _same(one["reason"])),
        *(((_CLASH, clashes), (_CLASH_WHY, _same(one["niche_reason"]))) if one["clashes"] else ()),
    )


def _summary(content: Json) -> list[tuple[Bi, ...]]:
    return [
        (
            _same(str(one["place"])),
            _same(one["number"]),
            Bi(**one["name"]),
            Bi(**one["district"]),
            Bi(**one["operator"]),
            _same("; ".join(one["industries"])),
            VERDICTS.get(one["verdict"], _NONE),
            _same(one["reason"]),
        )
        for one in content["clusters"]
    ]


def _same(text: str) -> Bi:
    return Bi(zh=text, en=text)


def _both(words: Bi) -> str:
    """In one cell for readers of either language; once where both are the same."""
    return words.zh if words.zh == words.en else f"{words.zh}\n{words.en}"


INFERRED = Bi(
    zh="未见国家申报表原件：以下栏目依据国家认定标准和各地做法推断，报送前须按当年正式表格核对。"
    "国家标准中未见数值的条款由人员判断，结论不代替国家认定。",
    en="The Ministry's own form was not seen: these fields are inferred from the national standard and from practice, "
    "and have to be checked against the year's official form. Clauses whose figure is not known are left to people; "
    "the verdict does not stand in for national recognition.",
)
_TITLE = Bi(zh="{year}年度中小企业特色产业集群推荐表", en="Clusters recommended to the national list, {year}")
_FOOTER = Bi(zh="由集群系统依据认定数据生成", en="Made from the data by which the clusters are recognised")
_FIELDS = Bi(zh="申报内容（推断栏目）", en="Particulars (inferred fields)")
_FINDINGS = Bi(zh="对照国家认定标准（所见部分）", en="Against what is known of the national standard")
_NAME, _DISTRICT = Bi(zh="集群名称", en="Cluster"), Bi(zh="所在区", en="District")
_OPERATOR, _CODE = Bi(zh="运营管理机构", en="Operator"), Bi(zh="统一社会信用代码", en="Credit code")
_INDUSTRIES = Bi(zh="主导产业（GB/T 4754-2017）", en="Dominant industries (GB/T 4754-2017)")
_AREA, _CERTIFICATE = Bi(zh="占地面积", en="Area"), Bi(zh="市级认定证书及有效期", en="The city's recognition")
_VERDICT, _SCORE = Bi(zh="对照结论", en="Verdict"), Bi(zh="市级评审得分", en="Figure of the city's selection")
_WHY, _CLASH = Bi(zh="推荐理由", en="Why it is recommended"), Bi(zh="同一细分领域", en="Same niche")
_CLASH_WHY, _NONE = Bi(zh="同一细分领域仍推荐的理由", en="Why all the same"), Bi(zh="无", en="none")
_CLAUSE, _WHAT = Bi(zh="条款", en="Clause"), Bi(zh="内容", en="What")
_OUTCOME, _REASON = Bi(zh="结果", en="Outcome"), Bi(zh="说明", en="Reason")
_HEAD = (
    *(Bi(zh="名次", en="Place"), Bi(zh="编号", en="Number"), _NAME, _DISTRICT, _OPERATOR),
    *(Bi(zh="主导产业", en="Industries"), _VERDICT, _WHY),
)
