"""Files that are no workbook, or none that is accepted: one clear error each, and never a traceback."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from jiqun.facts.problems import Problem
from jiqun.facts.workbook import read_workbook
from jiqun.facts.workbook.zipped import MOST_BYTES

from .builders import EDITION, ON, check, fine, told, written
from .hostile import bare, bare_parts, edited, packed, sheet_xml, unpacked

GOOD = written(fine())
PARTS = unpacked(GOOD)
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'


def only_error(data: bytes) -> Problem:
    checked = check(data)
    assert checked.snapshot is None
    (error,) = checked.errors
    assert told([error])[0][:3] == (None, None, None)
    return error


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"name,value\nx,1\n", "not_a_workbook"),
        (b"<html><table></table></html>", "not_a_workbook"),
        (b"GIF89a", "not_a_workbook"),
        (b"PK", "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (packed({}), "not_a_workbook"),
        (packed({"word/document.xml": b"<w/>"}), "not_a_workbook"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "not_a_workbook"),
        (packed({"xl/workbook.bin": b"\0"}), "not_a_workbook"),
        (COMPOUND, "old_excel"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (packed({**PARTS, "xl/vbaProject.bin": b"\0"}), "macros"),
        (packed({**PARTS, "xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
        (edited(GOOD, "[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"), "macros"),
        (packed({name: part for name, part in PARTS.items() if name != "xl/_rels/workbook.xml.rels"}), "damaged"),
        (packed({**PARTS, "XL/WORKBOOK.XML": b"<x/>"}), "damaged"),
        (packed(PARTS, zipfile.ZIP_BZIP2), "damaged"),
        (packed(PARTS, zipfile.ZIP_LZMA), "damaged"),
        (packed({**PARTS, **{f"xl/media/{number}.png": b"" for number in range(2_500)}}), "too_large"),
        (bytes(MOST_BYTES + 1), "too_large"),
    ],
)
def test_each_kind_of_wrong_file_is_told_apart(data: bytes, code: str) -> None:
    assert only_error(data).code == code


def test_a_zip_that_is_packed_without_compression_is_read() -> None:
    assert check(packed(PARTS, zipfile.ZIP_STORED)).errors == ()


def test_a_part_that_is_encrypted_is_told() -> None:
    data = bytearray(GOOD)
    data[GOOD.index(b"PK\x01\x02") + 8] |= 1
    assert only_error(bytes(data)).code == "encrypted"


@pytest.mark.parametrize("part", [name for name in PARTS if name.endswith((".xml", ".rels"))])
def test_a_document_type_definition_in_any_part_is_refused(part: str) -> None:
    body = PARTS[part].split(b"?>", 1)[1]
    assert only_error(packed({**PARTS, part: DOCTYPE + body})).code == "hostile_xml"


def test_a_document_type_definition_in_utf_16_is_refused_where_nobody_reads_it() -> None:
    hidden = ("<!DOCTYPE x>" + "<x/>").encode("utf-16")
    assert only_error(packed({**PARTS, "docProps/more.xml": hidden})).code == "hostile_xml"


def test_a_document_type_definition_across_two_pieces_is_found() -> None:
    for before in range((1 << 18) - 12, (1 << 18) + 2):
        data = packed({**PARTS, "docProps/more.xml": b" " * before + b"<!DOCTYPE x><x/>"})
        assert only_error(data).code == "hostile_xml"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<x>", b"\xff\xfe<x/>", "<x/>".encode("utf-16"), b"<x>&nosuch;</x>"])
def test_xml_that_is_not_well_formed_is_damage(part: str, content: bytes) -> None:
    assert only_error(packed({**PARTS, part: content})).code == "damaged"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="4294967295"><c><v>1</v></c></row>',
        '<row r="99999999999999999999"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="AAAAAAAAAA1"><v>1</v></c></row>',
        "<row r='1'><c r='AAAAAAAAAA1'><v>1</v></c></row>",
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="$A$1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><f>1</f><v>1</v></c></row><row r="1"><c r="B1"><f>1</f><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        '<row r="1"><c r="A1" t="nonsense"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#OOPS</v></c></row>',
        '<row r="1"><c r="A1"><c r="B1"><v>2</v></c><v>1</v></c></row>',
    ],
)
def test_cells_in_no_place_that_a_sheet_has_are_damage(cells: str) -> None:
    assert only_error(bare(sheet_xml(cells), xl__sharedStrings="<sst/>")).code == "damaged"


@pytest.mark.parametrize(
    "trick",
    [
        '<{row}!-- <c r="XFD1048576"><v>1&#49;</v></c> -->',
        '<!-{row}- <c r="XFD1048576"><v>1&#49;</v></c> -->',
        '<y a=\'{row}\'/><!-- "><c r="XFD1048576"><v>1&#49;</v></c> -->',
        '<y a="{row}"><!-- <c r="XFD1048576"><v>1&#49;</v></c> --></y>',
        '<?{row}x <c r="XFD1048576"><v>1&#49;</v></c> ?>',
    ],
)
def test_taking_out_the_plain_rows_does_not_hide_what_stands_between_them(trick: str) -> None:
    row = '<row r="1"><c r="A1"><v>7</v></c></row>'
    codes = {error.code for error in check(bare(sheet_xml(trick.format(row=row)))).errors}
    assert codes <= {"damaged", "too_large", "missing_sheet", "missing_column", "unknown_column"}


def test_cells_without_a_place_follow_each_other() -> None:
    header = "".join(f'<c t="inlineStr"><is><t>{key}</t></is></c>' for key in ("name", "credit_code"))
    rows = f'<row>{header}</row><row r="3"><c t="str"><v>x &amp; y</v></c></row><row><c/><c t="e"><v>#N/A</v></c></row>'
    found = told(check(bare(sheet_xml(rows))).errors)
    assert ("enterprises", 3, "credit_code", "required", None) in found
    assert ("enterprises", 4, "credit_code", "cell_error", "#N/A") in found


def test_prefixes_single_quotes_and_strange_order_are_read_all_the_same() -> None:
    header = "<x:row r='1'><x:c t='inlineStr' r='A1'><x:is><x:t>name</x:t></x:is></x:c></x:row>"
    body = "<x:row r='2'><x:c t = 'e' r = 'A2' ><x:v>#REF!</x:v></x:c></x:row>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = f"<x:sheetData>{header}{body}</x:sheetData>"
    sheet = f"<x:worksheet xmlns:x='{main}'>{data}</x:worksheet>"
    assert ("enterprises", 2, "name", "cell_error", "#REF!") in told(check(bare(sheet)).errors)


def test_formulas_of_rules_behind_the_cells_are_no_formulas_of_cells() -> None:
    sheet = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>').replace(
        "</worksheet>",
        '<extLst xmlns:xm="x"><ext><xm:f>Lists!A1</xm:f></ext></extLst><f>1</f></worksheet>',
    )
    assert "formula_not_calculated" not in {error.code for error in check(bare(sheet)).errors}


def test_a_formula_with_an_empty_text_as_its_result_is_a_blank() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    assert "formula_not_calculated" not in {error.code for error in check(bare(sheet_xml(rows))).errors}


def test_formulas_without_results_behind_the_last_value_are_found() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="9"><c r="D9"><f>1</f></c></row>'
    assert ("enterprises", 9, "D", "no_header", None) in told(check(bare(sheet_xml(rows))).errors)


@pytest.mark.parametrize(
    "target",
    [
        "/xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "Worksheets/SHEET1.xml",
    ],
)
def test_a_sheet_is_found_however_its_place_is_written(target: str) -> None:
    parts = bare_parts(sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>colour</t></is></c></row>'))
    relations = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", target.encode())
    found = told(check(packed({**parts, "xl/_rels/workbook.xml.rels": relations})).errors)
    assert ("enterprises", 1, "colour", "unknown_column", "colour") in found


def test_a_sheet_whose_part_is_missing_holds_no_table() -> None:
    parts = bare_parts("<x/>")
    del parts["xl/worksheets/sheet1.xml"]
    found = told(check(packed(parts)).errors)
    assert ("enterprises", None, None, "unknown_sheet", "enterprises") in found


def test_a_file_that_is_not_there_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_workbook(tmp_path / "nothing.xlsx", on=ON, edition=EDITION)


def test_a_workbook_is_read_from_a_path_and_from_bytes_alike(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    expected = check(GOOD).snapshot
    assert expected is not None
    for path in (tmp_path / "a.xlsx", str(tmp_path / "a.xlsx")):
        snapshot = read_workbook(path, on=ON, edition=EDITION).snapshot
        assert snapshot is not None
        assert snapshot.sha256 == expected.sha256
