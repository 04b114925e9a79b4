"""One record open for writing: what is typed goes to a draft at each pause, and becomes one version
when the person leaves or submits.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.kernel.errors import JiaoyanError
from models.kernel.validate import blocking, check
from models.kernel.workflow import STATES, apply_transition, is_editable, may_write, steps_from
from models.session.namesakes import undecided
from models.storage.drafts import set_aside
from models.storage.errors import StoreProblem

if TYPE_CHECKING:
    from concurrent.futures import Future

    from models.kernel.fields import Problem
    from models.kernel.record import Record
    from models.session.session import Session
    from models.storage import DraftWriter


class StillMissing(JiaoyanError):
    """Submitting was refused; `problems` says what is to be mended, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"还有 {len(problems)} 处要补：{problems[0].message}")
        self.problems = problems


class Editing:
    """A record while it is being written.

    `record` is what stands on the screen; `base` is the version it started from, so that a save
    over somebody else's newer version is noticed: also one that was made since a draft was left.
    """

    def __init__(self, record: Record, session: Session, writer: DraftWriter) -> None:
        self.session = session
        self._writer = writer
        self._person = session.store.person
        writable = may_write(record, session.me)
        draft = session.store.draft(record.type, record.id) if writable else None
        self.unreadable = ""
        """The text of a draft that was there and cannot be read; it is set aside, not lost."""
        if draft is not None and draft.unread:
            self.unreadable = draft.unread
            with suppress(StoreProblem):  # where nothing can be written, nothing is written over it
                set_aside(session.store, draft)
            draft = None
        self._drafted = self.recovered = draft is not None
        self.base = replace(record, version=draft.based_on) if draft else record
        if draft is not None:
            start = self.base.with_values(**draft.values)
        else:  # what cannot be read is not to look as if it were written
            start = record if record.unread else record.type.opens(record, session)
        self._start = start
        self.record = start

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not in the store."""
        return self.recovered or self.record.values != self._start.values

    def change(self, key: str, value: Any) -> set[str]:
        """Take over a value that was typed; the keys of all fields that changed with it: none where
        the record was handed in meanwhile.
        """
        if not is_editable(self.base):
            return set()
        before = self.record
        typed = before.with_values(**{key: value})
        if key in typed.type.derives_from:
            typed = typed.with_values(**typed.type.derive(typed, self.session))
        self.record = typed
        return {k for k, now in self.record.values.items() if now != before.values.get(k)}

    def put_draft(self) -> Future[str]:
        """Send what stands on the screen to the disk; the future gives the time it was written, see
        `DraftWriter.submit`.
        """
        self._drafted = True
        return self._writer.submit(self.record, based_on=self.base.version, person=self._person)

    def keep_here(self) -> None:
        """What the database has not taken yet, of this record and others, goes to this computer."""
        self._writer.keep_here()

    def problems(self) -> tuple[Problem, ...]:
        """Everything missing or doubtful."""
        return (*check(self.record.type, self.record.values), *undecided(self.record, self.session))

    def missing(self) -> tuple[Problem, ...]:
        """What stands in the way of submitting."""
        return blocking(self.problems())

    def keep(self) -> Record | None:
        """Leave: what was typed becomes one version; None if nothing was.

        Raises `models.storage.save.Conflict` when somebody saved a newer version meanwhile.
        """
        if not self.changed:
            self._forget_draft()
            return None
        self._must_be_open()
        return self._save(self._in_writing(self.record))

    def drop(self) -> None:
        """Forget what was typed."""
        self._forget_draft()
        self.record = self._start
        self.recovered = False

    def submit(self) -> Record:
        """Check, submit and save.

        Raises `StillMissing`, and `models.storage.save.Conflict` as `keep` does.
        """
        if problems := self.missing():
            raise StillMissing(problems)
        self._must_be_open()
        return self._save(apply_transition(self.record, "submit") if self.submits else self.record)

    @property
    def submits(self) -> bool:
        """Whether the record is handed in from where it stands; others are only kept."""
        return any(step.name == "submit" for step in steps_from(self.record))

    def rebase(self, record: Record, base: Record) -> None:
        """Go on from a newer version, after the two were laid side by side; from one that was
        deleted, a save brings it back.
        """
        self.base = replace(base, deleted_at="")
        self.record = record.with_values(**record.type.derive(record, self.session))
        self.recovered = True

    def _must_be_open(self) -> None:
        if not is_editable(self.base):
            where = STATES[self.base.state].label
            raise JiaoyanError(f"《{self.base.title}》现在是“{where}”，不能改。")

    def _in_writing(self, record: Record) -> Record:
        begins = any(step.name == "write" for step in steps_from(record))
        return apply_transition(record, "write") if begins else record

    def _forget_draft(self) -> None:
        self._writer.hold(self.record, self._person)
        if self._drafted:
            self.session.store.drop_draft(self.record.type, self.record.id, self._person)
            self._drafted = False
        self._writer.forget(self.record, self._person)

    def _save(self, record: Record) -> Record:
        """Save, and no draft outlives it; where the save is refused, the draft is there as before."""
        self._writer.hold(self.record, self._person)
        try:
            saved = self.session.store.save(record, actor=self.session.actor)
            if saved.version == record.version:  # nothing new in it: no save took the draft along
                self._forget_draft()
        except JiaoyanError:
            self.put_draft()
            raise
        self._writer.forget(self.record, self._person)
        self._drafted = False
        self.session.refresh(saved.type)
        self.base = self.record = self._start = saved
        self.recovered = False
        return saved
