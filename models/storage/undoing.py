"""Taking one change back, by a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.moments import now
from models.kernel.workflow import STATES, is_editable
from models.storage import journal

if TYPE_CHECKING:
    from models.kernel.record import Record
    from models.storage.connection import Connection
    from models.storage.journal import Revision


class UndoRefused(JiaoyanError):
    """The fields have been changed again since."""


def undone(store: Connection, revision_id: str) -> Record:
    """The record as it is without one change; not saved. Raises `UndoRefused`."""
    line = journal.revision(store, revision_id)
    record = store.get(store.types.named(line.entity), line.entity_id) if line else None
    if line is None or record is None:
        raise UndoRefused("找不到这一次改动。")
    if line.unread:
        raise UndoRefused("这一次改动的内容坏了，读不出来，不能撤销。")
    return _undone(record, journal.upgraded(record.type, line))


def _refuse_undoing(record: Record, line: Revision) -> None:
    """A step of a record's life is taken back only while nothing came after it; what was approved
    is not changed from behind; making a record is undone by deleting it.
    """
    if not line.parents:
        raise UndoRefused("这是新建的那一次，不能撤销。不要这一条，请在列表里删除它。")
    if "state" in line.after and line.after["state"] != record.state:
        raise UndoRefused(f"后来已经是“{STATES[record.state].label}”了，不能只撤销这一次。")
    if "deleted" in line.after and bool(line.after["deleted"]) != bool(record.deleted_at):
        raise UndoRefused("后来又删除或恢复过，不能只撤销这一次。")
    if not {"state", "deleted"} & line.after.keys() and not is_editable(record):
        state = "已删除" if record.deleted_at else STATES[record.state].label
        raise UndoRefused(f"现在是“{state}”，内容不能改。要改，请先重新打开或恢复它。")


def _undone(record: Record, line: Revision) -> Record:
    _refuse_undoing(record, line)
    kind = record.type
    values = dict(record.values)
    for key, new in line.after.items():
        if key in kind.by_key:
            if values[key] != new:
                label = kind.field(key).label
                raise UndoRefused(f"“{label}”后来又改过，不能只撤销这一次。请直接改成想要的内容。")
            values[key] = line.before.get(key, kind.field(key).empty())
    undone = replace(record, values=values)
    if "state" in line.before:
        reason = str(line.before.get("state_reason", ""))
        undone = replace(undone, state=line.before["state"], state_reason=reason)
    if "deleted" in line.after:
        undone = replace(undone, deleted_at="" if line.after["deleted"] else now())
    return undone
