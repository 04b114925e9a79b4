"""A term: its days, its weeks, and the school's own holidays and make-up days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.calendar.holidays import calendar_notice
from models.calendar.kinds import DAY_KINDS, WEEKDAYS
from models.kernel.dates import kept_date
from models.kernel.fields import Field, Kind, Problem, Section, Values, choices
from models.kernel.record import Menu, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator

TERM_NUMBERS = choices(**{"1": "第一学期", "2": "第二学期"})


def _in_order(values: Values) -> Iterator[Problem]:
    first, teaching, last = (
        str(values.get(key) or "") for key in ("first_day", "first_teaching_day", "last_day")
    )
    if first and last and last <= first:
        yield Problem("last_day", "结束日期要晚于开学日期")
    if first and teaching and not first <= teaching <= (last or teaching):
        yield Problem("first_teaching_day", "正式上课日要在开学与结束之间")


def _weeks_start_on_monday(values: Values) -> Iterator[Problem]:
    monday = kept_date(values.get("week1_monday"))
    if monday and monday.isoweekday() != 1:
        yield Problem("week1_monday", "第一周要从星期一算起")


def _holidays_not_published(values: Values) -> Iterator[Problem]:
    if notice := calendar_notice(values):
        yield Problem("day_rules", notice, blocking=False)


TERM = RecordType(
    name="term",
    named_everywhere=True,
    label="学期",
    counter="个",
    plural="terms",
    menu=Menu(180, "学期与校历", "学期、周次、放假与调休"),
    day="first_day",
    states=("open", "closed"),
    fields=(
        Field("name", "学期名称", required=True, limit=60, listed=30),
        Field("school_year", "学年", required=True, limit=9, hint="如 2026-2027", listed=11),
        Field("no", "学期", Kind.CHOICE, required=True, choices=TERM_NUMBERS, listed=10),
        Field("first_day", "开学日期", Kind.DATE, required=True, listed=12),
        Field("first_teaching_day", "正式上课日", Kind.DATE),
        Field("last_day", "结束日期", Kind.DATE, required=True, listed=12),
        Field(
            "week1_monday",
            "第一周的周一",
            Kind.DATE,
            required=True,
            hint="取第一个上课满三天的星期",
            listed=12,
        ),
        Field("theme", "研训主题", limit=200),
        Field(
            "day_rules",
            "放假与调休",
            Kind.ROWS,
            columns=(
                Field("date", "日期", Kind.DATE, required=True, width=16),
                Field("kind", "安排", Kind.CHOICE, choices=DAY_KINDS, required=True, width=16),
                Field("name", "名称", limit=30, width=16),
                Field("follows_weekday", "上哪天的课", Kind.CHOICE, choices=WEEKDAYS, width=10),
            ),
            hint="国家节假日已经知道，这里只写本校不同的",
        ),
        Field(
            "special_weeks",
            "特别的周",
            Kind.ROWS,
            columns=(
                Field("week", "周次", Kind.INT, required=True, least=0, most=30, width=8),
                Field("label", "名称", required=True, limit=20, hint="复习考试周、机动周"),
            ),
        ),
    ),
    form=(
        Section("学期", (("name",), ("school_year", "no"), ("theme",))),
        Section("日期", (("first_day", "first_teaching_day"), ("last_day", "week1_monday"))),
        Section("校历", (("day_rules",), ("special_weeks",))),
    ),
    title=lambda values: str(values.get("name") or ""),
    rules=(_in_order, _weeks_start_on_monday, _holidays_not_published),
)
