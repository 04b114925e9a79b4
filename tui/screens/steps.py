"""The steps of a record's life that people take by hand: approve, return, postpone, cancel, …"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.flow import STATES, STEPS, Step, steps_for, steps_from, take, whose
from models.planning import instead_of
from models.problems import JiaoyanError
from models.spec import Field, Kind
from tui.context import context_of
from tui.screens.dialogs import ask, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.desk import Desk
    from models.record import Record
    from tui.app import JiaoyanApp

BY_WRITING = ("write", "submit")
"""Steps that happen by writing and submitting in the form."""


async def take_a_step(app: JiaoyanApp, record: Record, name: str = "") -> Record | None:
    """Ask which step (unless it is named) and for its reason, take it and save.

    None when called off or refused; what was refused is said on the screen.
    """
    step = STEPS[name] if name else await _which(app, record)
    if step is None:
        return None
    if step not in steps_from(record):
        app.tell(
            f"《{record.title}》现在是“{STATES[record.state].label}”，不能{step.label}。", bad=True
        )
        return None
    if name_of := whose(record, step, app.desk.me):
        app.tell(f"“{step.label}”要由{name_of}自己办。", bad=True)
        return None
    answers: dict[str, Any] | None = {}
    if fields := _asked(step, record):
        context = context_of(app.desk)
        days = _other_days(app, step, record)
        answers = await ask(
            app,
            f"{step.label}：{record.title}",
            fields,
            context,
            message="可以改到：" + "，".join(said for _day, said in days) if days else "",
            values={record.type.day: days[0][0]} if days else _known(fields, record, app.desk),
        )
    if answers is None:
        return None
    given = {key: answers[key] for key in (*step.asks, record.type.day) if answers.get(key)}
    moved = record.but(**given)
    try:
        taken = take(moved, step.name, str(answers.get("reason") or ""))
        settled = taken.but(**taken.type.derive(taken, app.desk))
        saved = app.desk.store.save(
            settled, actor=app.desk.actor, reason=str(answers.get("reason") or "")
        )
    except JiaoyanError as problem:
        app.tell(str(problem), bad=True)
        return None
    app.desk.refresh()
    app.tell(f"《{saved.title}》已{step.label}。")
    return saved


def _other_days(app: JiaoyanApp, step: Step, record: Record) -> list[tuple[str, str]]:
    return instead_of(record.day, app.desk.term_on(record.day)) if step.moves else []


async def _which(app: JiaoyanApp, record: Record) -> Step | None:
    steps = [s for s in steps_for(record, app.desk.me) if s.name not in BY_WRITING]
    if not steps:
        app.tell("现在没有可办的手续。", bad=True)
        return None
    return await choose(
        app, f"《{record.title}》要怎么办？", [(step, step.label) for step in steps]
    )


def _known(fields: Sequence[Field], record: Record, desk: Desk) -> dict[str, Any]:
    """What the record itself answers already."""
    values = {**record.values, **record.type.derive(record, desk)}
    return {f.key: values[f.key] for f in fields if values.get(f.key)}


def _asked(step: Step, record: Record) -> tuple[Field, ...]:
    fields: tuple[Field, ...] = ()
    if step.moves:
        fields += (replace(record.type.field(record.type.day), label="改到哪天", required=True),)
    asked = (record.type.field(key) for key in step.asks if key in record.type.by_key)
    fields += tuple(replace(f, automatic=False, required=f.required or f.key in step.must)
                    for f in asked)  # fmt: skip
    if step.needs_reason:
        fields += (Field("reason", "原因", Kind.TEXT, required=True, limit=100),)
    return fields
