"""What a record from elsewhere means here: new, changed, unchanged, older, or in conflict.

`base` is the record as its file carries it, `edited` the same with what somebody has changed in the
text since. Versions are told apart by their lineage, never by their clocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from models.flow import STATES, is_final
from models.lineage import common, grown, includes, joined, tokens
from models.record import Record, canonical, now
from models.store import three_way

if TYPE_CHECKING:
    from collections.abc import Callable

_STATE = "state"
_LIFE = ("state", "state_reason", "submitted_at")


class Verdict(StrEnum):
    """What a record from elsewhere is to this database."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OLDER = "older"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Judgement:
    """A verdict. `result` is what is kept if it is taken over: of a conflict theirs where the two
    disagree, so that it can be accepted by hand.
    """

    verdict: Verdict
    result: Record
    ours: Record | None = None
    why: str = ""
    disputed: tuple[str, ...] = ()
    """The keys that both sides changed."""


def judge(
    ours: Record | None,
    base: Record,
    edited: Record,
    actor: str,
    at_version: Callable[[Record, int], Record | None],
) -> Judgement:
    """Weigh a record from elsewhere against `ours`; `at_version` gives a former version of ours."""
    touched = edited.values != base.values
    if ours is None:
        if touched and is_final(base):
            why = f"{STATES[base.state].label}以后，文字又改过"
            return Judgement(Verdict.CONFLICT, _next(base, edited, actor), why=why)
        return Judgement(Verdict.NEW, _next(base, edited, actor) if touched else base)
    base, edited = _with_withheld(base, ours), _with_withheld(edited, ours)
    if ours.deleted_at:
        known = includes(ours.lineage, base.lineage) and not touched
        verdict = Verdict.OLDER if known else Verdict.CONFLICT
        return Judgement(verdict, replace(edited, deleted_at=""), ours, "这条记录在这里已经删除")
    if not touched:
        return _as_issued(ours, base, actor, at_version)
    return _corrected(ours, base, edited, actor, at_version)


def _as_issued(
    ours: Record, base: Record, actor: str, at_version: Callable[[Record, int], Record | None]
) -> Judgement:
    """A file that nobody has touched since it was written."""
    if includes(ours.lineage, base.lineage):
        if _content(ours) == _content(base):
            return Judgement(Verdict.UNCHANGED, ours, ours)
        if tokens(ours.lineage)[-1] == tokens(base.lineage)[-1]:
            return _same_version(ours, base, actor)
        return Judgement(Verdict.OLDER, ours, ours, "这里的更新")
    if includes(base.lineage, ours.lineage):
        return Judgement(Verdict.CHANGED, base, ours)
    if _content(ours) == _content(base):
        return Judgement(Verdict.UNCHANGED, ours, ours)
    return _merged(ours, base, base, _ancestor(ours, base, at_version), actor)


def _same_version(ours: Record, base: Record, actor: str) -> Judgement:
    """The same version with other content: what was withheld then may fill what is empty here; any
    other difference is no honest copy.
    """
    keys = [key for key in ours.values if ours[key] != base[key]]
    if all(ours[key] == ours.type.field(key).empty() for key in keys):
        return Judgement(Verdict.CHANGED, _next(ours, base, actor, base), ours)
    why = "与这里同一版的内容不同"
    return Judgement(Verdict.CONFLICT, _next(ours, base, actor, base), ours, why, tuple(keys))


def _corrected(
    ours: Record, base: Record, edited: Record, actor: str,
    at_version: Callable[[Record, int], Record | None],
) -> Judgement:  # fmt: skip
    """A file whose text somebody has changed in Word."""
    if includes(ours.lineage, base.lineage) or _content(ours) == _content(base):
        return _merged(ours, base, edited, base, actor)
    if includes(base.lineage, ours.lineage):
        return _if_open(Judgement(Verdict.CHANGED, _next(base, edited, actor), ours), base)
    return _merged(ours, base, edited, _ancestor(ours, base, at_version), actor)


def _merged(
    ours: Record, base: Record, theirs: Record, ancestor: Record | None, actor: str
) -> Judgement:
    """Both sides together, against the version both came from; a conflict where both changed the
    same.
    """
    was = ancestor or replace(base, values=base.type.blank(), state=base.type.states[0])
    merge = three_way(ours.type, was.values, ours.values, theirs.values)
    disputed = list(merge.conflicts)
    state_of = ours
    if theirs.state not in (ours.state, was.state):
        state_of = theirs
        if ours.state != was.state:
            disputed.append(_STATE)
    life = {name: getattr(state_of, name) for name in _LIFE}
    if not disputed:
        both = replace(ours, values=merge.values, **life)
        if _content(both) == _content(ours):
            return Judgement(Verdict.UNCHANGED, ours, ours)
        return _if_open(Judgement(Verdict.CHANGED, _next(ours, both, actor, base), ours), ours)
    values = {**merge.values, **{key: theirs[key] for key in disputed if key != _STATE}}
    result = replace(ours, values=values, **life)
    why = "两边都改过同一处"
    return Judgement(Verdict.CONFLICT, _next(ours, result, actor, base), ours, why, tuple(disputed))


def _if_open(judgement: Judgement, record: Record) -> Judgement:
    """What the office has approved is not changed by a file alone."""
    if not is_final(record):
        return judgement
    why = f"这条记录{STATES[record.state].label}，要先重新打开"
    return replace(judgement, verdict=Verdict.CONFLICT, why=why)


def _next(before: Record, after: Record, actor: str, other: Record | None = None) -> Record:
    """A version of its own on `before` (and on `other`, where two come together)."""
    lineage = joined(before.lineage, other.lineage) if other else before.lineage
    version = max(before.version, other.version if other else 0, len(tokens(lineage)))
    change = canonical(_content(after))
    return replace(
        after, version=version + 1, lineage=grown(lineage, version, change),
        created_at=before.created_at, created_by=before.created_by, updated_at=now(),
        updated_by=actor, withheld=frozenset(),
    )  # fmt: skip


def _content(record: Record) -> dict[str, Any]:
    return {**record.values, "state": record.state, "state_reason": record.state_reason}


def _with_withheld(record: Record, ours: Record) -> Record:
    """What the file does not tell stays as it is here."""
    return record.but(**{key: ours[key] for key in record.withheld if key in ours.values})


def _ancestor(
    ours: Record, base: Record, at_version: Callable[[Record, int], Record | None]
) -> Record | None:
    """The newest version of ours that the other side came from too and that stood here."""
    for version in common(ours.lineage, base.lineage):
        if found := at_version(ours, version):
            return found
    return None
