"""Taking a step of a record's life by hand: which, and what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.errors import JiaoyanError
from models.kernel.workflow import STEPS
from models.services.transitions import (
    asked,
    carry_out,
    carry_out_all,
    formalities_of,
    formalities_of_all,
    known,
    other_days,
    refuse,
)
from tui.context import context_of
from tui.dialogs.asking import ask
from tui.dialogs.choosing import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.record import Record
    from models.kernel.workflow import Step
    from tui.notebook import Notebook


async def take_a_step(app: Notebook, record: Record, name: str = "") -> Record | None:
    """Ask which step (unless it is named) and for its reason, take it and save.

    None when called off or refused; what was refused is said on the screen.
    """
    step = STEPS[name] if name else await _which(app, record)
    if step is None:
        return None
    try:
        refuse(record, step, app.session.me)
        answers = await _answers(app, step, record)
        saved = None if answers is None else carry_out(record, step, answers, app.session)
    except JiaoyanError as problem:
        app.tell(str(problem), bad=True)
        return None
    if saved is not None:
        app.tell(f"《{saved.title}》已{step.label}。")
    return saved


async def take_a_step_together(app: Notebook, records: Sequence[Record]) -> list[Record]:
    """Ask which of the steps that all of these allow, and take it with all of them or with none;
    what was saved.
    """
    many = f"选中的 {len(records)} {records[0].type.counter}{records[0].type.label}"
    steps = formalities_of_all(records, app.session.me)
    if not steps:
        app.tell(f"{many}没有可以一起办的手续。请只选状态一样的。", bad=True)
        return []
    step = await choose(app, f"{many}要怎么办？", [(step, step.label) for step in steps])
    if step is None:
        return []
    fields = asked(step, records[0])
    answers: dict[str, Any] | None = {}
    if fields:
        answers = await ask(app, f"{step.label}：{many}", fields, context_of(app.session))
    if answers is None:
        return []
    try:
        saved = carry_out_all(records, step, answers, app.session)
    except JiaoyanError as problem:
        app.tell(f"{problem}一条也没有办。", bad=True)
        return []
    app.tell(f"{many}已{step.label}。Ctrl+Z 撤销。")
    return saved


async def _which(app: Notebook, record: Record) -> Step | None:
    steps = formalities_of(record, app.session.me)
    if not steps:
        app.tell("现在没有可办的手续。", bad=True)
        return None
    return await choose(
        app, f"《{record.title}》要怎么办？", [(step, step.label) for step in steps]
    )


async def _answers(app: Notebook, step: Step, record: Record) -> dict[str, Any] | None:
    """What is answered to all that a step asks for; None when called off."""
    fields = asked(step, record)
    if not fields:
        return {}
    days = other_days(step, record, app.session)
    return await ask(
        app,
        f"{step.label}：{record.title}",
        fields,
        context_of(app.session),
        message="可以改到：" + "，".join(said for _day, said in days) if days else "",
        values={record.type.day: days[0][0]} if days else known(fields, record, app.session),
    )
