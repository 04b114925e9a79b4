"""The instruments that come with the program are complete, as published."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from models.instruments.catalogue import BUILT_IN, built_in, built_in_text, catalogue
from models.instruments.instrument import Instrument, InstrumentKind, Per
from models.instruments.reading import read, thaw
from models.instruments.writing import freeze


def the(code: str) -> Instrument:
    return catalogue({}).by_code[code]


def test_five_come_with_the_program_the_free_sheet_first() -> None:
    assert list(catalogue({}).by_code) == ["STAGE", "SCORE100", "LICC", "COPUS", "ST"]
    assert catalogue({}).findings == ()
    assert all(one.version == 1 and one.source for one in built_in())


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_one_freezes_and_thaws_to_itself(name: str) -> None:
    instrument = thaw(built_in_text(name))
    assert read(freeze(instrument)) == instrument
    assert freeze(thaw(freeze(instrument))) == freeze(instrument)


def test_the_score_sheet_gives_100_points_and_a_special_mark_beyond() -> None:
    sheet = the("SCORE100")
    assert sheet.kind is InstrumentKind.SCORE
    assert sheet.step == Decimal("0.5")
    # the published sheet: 10 + 15 + 10 + 20 + 35 + 10, and a row for what is special (教学特色)
    assert [(group.name, int(group.max)) for group in sheet.groups] == [
        ("教学目标", 10), ("教学内容", 15), ("教学过程", 10), ("教师素养", 20), ("学生状态", 35),
        ("学习结果", 10), ("教学特色", 0),
    ]  # fmt: skip
    assert len(sheet.items) == 20
    assert sum(item.max or 0 for item in sheet.items if item.on) == sheet.max_score == 100
    assert [(item.code, item.max) for item in sheet.items if not item.on] == [
        ("special1", Decimal(5))
    ]
    assert [item.code for item in sheet.items if item.max == 10] == ["student1"]
    assert [(band.name, int(band.floor)) for band in sheet.bands] == [
        ("最佳", 90), ("优秀", 80), ("良好", 70), ("合格", 60), ("不合格", 0)
    ]  # fmt: skip
    assert [entry.name for entry in sheet.entries_per(Per.LESSON)] == ["亮点", "建议"]


def test_licc_has_4_dimensions_20_perspectives_and_68_points() -> None:
    licc = the("LICC")
    assert licc.kind is InstrumentKind.PERSPECTIVE
    points = Counter[str]()
    for group in licc.groups:
        points[group.part] += len(group.items)
    assert [(part.name, points[part.code]) for part in licc.parts] == [
        ("学生学习", 18), ("教师教学", 17), ("课程性质", 17), ("课堂文化", 16)
    ]  # fmt: skip
    assert Counter(group.part for group in licc.groups) == {"L": 5, "I": 5, "C": 5, "CC": 5}
    assert [group.name for group in licc.groups] == [
        "准备", "倾听", "互动", "自主", "达成", "环节", "呈示", "对话", "指导", "机智",
        "目标", "内容", "实施", "评价", "资源", "思考", "民主", "创新", "关爱", "特质",
    ]  # fmt: skip
    assert [item.code for item in licc.items] == [str(n) for n in range(1, 69)]
    assert len({item.text for item in licc.items}) == 68
    judgement = licc.entries_per(Per.ITEM)[-1]
    assert [level.name for level in judgement.levels] == ["有效", "一般", "待改进"]


def test_copus_has_its_25_codes_in_the_published_order() -> None:
    copus = the("COPUS")
    assert (copus.kind, copus.interval_seconds) == (InstrumentKind.INTERVAL, 120)
    codes = [item.code for item in copus.items if item.on]
    # Smith et al. 2013, figure 1: 12 of the instructor, 13 of the students
    assert [code for code in codes if code.startswith("T.")] == [
        "T.Lec", "T.RtW", "T.FUp", "T.PQ", "T.CQ", "T.AnQ", "T.MG", "T.1o1", "T.D/V", "T.Adm",
        "T.W", "T.O",
    ]  # fmt: skip
    assert [code for code in codes if code.startswith("S.")] == [
        "S.L", "S.Ind", "S.CG", "S.WG", "S.OG", "S.AnQ", "S.SQ", "S.WC", "S.Prd", "S.SP", "S.TQ",
        "S.W", "S.O",
    ]  # fmt: skip
    assert len(codes) == 25
    assert {item.code for item in copus.items if not item.on} == {"S.Cho", "S.Brd", "T.Mgt"}
    (engagement,) = copus.entries_per(Per.INTERVAL)
    assert [level.code for level in engagement.levels] == ["H", "M", "L"]


def test_copus_collapses_into_the_published_categories_and_gives_no_points() -> None:
    copus = the("COPUS")
    collapsed = {
        group.code: {item.code for item in group.items}
        for group in copus.groups
        if any(item.on for item in group.items)
    }
    assert collapsed == {
        "T.presenting": {"T.Lec", "T.RtW", "T.D/V"},
        "T.guiding": {"T.FUp", "T.PQ", "T.CQ", "T.AnQ", "T.MG", "T.1o1"},
        "T.administration": {"T.Adm"},
        "T.other": {"T.W", "T.O"},
        "S.receiving": {"S.L"},
        "S.talking": {"S.AnQ", "S.SQ", "S.WC", "S.SP"},
        "S.working": {"S.Ind", "S.CG", "S.WG", "S.OG", "S.Prd", "S.TQ"},
        "S.other": {"S.W", "S.O"},
    }
    assert all(group.part == group.code[0] for group in copus.groups)
    assert copus.max_score is None
    assert not copus.bands


def test_the_free_sheet_has_stages_habits_and_the_reflection() -> None:
    sheet = the("STAGE")
    assert sheet.kind is InstrumentKind.FREE
    assert sheet.stages == (
        "导入", "新授（活动一）", "新授（活动二）", "巩固练习", "拓展", "小结作业",
    )  # fmt: skip
    assert [item.text for item in sheet.items] == [
        "听", "说", "读", "写", "合作", "思考", "质疑", "整理"
    ]  # fmt: skip
    by_code = {entry.code: entry for entry in sheet.entries}
    assert by_code["theme"].preset == "学科习惯"
    assert [level.name for level in by_code["participation"].levels] == ["全体", "多数", "少数"]
    assert [level.code for level in by_code["state"].levels] == list("12345")
    assert [entry.code for entry in sheet.entries_per(Per.STAGE)] == [
        "start", "end", "teacher", "students", "participation", "state", "aim", "remarks"
    ]  # fmt: skip
    assert [entry.code for entry in sheet.entries_per(Per.ITEM)] == ["rating", "evidence"]
    assert "对我自己的课有什么启发" in by_code["reflection"].name
    assert [(mark.sign, mark.name) for mark in sheet.marks] == [
        ("★", "亮点"), ("?", "问题"), ("→", "建议")
    ]  # fmt: skip


def test_s_t_samples_each_half_minute() -> None:
    s_t = the("ST")
    assert (s_t.kind, s_t.interval_seconds) == (InstrumentKind.SEQUENCE, 30)
    assert [item.code for item in s_t.items] == ["S", "T"]
