"""The journal: every change of every record, append-only, each line sealed by the hash of the one
before it.

Undo, history, merge and audit all read it. Cutting off its tail is not noticed without an outside
anchor, so the head is printed where a term's papers are closed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from models.kernel.formerly import upgrade_values
from models.kernel.ids import new_id
from models.kernel.json_text import canonical, read_json
from models.kernel.record import Record
from models.storage.reading import Damaged, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import RecordType
    from models.storage.connection import Connection

BLOCK = 1000
"""Lines that are read at once."""
COLUMNS = ("seq", "id", "site", "entity", "entity_id", "parents", "lamport", "actor", "at", "op",
           "reason", "before", "after", "prev_hash", "hash")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Revision:
    """One line: who did what to which record when. `before` and `after` hold only what changed,
    the record's state among it under ``"state"``; `lamport` is the version it made. Of a line whose
    content is damaged both are empty, and `unread` has the text of what was changed.
    """

    seq: int
    id: str
    site: str
    entity: str
    entity_id: str
    parents: tuple[str, ...]
    lamport: int
    actor: str
    at: str
    op: str
    reason: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    prev_hash: str
    hash: str
    unread: str = ""


def _seal(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read(cells: tuple[Any, ...]) -> Revision:
    """A line as it stands in the table."""
    row = dict(zip(COLUMNS, cells, strict=True))
    row |= {"id": str(unpacked(row["id"])), "entity_id": str(unpacked(row["entity_id"]))}
    try:
        before, after = _changed(row["before"]), _changed(row["after"])
        return Revision(**{**row, "parents": _parents(row), "before": before, "after": after})
    except ValueError:
        unread = f"{row['before']}\n{row['after']}"
        return Revision(**{**row, "parents": (), "before": {}, "after": {}, "unread": unread})


def upgraded(kind: RecordType, line: Revision) -> Revision:
    """A line with its values as they stand today; its seal is over what it said when it was written."""
    return replace(
        line, before=upgrade_values(kind, line.before), after=upgrade_values(kind, line.after)
    )


def _changed(text: str) -> dict[str, Any]:
    found = read_json(text)
    if type(found) is not dict or type(text) is Damaged:
        raise ValueError("what was changed is no mapping")
    return found


def _parents(row: Mapping[str, Any]) -> tuple[str, ...]:
    found = read_json(row["parents"])
    if type(found) is not list or not all(type(one) is str for one in found):
        raise ValueError("parents are no list of ids")
    return tuple(found)


def _sealed(row: Mapping[str, Any]) -> str:
    """The hash that a line must have, over the texts as they stand in the table."""
    try:
        parents = " ".join(_parents(row))
    except ValueError:
        return ""
    return _seal(row["prev_hash"], str(unpacked(row["id"])), row["site"], row["entity"],
                 str(unpacked(row["entity_id"])), parents, str(row["lamport"]), row["actor"],
                 row["at"], row["op"], row["reason"], row["before"], row["after"])  # fmt: skip


def changes(old: Record | None, new: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    """What changed, before and after; of a new record everything that is written in it."""
    now = _content(new)
    if old is None:
        return {}, {key: value for key, value in now.items() if value or value == 0}
    was = _content(old)
    keys = [key for key, value in now.items() if was[key] != value]
    return {key: was[key] for key in keys}, {key: now[key] for key in keys}


def _content(record: Record) -> dict[str, Any]:
    deleted = "yes" if record.deleted_at else ""
    return {**record.values, "state": record.state, "state_reason": record.state_reason,
            "deleted": deleted}  # fmt: skip


def head(store: Connection) -> tuple[int, str]:
    """Number and hash of the last line; (0, "") of an empty journal."""
    found = store.fetch("SELECT seq, hash FROM revision ORDER BY seq DESC LIMIT 1")
    return (int(found[0][0]), str(found[0][1])) if found else (0, "")


def line(
    store: Connection, old: Record | None, new: Record, *, op: str, reason: str, actor: str, at: str,
    parent: tuple[str, ...], after: tuple[int, str],
) -> tuple[Any, ...] | None:  # fmt: skip
    """The line for a save in the order of `COLUMNS`, sealed onto the line `after` (number, hash);
    None where nothing changed, not even the version.
    """
    before, now = changes(old, new)
    if old is not None and not now and new.lineage == old.lineage:
        return None
    seq, prev_hash = after
    id_, was, became = new_id(), canonical(before), canonical(now)
    sealed = _seal(prev_hash, id_, store.site, new.type.name, new.id, " ".join(parent),
                   str(new.version), actor, at, op, reason, was, became)  # fmt: skip
    return (seq + 1, store.key(id_), store.site, new.type.name, store.key(new.id),
            json.dumps(parent), new.version, actor, at, op, reason, was,
            became, prev_hash, sealed)  # fmt: skip


def history(store: Connection, entity_id: str) -> list[Revision]:
    """All lines of one record, oldest first."""
    sql = f"SELECT {', '.join(_quoted)} FROM revision WHERE entity_id = ? ORDER BY seq"  # noqa: S608
    return [read(row) for row in store.fetch(sql, store.key(entity_id))]


_quoted = tuple(f'"{name}"' for name in COLUMNS)


def revision(store: Connection, id_: str) -> Revision | None:
    """One line by its id."""
    sql = f"SELECT {', '.join(_quoted)} FROM revision WHERE id = ?"  # noqa: S608
    return next((read(row) for row in store.fetch(sql, store.key(id_))), None)


def first_broken(store: Connection) -> int | None:
    """The number of the first line whose seal or place in the chain is wrong; None if all hold."""
    sql = f"SELECT {', '.join(_quoted)} FROM revision WHERE seq > ? ORDER BY seq LIMIT {BLOCK}"  # noqa: S608
    previous, last = "", 0
    while block := store.fetch(sql, last):
        for cells in block:
            row = dict(zip(COLUMNS, cells, strict=True))
            last = int(row["seq"])
            if row["prev_hash"] != previous or _sealed(row) != row["hash"]:
                return last
            previous = row["hash"]
    return None


def version_at(store: Connection, record: Record, version: int) -> Record | None:
    """The values a record had at a version, by walking the journal back from now; None where the
    way leads over a line that cannot be read.
    """
    values = dict(record.values)
    state, kind = record.state, record.type
    for line in reversed(history(store, record.id)):
        if line.lamport <= version:
            break
        if line.unread:
            return None
        for key in line.after:
            if key in kind.by_key:
                values[key] = line.before.get(key, kind.field(key).empty())
        state = line.before.get("state", state)
    return (
        Record(kind, record.id, upgrade_values(kind, values), state, version) if version else None
    )
