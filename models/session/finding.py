"""Finding a record by a part of its name, its pinyin or its initials, and telling namesakes apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.kernel.pinyin import readings
from models.school.people import rows_on

if TYPE_CHECKING:
    from models.kernel.record import Record
    from models.session.session import Session


def complete(session: Session, target: str, typed: str) -> list[tuple[Record, str]]:
    """The records of a type whose names fit what was typed, the best first; a note tells those of
    the same name apart (``王芳(三年级语文)``), else it is ``""``.
    """
    records = [r for r in session.all_of(session.store.types.named(target)) if not r.deleted_at]
    names = Counter(record.title for record in records)
    wanted = typed.casefold().strip()
    ranked = [
        (rank, n, r) for n, r in enumerate(records) if (rank := _rank(r.title, wanted)) is not None
    ]
    return [
        (record, _note(record, session.today().isoformat()) if names[record.title] > 1 else "")
        for _rank_, _n, record in sorted(ranked, key=lambda found: found[:2])
    ]


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted or not wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if wanted in name.casefold():
        return 2
    if wanted.isascii() and any(key.startswith(wanted) for key in readings(name)):
        return 3
    return None


def _note(record: Record, today: str) -> str:
    values = record.values
    now = rows_on(values.get("memberships") or (), today)
    groups = "、".join(row["group"]["name"] for row in now if row["group"])
    parts = (values.get("grades"), values.get("subject"), groups, values.get("staff_no"))
    return " ".join(str(part) for part in parts if part) or "没有更多信息"
