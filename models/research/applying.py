"""The application for a topic that grows out of a question: what was found out on the way is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.ids import derived_id
from models.kernel.record import new_record
from models.research.topics import TOPIC

if TYPE_CHECKING:
    from models.kernel.record import Record
    from models.session.session import Session


def topic_of(inquiry: Record, session: Session) -> Record:
    """The topic the question has become, else the one being applied for, else a new one. Its id
    follows from the question, so that it is one topic whoever begins to write it.
    """
    chosen = session.store.get(TOPIC, id_of(inquiry["topic"]))
    if chosen is not None and not chosen.deleted_at:
        return chosen
    id_ = derived_id(kept_date(inquiry.day) or session.today(), TOPIC.name, inquiry.id)
    begun = session.store.get(TOPIC, id_)
    if begun is not None and not begun.deleted_at:
        return begun
    said = [inquiry[key] for key in ("problem", "causes") if inquiry[key]]
    values = {
        "title": inquiry["as_series"] or inquiry["as_theme"] or inquiry["title"],
        "group": inquiry["group"],
        "background": "\n".join([inquiry["title"], *said]),
    }
    return begun or new_record(TOPIC, values, id=id_)
