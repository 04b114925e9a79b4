"""Every kind of file a school has its list in, and what is said about those that are none."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.roster.reader import read_roster
from exports.roster.sheets import read_sheets
from exports.roster.table import RosterRefused, place

TODAY = date(2026, 11, 23)
LIST = [["姓名", "教研组"], ["柳青禾", "语文组"], ["钟岚", "数学组"]]


def names(path: Path) -> list[str]:
    return [entry.name for entry in read_roster(path, TODAY).entries]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_every_encoding_and_with_every_separator(
    csv_file: Callable[..., Path], encoding: str, delimiter: str
) -> None:
    roster = read_roster(csv_file(LIST, encoding, delimiter), TODAY)
    assert [(e.name, e.joinings[0].group) for e in roster.entries] == [
        ("柳青禾", "语文组"),
        ("钟岚", "数学组"),
    ]


def test_utf8_that_could_be_read_as_gb18030_is_utf8(tmp_path: Path) -> None:
    text = "姓名,学历\n柳禾,本科\n"
    assert text.encode().decode("gb18030")
    path = tmp_path / "名单.csv"
    path.write_text(text, encoding="utf-8")
    assert names(path) == ["柳禾"]


def test_a_line_that_names_the_separator_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("sep=;\n姓名;教研组\n柳青禾;语文组\n", encoding="utf-8")
    assert names(path) == ["柳青禾"]


def test_a_line_break_within_quotes_stays_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('姓名,"所属\n教研组"\n柳青禾,"语文组\n科任组"\n', encoding="utf-8")
    (entry,) = read_roster(path, TODAY).entries
    assert [joining.group for joining in entry.joinings] == ["语文组", "科任组"]


def test_a_workbook_with_title_blank_lines_and_merged_cells(xlsx_file: Callable[..., Path]) -> None:
    rows = [
        ["实验小学教师名册"],
        [],
        ["姓名", "出生年月", "教研组"],
        ["柳青禾", date(1985, 3, 12), "语文组"],
        ["钟岚", 198911, None],
        [],
        ["樊小满", 31118, "数学组"],
        ["合计", 3, None],
    ]
    roster = read_roster(xlsx_file(rows, merge=["A1:C1", "C4:C5"]), TODAY)
    assert [(e.name, e.values["birth"], e.joinings[0].group) for e in roster.entries] == [
        ("柳青禾", "1985-03-12", "语文组"),
        ("钟岚", "1989-11", "语文组"),
        ("樊小满", "1985-03-12", "数学组"),
    ]
    assert not roster.issues


def test_an_old_xls_with_merged_cells() -> None:
    """`files/list.xls` was written by xlwt: title, blank rows, dates, numbers, a merged group."""
    roster = read_roster(Path(__file__).parent / "files" / "list.xls", TODAY)
    assert [(e.name, [j.group for j in e.joinings]) for e in roster.entries] == [
        ("柳青禾", ["语文组"]),
        ("钟岚", ["语文组"]),
        ("樊小满", ["数学组", "科任组"]),
    ]
    assert [e.values["birth"] for e in roster.entries] == ["1985-03-12", "1989-11", "1979-06"]
    assert [e.values["start_work"] for e in roster.entries] == ["2008-08", "2011-09", "2001-09"]


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="名册">
<table:table-row>{title}<table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
<table:table-row>{name}{group}</table:table-row>
<table:table-row>{one}{first}</table:table-row>
<table:table-row>{two}<table:covered-table-cell/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">
<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>"""


def ods_cell(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def test_an_ods_with_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "名单.ods"
    content = ODS.format(
        title=ods_cell("教师名册", 'table:number-columns-spanned="2"'),
        name=ods_cell("姓名"),
        group=ods_cell("教研组"),
        one=ods_cell("柳青禾"),
        first=ods_cell("语文组", 'table:number-rows-spanned="2"'),
        two=ods_cell("钟岚"),
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    roster = read_roster(path, TODAY)
    assert [(e.name, [j.group for j in e.joinings]) for e in roster.entries] == [
        ("柳青禾", ["语文组"]),
        ("钟岚", ["语文组"]),
    ]


def test_the_sheet_with_the_list_is_found_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active.append(["实验小学"])
    for title, header in (("名册", ["姓名", "性别", "教研组"]), ("电话", ["姓名", "电话"])):
        sheet = book.create_sheet(title)
        sheet.append(header)
        sheet.append(["柳青禾", "女", "语文组"][: len(header)])
    hidden = book.create_sheet("旧名册")
    hidden.sheet_state = "hidden"
    hidden.append(["姓名", "性别", "教研组", "学历"])
    path = tmp_path / "学校.xlsx"
    book.save(path)
    roster = read_roster(path, TODAY)
    assert (roster.sheet, roster.other_sheets) == ("名册", ("电话",))
    assert read_roster(path, TODAY, sheet="电话").sheet == "电话"
    with pytest.raises(RosterRefused, match="没有叫“成绩”的表。它有：“封面”、“名册”、“电话”"):
        read_roster(path, TODAY, sheet="成绩")


def test_the_content_counts_and_not_the_name(csv_file: Callable[..., Path]) -> None:
    assert names(csv_file(LIST, "gb18030", "\t", name="名单.xls")) == ["柳青禾", "钟岚"]


def test_a_cell_in_the_last_corner_of_the_sheet_does_not_end_the_program(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.active["XFD1048576"] = "x"
    path = tmp_path / "名单.xlsx"
    book.save(path)
    with pytest.raises(RosterRefused, match="复制到一个新的表格"):
        read_roster(path, TODAY)


def word_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")


def encrypted_file(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def cut_file(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.save(path)
    path.write_bytes(path.read_bytes()[:3000])


def huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(21 << 20)


REFUSED = {
    "缺": (lambda path: None, "没有找到.*请检查文件名"),
    "夹": (lambda path: path.mkdir(), "是文件夹"),
    "空": (lambda path: path.write_bytes(b""), "是空的"),
    "大": (huge_file, "太大了"),
    "密": (encrypted_file, "有打开密码"),
    "断": (cut_file, "读不下去"),
    "文": (word_file, "其实是Word 文档"),
    "图": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), "其实是图片"),
    "网": (lambda path: path.write_text("<html><table></table></html>"), "网页格式"),
    "码": (lambda path: path.write_bytes(b"\x81\x00\xff" * 50), "认不出来"),
    "题": (lambda path: path.write_text("科目,分数\n语文,95\n", encoding="utf-8"), "没有找到表头"),
    "引": (lambda path: path.write_text('姓名\n"' + "长" * 200_000), "引号不成对"),
    "多": (lambda path: path.write_text("姓名\n" + "张三\n" * 20_001), "不像一所学校"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_file_is_refused_with_what_to_do(tmp_path: Path, case: str) -> None:
    make, message = REFUSED[case]
    path = tmp_path / "名单.xlsx"
    make(path)
    with pytest.raises(RosterRefused, match=message) as refused:
        read_roster(path, TODAY)
    assert "请" in str(refused.value)


def refusals(reading: Callable[[], object]) -> list[str]:
    """The message of a refusal; any other exception is a failure."""
    try:
        reading()
    except RosterRefused as refused:
        return [str(refused)]
    return []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.binary(max_size=400), ending=st.sampled_from([".xlsx", ".xls", ".ods", ".csv", ".txt"])
)
def test_a_stranger_s_file_is_read_or_refused(tmp_path: Path, data: bytes, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    path.write_bytes(data)
    assert all("请" in message for message in refusals(lambda: read_roster(path, TODAY)))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, 5600),
    new=st.binary(min_size=1, max_size=64),
    beginning=st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", None]),
)
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path: Path, at: int, new: bytes, beginning: bytes | None
) -> None:
    whole = (Path(__file__).parent / "files" / "list.xls").read_bytes()
    path = tmp_path / "坏.xls"
    path.write_bytes(beginning + new if beginning else whole[:at] + new + whole[at + len(new) :])
    assert all("请" in message for message in refusals(lambda: read_sheets(path)))


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_places_are_named_as_a_spreadsheet_shows_them(column: int, letters: str) -> None:
    assert place(2, column) == f"第3行 {letters}列"
