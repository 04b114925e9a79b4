"""The sample school: whole, believable, and the same on every machine on the same day."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from models.calendar.holidays import day_of, rules_of
from models.demo import DemoSchool, demo_school
from models.kernel.fields import Field
from models.kernel.json_text import canonical
from models.kernel.record import Record
from models.kernel.validate import check
from models.meetings.meetings import EXCUSED, MEETING, attendance_counts
from models.meetings.tasks import open_tasks
from models.school.staff import tier

LinksOf = Callable[[Record], Iterator[tuple[str, Field, dict[str, Any]]]]
AUTUMN = date(2026, 11, 23)
DAYS = (AUTUMN, date(2026, 8, 20), date(2026, 9, 2), date(2027, 1, 26), date(2027, 4, 14),
        date(2027, 7, 10), date(2025, 10, 15), date(2031, 5, 6))  # fmt: skip
"""In term, before it, after it, in years whose holidays are not published."""
WRITTEN = ("submitted", "approved", "returned")
GROUPS = {"语文组": 4, "数学组": 3, "英语组": 3, "科任组": 5}


@cache
def school(today: date = AUTUMN) -> DemoSchool:
    return demo_school(today)


def of(kind: str, today: date = AUTUMN) -> list[Record]:
    return [record for record in school(today).records if record.type.name == kind]


def meetings(group: str, today: date = AUTUMN) -> list[Record]:
    return sorted(
        (m for m in of("meeting", today) if m["group"]["name"] == group), key=lambda m: m.day
    )


def test_two_runs_on_one_day_are_identical() -> None:
    again = demo_school(AUTUMN)
    assert [canonical(r.values) for r in again.records] == [
        canonical(r.values) for r in school().records
    ]
    assert list(again.records) == list(school().records)
    assert again.before == school().before


def test_the_same_meeting_has_the_same_id_a_week_later() -> None:
    later = {record.id for record in school(AUTUMN + timedelta(weeks=1)).records}
    assert {record.id for record in school().records} <= later


@pytest.mark.parametrize("today", DAYS)
def test_nothing_is_missing_in_what_was_handed_in(today: date) -> None:
    written = [
        r for r in school(today).records if r.state in (*WRITTEN, "current", "open", "draft")
    ]
    assert {r.title: check(r.type, r.values) for r in written if check(r.type, r.values)} == {}


@pytest.mark.parametrize("today", DAYS)
def test_every_link_leads_to_a_record_of_its_type(today: date, links_of: LinksOf) -> None:
    there = {(record.type.name, record.id) for record in school(today).records}
    broken = [
        (record.title, path, link)
        for record in school(today).records
        for path, f, link in links_of(record)
        if link["id"] and (f.target, link["id"]) not in there
    ]
    assert broken == []


def test_whoever_is_named_is_a_teacher_or_a_guest_who_sits_in(links_of: LinksOf) -> None:
    guests = {
        (path, link["name"])
        for record in school().records
        for path, _f, link in links_of(record)
        if not link["id"]
    }
    assert guests == {("attendance.person", "区教研员戚老师"), ("items.presenters", "全体教师")}


@pytest.mark.parametrize("today", DAYS)
def test_no_record_or_row_is_there_twice_and_nothing_is_dated_ahead(today: date) -> None:
    ids = [record.id for record in school(today).records]
    assert len(ids) == len(set(ids))
    for record in school(today).records:
        for f in record.type.fields:
            rows = [row["_id"] for row in record[f.key]] if f.columns else []
            assert len(rows) == len(set(rows)), (record.title, f.key)
        moments = [m for m in (record.created_at, record.updated_at, record.submitted_at) if m]
        assert moments == sorted(moments[:1]) + sorted(moments[1:], reverse=True)
        assert max(moments) < (today + timedelta(days=1)).isoformat()


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("group", GROUPS)
def test_groups_meet_on_their_weekday_and_never_on_a_holiday(group: str, today: date) -> None:
    rules = rules_of(of("term", today)[0]["day_rules"])
    for meeting in meetings(group, today):
        day = date.fromisoformat(meeting.day)
        if meeting.state == "cancelled":
            assert not day_of(day, rules).is_school_day
        else:
            assert day_of(day, rules).is_school_day
            assert day.isoweekday() == GROUPS[group] or meeting.state == "postponed"


def test_nobody_meets_on_national_day_in_a_year_without_an_official_list() -> None:
    days = {meeting.day for meeting in of("meeting", date(2030, 9, 3))}
    assert days.isdisjoint(f"2030-10-0{n}" for n in range(1, 8))
    assert "2031-01-01" not in days


@pytest.mark.parametrize("today", DAYS)
def test_all_before_this_week_is_written_and_all_later_is_not(today: date) -> None:
    monday = (today - timedelta(days=today.weekday())).isoformat()
    for meeting in of("meeting", today):
        written = meeting.state in (*WRITTEN, "cancelled")
        assert written == (meeting.day < monday), (meeting.title, meeting.state)


def test_the_life_of_records_is_shown() -> None:
    states = Counter(meeting.state for meeting in of("meeting"))
    assert states["approved"] > 30
    assert states["planned"] > 15
    assert (states["cancelled"], states["returned"], states["postponed"]) == (1, 1, 1)
    assert all(
        m.state_reason for m in of("meeting") if m.state in ("cancelled", "returned", "postponed")
    )
    cancelled = next(m for m in of("meeting") if m.state == "cancelled")
    assert (cancelled.day, cancelled.state_reason) == ("2026-10-01", "国庆节放假，本次活动取消")


@pytest.mark.parametrize("group", GROUPS)
def test_the_numbers_of_the_meetings_follow_their_days(group: str) -> None:
    held = [m for m in meetings(group) if m.state != "cancelled"]
    assert [m["seq_no"] for m in held] == list(range(1, len(held) + 1))
    assert len(held) >= 12
    for meeting in held:
        if meeting.state in WRITTEN:
            assert (meeting["expected"], meeting["present"]) == attendance_counts(meeting.values)


@pytest.mark.parametrize("group", GROUPS)
def test_tasks_are_carried_until_they_are_done(group: str) -> None:
    held = [m for m in meetings(group) if m.state in WRITTEN]
    for earlier, meeting in zip(range(1, len(held)), held[1:], strict=True):
        expected = {task.id for task in open_tasks(held[:earlier])}
        assert {row["_id"] for row in meeting["carried"]} == expected
    done = [row["done"] for meeting in held for row in meeting["carried"]]
    assert True in done
    assert False in done


def test_the_leader_at_the_terminal_has_an_overdue_task_and_one_for_later() -> None:
    tasks = open_tasks(m for m in meetings("语文组") if m.state in WRITTEN)
    assert {task.overdue(AUTUMN.isoformat()) for task in tasks} == {True, False}
    leader = next(t for t in of("teacher") if t.id == school().me["id"])
    assert leader["memberships"][-1]["role"] == "leader"


@pytest.mark.parametrize("group", GROUPS)
def test_plans_say_what_the_meetings_were_about(group: str) -> None:
    plan = next(p for p in of("plan") if p["group"]["name"] == group)
    themes = {row["week"]: row["theme"] for row in plan["schedule"]}
    for meeting in meetings(group):
        if meeting.state in WRITTEN:
            assert themes[meeting["week_no"]] == meeting["theme"]
    assert [row["series_no"] for row in plan["schedule"] if row["series_no"]] == [1, 2, 3, 4, 5]


def test_the_two_books_have_their_chapters_by_term() -> None:
    def chapters(today: date) -> dict[str, str]:
        rows = of("plan", today)[0]["books"]
        return {
            book: "|".join(row["chapters"] for row in rows if row["book"] == book)
            for book in dict.fromkeys(row["book"] for row in rows)
        }

    diagnosis, technique = "《命好题：命题与作业问题诊断》", "《命好题：命题与作业技术研究》"
    assert chapters(AUTUMN) == {diagnosis: "第一、二章|第三、四章", technique: "第一章|第二章"}
    assert chapters(date(2027, 4, 14)) == {
        diagnosis: "第五、六章|第七章",
        technique: "第四章|第五章",
    }


def test_school_training_stands_as_in_the_plan() -> None:
    events = {event.title: event for event in of("event")}
    days = {
        e.day: [row["kind"] for row in e["items"]] for e in events.values() if len(e["items"]) > 1
    }
    assert days["2026-10-20"] == ["open_lesson", "theory", "discussion", "discussion", "discussion"]
    assert days["2026-12-22"] == ["open_lesson", "theory", "discussion"]
    later = next(e for e in events.values() if not e.day)
    assert later.state == "planned"
    assert later["term"]["name"].endswith("第二学期")
    studies = [
        date.fromisoformat(e.day) for e in events.values() if e["items"][0]["kind"] == "study"
    ]
    assert len(studies) >= 7
    assert all(
        day.weekday() == 0 and (day - date(2026, 8, 31)).days // 7 % 2 == 1 for day in studies
    )


def test_the_staff_is_a_whole_one() -> None:
    teachers = of("teacher")
    assert 38 <= len(teachers) <= 46
    assert {tier(t.values, AUTUMN) for t in teachers} == {
        "T1_novice", "T2_growing", "T3_backbone", "T4_mature"
    }  # fmt: skip
    assert {t["payroll"] for t in teachers} == {"on", "off"}
    assert Counter(t["name"] for t in teachers)["王芳"] == 2
    current = [[row for row in t["memberships"] if not row["until"]] for t in teachers]
    assert sum(len(rows) == 2 for rows in current) >= 2
    assert any(row["until"] for t in teachers for row in t["memberships"])
    assert {t["office"] for t in teachers} >= {"principal", "vice_principal", "office_academic"}
    assert sum(bool(t["honours"]) for t in teachers) >= 8


def test_leave_has_reasons_and_guests_sit_in() -> None:
    rows = [row for m in of("meeting") if m.state in WRITTEN for row in m["attendance"]]
    statuses = Counter(row["status"] for row in rows)
    assert {"present", "personal", "sick", "official", "maternity", "late", "observer"} <= set(
        statuses
    )
    assert all(row["reason"] for row in rows if row["status"] not in ("present", "observer"))
    for meeting in of("meeting"):
        if meeting.state in WRITTEN:
            there = {r["person"]["id"] for r in meeting["attendance"] if r["status"] not in EXCUSED}
            spoke = {row["speaker"]["id"] for row in meeting["remarks"]}
            assert spoke | {meeting["chair"]["id"], meeting["recorder"]["id"]} <= there


def test_an_approved_meeting_went_through_its_states() -> None:
    approved = next(m for m in meetings("语文组") if m.state == "approved")
    versions = list(school().versions(approved))
    assert [v.state for v in versions] == ["planned", "submitted", "approved"]
    assert [v.updated_at for v in versions] == sorted(v.updated_at for v in versions)
    assert versions[0].type is MEETING
    assert versions[0]["theme"] == ""
