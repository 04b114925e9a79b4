"""Drafts: what is being typed, on the disk at each pause, written by one thread of its own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.record import Record
    from models.store.store import Store


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a record, from which version on, and when it was last kept."""

    type: str
    record_id: str
    values: Mapping[str, Any]
    based_on: int
    saved_at: str


class DraftWriter:
    """Writes drafts one after the other, on a connection that stays open: typing never waits for
    the disk, and the last of several drafts of a record is the one that stands.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drafts")

    def submit(self, record: Record, *, based_on: int) -> Future[str]:
        """Keep what stands in the record; the future gives the moment it was on the disk."""
        return self._thread.submit(
            self._store.put_draft, record.type, record.id, dict(record.values), based_on=based_on
        )

    def flush(self) -> None:
        """Wait until everything that was submitted is on the disk."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """Finish, and give the connection back."""
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()
