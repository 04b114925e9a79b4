"""Several observers' sheets of one lesson as one."""

from __future__ import annotations

from dataclasses import replace

from models.kernel.record import Record, new_record
from models.kernel.workflow import apply_transition
from models.observing.gather import sheets_of
from models.observing.instrument_files import named
from models.observing.joint import joined
from models.observing.observations import OBSERVATION
from models.observing.papers import missing, papers_of
from models.observing.visits import sheet_of
from models.school.people import TEACHER
from models.session.session import Session
from tests.models.observing.conftest import a_lesson, a_sheet
from tests.models.observing.test_observations import SAID


def shared(session: Session, lesson: Record, observer: str, code: str, **rows: object) -> Record:
    sheet = a_sheet(session, lesson, observer)
    instrument = named(session, code)
    assert instrument is not None
    sheet.change("instrument", instrument.link())
    for key, value in {**SAID, **rows}.items():
        sheet.change(key, value(sheet.record[key]) if callable(value) else value)
    return session.store.save(apply_transition(sheet.submit(), "share"), actor=observer)


def test_scores_have_a_mean_a_spread_and_the_items_of_disagreement(session: Session) -> None:
    lesson = a_lesson(session)
    less = {"柳青": {}, "严芳芳": {"goal1": 2}}
    for observer, minus in less.items():
        shared(session, lesson, observer, "SCORE100", scores=lambda rows, minus=minus: [
            {**row, "points": row["most"] - minus.get(row["code"], 0)} for row in rows
        ])  # fmt: skip
    joint = joined(sheets_of(session.store, lesson))
    assert joint.sheets == 2
    # 100 and 98: mean 99, sample standard deviation sqrt(2) = 1.41
    assert joint.tables["总分"][-1] == {
        "听课人": "平均（2 人）", "得分": "99.0（标准差 1.41）", "等第": "最佳"
    }  # fmt: skip
    (item,) = joint.tables["分歧最大"]
    assert item["各人"] in ("柳青 5，严芳芳 3", "严芳芳 3，柳青 5")
    assert joint.tables["各项得分"][0] == {
        "项目": "教学目标", "满分": "10", "均分": "9.0", "得分率": "90.0%", "最低—最高": "8—10"
    }  # fmt: skip


def test_a_sheet_that_is_not_for_appraisal_gives_words_and_no_points(session: Session) -> None:
    lesson = a_lesson(session)

    def full(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{**row, "points": row["most"]} for row in rows]

    shared(session, lesson, "柳青", "SCORE100", scores=full, not_for_appraisal=True)
    assert set(joined(sheets_of(session.store, lesson)).tables) == {"意见"}
    shared(session, lesson, "严芳芳", "SCORE100", scores=full)
    joint = joined(sheets_of(session.store, lesson))
    assert [row["听课人"] for row in joint.tables["总分"]] == ["严芳芳", "平均（1 人）"]
    assert [row["听课人"] for row in joint.tables["意见"]] == ["严芳芳", "柳青"]


def test_coded_intervals_are_compared(session: Session) -> None:
    lesson = a_lesson(session, minutes=8)
    said = {"柳青": ("T.Lec", "T.Lec", "T.PQ", "T.PQ"), "严芳芳": ("T.Lec", "T.PQ", "T.PQ", "T.PQ")}
    for observer, codes in said.items():
        shared(session, lesson, observer, "COPUS", intervals=lambda rows, codes=codes: [
            {**row, "codes": code} for row, code in zip(rows, codes, strict=True)
        ])  # fmt: skip
    joint = joined(sheets_of(session.store, lesson))
    # over Lec and PQ: both ticked 3, one only 1, the other only 1; 25 codes × 4 intervals = 100 cells,
    # 95 neither: Jaccard 3/5 = 0.60; po = .98, pe = .04² + .96² = .9232, kappa = .0568/.0768 = 0.74
    (row,) = joint.tables["一致性"]
    assert (row["一致率"], row["Jaccard"], row["κ"]) == ("98.0%", "0.60", "0.74")
    shares = {row["代码"]: row["占时段"] for row in joint.tables["行为占比"]}
    assert shares == {"T.Lec": "37.5%", "T.PQ": "62.5%"}
    assert [one.observer for one in joint.timelines] == ["严芳芳", "柳青"]


def test_s_t_samples_name_the_kind_of_teaching(session: Session) -> None:
    lesson = a_lesson(session)
    shared(session, lesson, "柳青", "ST", samples="TTTTTTTTSS")
    joint = joined(sheets_of(session.store, lesson))
    assert joint.tables["教学模式"] == [
        {"听课人": "柳青", "样本": "10", "Rt": "0.80", "Ch": "0.10", "类型": "讲授型"}
    ]


def test_moments_and_intervals_nobody_watched_are_nobodys(session: Session) -> None:
    lesson = a_lesson(session)
    shared(session, lesson, "柳青", "ST", samples="TTTT" + "-" * 56 + "TTTTSS")
    shared(session, lesson, "严芳芳", "ST", samples="TTTTSS" + "-" * 56)
    shared(session, lesson, "周敏华", "COPUS", intervals=lambda rows: [
        {**row, "codes": "T.Lec" if row["no"] <= 4 else ""} for row in rows
    ])  # fmt: skip
    joint = joined(sheets_of(session.store, lesson))
    modes = {row["听课人"]: row for row in joint.tables["教学模式"]}
    assert modes["柳青"] == {
        "听课人": "柳青", "样本": "10（另有 56 次没看）", "Rt": "0.80", "Ch": "0.10", "类型": "讲授型"
    }  # fmt: skip
    (same,) = joint.tables["一致性"]
    assert same["谁与谁"] == "严芳芳—柳青（4 格）"  # what both watched
    (lectured,) = joint.tables["行为占比"]
    assert lectured["占时段"] == "100.0%"
    (shown,) = joint.timelines
    assert shown.ticks[4:] == (None,) * (len(shown.ticks) - 4)


def test_a_sheet_that_is_not_shared_is_named_but_not_shown(session: Session) -> None:
    lesson = a_lesson(session)
    sheet = a_sheet(session, lesson, "柳青")
    for key, value in SAID.items():
        sheet.change(key, value)
    sheet.keep()
    joint = joined(sheets_of(session.store, lesson))
    assert (joint.sheets, joint.tables, joint.waiting) == (0, {}, ("柳青",))


def test_two_observers_of_one_name_are_two_people(session: Session) -> None:
    first = next(one for one in session.teachers if one.title == "柳青")
    other = session.store.save(new_record(TEACHER, {"name": "柳青"}), actor="教务处")
    lesson = a_lesson(session, observers=[first.link(), other.link()])
    sheet = shared(session, lesson, "柳青", "LICC", points=_with_evidence)
    assert missing(papers_of(lesson, [sheet])).count("柳青缺听课记录") == 1
    again = sheet_of(OBSERVATION, lesson, other.link(), session)
    empty = again.with_values(**{key: sheet[key] for key in ("instrument_text", "instrument_kind")})
    both = joined([sheet, replace(empty, state="shared")])
    assert sum(int(row["有证据的点"][0]) for row in both.tables["视角"]) > 0


def _with_evidence(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{**row, "evidence": "举手的有三十人"} for row in rows]
