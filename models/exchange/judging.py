"""What a record from elsewhere means here: new, changed, unchanged, older, or in conflict.

`base` is the record as its file carries it, `edited` the same with what somebody has changed in the
text since. Versions are told apart by their lineage, never by their clocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from models.exchange.matching import remapped
from models.kernel.json_text import canonical
from models.kernel.lineage import common, grown, includes, joined, tokens
from models.kernel.merge import three_way
from models.kernel.moments import now
from models.kernel.workflow import (
    STATES,
    SUBMITTED,
    apply_transition,
    handed_in,
    is_editable,
    is_final,
    is_of_office,
    steps_from,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.kernel.record import Record

_STATE = "state"
REOPEN = "reopen"
_FALSE = "文件里带的记录，与这里同一版的内容不同"
_STRANGE = "来历不明：不是从这里的哪一版改来的"
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
    disagree, so that it can be accepted by hand. What the office has approved is opened again by it
    (`reopens`) and waits to be approved anew: the approval was of another text. `claimed` is the state
    of the office that a new record has in its file, and not here.
    """

    verdict: Verdict
    result: Record
    ours: Record | None = None
    why: str = ""
    disputed: tuple[str, ...] = ()
    """The keys that both sides changed."""
    reopens: bool = False
    claimed: str = ""


def judge(
    ours: Record | None,
    base: Record,
    edited: Record,
    actor: str,
    at_version: Callable[[Record, int], Record | None],
) -> Judgement:
    """Weigh a record from elsewhere against `ours`; `at_version` gives a former version of ours.

    A file proves nothing. What only the office can give (see `models.kernel.workflow.office_states`) no file
    brings in unseen: a new record comes in as handed in, one that stands here is a conflict, and so is
    other text in one that the office has settled.
    """
    if not _is_proven(ours, base, at_version):
        claimed, base = base.state, handed_in(base)
        edited = replace(edited, state=base.state, state_reason=base.state_reason)
    else:
        claimed = ""
    judgement = _weighed(ours, base, edited, actor, at_version)
    if judgement.verdict is Verdict.NEW and claimed:
        now = STATES[base.state].label
        why = f"文件里说它{STATES[claimed].label}，收下后是{now}"
        return replace(judgement, why=why, claimed=claimed)
    if ours is None or judgement.verdict is not Verdict.CHANGED:
        return judgement
    return _unless_settled(judgement, ours)


def _is_proven(
    ours: Record | None, base: Record, at_version: Callable[[Record, int], Record | None]
) -> bool:
    """Whether the state in a file claims nothing, or stood here at the version that the file is, or
    is of a version that is not here yet, and then to be looked at.
    """
    if not is_of_office(base):
        return True
    if ours is None:
        return False
    if not includes(ours.lineage, base.lineage):
        return True
    return (at_version(ours, base.version) or ours).state == base.state


def _unless_settled(judgement: Judgement, ours: Record) -> Judgement:
    """The change, as a conflict where it would come from or lead to a state of the office."""
    result = judgement.result
    here, there = STATES[ours.state].label, STATES[result.state].label
    if result.state != ours.state and is_of_office(result):
        why = f"文件里说它{there}，这里是{here}"
        return replace(judgement, verdict=Verdict.CONFLICT, why=why, disputed=(_STATE,))
    changed = tuple(key for key, value in result.values.items() if value != ours[key])
    settled = is_of_office(ours) and not is_editable(ours)
    if settled and result.state not in (ours.state, handed_in(ours).state):
        why = f"文件里说它{there}，这里是{here}"
        return replace(judgement, verdict=Verdict.CONFLICT, why=why, disputed=(*changed, _STATE))
    if settled and is_of_office(result) and changed:
        why = f"这条记录在这里{here}，文件里的内容不同"
        return replace(judgement, verdict=Verdict.CONFLICT, why=why, disputed=changed)
    return judgement


def _weighed(
    ours: Record | None, base: Record, edited: Record, actor: str,
    at_version: Callable[[Record, int], Record | None],
) -> Judgement:  # fmt: skip
    touched = edited.values != base.values
    if ours is None:
        if not touched:
            return Judgement(Verdict.NEW, base)
        return opened(Judgement(Verdict.NEW, edited), base, actor)
    base, edited = _with_withheld(base, ours), _with_withheld(edited, ours)
    if ours.deleted_at:
        known = includes(ours.lineage, base.lineage) and not touched
        verdict = Verdict.OLDER if known else Verdict.CONFLICT
        return Judgement(verdict, replace(edited, deleted_at=""), ours, "这条记录在这里已经删除")
    stood = at_version(ours, base.version) if includes(ours.lineage, base.lineage) else None
    if stood and (odd := _odd(stood, base)):
        return Judgement(Verdict.CONFLICT, _next(ours, edited, actor, base), ours, _FALSE, odd)
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
            return Judgement(Verdict.CHANGED, base, ours)
        return Judgement(Verdict.OLDER, ours, ours, "这里的更新")
    if includes(base.lineage, ours.lineage):
        return Judgement(Verdict.CHANGED, base, ours)
    if _content(ours) == _content(base):
        return Judgement(Verdict.UNCHANGED, ours, ours)
    return _merged(ours, base, base, _ancestor(ours, base, at_version), actor)


def _odd(ours: Record, base: Record) -> tuple[str, ...]:
    """The keys in which a file differs from the version that it says to be. What was withheld from
    it, and links to what was not here, are no difference.
    """
    names, told = (remapped(one, lambda _id: None) for one in (ours, base))
    odd = tuple(
        key for key, value in ours.values.items()
        if names[key] != told[key] and value != ours.type.field(key).empty()
    )  # fmt: skip
    return odd if ours.state == base.state else (*odd, _STATE)


def _corrected(
    ours: Record, base: Record, edited: Record, actor: str,
    at_version: Callable[[Record, int], Record | None],
) -> Judgement:  # fmt: skip
    """A file whose text somebody has changed in Word."""
    if includes(ours.lineage, base.lineage) or _content(ours) == _content(base):
        return _merged(ours, base, edited, base, actor)
    if includes(base.lineage, ours.lineage):
        return opened(Judgement(Verdict.CHANGED, edited, ours), base, actor)
    return _merged(ours, base, edited, _ancestor(ours, base, at_version), actor)


def _merged(
    ours: Record, base: Record, theirs: Record, ancestor: Record | None, actor: str
) -> Judgement:
    """Both sides together, against the version both came from; a conflict where both changed the
    same.
    """
    if ancestor is None and ours.version == 1 and ours.state == "planned":
        ancestor = ours  # planned here too, and nobody has written in it yet
    if ancestor is None:
        result = _next(ours, theirs, actor, base)
        return Judgement(Verdict.CONFLICT, result, ours, _STRANGE, _odd(ours, theirs))
    was = ancestor
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
        return opened(Judgement(Verdict.CHANGED, both, ours), ours, actor, base)
    values = {**merge.values, **{key: theirs[key] for key in disputed if key != _STATE}}
    result = replace(ours, values=values, **life)
    why = "两边都改过同一处"
    return Judgement(Verdict.CONFLICT, _next(ours, result, actor, base), ours, why, tuple(disputed))


def opened(
    judgement: Judgement, before: Record, actor: str, other: Record | None = None
) -> Judgement:
    """With its result as a version on `before`: what the office has approved goes back to be
    approved again, what cannot be opened is left to people.
    """
    after = judgement.result
    if not is_final(before):
        return replace(judgement, result=_next(before, after, actor, other))
    label = STATES[before.state].label
    if REOPEN not in {step.name for step in steps_from(before)}:
        why = f"这条记录{label}，不能再改"
        result = _next(before, after, actor, other)
        return replace(judgement, verdict=Verdict.CONFLICT, result=result, why=why)
    why = f"这条记录{label}，收下后重新打开，要再审一次"
    opened = apply_transition(
        replace(after, state=before.state), REOPEN, f"{label}以后，文件里又改过"
    )
    if SUBMITTED in opened.type.states:
        opened = replace(opened, state=SUBMITTED)
    return replace(judgement, result=_next(before, opened, actor, other), why=why, reopens=True)


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
    return record.with_values(**{key: ours[key] for key in record.withheld if key in ours.values})


def _ancestor(
    ours: Record, base: Record, at_version: Callable[[Record, int], Record | None]
) -> Record | None:
    """The newest version of ours that the other side came from too and that stood here."""
    for version in common(ours.lineage, base.lineage):
        if found := at_version(ours, version):
            return found
    return None
