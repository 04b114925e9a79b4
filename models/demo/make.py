"""Putting the sample school into a database, through the one write path."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from models.demo.large import big_school
from models.demo.mentoring import begun_appraisals
from models.demo.sample import demo_school
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.meetings.planning import PLANNER
from models.school.schools import SCHOOL
from models.session.session import Session

if TYPE_CHECKING:
    from datetime import date

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.storage import Store

CHUNK = 1000
Progress = Callable[[int, int], None]
"""Told how many records are saved, of how many."""


def make_demo(
    store: Store, today: date, records: int = 0, progress: Progress | None = None
) -> Link:
    """Save the sample school as it stands on `today`, and seat the leader of 语文组 at this
    terminal; with `records`, also that many meetings of several years and many groups, to measure
    with. The link to the person at the terminal comes back.

    Raises `JiaoyanError` where the database already has a school.
    """
    if store.ids(Filter(SCHOOL), limit=1):
        raise JiaoyanError("这个数据库里已经有一所学校。样例学校请放进一个新的数据库。")
    school = demo_school(today)
    with store.transaction():
        for record in school.records:
            for number, version in enumerate(school.versions(record)):
                store.save(replace(version, version=number), actor=version.updated_by,
                           at=version.updated_at, reason=version.state_reason)  # fmt: skip
        for record in begun_appraisals(Session(store, lambda: today)):
            store.save(record, actor=record.updated_by, at=record.updated_at)
        for key, value in school.settings.items():
            store.set_setting(key, value, site=True)
    if records:
        there = {record.id for record in school.records}
        large = (record for record in big_school(records, today) if record.id not in there)
        _save_large(store, large, records, progress)
    return school.me


def _save_large(
    store: Store, large: Iterable[Record], total: int, progress: Progress | None
) -> None:
    rest, saved = iter(large), 0
    gc.disable()  # a million small dicts, none of them in a cycle: looking costs a fifth of the time
    try:
        while chunk := list(islice(rest, CHUNK)):
            store.save_all(chunk, actor=PLANNER, at=chunk[-1].updated_at)
            saved += len(chunk)
            if progress:
                progress(min(saved, total), total)
    finally:
        gc.enable()
