"""Taking over some of the differences and leaving others, each by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.exchange.judging import Judgement, Verdict, opened
from models.kernel.fields import Kind
from models.kernel.workflow import handed_in

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from models.kernel.fields import Field
    from models.kernel.record import Record


def without(judgement: Judgement, base: Record, refused: AbstractSet[str], actor: str) -> Judgement:
    """The judgement with these differences left as they are here (see `Difference.mark`); unchanged
    where nothing is left to take over.

    A record that is not here yet is taken as a whole: what is refused of it is what was corrected
    since its file was written.
    """
    ours = judgement.ours or handed_in(base)
    if not refused:
        return judgement
    result = judgement.result
    values = {f.key: _value(f, ours[f.key], result[f.key], refused) for f in result.type.fields}
    state = ours.state if "state" in refused or judgement.reopens else result.state
    reason = (ours if state == ours.state else result).state_reason
    mixed = replace(result, values=values, state=state, state_reason=reason)
    if values == ours.values and state == ours.state:
        verdict = Verdict.UNCHANGED if judgement.ours else Verdict.NEW
        return replace(judgement, verdict=verdict, result=ours)
    kept = replace(judgement, result=mixed, reopens=False)
    return opened(kept, ours, actor, base)


def _value(f: Field, ours: Any, theirs: Any, refused: AbstractSet[str]) -> Any:
    if ours == theirs or f.key in refused:
        return ours
    if f.kind is not Kind.ROWS or not any(
        mark.lstrip("-").startswith(f"{f.key}[") for mark in refused
    ):
        return theirs
    return _rows(f, ours or [], theirs or [], refused)


Rows = list[dict[str, Any]]


def _rows(f: Field, ours: Rows, theirs: Rows, refused: AbstractSet[str]) -> Rows:
    """Their rows without the added ones, with the removed ones and with the cells that were refused;
    a removed row comes back behind the one it stood behind.
    """
    here = {row["_id"]: row for row in ours}
    there = {row["_id"] for row in theirs}
    found: Rows = []
    for number, row in enumerate(theirs, 1):
        path = f"{f.key}[{number}]"
        was = here.get(row["_id"])
        if was is None:
            found += [] if path in refused else [row]
        else:
            found.append({key: was.get(key) if f"{path}.{key}" in refused else value
                          for key, value in row.items()})  # fmt: skip
    for number, row in enumerate(ours, 1):
        if row["_id"] not in there and f"-{f.key}[{number}]" in refused:
            before = {one["_id"] for one in ours[: number - 1]}
            at = max((n for n, one in enumerate(found, 1) if one["_id"] in before), default=0)
            found.insert(at, row)
    return found
