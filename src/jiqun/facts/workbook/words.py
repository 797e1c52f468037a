"""Everything that can be wrong with a workbook, in words that say what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jiqun.base.words import Bi

# The part before a full stop is the problem's code; what follows tells apart the ways to mend it.
MESSAGES: Mapping[str, Bi] = MappingProxyType(
    {
        # the file
        "not_a_workbook": Bi(
            zh="这不是 Excel 工作簿（.xlsx）。请用电子表格软件打开，另存为“Excel 工作簿（.xlsx）”。",
            en="This is not an Excel workbook (.xlsx). Open it in a spreadsheet program and save it as .xlsx.",
        ),
        "damaged": Bi(
            zh="文件已损坏或不完整。请重新下载，或用电子表格软件打开后另存为 .xlsx。",
            en="The file is damaged or incomplete. Fetch it again, or open it in a spreadsheet program and save it.",
        ),
        "encrypted": Bi(
            zh="文件有打开密码。请去掉密码后重新保存。",
            en="The file is protected by a password. Remove the password and save it again.",
        ),
        "old_excel": Bi(
            zh="这是旧版 Excel 文件（.xls）。请另存为 .xlsx。",
            en="This is a file of an old Excel (.xls). Save it as .xlsx.",
        ),
        "macros": Bi(
            zh="文件带有宏，不能接收。请另存为不含宏的“Excel 工作簿（.xlsx）”。",
            en="The file contains macros and is not accepted. Save it as a workbook without macros (.xlsx).",
        ),
        "zip_bomb": Bi(
            zh="文件解压后超过 {limit} MB，不能接收。请删去图片和多余的格式，或使用模板重新填写。",
            en="Unpacked, the file is over {limit} MB and is not accepted. "
            "Remove pictures and needless formatting, or fill in a new template.",
        ),
        "hostile_xml": Bi(
            zh="文件内含有电子表格不会使用的结构（文档类型定义），不能接收。请使用模板重新填写。",
            en="The file contains what no spreadsheet needs (a document type definition) and is not accepted. "
            "Fill in a new template.",
        ),
        "too_large": Bi(
            zh="文件过大：文件最大 {megabytes} MB，数据区域最多 {cells} 个单元格。请删去表格右侧和下方多余的内容。",
            en="The file is too large: at most {megabytes} MB, and {cells} cells from the first to the last filled. "
            "Delete what stands far to the right or far below the tables.",
        ),
        "too_many_rows": Bi(
            zh="数据行过多：全部工作表合计最多 {limit} 行。请删去表格下方多余的内容。",
            en="Too many rows: at most {limit} in all sheets together. Delete what stands far below the tables.",
        ),
        "outside_window": Bi(
            zh="评估日期 {on} 不在《{edition}》的施行期间（{since} 起，{until}）内。请换一个日期或换一个版本。",
            en="The assessment date {on} is outside the window of {edition}: from {since}, {until}. "
            "Choose another date or another edition.",
        ),
        "more_errors": Bi(
            zh="错误超过 {limit} 处，其余未列出。请先改正已列出的。",
            en="There are over {limit} errors; the rest is not listed. Mend these first.",
        ),
        "more_warnings": Bi(
            zh="提醒超过 {limit} 处，其余未列出。",
            en="There are over {limit} warnings; the rest is not listed.",
        ),
        # sheets and headers
        "missing_sheet": Bi(
            zh="缺少工作表“{sheet}”。请从模板中补上。",
            en="The sheet “{sheet}” is missing. Take it from the template.",
        ),
        "unknown_sheet": Bi(
            zh="没有名为“{value}”的工作表，最接近的是“{nearest}”。请改名，或删去这张表。",
            en="There is no sheet “{value}”; the nearest is “{nearest}”. Rename it, or delete it.",
        ),
        "unknown_sheet.no_table": Bi(
            zh="“{value}”不是表格（可能是图表）。请删去，或改用模板中的工作表。",
            en="“{value}” is no table (a chart, perhaps). Delete it, or use the template's sheet.",
        ),
        "duplicate_sheet": Bi(
            zh="工作表“{sheet}”出现了两次（这一张名为“{value}”）。请只留一张。",
            en="The sheet “{sheet}” stands twice (this one is named “{value}”). Keep one.",
        ),
        "missing_column": Bi(
            zh="工作表“{sheet}”缺少“{column}”一列。请在首行补上这个列名。",
            en="The sheet “{sheet}” has no column “{column}”. Add it to the first row.",
        ),
        "unknown_column": Bi(
            zh="工作表“{sheet}”没有“{value}”一列，最接近的是“{nearest}”。请改正列名，或删去这一列。",
            en="The sheet “{sheet}” has no column “{value}”; the nearest is “{nearest}”. "
            "Correct the header, or delete the column.",
        ),
        "duplicate_column": Bi(
            zh="“{column}”一列出现了两次。请只留一列。",
            en="The column “{column}” stands twice. Keep one.",
        ),
        "no_header": Bi(
            zh="这个值所在的列（{letter} 列）首行没有列名。请补上列名，或删去这一列。",
            en="This value stands in a column without a header ({letter}). Add the header, or delete the column.",
        ),
        "missing_field": Bi(
            zh="工作表“{sheet}”缺少“{column}”一项。请在 A 列补上项目名称，在 B 列填写。",
            en="The sheet “{sheet}” has no “{column}”. Add the name to column A and its value to column B.",
        ),
        "unknown_field": Bi(
            zh="工作表“{sheet}”没有“{value}”这一项，最接近的是“{nearest}”。请改正，或删去这一行。",
            en="The sheet “{sheet}” has no field “{value}”; the nearest is “{nearest}”. Correct it, or delete the row.",
        ),
        "duplicate_field": Bi(
            zh="“{column}”出现了两次。请只留一行。",
            en="“{column}” stands twice. Keep one row.",
        ),
        "no_field": Bi(
            zh="B 列的这个值在 A 列没有项目名称。请补上，或删去这一行。",
            en="This value in column B has no name in column A. Add the name, or delete the row.",
        ),
        # cells
        "required": Bi(
            zh="“{column}”必须填写。",
            en="“{column}” must be filled in.",
        ),
        "required.severity": Bi(
            zh="“{kind}”必须填写“{column}”：{choices}。",
            en="“{column}” must be filled in for “{kind}”: {choices}.",
        ),
        "cell_error": Bi(
            zh="单元格显示错误 {value}，没有可用的数值。请改正公式，或直接填写数值。",
            en="The cell shows the error {value} and has no value. Correct the formula, or type the value.",
        ),
        "cell_error.many": Bi(
            zh="一张工作表中有超过 {limit} 个单元格显示错误或没有计算结果。"
            "请用电子表格软件打开，改正后等它计算完再保存。",
            en="Over {limit} cells of a sheet show errors or formulas without a result. "
            "Open the file in a spreadsheet program, mend them, let it calculate, and save it.",
        ),
        "formula_not_calculated": Bi(
            zh="公式没有保存计算结果。请用电子表格软件打开，等它计算完成后保存。",
            en="The formula was saved without its result. Open the file in a spreadsheet program, and save it.",
        ),
        "wrong_type.amount": Bi(
            zh="“{column}”应填数字（如 1234.5），不要带单位、千分位逗号或百分号，也不要设为日期格式。",
            en="“{column}” is a number (1234.5), without unit, thousands separators or percent sign, "
            "and not formatted as a date.",
        ),
        "wrong_type.whole": Bi(
            zh="“{column}”应填整数，不带小数、单位或千分位逗号。",
            en="“{column}” is a whole number, without decimals, unit or thousands separators.",
        ),
        "wrong_type.year": Bi(
            zh="“{column}”应填四位数年份，如 {example}。",
            en="“{column}” is a year of four digits, like {example}.",
        ),
        "wrong_type.day": Bi(
            zh="“{column}”应填日期：设为日期格式，或写作 YYYY-MM-DD（如 2025-03-31）。{hint}",
            en="“{column}” is a date: formatted as a date, or written YYYY-MM-DD (2025-03-31).{hint}",
        ),
        "wrong_type.yes_no": Bi(
            zh="“{column}”应填“是”或“否”。",
            en="“{column}” is yes or no.",
        ),
        "wrong_type.credit_code": Bi(
            zh="“{column}”存成了数字，后几位已经丢失。请把单元格设为文本格式，再重新填写18位代码。",
            en="“{column}” was stored as a number, so its last digits are lost. "
            "Format the cell as text and type the 18 characters again.",
        ),
        "negative": Bi(
            zh="“{column}”不能为负数。",
            en="“{column}” must not be negative.",
        ),
        "too_large_value": Bi(
            zh="“{column}”的数值过大。请检查单位。",
            en="The value of “{column}” is too large. Check the unit.",
        ),
        "too_large_value.text": Bi(
            zh="“{column}”的文字过长，最多 {limit} 个字符。",
            en="The text of “{column}” is too long: at most {limit} characters.",
        ),
        "rounded": Bi(
            zh="“{column}”最多保留 {digits} 位小数，已四舍五入为 {stored}。",
            en="“{column}” keeps up to {digits} decimals: rounded to {stored}.",
        ),
        "year_range": Bi(
            zh="年份应在 1990 年与评估日期所在的 {last} 年之间。",
            en="The year must lie between 1990 and {last}, the year of the assessment.",
        ),
        "year_ignored": Bi(
            zh="评估只看 {first} 年至 {last} 年，这一行不计入。",
            en="The assessment looks at {first} to {last}: this row does not count.",
        ),
        "unknown_choice": Bi(
            zh="“{column}”没有“{item}”这一选项。{hint}可填：{choices}。",
            en="“{column}” cannot be “{item}”.{hint} Use one of: {choices}.",
        ),
        "unknown_district": Bi(
            zh="“{value}”不是本市现有的区。{hint}请填16个区之一的名称或行政区划代码，如“浦东新区”或 310115。",
            en="“{value}” is not a district of today.{hint} Use the name or the code of one of the 16, "
            "like Pudong New Area or 310115.",
        ),
        "unknown_clause": Bi(
            zh="《{edition}》没有“{value}”这一条款。{hint}请按模板所列填写，如 A6.4.2。",
            en="{edition} has no clause “{value}”.{hint} Use the clauses listed in the template, like A6.4.2.",
        ),
        "credit_code_length": Bi(
            zh="统一社会信用代码应为18位，这里是 {length} 位。",
            en="A credit code has 18 characters; this one has {length}.",
        ),
        "credit_code_alphabet": Bi(
            zh="统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z。{hint}",
            en="A credit code is of digits and capital letters, without I, O, S, V and Z.{hint}",
        ),
        "credit_code_check": Bi(
            zh="统一社会信用代码的校验位不符，请逐位核对。如果前17位无误，第18位应为 {check}。",
            en="The check character of the credit code does not fit: compare it character by character. "
            "If the first 17 are right, the 18th is {check}.",
        ),
        "industry_form": Bi(
            zh="“{column}”应为国民经济行业分类（GB/T 4754-2017）的四位小类代码，如 3911。",
            en="“{column}” is a class of GB/T 4754-2017, four digits, like 3911.",
        ),
        "industry_form.any": Bi(
            zh="“{item}”不是国民经济行业分类（GB/T 4754-2017）的代码。"
            "可填门类字母或二至四位数字，多个用分号隔开，如 39;3562。",
            en="“{item}” is not a code of GB/T 4754-2017. Use a section's letter or two to four digits, "
            "several separated by semicolons, like 39;3562.",
        ),
        "industry_division": Bi(
            zh="国民经济行业分类（GB/T 4754-2017）没有这一大类（前两位），或门类字母与它不符。",
            en="GB/T 4754-2017 has no such division (the first two digits), or the letter is not that of its section.",
        ),
        "industry_unknown": Bi(
            zh="官方代码表（GB/T 4754-2017）没有“{item}”。",
            en="The official table of GB/T 4754-2017 does not list “{item}”.",
        ),
        # rows
        "duplicate_enterprise": Bi(
            zh="这家企业已在第 {first} 行列出。一家企业只填一行。",
            en="This enterprise already stands in row {first}. An enterprise has one row.",
        ),
        "duplicate_year": Bi(
            zh="这家企业 {year} 年的数据已在第 {first} 行填写。一家企业一年只填一行。",
            en="This enterprise's figures of {year} already stand in row {first}. A year has one row.",
        ),
        "duplicate_statement": Bi(
            zh="条款 {clause} 的说明已在第 {first} 行填写。一个条款只填一行。",
            en="The statement on {clause} already stands in row {first}. A clause has one row.",
        ),
        "unknown_enterprise": Bi(
            zh="“企业名录”里没有这家企业。请补上，或改正代码。{hint}",
            en="The sheet “Enterprises” does not list this one. Add it there, or correct the code.{hint}",
        ),
        "duplicate_row": Bi(
            zh="这一行与第 {first} 行完全相同，请确认是否重复填写。",
            en="This row is the same as row {first}: was it entered twice?",
        ),
        "after_assessment": Bi(
            zh="“{column}”晚于评估日期 {on}，这一行不计入。",
            en="“{column}” is after the assessment date {on}: the row does not count.",
        ),
        "valid_until_before_awarded": Bi(
            zh="“有效期至”早于“认定日期”（{awarded}），请核对。",
            en="“Valid until” is before “Awarded on” ({awarded}): check them.",
        ),
        "dominant_flag.outside": Bi(
            zh="标明属于主导产业，但行业代码 {industry} 不在主导产业 {dominant} 之内。按所填的“是”计算。",
            en="Marked as in the dominant industry, but {industry} is outside {dominant}. The mark is used.",
        ),
        "dominant_flag.inside": Bi(
            zh="标明不属于主导产业，但行业代码 {industry} 在主导产业 {dominant} 之内。按所填的“否”计算。",
            en="Marked as not in the dominant industry, but {industry} is inside {dominant}. The mark is used.",
        ),
        "off_by_thousand": Bi(
            zh="“{column}”与同一企业 {year} 年的 {neighbour}（第 {row} 行）相差一千倍以上。请核对单位是否为{unit}。",
            en="“{column}” is a thousand times off the same enterprise's {neighbour} of {year} (row {row}). "
            "Check that the unit is {unit}.",
        ),
        # marking
        "marking_too_large": Bi(
            zh="工作簿超过 {limit} 行，不能生成标注副本。请按问题清单改正。",
            en="The workbook has over {limit} rows, too many for a marked copy. Use the list of problems instead.",
        ),
        "marking_unreadable": Bi(
            zh="工作簿的格式信息不完整，不能生成标注副本。请用电子表格软件打开后另存，再试一次。",
            en="The workbook's formatting cannot be read, so no marked copy can be made. "
            "Open it in a spreadsheet program, save it, and try again.",
        ),
    }
)
DID_YOU_MEAN = Bi(zh="是否应为“{nearest}”？", en=" Did you mean “{nearest}”?")
WARNING_CODES = frozenset(
    {
        "rounded",
        "year_ignored",
        "duplicate_row",
        "after_assessment",
        "valid_until_before_awarded",
        "dominant_flag",
        "off_by_thousand",
        "more_warnings",
    }
)
