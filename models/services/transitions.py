"""The steps of a record's life that people take by hand (手续): approve, return, postpone, cancel, …:
who may take which, what each asks for, and what it leaves behind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind
from models.kernel.workflow import (
    StepRefused,
    apply_transition,
    refuse_elsewhere,
    reserved_for,
    steps_for,
)
from models.meetings.planning import put_off_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.kernel.workflow import Step
    from models.session.session import Session

BY_WRITING = ("write", "submit")
"""Steps that happen by writing and submitting."""


def formalities_of(record: Record, me: Link | None) -> list[Step]:
    """The steps that a person can take by hand."""
    return [step for step in steps_for(record, me) if step.name not in BY_WRITING]


def formalities_of_all(records: Sequence[Record], me: Link | None) -> list[Step]:
    """The steps that a person can take with all of these at once: not those for which each has
    something of its own to say, a day or words.
    """
    each = [{step.name for step in formalities_of(one, me)} for one in records]
    common = set[str]().union(*each[:1]).intersection(*each)
    steps = formalities_of(records[0], me) if records else []
    return [step for step in steps if step.name in common and not step.moves and not step.must]


def refuse(record: Record, step: Step, me: Link | None) -> None:
    """Raises `StepRefused` where a step does not start here, or is somebody else's."""
    refuse_elsewhere(record, step)
    if name := reserved_for(record, step, me):
        raise StepRefused(f"“{step.label}”要由{name}自己办。")


def asked(step: Step, record: Record) -> tuple[Field, ...]:
    """The fields that a step asks for."""
    fields: tuple[Field, ...] = ()
    if step.moves:
        fields += (replace(record.type.field(record.type.day), label="改到哪天", required=True),)
    given = (record.type.field(key) for key in step.asks if key in record.type.by_key)
    fields += tuple(replace(f, automatic=False, required=f.required or f.key in step.must)
                    for f in given)  # fmt: skip
    if step.needs_reason:
        fields += (Field("reason", "原因", Kind.TEXT, required=True, limit=100),)
    return fields


def other_days(step: Step, record: Record, session: Session) -> list[tuple[str, str]]:
    """The days that a step could lead to, as (ISO date, how people call it); none before its own."""
    return put_off_to(record.day, session.term_on(record.day)) if step.moves else []


def known(fields: Sequence[Field], record: Record, session: Session) -> dict[str, Any]:
    """What the record itself answers already."""
    values = {**record.values, **record.type.derive(record, session)}
    return {f.key: values[f.key] for f in fields if values.get(f.key)}


def carry_out(record: Record, step: Step, answers: Mapping[str, Any], session: Session) -> Record:
    """Take a step with what was answered, and save what comes of it. Raises `JiaoyanError`."""
    return carry_out_all([record], step, answers, session)[0]


def carry_out_all(
    records: Sequence[Record], step: Step, answers: Mapping[str, Any], session: Session
) -> list[Record]:
    """Take a step with all of these, or with none. Raises `JiaoyanError`."""
    with session.store.transaction():
        saved = [_carried_out(record, step, answers, session) for record in records]
    session.refresh()
    return saved


def _carried_out(
    record: Record, step: Step, answers: Mapping[str, Any], session: Session
) -> Record:
    given = {key: answers[key] for key in (*step.asks, record.type.day) if answers.get(key)}
    reason = str(answers.get("reason") or "")
    taken = apply_transition(record.with_values(**given), step.name, reason)
    settled = taken.with_values(**taken.type.derive(taken, session))
    return session.store.save(settled, actor=session.actor, reason=reason)
