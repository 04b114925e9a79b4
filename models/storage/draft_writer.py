"""What is being typed, on the disk at each pause, written by one thread of its own."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.moments import now
from models.storage import drafts
from models.storage.drafts import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from models.kernel.record import Record
    from models.storage.spool import Spool
    from models.storage.store import Store

WRITE_INTERVAL_S = 0.1
"""Seconds between two writes while somebody types: what is on the screen is on the disk half a second
later, however busy the machine is."""
RETRY_INTERVAL_S = 3.0
"""Seconds until what the database refused is offered to it again."""
ANSWER_TIMEOUT_S = 15.0
"""Seconds to wait for a database that answers nothing."""


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

    The first is written at once, the next ones `WRITE_INTERVAL_S` after it, by a thread that waits for
    nobody. What the database takes its time over, or refuses, lies in the spool until it has taken it.
    """

    def __init__(self, store: Store, spool: Spool | None = None) -> None:
        self._store = store
        self._spool = spool
        self._change = threading.Condition()
        self._wanted: dict[Key, _Wanted] = {}
        self._under_way: dict[Key, _Wanted] = {}
        self._refused: dict[Key, _Wanted] = {}
        self._spooled: set[Key] = set()
        self._forgotten: set[Key] = set()
        """Not wanted any more, but on its way to a database that answers nothing."""
        self._hurry = 0
        self._again = False
        self._closing = False
        self._thread: threading.Thread | None = None

    def submit(self, record: Record, *, based_on: int, person: str | None = None) -> Future[str]:
        """Keep what stands in the record, as typed by a person (by default who sits here now); the
        future gives the moment it was on the disk, or raises `NotKept`.
        """
        key = self._key(record, person)
        site = self._store.site
        draft = Draft(key[0], key[1], dict(record.values), based_on, "", key[2], site=site)
        future: Future[str] = Future()
        with self._change:
            futures = self._wanted[key].futures if key in self._wanted else []
            self._wanted[key] = _Wanted(draft, [*futures, future])
            self._forgotten.discard(key)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            if self._under_way:  # and who knows for how long
                self._keep_here(replace(draft, saved_at=now()))
            self._change.notify_all()
            last = self._thread if self._closing else None
        if last is not None:
            last.join(ANSWER_TIMEOUT_S)
        return future

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """What is not in the database: refused, or still on its way after `flush`."""
        with self._change:
            left = {**self._refused, **self._under_way, **self._wanted}
            return tuple(one.draft for one in left.values())

    def flush(self) -> None:
        """Wait until everything that was submitted is on the disk, or refused, once more where it was
        refused before; for a database that answers nothing no longer than `ANSWER_TIMEOUT_S`.
        """
        with self._change:
            self._hurry += 1
            self._again = bool(self._refused) and self._thread is not None
            self._change.notify_all()
            self._change.wait_for(
                lambda: not (self._under_way or self._wanted or self._again), ANSWER_TIMEOUT_S
            )
            self._hurry -= 1

    def hold(self, record: Record, person: str | None = None) -> None:
        """Nothing that was submitted of this record is to be written any more; what is just being
        written is waited for. What lies in the spool stays.
        """
        key = self._key(record, person)
        with self._change:
            gone = [self._wanted.pop(key, None)]
            self._change.wait_for(lambda: key not in self._under_way, ANSWER_TIMEOUT_S)
            gone += [self._wanted.pop(key, None), self._refused.pop(key, None)]
        for one in gone:
            for future in one.futures if one else ():
                future.cancel()

    def forget(self, record: Record, person: str | None = None) -> None:
        """No draft of this record is wanted any more: it was saved, or dropped."""
        self.hold(record, person)
        key = self._key(record, person)
        with self._change:
            if key in self._under_way:
                self._forgotten.add(key)
        self._unspool(key)

    def adopt(self) -> int:
        """Take what waits in the spool into the database, where it is newer than what is there; how
        many were taken. What cannot be taken stays where it is.
        """
        taken = 0
        for draft in self._spool.waiting() if self._spool else ():
            key = (draft.type, draft.record_id, draft.person)
            self._spooled.add(key)
            if self._adopted(draft):
                taken += 1
                self._unspool(key)
        return taken

    def _adopted(self, draft: Draft) -> bool:
        """Whether it could be taken: whatever is wrong with one, the program starts."""
        try:
            drafts.adopt(self._store, draft)
        except Exception:  # noqa: BLE001 it stays where it is
            return False
        return True

    def close(self) -> None:
        """Finish, and give the connection back. What a database that answers nothing has not taken by
        then goes to the spool.
        """
        with self._change:
            self._closing = True
            self._change.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(ANSWER_TIMEOUT_S)
            if thread.is_alive():
                self.keep_here()

    def keep_here(self) -> int:
        """What the database has not taken yet goes to the spool, until it does; how many are not even
        there.
        """
        with self._change:
            kept = [self._keep_here(replace(draft, saved_at=draft.saved_at or now()))
                    for draft in self.unsaved]  # fmt: skip
        for file in kept:
            self._sync(file)
        return kept.count(None)

    def _key(self, record: Record, person: str | None) -> Key:
        return (record.type.name, record.id, self._store.person if person is None else person)

    def _run(self) -> None:
        try:
            last = refused = -RETRY_INTERVAL_S
            while wanted := self._next(last, refused):
                for key, one in wanted.items():
                    if not self._write(key, one):
                        refused = time.monotonic()
                last = time.monotonic()
        finally:
            self._store.close()

    def _next(self, last: float, refused: float) -> dict[Key, _Wanted]:
        """What is to be written now, when its time has come; nothing at the end. `last` is when
        something was written, `refused` when something was refused.
        """
        with self._change:
            while True:
                now_ = time.monotonic()
                again = self._again or (now_ - refused >= RETRY_INTERVAL_S and not self._closing)
                old = self._refused if again else {}
                if (
                    self._wanted
                    and (now_ - last >= WRITE_INTERVAL_S or self._hurry or self._closing)
                ) or old:
                    self._under_way, self._wanted = {**old, **self._wanted}, {}
                    self._again = False
                    return dict(self._under_way)
                if self._closing:
                    self._again, self._thread = False, None
                    self._change.notify_all()
                    return {}
                waits = [last + WRITE_INTERVAL_S - now_] if self._wanted else []
                waits += [refused + RETRY_INTERVAL_S - now_] if self._refused else []
                self._change.wait(min(waits, default=None))

    def _write(self, key: Key, one: _Wanted) -> bool:
        """Whether the database has taken it."""
        draft = replace(one.draft, saved_at=now())
        with self._change:
            file = None if key in self._wanted else self._keep_here(draft)
        if self._refused:  # it may be refused again, and the machine end before it is not
            self._sync(file)
        problem = self._refusal(key, draft)
        with self._change:
            given_up = key in self._forgotten
            self._forgotten.discard(key)
            if problem is not None and not given_up:
                newest = self._wanted.get(key, one).draft
                file = self._keep_here(replace(newest, saved_at=now()))
            elif key not in self._wanted:
                self._unspool(key)
        if problem is not None:
            self._sync(file)
        with self._change:
            self._under_way.pop(key, None)
            self._refused.pop(key, None)
            if problem is not None and not given_up:
                self._refused[key] = _Wanted(draft)
            self._change.notify_all()
        _answer(one.futures, draft, problem, file)
        return problem is None

    def _refusal(self, key: Key, draft: Draft) -> Exception | None:
        """Offer it to the database; why that has not taken it, None where it has."""
        try:
            self._store.put_draft(draft)
            if key in self._forgotten:
                self._store.discard_draft(draft)
        except Exception as problem:  # noqa: BLE001 whatever it is, the text must not go with it
            return problem
        return None

    def _keep_here(self, draft: Draft) -> Path | None:
        self._spooled.add((draft.type, draft.record_id, draft.person))
        try:
            return self._spool.keep(draft) if self._spool else None
        except Exception:  # noqa: BLE001 the draft stays in memory, and is offered again
            return None

    def _sync(self, file: Path | None) -> None:
        """Not while anything is locked: typing waits for no disk."""
        if self._spool is not None and file is not None:
            self._spool.sync(file)

    def _unspool(self, key: Key) -> None:
        if self._spool is not None and key in self._spooled:
            self._spool.forget(*key)
            self._spooled.discard(key)


def _answer(
    futures: list[Future[str]], draft: Draft, problem: Exception | None, file: Path | None
) -> None:
    for future in futures:
        if not future.set_running_or_notify_cancel():
            continue
        if problem is None:
            future.set_result(draft.saved_at)
        else:
            future.set_exception(NotKept(str(problem) or type(problem).__name__, file))
