"""What is being typed, on the disk at each pause, written by one thread of its own."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.problems import JiaoyanError
from models.record import now
from models.store import drafts
from models.store.drafts import Draft
from models.store.errors import StoreProblem

if TYPE_CHECKING:
    from pathlib import Path

    from models.record import Record
    from models.store.spool import Spool
    from models.store.store import Store

PAUSE = 0.1
"""Seconds between two writes while somebody types: what is on the screen is on the disk half a second
later, however busy the machine is."""
RETRY = 3.0
"""Seconds until what the database refused is offered to it again."""


class NotKept(JiaoyanError):
    """A draft is not in the database; `file` is where it lies on this computer instead, if anywhere."""

    def __init__(self, problem: str, file: Path | None) -> None:
        where = f"写的内容先放在这台电脑的 {file}，下次打开会接上。" if file else ""
        super().__init__(problem + where)
        self.file = file


Key = tuple[str, str, str]
"""Type, record and person."""


@dataclass(slots=True)
class _Wanted:
    draft: Draft
    futures: list[Future[str]] = field(default_factory=list)


class DraftWriter:
    """Keeps drafts on a connection that stays open: typing never waits for the disk, and the last of
    several drafts of a record is the one that stands.

    The first is written at once, the next ones `PAUSE` after it, by a thread that waits for nobody.
    What the database refuses goes to the spool, and to the database again later.
    """

    def __init__(self, store: Store, spool: Spool | None = None) -> None:
        self._store = store
        self._spool = spool
        self._change = threading.Condition()
        self._wanted: dict[Key, _Wanted] = {}
        self._refused: dict[Key, _Wanted] = {}
        self._busy = False
        self._hurry = 0
        self._again = False
        self._closing = False
        self._thread: threading.Thread | None = None

    def submit(self, record: Record, *, based_on: int) -> Future[str]:
        """Keep what stands in the record; the future gives the moment it was on the disk, or raises
        `NotKept`.
        """
        person = self._store.person
        draft = Draft(record.type.name, record.id, dict(record.values), based_on, "", person)
        future: Future[str] = Future()
        with self._change:
            key = (draft.type, draft.record_id, person)
            futures = self._wanted[key].futures if key in self._wanted else []
            self._wanted[key] = _Wanted(draft, [*futures, future])
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._change.notify_all()
            last = self._thread if self._closing else None
        if last is not None:
            last.join()
        return future

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """What the database has refused so far."""
        with self._change:
            return tuple(one.draft for one in self._refused.values())

    def flush(self) -> None:
        """Wait until everything that was submitted is on the disk, or refused, once more where it was
        refused before.
        """
        with self._change:
            self._hurry += 1
            self._again = bool(self._refused) and self._thread is not None
            self._change.notify_all()
            self._change.wait_for(lambda: not (self._busy or self._wanted or self._again))
            self._hurry -= 1

    def forget(self, record: Record) -> None:
        """No draft of this record is wanted any more: it was saved, or dropped. What is just being
        written is waited for.
        """
        key = (record.type.name, record.id, self._store.person)
        with self._change:
            gone = [self._wanted.pop(key, None)]
            self._change.wait_for(lambda: not self._busy)
            gone += [self._wanted.pop(key, None), self._refused.pop(key, None)]
        for one in gone:
            for future in one.futures if one else ():
                future.cancel()
        if self._spool is not None:
            self._spool.forget(*key)

    def adopt(self) -> int:
        """Take what waits in the spool into the database, where it is newer than what is there; how
        many were taken.
        """
        taken = 0
        for draft in self._spool.waiting() if self._spool else ():
            try:
                drafts.adopt(self._store, draft)
            except (StoreProblem, KeyError):
                continue
            assert self._spool is not None
            taken += 1
            self._spool.forget(draft.type, draft.record_id, draft.person)
        return taken

    def close(self) -> None:
        """Finish, and give the connection back."""
        with self._change:
            self._closing = True
            self._change.notify_all()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        try:
            last = -PAUSE
            while wanted := self._next(last):
                for key, one in wanted.items():
                    self._write(key, one)
                last = time.monotonic()
                with self._change:
                    self._busy = False
                    self._change.notify_all()
        finally:
            self._store.close()

    def _next(self, last: float) -> dict[Key, _Wanted]:
        """What is to be written now, when its time has come; nothing at the end."""
        with self._change:
            while True:
                since = time.monotonic() - last
                if self._wanted and (since >= PAUSE or self._hurry or self._closing):
                    wanted, self._wanted, self._busy, self._again = self._wanted, {}, True, False
                    return {**self._refused, **wanted}
                if self._refused and (since >= RETRY or self._again) and not self._closing:
                    self._busy, self._again = True, False
                    return dict(self._refused)
                if self._closing:
                    self._again = False
                    self._change.notify_all()
                    return {}
                waits = PAUSE if self._wanted else RETRY if self._refused else None
                self._change.wait(None if waits is None else waits - since)

    def _write(self, key: Key, one: _Wanted) -> None:
        draft = replace(one.draft, saved_at=now())
        try:
            self._store.put_draft(draft)
        except Exception as problem:  # noqa: BLE001 whatever it is, the text must not go with it
            file = self._spool.keep(draft) if self._spool else None
            with self._change:
                self._refused[key] = _Wanted(draft)
            for future in _waiting(one):
                future.set_exception(NotKept(str(problem), file))
            return
        with self._change:
            was_refused = self._refused.pop(key, None) is not None
        if was_refused and self._spool is not None:
            self._spool.forget(*key)
        for future in _waiting(one):
            future.set_result(draft.saved_at)


def _waiting(one: _Wanted) -> list[Future[str]]:
    return [future for future in one.futures if future.set_running_or_notify_cancel()]
