"""The sheets that belong to a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.observing.observations import OBSERVATION

if TYPE_CHECKING:
    from models.kernel.record import Record
    from models.storage import Store


def sheets_of(store: Store, lesson: Record) -> list[Record]:
    """All observations of a lesson that are not deleted, oldest first."""
    ids = [one.id for one in store.linked(lesson.id, (OBSERVATION.name,)) if one.path == "lesson"]
    return [one for one in store.many(OBSERVATION, sorted(ids)) if not one.deleted_at]
