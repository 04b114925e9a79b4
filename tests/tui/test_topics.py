"""Research topics at the terminal."""

from __future__ import annotations

from dataclasses import replace

from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.research.inquiries import INQUIRY
from models.research.months import TOPIC_MONTH
from models.research.topics import TOPIC
from models.services.related import related
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_joint import shared
from tests.tui.conftest import screen_text, settled, type_text
from tui.app import JiaoyanApp
from tui.screens.form import FormScreen
from tui.screens.topic_months import TopicMonthsScreen
from tui.widgets.matrix import MatrixView


async def test_the_matrix_shows_who_is_late_and_opens_what_is_missing(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.action_open_page("topic_months")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TopicMonthsScreen)
        text = screen_text(app)
        assert "生活作文促表达习惯养成的研究" in text
        assert "✗ 1" in text
        assert "迟 2" in text
        await pilot.press("end")
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        assert "过程资料" in screen_text(app)


async def test_a_month_is_filled_in_from_its_cell(app: JiaoyanApp) -> None:
    ids = app.store.ids(Filter(TOPIC, group=app.session.my_groups()[0].id))
    mine = next(t for t in app.store.many(TOPIC, ids) if t["head"] == app.session.me)
    lesson = a_lesson(app.session, topic=mine.link())
    shared(app.session, lesson, "周敏华", "ST", samples="TTSS")
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.action_open_page("topic_months")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TopicMonthsScreen)
        view = screen.query_one(MatrixView)
        rows = [row for row in screen._rows if row and row.author == app.session.me]
        place = screen._rows.index(rows[0])
        await pilot.press("home")
        while view.cursor[0] < place:
            await pilot.press("down")
        await pilot.press(*["right"] * view.columns.index("11月"), "enter")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.editing.record.type is TOPIC_MONTH
        assert form.editing.record["month"] == "2026-11-01"
        (activity,) = form.editing.record["activities"]
        assert (activity["form"], activity["date"]) == ("observe", "2026-11-20")
        before = len(app.store.ids(Filter(TOPIC_MONTH)))
        await type_text(pilot, "看学生怎样选择观察对象")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert len(app.store.ids(Filter(TOPIC_MONTH))) == before + 1


async def test_a_problem_of_a_meeting_is_raised_as_a_question(app: JiaoyanApp) -> None:
    ids = app.store.ids(Filter(MEETING, group=app.session.my_groups()[0].id))
    meeting = next(m for m in app.store.many(MEETING, ids) if m["issues"])
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.open_record(meeting)
        await settled(pilot)
        await pilot.press("f11")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        question = form.editing.record
        assert question.type is INQUIRY
        assert question["problem"] == meeting["issues"]
        assert question["meeting"]["id"] == meeting.id
        await type_text(pilot, "体验环节为什么总是收不住？")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        belonging = [one.text for one in app.screen.view.filling.sheet.entries]  # type: ignore[attr-defined]
        assert any("体验环节为什么总是收不住？" in line for line in belonging)


async def test_a_question_becomes_a_topic_through_its_application_and_both_know(
    app: JiaoyanApp,
) -> None:
    values = {"title": "日记为什么坚持不下来？", "problem": "第四周不到五成", "as_theme": "愿意观察",
              "as_series": "变化提示卡"}  # fmt: skip
    opened = INQUIRY.opens(new_record(INQUIRY, values), app.session)
    series = app.store.save(replace(opened, state="series"), actor="周敏华")
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.open_record(series)
        await settled(pilot)
        await pilot.press("f7")
        await app.workers.wait_for_complete()
        await settled(pilot)
        said = [note.message for note in app._notifications]
        assert said == ["研究问题没有 Word 文件，不用导出。"]
        await pilot.press("f10", "enter")
        await settled(pilot)
        await pilot.press("f8")  # without a topic
        await settled(pilot)
        kept = app.store.get(INQUIRY, series.id)
        assert kept is not None
        assert kept.state == "series"
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("f11")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        topic = form.editing.record
        assert (topic.type, topic["title"]) == (TOPIC, "变化提示卡")
        assert "第四周不到五成" in topic["background"]
        form.view.go_to_field("goals")
        await type_text(pilot, "让多数孩子写满四周")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("f10", "enter")
        await settled(pilot)
        assert "变化提示卡" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
    raised = app.store.get(INQUIRY, series.id)
    assert raised is not None
    assert (raised.state, raised["topic"]["id"]) == ("raised", topic.id)


async def test_the_topic_of_a_meeting_is_chosen_by_initials_and_shows_the_meeting(
    app: JiaoyanApp,
) -> None:
    fresh = new_record(MEETING, {"kinds": ["topic_research"], "held_on": "2026-11-24"})
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.open_record(fresh)
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        form.view.go_to_field("topic")
        await type_text(pilot, "shzwcbd")
        assert "生活作文促表达习惯养成的研究" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        chosen = form.editing.record["topic"]
        await pilot.press("escape")
        await settled(pilot)
    (topic,) = app.store.many(TOPIC, [chosen["id"]])
    assert topic.title == "生活作文促表达习惯养成的研究"
    found = {one.type.name: [r.id for r in one.records] for one in related(app.session, topic)}
    assert found["meeting"] == [fresh.id]
    again = new_record(MEETING, {"kinds": ["topic_research"], "held_on": "2026-12-01"})
    assert MEETING.opens(again, app.session)["topic"] == chosen
