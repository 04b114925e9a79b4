"""The papers of a meeting, as the school's office would look at them."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from exports.documents import Document, compiled, documents_of, render
from exports.word.layout import Properties, compile_layout
from exports.word.values import fields_of
from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError
from models.kernel.fields import person
from models.kernel.record import Record, new_record
from models.kernel.text import halfwidth
from models.meetings.meetings import MEETING
from tests.exports.word.meeting import NAMES, SCHOOL_RECORD, meeting, overflowing, photo
from tests.exports.word.reading import bare, cells, faults, lines, part, text, text_by_another

RECORD, SHEET, MINUTES = documents_of(MEETING)
EACH = pytest.mark.parametrize(
    "document", documents_of(MEETING), ids=lambda document: document.layout
)
HOSTILE = "{{活动主题}} ]]></w:t> & <b>\x0b第二行\ttab \x00\ud800 👩‍👩‍👧 \u202eאבג"


def drawn(document: Document, record: Record) -> bytes:
    return render(document, record, SCHOOL_RECORD, photo)


@EACH
@pytest.mark.parametrize(
    "make", [lambda: meeting(photos=3), lambda: new_record(MEETING), lambda: overflowing(HOSTILE)],
    ids=["full", "empty", "hostile"],
)  # fmt: skip
def test_every_paper_is_valid_and_reads_the_same_everywhere(
    document: Document, make: Callable[[], Record], tmp_path: Path
) -> None:
    content = drawn(document, make())
    assert not faults(content, tmp_path)
    read, again = bare(text(content)), bare(text_by_another(content, tmp_path))
    assert sorted(read) == sorted(again)
    assert "{{" not in read.replace("{{活动主题}}", "")


@EACH
def test_the_same_record_gives_the_same_bytes(document: Document) -> None:
    first = drawn(document, meeting(photos=2))
    compiled.cache_clear()
    assert drawn(document, meeting(photos=2)) == first
    assert drawn(document, meeting(photos=2, place="三楼")) != first


def test_the_record_shows_what_was_written() -> None:
    shown = lines(drawn(RECORD, meeting()))
    assert shown[0] == "实验小学教研组活动记录表"
    assert "2026-2027学年第一学期\t第 13 周    第 11 次" in shown
    for said in ("2026年11月26日(星期四)", "14:30—16:00", "赵明远、孙晓梅", "应到 12 人    实到 11 人",
                 "请假：周立（事假，家中有事）", "迟到早退：郑海（迟到）", "修改第3单元作业单",
                 "2026年12月3日", "下次带修改稿来。", "小木偶的故事", "作业与命题技术研究"):  # fmt: skip
        assert said in shown, said
    boxes = next(line for line in shown if "□" in line)
    assert "☑集体备课" in boxes
    assert "□理论学习" in boxes


def test_only_the_chosen_kinds_are_printed() -> None:
    both = lines(drawn(RECORD, meeting()))
    assert {"集体备课", "专题研修", "备课课题"} <= set(both)
    other = lines(drawn(RECORD, meeting(kinds=["reading"], book_title="论语")))
    assert not {"集体备课", "专题研修", "备课课题", "专题名称", "业务学习", "学习文件"} & set(other)
    assert {"读书分享", "书名", "论语"} <= set(other)
    assert "小木偶的故事" not in "".join(other)


def test_what_is_not_written_takes_no_room() -> None:
    shown = lines(drawn(RECORD, meeting(carried=[], remarks=[], viewpoints=[], next_plan="")))
    assert not {"上次任务", "研讨发言", "问题", "活动目标", "下次活动预告", "附：活动照片"} & set(
        shown
    )
    assert not any(line.startswith(("缺席：", "列席：")) for line in shown)
    assert {"活动过程", "共识决定", "活动小结", "检查意见"} <= set(shown)


def test_signatures_stay_blank_unless_names_are_printed() -> None:
    def signed(school: Record) -> list[str]:
        rows = cells(render(RECORD, meeting(), school, photo))
        return next(row for row in rows if "签名" in row[0])[1::2]

    assert signed(SCHOOL_RECORD) == ["", "", ""]
    assert signed(SCHOOL_RECORD.with_values(print_names=True)) == ["陈晓岚", "周立", ""]


def test_the_cells_to_sign_in_are_three_centimetres_wide() -> None:
    for document in (RECORD, SHEET):
        xml = part(drawn(document, meeting()))
        row = next(r for r in re.findall(r"<w:tr>.*?</w:tr>", xml) if "签名" in r)
        widths = [int(w) for w in re.findall(r'<w:tcW w:w="(\d+)"', row)]
        wide = widths[1::2] if document is RECORD else [widths[2], widths[6]]
        assert min(wide) >= 1701


def test_photos_stand_after_the_form_and_other_files_are_named() -> None:
    files = [{"_id": "x", "sha256": "1", "name": "课件.pptx", "media": "application/x", "caption": "第一课",
              "sort": ""}]  # fmt: skip
    both = [*meeting(photos=2)["attachments"], *files]
    content = drawn(RECORD, meeting(attachments=both))
    shown = lines(content)
    assert shown.index("附：活动照片") > shown.index("检查意见")
    assert {"现场0", "现场1", "附：其他材料", "课件.pptx（第一课）"} <= set(shown)
    assert len(docx.Document(io.BytesIO(content)).inline_shapes) == 2


def test_an_attachment_that_is_gone_does_not_stop_the_paper() -> None:
    def gone(_sha256: str) -> bytes:
        raise JiaoyanError("不在")

    content = render(RECORD, meeting(photos=1), SCHOOL_RECORD, gone)
    assert "[照片缺失]" in lines(content)


def test_the_sheet_goes_down_the_page_and_then_across() -> None:
    rows = cells(drawn(SHEET, meeting(members=45)))
    assert rows[0] == ["序号", "姓名", "签名", "备注"] * 2
    numbers = [(int(row[0]), int(row[4])) for row in rows[1:]]
    assert numbers[:20] == [(n, n + 20) for n in range(1, 21)]
    assert numbers[20:] == [(41, 44), (42, 45), (43, 46)]
    assert rows[1][1:4] == ["陈晓岚", "", ""]
    assert rows[4][1:4] == ["周立", "", "事假"]


def test_a_sheet_can_be_printed_before_the_meeting() -> None:
    ahead = [d.name for d in documents_of(MEETING) if "planned" in d.states]
    assert ahead == ["签到表"]
    table = docx.Document(
        io.BytesIO(drawn(SHEET, new_record(MEETING, {"group": person("语文组")})))
    ).tables[0]
    assert len(table.rows) == 11


def test_the_minutes_number_only_the_parts_there_are() -> None:
    shown = lines(drawn(MINUTES, meeting()))
    assert [line for line in shown if re.match("[一二三四]、", line)] == [
        "一、活动过程", "二、研讨发言", "三、议定事项", "四、活动小结"]  # fmt: skip
    assert "（二）案例研讨（40分钟）" in shown
    assert "1. 修改第1单元作业单（责任人：陈晓岚；完成时限：2026年12月3日）。" in shown
    assert "出席：" + "、".join(name for name in NAMES if name != "周立") in shown
    less = lines(drawn(MINUTES, meeting(remarks=[], decisions=[])))
    assert [line for line in less if re.match("[一二三四]、", line)] == [
        "一、活动过程",
        "二、活动小结",
    ]


def test_a_content_of_two_lines_is_two_paragraphs() -> None:
    assert "大家认为基础题要覆盖全班。" in lines(drawn(MINUTES, meeting()))


@EACH
def test_the_fonts_of_the_school_are_used(document: Document) -> None:
    official = part(drawn(document, meeting()), "word/styles.xml")
    windows = render(document, meeting(), SCHOOL_RECORD.with_values(fonts="windows"), photo)
    assert "GB2312" not in part(windows, "word/styles.xml")
    assert "Theme" not in official
    assert 'w:eastAsia="zh-CN"' in official
    assert all('w:eastAsia="' in fonts for fonts in re.findall(r"<w:rFonts [^>]*>", official))


@EACH
def test_the_file_is_a_modern_one_without_a_grid_in_its_tables(document: Document) -> None:
    content = drawn(document, meeting())
    settings = part(content, "word/settings.xml")
    assert settings.index("compatibilityMode") < settings.index("rsids")
    assert ("w:docGrid" in part(content)) == (document is MINUTES)
    assert "altName" in part(content, "word/fontTable.xml")
    assert len(content) < 20_000


def test_every_label_can_be_a_marker() -> None:
    for kind in RECORD_TYPES:
        table = fields_of(kind)
        for name in (*table.texts, *table.rows, *table.photos, *table.flags):
            assert halfwidth(name) == name, name
            assert not set(name) & set("{}.*"), name
            assert name[0] not in "?/", name
        for columns in table.rows.values():
            assert all(halfwidth(c) == c and not set(c) & set("{}*") for c in columns)


def test_a_school_can_bring_its_own_form(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("{{教研组}}：{{活动类别}} {{出席情况:事假}} {{应到}}")
    table = own.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "事项", "谁"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{共识决定.事项}}", "{{共识决定.责任人}}"
    buffer = io.BytesIO()
    own.save(buffer)
    layout = compile_layout(buffer.getvalue(), fields_of(MEETING))
    from exports.word.values import values_of

    shown = lines(layout.render(values_of(meeting()), Properties("x")))
    assert shown[0] == "语文组：集体备课、专题研修 周立（家中有事） 12"
    assert shown[1:5] == ["事项", "谁", "修改第1单元作业单", "陈晓岚"]


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(
    not (SOFFICE and shutil.which("pdftotext")), reason="没有安装 LibreOffice 或 pdftotext"
)
def test_the_papers_look_right_on_paper(tmp_path: Path) -> None:
    """Page numbers, page count and the 22 lines of 28 characters, as LibreOffice lays them out."""
    papers = {
        "record": drawn(RECORD, meeting()), "sheet": drawn(SHEET, meeting()),
        "minutes": drawn(MINUTES, meeting()), "long": drawn(MINUTES, meeting(summary="字" * 28 * 60)),
    }  # fmt: skip
    for name, content in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, *tmp_path.glob("*.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = {name: _pages(tmp_path / f"{name}.pdf") for name in papers}
    assert len(pages["record"]) == 2
    assert "第1页共2页" in bare(pages["record"][0])
    assert "教务处（章）" in pages["record"][1]
    assert len(pages["sheet"]) == 1
    assert "—2—" in bare(pages["minutes"][1])
    full = [line for line in pages["long"][3].splitlines() if set(line.strip()) == {"字"}]
    assert len(full) == 22
    assert {len(line.strip()) for line in full} == {28}


def _pages(path: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    )
    return done.stdout.rstrip("\f").split("\f")
