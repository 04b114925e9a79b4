"""Which records a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.filters import Filter
from models.school.people import TEACHER
from tui.cli.names import group_named, states_named, term_named
from tui.cli.wrong_use import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.record import RecordType
    from models.session.session import Session

BLOCK = 500
"""Records read at a time."""


def wanted_ids(
    session: Session, kind: RecordType, term: str, group: str, states: Sequence[str]
) -> list[str]:
    """The ids of the records that the options mean, in order; a teacher is in the groups of today.

    Raises `WrongUse` for an option that means nothing for the kind, and `JiaoyanError` for names
    that fit none or several.
    """
    for typed, key, option in ((term, "term", "--term"), (group, "group", "--group")):
        has_members = kind is TEACHER and key == "group"
        if typed and key not in kind.by_key and not has_members:
            raise WrongUse(
                f"{kind.label}不分{'学期' if key == 'term' else '教研组'}，不能加 {option}。"
            )
    in_term, in_group = term_named(session, term), group_named(session, group)
    wanted = Filter(
        kind,
        term=in_term.id if in_term else None,
        group=in_group.id if in_group else None,
        states=states_named(kind, states),
    )
    ids = session.store.ids(wanted)
    if in_group and kind is TEACHER:
        members = session.store.members(in_group.id, session.today().isoformat())
        present = {link["id"] for link, _role in members}
        return [id_ for id_ in ids if id_ in present]
    return ids
