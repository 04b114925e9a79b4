"""All kinds of record there are, in the order in which they may link to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.registry import Types
from models.meetings.meetings import MEETING
from models.meetings.plans import PLAN
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.observing.instrument_files import INSTRUMENT
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.rounds import ROUND
from models.research.inquiries import INQUIRY
from models.research.months import TOPIC_MONTH
from models.research.outcomes import OUTCOME
from models.research.topics import TOPIC
from models.school.events import EVENT
from models.school.layouts import LAYOUT
from models.school.people import GROUP, TEACHER
from models.school.schools import SCHOOL
from models.school.terms import TERM
from models.storage import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from models.storage import Store

RECORD_TYPES = Types((
    SCHOOL, TERM, GROUP, TEACHER, PLAN, MEETING, EVENT, INSTRUMENT, ROUND, TOPIC, LESSON,
    OBSERVATION, TOPIC_MONTH, OUTCOME, INQUIRY, PAIRING, LOG,
    GROWTH, APPRAISAL, LAYOUT,
))  # fmt: skip

type_named = RECORD_TYPES.named


def open_school(where: str | Path, *, create: bool = True) -> Store:
    """The database of a school; see `models.storage.open_store`."""
    return open_store(where, RECORD_TYPES, create=create)
