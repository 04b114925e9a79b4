"""``jiaoyan roster``: the school's list of teachers comes in, after showing what it will do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tui.cli.printing import print_json
from tui.database import exists, open_database
from tui.endings import FAILED, FINE
from tui.output import finish, put_out, say

if TYPE_CHECKING:
    from pathlib import Path

    from exports.roster.plan import RosterPlan


def take_roster(file: Path, sheet: str, db: str | None, *, apply: bool, as_json: bool) -> int:
    """Show what a list of teachers would change, and take it over where that is asked for; the exit
    status.
    """
    plan, applied = (_applied if apply else _shown)(db, file, sheet)
    if as_json:
        print_json(_object(plan, applied))
    else:
        _print(plan)
        _last_word(plan, applied, _again(file, sheet, db))
    return FAILED if applied and (plan.issues or plan.undecided) else FINE


def _shown(db: str | None, file: Path, sheet: str) -> tuple[RosterPlan, bool]:
    """The plan; a database that is not there yet is not made for it."""
    from exports.roster.apply import prepare, prepare_for_nobody

    if not exists(db):
        return prepare_for_nobody(file, date.today(), sheet=sheet), False
    with open_database(db, create=False) as store:
        return prepare(store, file, date.today(), sheet=sheet), False


def _applied(db: str | None, file: Path, sheet: str) -> tuple[RosterPlan, bool]:
    from exports.roster.apply import apply_plan, prepare, prepare_for_nobody
    from models.session.session import Session

    if not exists(db):
        prepare_for_nobody(file, date.today(), sheet=sheet)  # a wrong file leaves no database
    with open_database(db) as store:
        plan = prepare(store, file, date.today(), sheet=sheet)
        apply_plan(store, plan, actor=Session(store).actor or "命令行")
        return plan, True


def _print(plan: RosterPlan) -> None:
    from exports.roster.report import parts, summary

    put_out(f"{plan.roster.file}：{summary(plan)}")
    for part in parts(plan):
        put_out()
        put_out(part.title)
        for line in part.lines:
            put_out(f"  {line}")
    put_out()
    finish()


def _again(file: Path, sheet: str, db: str | None) -> str:
    """The command that takes in what was shown, into the same database."""
    said = f'jiaoyan roster "{file}" --apply'
    for option, value in (("--sheet", sheet), ("--db", db)):
        said += f' {option} "{value}"' if value else ""
    return said


def _last_word(plan: RosterPlan, applied: bool, again: str) -> None:
    if applied:
        say("已导入。" if plan.records else "没有要改的，什么也没有动。")
        if plan.issues or plan.undecided:
            say("上面列出的格子和行没有导入。请在名单里改好，再运行一次同样的命令。")
    elif plan.records:
        say(f"这里只是预览，还没有导入。没有问题就运行：{again}")


def _object(plan: RosterPlan, applied: bool) -> dict[str, Any]:
    return {
        "applied": applied,
        "file": plan.roster.file,
        "sheet": plan.roster.sheet,
        "new_groups": [group.title for group in plan.new_groups],
        "new": [{"id": one.id, "name": one.title} for one in plan.new],
        "changed": [
            {"id": one.before.id, "name": one.before.title,
             "fields": {key: {"old": one.before[key], "new": one.after[key]} for key in one.keys}}
            for one in plan.changed
        ],
        "unchanged": len(plan.unchanged),
        "absent": [{"id": one.id, "name": one.title} for one in plan.absent],
        "undecided": [
            {"rows": list(one.entry.rows), "name": one.entry.name, "reason": one.why}
            for one in plan.undecided
        ],
        "issues": [
            {"place": one.place, "column": one.column, "value": one.value, "reason": one.message}
            for one in plan.issues
        ],
        "unused_columns": list(plan.roster.unused),
    }  # fmt: skip
