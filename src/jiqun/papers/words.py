"""The words of a report that are not the law's: headings, labels, and the sentences that join numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jiqun.base.words import Bi, Lang

TITLE = Bi(zh="集群认定标准评估报告", en="Assessment against the recognition standards")
DISTRICT = Bi(zh="所在区", en="District")
EDITION = Bi(zh="依据", en="Judged under")
LAW = Bi(zh="《{title}》（{number}）", en="{title} ({number})")
ASSESSED_ON = Bi(zh="评估日期", en="Assessed on")
YEARS = Bi(zh="评估年度", en="Years looked at")
YEARS_TEXT = Bi(zh="{first}年至{last}年（{base}年为基期）", en="{first} to {last} (base year {base})")
DATASET = Bi(zh="数据指纹（SHA-256）", en="Dataset (SHA-256)")
MEASURED_BY = Bi(zh="产值口径", en="Output measured by")
READINGS = Bi(zh="采用的解读", en="Readings used")
READINGS_ABOUT = Bi(
    zh="条文未写明之处，按以下解读评估（第二十条的解释可以改变）：",
    en="Where the text leaves a question open it was read as follows; an interpretation (Article 20) may change it:",
)
DEFAULT_READING = Bi(zh="默认", en="default")
CHOSEN_READING = Bi(zh="另行选定", en="chosen")
VERDICT = Bi(zh="结论", en="Verdict")
BECAUSE: Mapping[str, Bi] = {
    "eligible": Bi(zh="影响结论的条款全部符合。", en="Every clause that counts towards the verdict is met."),
    "not_eligible": Bi(
        zh="影响结论的条款中有{count}项不符合。", en="Clauses not met that count towards the verdict: {count}."
    ),
    "undetermined": Bi(
        zh="没有不符合的条款，但影响结论的条款中还有{count}项未定。",
        en="Nothing fails, but clauses that count towards the verdict are still open: {count}.",
    ),
}
COUNTS = Bi(zh="全部{total}项条款", en="All {total} clauses")
GLANCE = Bi(zh="九个方面一览", en="The nine groups at a glance")
PICTURES = Bi(zh="主要指标", en="Key figures")
IN_THE_WAY = Bi(zh="尚需解决的条款", en="What stands in the way")
NOTHING_IN_THE_WAY = Bi(zh="没有：影响结论的条款全部符合或不适用。", en="Nothing: every clause that counts is met.")
ALL_CLAUSES = Bi(zh="逐条评估", en="Clause by clause")
NOTES = Bi(zh="说明", en="Notes")
WARNINGS = Bi(zh="数据提示", en="Warnings about the data")
WARNINGS_ABOUT = Bi(
    zh="以下提示不影响受理，但可能影响结果，请核对。", en="The workbook was assessed all the same; please check these."
)
BASIS = Bi(zh="所依据的数据", en="Numbers behind the findings")
BASIS_OF_ONE = Bi(zh="所依据的数据", en="Numbers behind it")
CLAUSE = Bi(zh="条款", en="Clause")
OUTCOME = Bi(zh="结果", en="Outcome")
OBSERVED = Bi(zh="实际", en="Observed")
REQUIRED = Bi(zh="要求", en="Required")
MARGIN = Bi(zh="余量", en="Margin")
YEAR_HEAD = Bi(zh="年份", en="Year")
MEASURE = Bi(zh="项目", en="Number")
AS_OF_DATE = Bi(zh="评估日", en="On the day")
LACKING = Bi(zh="缺：", en="Missing: ")
SHEET = Bi(zh="工作表", en="Sheet")
ROW = Bi(zh="行", en="Row")
COLUMN = Bi(zh="列", en="Column")
VALUE = Bi(zh="填写内容", en="Value")
WHAT = Bi(zh="问题", en="What is wrong")
WHOLE_FILE = Bi(zh="整个文件", en="The file as a whole")
NOT_JUDGED = Bi(zh="本版不评", en="not judged")
NOT_BLOCKING = Bi(zh="不影响结论", en="does not count towards the verdict")
CONDITIONAL = Bi(zh="有条件适用", en="only for some clusters")
BY_REVIEWER = Bi(zh="审核人员认定", en="decided by a reviewer")
WORKING_FIGURE = Bi(
    zh="数目是本系统的工作数值，条文没有写。",
    en="The number is a working figure of this system; the article gives none.",
)
THAT_WORKING_FIGURE = Bi(
    zh="“{what}”是本系统的工作数值，条文没有写。",
    en="“{what}” is a working figure of this system; the article gives none.",
)
OVERRIDE = Bi(
    zh="由{document}所定（依据：{basis}）；条文本身为{own}。",
    en="Set by {document} (on the basis of {basis}); the article itself says {own}.",
)
SEPARATOR = Bi(zh="；", en="; ")
AS_SHEET = Bi(zh="“{sheet}”的数据", en="rows in the sheet “{sheet}”")
AS_COLUMN = Bi(zh="“{sheet}”的“{column}”", en="“{column}” in the sheet “{sheet}”")
IN_YEAR = Bi(zh="{what}（{year}）", en="{what}, {year}")
YEAR = Bi(zh="{year}年", en="{year}")
BASE_YEAR = Bi(zh="{year}（基期）", en="{year} (base)")
BAR_YEAR = Bi(zh="{year}", en="{year}")
NONE_ALLOWED = Bi(zh="没有", en="none")
EACH_YEAR = Bi(zh="每年{what}", en="each year {what}")
RISES = Bi(zh="逐年上升", en="rises every year")
FALLS = Bi(zh="逐年下降", en="falls every year")
LAST_ABOVE_FIRST = Bi(zh="末年高于首年", en="last year above the first")
LAST_BELOW_FIRST = Bi(zh="末年低于首年", en="last year below the first")
OR = Bi(zh="，或者", en=", or ")
AND = Bi(zh="，并且", en=", and ")
POINTS = Bi(zh="{}个百分点", en="{} points")
ARTICLE = Bi(zh="第{article}条第{item}项", en="Article {article}, item {item}")
SHOW_TABLE = Bi(zh="图中数据", en="The numbers of this chart")
OTHER_LANGUAGE = Bi(zh="English version: --lang en", en="中文版：--lang zh")
LEGEND_ROUND = Bi(zh="圆角：不影响结论", en="round corners: does not count towards the verdict")
DETAILS = Bi(zh="条款内容与所依据的数据", en="What it asks, and the numbers behind it")
DETAILS_ASKS = Bi(zh="条款内容", en="What it asks")
SKIP = Bi(zh="跳到逐条评估", en="Skip to the clauses")
CLAUSES_OF = Bi(zh="第{number}项“{title}”的各条款", en="The clauses of group {number}, {title}")
OUTPUT_BY_YEAR = Bi(zh="产值", en="Output by year")
OUTPUT_IN = Bi(zh="{title}（{unit}）", en="{title} ({unit})")
SHARES = Bi(zh="占比", en="Shares")
GROWTH = Bi(zh="年均增速", en="Average yearly growth")
LINE_AT = Bi(zh="要求：{what}", en="required: {what}")
LINE_OF = Bi(zh="{value}，要求{what}", en="{value}, required {what}")
GROUP_TILES = Bi(zh="第{number}项“{title}”各条款的结果", en="Outcomes of the clauses of group {number}, {title}")
FOOT = Bi(
    zh="本报告由计算机按公开的规则生成，数据以所示指纹为准；是否认定由主管部门依法决定。",
    en="Made by computer from published rules, for the data named by the hash. The authority decides on recognition.",
)
ERRORS = Bi(zh="文件未受理：{count}处错误", en="The file is refused: {count} error(s)")
NO_ERRORS = Bi(zh="文件没有错误，可以评估。", en="No errors: the file can be assessed.")
WARNING_COUNT = Bi(zh="{count}条提示", en="{count} warning(s)")
AT_ROW = Bi(zh="第{row}行", en="row {row}")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMERALS = "零一二三四五六七八九"


def day_text(day: date, lang: Lang) -> str:
    """`2026年5月1日`, `1 May 2026`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> Bi:
    """The same in both languages."""
    return Bi(zh=day_text(day, "zh"), en=day_text(day, "en"))


def numeral(number: int) -> str:
    """`六`, `十`, `二十一`: numbers of articles as Chinese law writes them (up to 99)."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _NUMERALS[tens] + "十")
    return head + (_NUMERALS[ones] if ones or not tens else "")
