"""The first run: the few things nothing else can tell, and what is set up from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from models.calendar.kinds import WEEKDAYS
from models.calendar.weeks import guess_term, suggest_week1
from models.kernel.dates import kept_date
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field, Kind, Section, id_of
from models.kernel.ids import row_id
from models.kernel.json_text import canonical, read_json
from models.kernel.record import Record, RecordType, new_record
from models.kernel.text import cleaned
from models.meetings.planning import plan_term
from models.school.people import CYCLES, GROUP, ROLES, TEACHER
from models.school.schools import SCHOOL
from models.school.terms import TERM
from models.storage.reading import sound_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.session.session import Session


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    known: dict[str, Any] = {}
    if first := kept_date(record["first_teaching_day"] or record["first_day"]):
        known["week1_monday"] = suggest_week1(first, {}).isoformat()
    me = record["me"] or {}
    teacher = session.store.get(TEACHER, id_of(me))
    if teacher and (row := next((row for row in teacher["memberships"] if row["group"]), None)):
        known |= {"my_group": row["group"]["name"], "my_role": row["role"]}
    return known


_DATES = ("first_day", "first_teaching_day", "last_day", "week1_monday")
"""The fields of a term that are asked for."""
BEGUN = "founding"
"""The setting of this terminal that keeps what was typed so far."""

FOUNDING = RecordType(
    name="founding",
    label="第一次使用",
    plural="foundings",
    fields=(
        replace(SCHOOL.field("name"), key="school", hint="写全称，印在每份文件上"),
        replace(TERM.field("name"), key="term_name", label="学期"),
        *(replace(TERM.field(key), required=key != "first_teaching_day")
          for key in _DATES),
        Field("groups", "教研组", Kind.ROWS, required=True, columns=(
            Field("name", "组名", required=True, limit=20, width=14),
            Field("weekday", "固定活动日", Kind.CHOICE, choices=WEEKDAYS, required=True, width=12),
            Field("cycle", "间隔", Kind.CHOICE, choices=CYCLES, width=8),
            Field("start", "开始", Kind.TIME, width=10),
            Field("end", "结束", Kind.TIME, width=10),
            Field("place", "地点", limit=30),
        ), hint="一行一个组；星期、时间定了，全学期的活动就排好了"),
        Field("me", "您的姓名", Kind.LINK, required=True, target="teacher"),
        Field("my_group", "我的组", limit=20, hint="不在哪个组就空着"),
        Field("my_role", "我的身份", Kind.CHOICE, choices=ROLES),
    ),
    form=(
        Section("学校", (("school",),)),
        Section("学期", (("term_name",), ("first_day", "first_teaching_day"),
                       ("last_day", "week1_monday"))),
        Section("教研组", (("groups",),)),
        Section("我", (("me", "my_group", "my_role"),)),
    ),
    derive=_derive,
    derives_from=("first_day", "first_teaching_day", "me"),
)  # fmt: skip


def suggested(today: date, groups: list[Record]) -> dict[str, Any]:
    """What can be guessed: the term by the date, and the groups that a roster has brought."""
    guess = guess_term(today)
    names = [group.title for group in groups] or ["语文组", "数学组"]
    return {
        "term_name": guess["name"],
        **{key: guess[key] for key in _DATES},
        "groups": [
            {"_id": row_id(), "name": name, "weekday": "", "cycle": "weekly", "start": "", "end": "",
             "place": ""}
            for name in names
        ],
        "my_role": "leader",
    }  # fmt: skip


def begun(session: Session) -> dict[str, Any]:
    """What was typed at this terminal before the program was closed; nothing the first time."""
    kept = session.store.setting(BEGUN, site=True)
    try:
        return sound_values(FOUNDING.by_key, read_json(kept)) if kept else {}
    except ValueError:
        return {}


def keep_begun(session: Session, values: Mapping[str, Any]) -> None:
    """Keep what was typed so far for the next time."""
    session.store.set_setting(BEGUN, canonical(cleaned(values)), site=True)


def found_school(session: Session, values: Mapping[str, Any]) -> None:
    """Save school, term, groups and who I am, and plan the term; all of it or nothing.

    Raises `JiaoyanError` where my group is none of the groups.
    """
    names = [row["name"] for row in values["groups"]]
    mine = _meant(str(values.get("my_group") or ""), names)
    store, actor = session.store, str(values["me"]["name"])
    with store.transaction():
        school = new_record(SCHOOL, {"name": values["school"]})
        term = new_record(TERM, _term_values(values))
        known = {group.title: group for group in session.groups}
        groups = {row["name"]: _group(row, known.get(row["name"])) for row in values["groups"]}
        saved = store.save_all([school, term, *groups.values()], actor=actor)
        for group in known.values():
            if group.title not in names and not store.linked(group.id):
                store.delete(group, actor=actor, reason="设置时去掉了")
        me = _me(session, values, next((one for one in saved[2:] if one.title == mine), None))
        session.refresh()
        plan_term(session, saved[1])
        store.set_setting(BEGUN, "", site=True)
    session.set_current_user(me.link())
    session.refresh()


def _meant(written: str, names: list[str]) -> str:
    """The group that was meant: ``语文`` is 语文组 where no other begins so."""
    found = [name for name in names if name == written] or [
        name for name in names if written and name.startswith(written)
    ]
    if written and len(found) != 1:
        raise JiaoyanError(f"“我的组”写的是“{written}”，上面没有这个组。请改成一样的。")
    return found[0] if found else ""


def _term_values(values: Mapping[str, Any]) -> dict[str, Any]:
    guess = guess_term(date.fromisoformat(values["first_day"]))
    return {**guess, **{key: values[key] for key in _DATES}, "name": values["term_name"]}


def _group(row: Mapping[str, Any], known: Record | None) -> Record:
    group = known or new_record(
        GROUP, {"name": row["name"], "subject": row["name"].removesuffix("组")}
    )
    recurrence = {key: row.get(key) for key in ("weekday", "cycle", "start", "end", "place")}
    recurrence |= {"_id": row_id(), "cycle": row.get("cycle") or "weekly"}
    return group.with_values(recurrences=[recurrence])


def _me(session: Session, values: Mapping[str, Any], group: Record | None) -> Record:
    link = values["me"]
    there = session.store.get(TEACHER, link["id"]) if link["id"] else None
    me = there or new_record(TEACHER, {"name": link["name"]})
    if group and all(id_of(row["group"]) != group.id for row in me["memberships"]):
        row = {"_id": row_id(), "group": group.link(), "role": values.get("my_role") or "member",
               "since": "", "until": ""}  # fmt: skip
        me = me.with_values(memberships=[*me["memberships"], row])
    return session.store.save(me, actor=str(link["name"]))
