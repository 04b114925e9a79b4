"""The store: one object that the rest of the program reads and writes through.

What writes, searches and reads the journal is imported where it is used: the way to the first screen
only reads.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.kernel.moments import now
from models.storage import drafts, queries
from models.storage.connection import Connection
from models.storage.errors import StoreProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.kernel.fields import Link
    from models.kernel.filters import Filter
    from models.kernel.record import Record, RecordType, Row
    from models.storage.drafts import Draft
    from models.storage.journal import Revision
    from models.storage.search import Hit


class Store(Connection):
    """The records of an open database: saved, listed, found, undone; with drafts and attachments."""

    def save(
        self, record: Record, *, actor: str, reason: str = "", op: str = "", at: str = ""
    ) -> Record:
        """Save one record; the stored version comes back. What changed nothing is not saved.

        Raises `Conflict` when the stored version is not the one the record began from, and
        `StoreProblem` when the database refuses.
        """
        from models.storage.save import save_all

        return save_all(self, [record], actor=actor, reason=reason, op=op, at=at)[0]

    def save_all(
        self, records: Iterable[Record], *, actor: str, reason: str = "", op: str = "", at: str = ""
    ) -> list[Record]:
        """Save many records, a thousand in one transaction."""
        from models.storage.save import save_all

        return save_all(self, records, actor=actor, reason=reason, op=op, at=at)

    def adopt_all(
        self, arrivals: Iterable[tuple[Record, int]], *, actor: str, reason: str
    ) -> list[Record]:
        """Keep records as they stand in another database, with their version, moments and lineage,
        each in place of the version of ours that is given with it (0 where there is none).

        The journal says who took them over, when and from where (`reason`). Raises `Conflict` when
        ours is another version by now, and `StoreProblem`.
        """
        from models.storage.save import adopt_all

        return adopt_all(self, arrivals, actor=actor, reason=reason)

    def transaction(self) -> Any:
        """Everything saved within is saved, or none of it."""
        return self.writing()

    def delete(self, record: Record, *, actor: str, reason: str = "") -> Record:
        """Put a record away; `restore` brings it back."""
        return self.save(replace(record, deleted_at=now()), actor=actor, reason=reason, op="delete")

    def restore(self, record: Record, *, actor: str) -> Record:
        """Bring a deleted record back."""
        return self.save(replace(record, deleted_at=""), actor=actor, op="restore")

    def history(self, kind: RecordType, id_: str) -> list[Revision]:
        """Every change of a record, oldest first."""
        from models.storage import journal

        return [journal.upgraded(kind, line) for line in journal.history(self, id_)]

    def version_at(self, record: Record, version: int) -> Record | None:
        """The record as it was at a version."""
        from models.storage import journal

        return journal.version_at(self, record, version)

    def head_hash(self) -> str:
        """The hash of the journal's last line: the anchor to print on closed papers."""
        from models.storage import journal

        return journal.head(self)[1]

    def first_broken(self) -> int | None:
        """The first journal line that was tampered with; None if the chain holds."""
        from models.storage import journal

        return journal.first_broken(self)

    def undo(self, revision_id: str, *, actor: str) -> Record:
        """Take one change back, by a new version.

        Raises `UndoRefused` where a field it changed was changed again later, or the record has
        come further.
        """
        from models.storage.undoing import undone

        return self.save(undone(self, revision_id), actor=actor, op="undo")

    def draft(self, kind: RecordType, record_id: str) -> Draft | None:
        """What the person at this terminal typed into a record and has not saved yet."""
        return drafts.draft_of(self, kind.name, record_id)

    def drafts(self) -> list[Draft]:
        """All drafts of the person at this terminal, newest first."""
        return drafts.all_drafts(self)

    def put_draft(self, draft: Draft) -> None:
        """Keep what was typed. Raises `StoreProblem`."""
        drafts.put(self, draft)

    def discard_draft(self, draft: Draft) -> None:
        """Throw a draft away that cannot be read."""
        drafts.discard(self, draft)

    def drop_draft(self, kind: RecordType, record_id: str, person: str | None = None) -> None:
        """Forget a draft of a person, by default who sits here now."""
        self.change(drafts.DROP, *drafts.place(self, kind.name, record_id, person))

    def ids(self, wanted: Filter, limit: int | None = None) -> list[str]:
        """A snapshot of the ids a filter means, in order."""
        return queries.ids(self, wanted, limit)

    def found(
        self, *wanted: Filter, keys: Sequence[str] | None = None, limit: int | None = None
    ) -> list[Record]:
        """In one statement, the records of one type that any of the filters means, in the order of
        `ids`. With `keys` only outlines, in which all other fields are empty: to look at, never to
        be saved.
        """
        return queries.found(self, wanted, keys, limit)

    def plain(self, wanted: Filter, keys: Sequence[str]) -> list[tuple[str, str, tuple[Any, ...]]]:
        """In one statement, of each record its id, its state and the cells of `keys` as they lie there,
        a link as its id; in no order.
        """
        return queries.plain(self, wanted, keys)

    def rows(self, kind: RecordType, ids: Sequence[str], keys: Sequence[str]) -> list[Row]:
        """Light rows for lists."""
        return queries.rows(self, kind, ids, keys)

    def counts(self, wanted: Filter, key: str) -> dict[str, int]:
        """Numbers for the chips under a field, or under ``"state"``."""
        return queries.counts(self, wanted, key)

    def linked(self, target_id: str, types: Sequence[str] = ()) -> list[queries.Linked]:
        """Who links to a record."""
        return queries.linked(self, target_id, types)

    def members(self, group_id: str, day: str) -> list[tuple[Link, str]]:
        """Who belongs to a group on a day, with the role there."""
        return queries.members(self, group_id, day)

    def groups_of(self, teacher_id: str, day: str) -> set[str]:
        """The ids of the groups a teacher belongs to on a day."""
        return queries.groups_of(self, teacher_id, day)

    def search(self, text: str, types: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        """Full text over all terms, newest first."""
        from models.storage import search

        return search.find(self, text, types, limit)

    def blob(self, sha256: str) -> bytes:
        """The bytes of an attachment; raises `StoreProblem` if they are not here."""
        found = self.fetch("SELECT content FROM blob WHERE sha256 = ?", sha256)
        if not found:
            raise StoreProblem("这份附件的内容不在数据库里。请重新添加。")
        return bytes(found[0][0])

    def has_blob(self, sha256: str) -> bool:
        """Whether the bytes of an attachment are here."""
        return bool(self.fetch("SELECT 1 FROM blob WHERE sha256 = ?", sha256))

    def put_blob(self, sha256: str, content: bytes, media: str, width: int, height: int) -> None:
        """Keep the bytes of an attachment under their hash."""
        sql = (
            "INSERT INTO blob (sha256, content, media, width, height) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (sha256) DO NOTHING"
        )
        self.change(sql, sha256, content, media, width, height)
