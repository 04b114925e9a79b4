"""Filled-in forms of past years become drafts, each value with how sure it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx import Document

from exports.collect.sources import sources
from exports.documents import documents_of
from exports.own_forms.old_record import OldRecord
from exports.own_forms.old_records import OldRecords, keep, read_old_records
from exports.own_forms.roll_calls import roll_call
from exports.own_forms.telling import lines_of
from exports.volume import export_volume
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.school.terms import TERM
from models.session.session import Session
from tests.exports.own_forms.forms import (
    add,
    blank_form,
    old_log,
    old_meeting,
    old_sheet,
    saved,
    text_record,
    wide,
)
from tests.exports.word.templates import of_paragraphs


def read(session: Session, folder: Path, **files: bytes) -> OldRecords:
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    return read_old_records(session, sources([folder]))


def only(heap: OldRecords) -> OldRecord:
    assert heap.refused == []
    [one] = heap.found
    return one


def sure(old: OldRecord) -> dict[str, float]:
    return {one.field.key: one.sure for one in old.read}


def people(value: Any) -> list[str]:
    return [link["name"] for link in value]


def test_a_meeting_is_read_whole(sample_session: Session, tmp_path: Path) -> None:
    old = only(read(sample_session, tmp_path, 旧活动=old_meeting()))
    record = old.record
    assert (record.type, record.state) == (MEETING, "draft")
    assert (record["held_on"], record["start"], record["end"]) == ("2024-09-19", "14:30", "16:00")
    assert record["place"] == "二楼会议室"
    assert record["group"]["name"] == "语文组"
    assert record["group"]["id"]
    assert record["theme"] == "《小木偶的故事》单元作业设计"
    assert record["kinds"] == ["joint_prep"]
    assert people(record["speakers"]) == ["韩雪梅", "何佩瑶"]
    came = {row["person"]["name"]: row["status"] for row in record["attendance"]}
    assert came.pop("严芳芳") == "sick"
    assert set(came.values()) == {"present"}
    assert "柳青" in came
    assert (record["expected"], record["present"]) == (8, 7)
    assert [row["stage"] for row in record["steps"]] == ["说课", "研讨"]
    assert [row["matter"] for row in record["decisions"]] == ["修改作业单", "准备研究课"]
    assert record["decisions"][0]["due"] == "2024-09-26"
    assert record["summary"] == "备课要从目标出发。\n下次提前一周发材料。"
    assert (record["week_no"], record["seq_no"]) == (3, 2)


def test_each_value_says_how_sure_it_is_and_what_was_not_read_is_told(
    sample_session: Session, tmp_path: Path
) -> None:
    old = only(read(sample_session, tmp_path, 旧活动=old_meeting()))
    assert sure(old)["theme"] == 1
    assert sure(old)["attendance"] < 1, "林实习 is not known here"
    assert ("备注", "有两位实习老师旁听") in old.unread
    told = [line.sure for line in lines_of(old)]
    assert {"确定", "请看一下", "没有读"} <= set(told)
    assert any("不在已有的学期里" in notice for notice in old.notices)
    assert old.record["term"] is None


def test_with_its_term_it_stands_in_it(sample_session: Session, tmp_path: Path) -> None:
    term = {"name": "2024-2025学年第一学期", "school_year": "2024-2025", "no": "1",
            "first_day": "2024-09-01", "last_day": "2025-01-17", "week1_monday": "2024-09-02"}  # fmt: skip
    sample_session.store.save(new_record(TERM, term), actor="教务处")
    sample_session.refresh()
    old = only(read(sample_session, tmp_path, 旧活动=old_meeting()))
    assert old.record["term"]["name"] == "2024-2025学年第一学期"
    assert old.notices == ["有的姓名这里没有，或不止一位，只按姓名记下"]


def test_a_sheet_and_a_log_are_known_for_what_they_are(
    sample_session: Session, tmp_path: Path
) -> None:
    found = {one.record.type.name: one.record
             for one in read(sample_session, tmp_path, 听=old_sheet(), 师=old_log()).found}  # fmt: skip
    sheet, log = found[OBSERVATION.name], found[LOG.name]
    assert (sheet["lesson_title"], sheet["class_name"], sheet["held_on"], sheet["period"]) == (
        "小木偶的故事", "四（2）班", "2024-10-16", 2,
    )  # fmt: skip
    assert (sheet["instructor"]["name"], sheet["observer"]["name"]) == ("方晓棠", "孟丽娟")
    assert [(row["minute"], row["stage"], row["note"]) for row in sheet["segments"]] == [
        (5, "导入", "有趣"), (12, "新授", "追问不够"),
    ]  # fmt: skip
    assert sheet["instrument"]
    assert (log["mentor"]["name"], log["mentee"]["name"]) == ("孟丽娟", "王小川")
    assert (log["held_on"], log["theme"], log["gain"]) == ("2024-11-05", "怎样追问", "会等了。")
    assert log["modes"]


@pytest.mark.parametrize("surer_first", [True, False])
def test_of_two_for_one_field_the_surer_is_taken(
    sample_session: Session, tmp_path: Path, surer_first: bool
) -> None:
    themes = [("活动主题", "分层作业"), ("本次主题", "别的话")]
    form = Document()
    table = form.add_table(0, 2)
    add(table, "活动时间", "2024年9月19日")
    for label, words in themes if surer_first else themes[::-1]:
        add(table, label, words)
    add(table, "地点", "会议室")
    add(table, "主持人", "孟丽娟")
    old = only(read(sample_session, tmp_path, 教研活动=saved(form)))
    assert (old.record["theme"], sure(old)["theme"]) == ("分层作业", 1)
    assert ("本次主题", "别的话") in old.unread


def test_a_sheet_is_linked_to_its_lesson_where_there_is_only_one(
    sample_session: Session, tmp_path: Path
) -> None:
    teacher = next(one for one in sample_session.teachers if one.title == "方晓棠")
    about = {"lesson_title": "小木偶的故事", "instructor": teacher.link(), "held_on": "2024-10-16"}
    lesson = sample_session.store.save(new_record(LESSON, about), actor="教务处")
    sample_session.refresh()
    assert only(read(sample_session, tmp_path, 听=old_sheet())).record["lesson"]["id"] == lesson.id
    sample_session.store.save(new_record(LESSON, about), actor="教务处")
    sample_session.refresh()
    assert only(read(sample_session, tmp_path, 听=old_sheet())).record["lesson"] is None


def test_kept_once_with_the_file_beside_it(sample_session: Session, tmp_path: Path) -> None:
    old = only(read(sample_session, tmp_path, 旧活动=old_meeting()))
    [kept] = keep(sample_session, [(old, ["office_comment", "place"])])
    assert kept["place"] == ""
    [row] = kept["attachments"]
    assert row["name"] == "旧活动.docx"
    assert sample_session.store.blob(row["sha256"]) == old_meeting_file(tmp_path)
    again = read_old_records(sample_session, sources([tmp_path]))
    assert (again.found, len(again.known)) == ([], 1)
    assert kept.id in sample_session.store.ids(Filter(MEETING))


def old_meeting_file(folder: Path) -> bytes:
    return (folder / "旧活动.docx").read_bytes()


@pytest.mark.parametrize(("label", "words", "key", "value"), [
    ("活动时间", "9月19日14：30-16：00", "start", "14:30"),
    ("活动时间", "2024.9.19", "held_on", "2024-09-19"),
    ("活动时间", "2024年9月19日下午3点到4点半", "end", "16:30"),
    ("活动时间", "二〇二四年九月十九日下午三点", "held_on", "2024-09-19"),
    ("活动形式", "集体备课", "kinds", ["joint_prep"]),
    ("活动形式", "理论学习√ 集体备课 听课评课√", "kinds", ["theory", "observe_review"]),
    ("主 持 人", "孟 丽娟", "chair", "孟丽娟"),
    ("主 持 人", "孟丽娟老师", "chair", "孟丽娟"),
    ("活动过程", "韩雪梅说课，大家讨论。", "steps", "韩雪梅说课，大家讨论。"),
])  # fmt: skip
def test_as_people_write_it(
    sample_session: Session, tmp_path: Path, label: str, words: str, key: str, value: Any
) -> None:
    record = only(read(sample_session, tmp_path, 旧=old_meeting(**{label: words}))).record
    found = record[key][0]["content"] if key == "steps" else record[key]
    found = found["name"] if isinstance(found, dict) and found["id"] else found
    assert found == value


@pytest.mark.parametrize("tick", "☑☒√✓✔■●")
@pytest.mark.parametrize("box", "□☐○")
def test_only_what_is_ticked_is_chosen(
    sample_session: Session, tmp_path: Path, tick: str, box: str
) -> None:
    form = Document()
    form.add_paragraph("听课记录表")
    table = form.add_table(0, 2)
    for label, words in (("课题", "小木偶"), ("授课教师", "方晓棠"), ("听课人", "孟丽娟")):
        add(table, label, words)
    first, second, third = OBSERVATION.field("lesson_type").choices[:3]
    add(table, "听课性质", f"{box}{first.label} {tick}{second.label} {box}{third.label}")
    read_of = only(read(sample_session, tmp_path, 听=saved(form))).record
    assert read_of["lesson_type"] == second.code


def test_what_is_understood_in_part_is_told(sample_session: Session, tmp_path: Path) -> None:
    old = only(read(sample_session, tmp_path, 旧=old_meeting(
        活动时间="9月19日下午第三节", 参加人员="孟丽娟等8人", 活动形式="√理论学习√",
    )))  # fmt: skip
    told = {line.label: line.words for line in lines_of(old) if not line.key}
    assert (told["活动时间"], told["参加人员"]) == ("下午第三节", "等8人")
    assert told["活动形式"] == "√理论学习√"
    assert sure(old)["held_on"] < 1
    assert not old.record["kinds"]


def test_the_whole_group_came(sample_session: Session, tmp_path: Path) -> None:
    file = old_meeting(参加人员="全体组员", 活动时间="2026年9月17日")
    record = only(read(sample_session, tmp_path, 旧=file)).record
    assert len(record["attendance"]) > 5
    assert [row["status"] for row in record["attendance"]].count("sick") == 1


def test_a_roll_as_people_write_it() -> None:
    call = roll_call("出席：王 芳、李想（病假，发烧）；赵明远 钱多\n应到5人", "present")
    assert [(name, did) for name, did, _why in call.people] == [
        ("王芳", "present"), ("李想", "sick"), ("赵明远", "present"), ("钱多", "present"),
    ]  # fmt: skip
    assert call.people[1][2] == "病假 发烧"
    spaced = roll_call("王 芳 赵明远　李　想（病假）", "present")
    assert [(name, did) for name, did, _why in spaced.people] == [
        ("王芳", "present"), ("赵明远", "present"), ("李想", "sick"),
    ]  # fmt: skip
    assert not roll_call("无", "absent")
    assert roll_call("a@b", "present").rest == "a@b"


@pytest.mark.parametrize(("words", "came", "rest"), [
    ("孟丽娟、韩 雪 梅、孟 丽娟。缺席：何佩瑶 迟到：秦悦",
     {"孟丽娟": "present", "韩雪梅": "present", "何佩瑶": "absent", "秦悦": "late"}, ""),
    ("应到8人 实到2人：王芳老师、李想\n请假（事由）：严芳芳（病假）\n缺席：无",
     {"王芳": "present", "李想": "present", "严芳芳": "sick"}, ""),
    ("王芳 李想等8人", {"王芳": "present", "李想": "present"}, "等8人"),
    ("见签到表", {}, "见签到表"),
])  # fmt: skip
def test_a_roll_with_other_lists_in_it(words: str, came: dict[str, str], rest: str) -> None:
    call = roll_call(words, "present")
    assert ({name: did for name, did, _why in call.people}, call.rest) == (came, rest)


def test_everybody_but_who_is_named() -> None:
    call = roll_call("语文组全体教师（严芳芳请假）、张校长", "present")
    assert call.everybody
    assert [(name, did) for name, did, _why in call.people] == [("严芳芳", "personal")]
    assert call.rest == "张校长"


def test_what_is_none_is_refused_and_the_rest_goes_on(
    sample_session: Session, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "往年.zip", "w") as archive:
        archive.writestr("2024/旧活动.docx", old_meeting())
    files = {
        "空白": blank_form(),
        "坏的": b"x",
        "信": of_paragraphs("亲爱的同事："),
        "听": old_sheet(),
    }
    heap = read(sample_session, tmp_path, **files)
    assert {one.record.type.name for one in heap.found} == {MEETING.name, OBSERVATION.name}
    assert {Path(source.name).stem for source, _why in heap.refused} == {"空白", "坏的", "信"}


def test_our_own_documents_are_to_be_collected(sample_session: Session, tmp_path: Path) -> None:
    from exports.export import export_records

    ids = sample_session.store.ids(Filter(MEETING, states=("approved",)), 1)
    export_records(
        sample_session.store, sample_session.store.many(MEETING, ids), tmp_path, seen_by=None
    )
    heap = read_old_records(sample_session, sources([tmp_path]))
    assert heap.found == []
    assert all("收取文件" in why for _source, why in heap.refused)


def test_a_volume_is_no_old_record(sample_session: Session, tmp_path: Path) -> None:
    store = sample_session.store
    path = tmp_path / "合订本.docx"
    export_volume(
        store, MEETING, store.ids(Filter(MEETING)), path, documents_of(MEETING)[:1], seen_by=None
    )
    [(_source, why)] = read_old_records(sample_session, sources([tmp_path])).refused
    assert "合订" in why


def test_a_heap_in_one_zip_is_read_without_unpacking(
    sample_session: Session, tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.docx", old_meeting(研讨主题=f"第{number}次主题"))
    (tmp_path / "往年.zip").write_bytes(buffer.getvalue())
    heap = read_old_records(sample_session, sources([tmp_path / "往年.zip"]))
    kept = keep(sample_session, [(one, ()) for one in heap.found])
    assert [one["theme"] for one in kept] == ["第0次主题", "第1次主题", "第2次主题"]


def test_a_record_without_a_table(sample_session: Session, tmp_path: Path) -> None:
    old = only(read(sample_session, tmp_path, 备课=text_record()))
    record = old.record
    assert (record["theme"], record["place"]) == ("《小木偶的故事》", "会议室")
    assert record["prep_goals"] == "1.认识生字。\n2.续编故事。"
    assert [row["content"] for row in record["steps"]] == ["韩雪梅说课。\n方晓棠：要有评价。"]
    assert record["office_comment"] == ""
    assert old.unread == [
        ("教学设想与打算", "作业分层。"), ("组长签名", "孟丽娟"), ("检查人签名", "李四"),
    ]  # fmt: skip


def test_a_cell_that_asks_for_several_things(sample_session: Session, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("师徒结对活动记录表")
    table = document.add_table(0, 4)
    add(table, "师傅", "孟丽娟", "徒弟", "方晓棠")
    add(table, "活动主题", "追问", "时间", "2024.11.5")
    wide(table, "主要优点与问题", "优点：敢问。\n问题：急。\n不等人。")
    wide(table, "下一步", "徒弟：上一节课        师傅：听一节课")
    record = only(read(sample_session, tmp_path, 指导=saved(document))).record
    assert (record["going_well"], record["challenge"]) == ("敢问。", "急。\n不等人。")
    assert [row["matter"] for row in record["mentee_next"]] == ["上一节课"]
    assert [row["matter"] for row in record["mentor_next"]] == ["听一节课"]
    assert record["mentee"]["name"] == "方晓棠"


def test_numbered_labels_above_their_cells_and_labels_nobody_knows(
    sample_session: Session, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("教研活动记载表")
    document.add_paragraph("教研组：  语文组     第  三  周    2024 年 9 月 12 日")
    table = document.add_table(0, 1)
    for words in (
        "一、活动主题", "整本书阅读", "二、活动过程（发言记到人）", "大家讨论。",
        "三、天气与心情", "那天下了很大的雨，路上堵车，好几位老师迟到了十分钟。",
    ):  # fmt: skip
        table.add_row().cells[0].text = words
    old = only(read(sample_session, tmp_path, 旧=saved(document)))
    assert (old.record["theme"], old.record["held_on"]) == ("整本书阅读", "2024-09-12")
    assert old.record["group"]["name"] == "语文组"
    assert sure(old)["theme"] == 1
    assert sure(old)["held_on"] < 1
    assert [label for label, _words in old.unread] == ["三、天气与心情"]


def test_labels_and_answers_in_one_cell(sample_session: Session, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("教研组活动记录表")
    table = document.add_table(0, 2)
    add(table, "时间：2024年9月12日    天气：晴", "地点：会议室")
    add(table, "主题", "主题")
    for words in ("活动过程：\n孟丽娟：先说。\n韩雪梅：再说。", "主持人：组长孟丽娟"):
        row = table.add_row()
        row.cells[0].merge(row.cells[1]).text = words
    old = only(read(sample_session, tmp_path, 旧=saved(document)))
    record = old.record
    assert (record["held_on"], record["place"], record["theme"]) == (
        "2024-09-12", "会议室", "主题",
    )  # fmt: skip
    assert record["steps"][0]["content"] == "孟丽娟：先说。\n韩雪梅：再说。"
    assert record["chair"]["id"]
    assert old.unread == [("", "天气：晴")]


def test_a_register_with_a_meeting_in_each_row_is_not_read_as_one(
    sample_session: Session, tmp_path: Path
) -> None:
    document = docx.Document()
    table = document.add_table(0, 4)
    add(table, "时间", "地点", "主题", "主持人")
    add(table, "9.5", "一楼", "计划", "孟丽娟")
    add(table, "9.12", "一楼", "备课", "韩雪梅")
    heap = read(sample_session, tmp_path, 登记=saved(document))
    assert heap.found == []
    assert len(heap.refused) == 1


def test_two_meetings_in_one_file_are_said_to_be_there(
    sample_session: Session, tmp_path: Path
) -> None:
    document = docx.Document()
    for day, theme in (("2024年9月12日", "甲"), ("2024年9月19日", "乙")):
        document.add_paragraph("教研活动记录")
        table = document.add_table(0, 4)
        add(table, "活动时间", day, "地点", "二楼")
        wide(table, "活动主题", theme)
        wide(table, "活动过程", "讨论")
    old = only(read(sample_session, tmp_path, 旧=saved(document)))
    assert (old.record["held_on"], old.record["theme"]) == ("2024-09-12", "甲")
    assert any("不止一次" in notice for notice in old.notices)
    assert ("活动主题", "乙") in old.unread


def test_a_scan_is_told_from_a_form(sample_session: Session, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture()))
    [(_source, why)] = read(sample_session, tmp_path, 扫描=saved(document)).refused
    assert "图片" in why


def picture() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "PNG")
    return buffer.getvalue()


def test_a_day_without_its_year_is_of_the_term_that_the_form_tells(
    sample_session: Session, tmp_path: Path
) -> None:
    document = docx.Document(io.BytesIO(old_meeting(活动时间="3月6日14:30—16:00")))
    document.paragraphs[0].text = "阳光小学2023—2024学年度第二学期教研活动记录"
    old = only(read(sample_session, tmp_path, 旧=saved(document)))
    assert old.record["held_on"] == "2024-03-06"
    assert sure(old)["held_on"] < 1
