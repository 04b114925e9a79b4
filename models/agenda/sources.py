"""Where the week's list looks: what of each kind of record somebody has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from models.agenda import (
    appraisals,
    events,
    growth,
    lessons,
    logs,
    meetings,
    months,
    observations,
    pairings,
    rounds,
    topics,
)
from models.agenda.due import Due
from models.meetings.meetings import MEETING
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.rounds import ROUND
from models.research.months import TOPIC_MONTH
from models.research.topics import TOPIC
from models.school.events import EVENT

if TYPE_CHECKING:
    from models.agenda.desk import Desk
    from models.kernel.record import RecordType

Source = Callable[["RecordType", "Desk"], Iterable[Due]]
"""What of a type the person at this terminal has to do in the week, and what of it is late: found on
their desk, or read in one statement."""

SOURCES: tuple[tuple[RecordType, Source], ...] = (
    (MEETING, meetings.due),
    (EVENT, events.due),
    (ROUND, rounds.due),
    (TOPIC, topics.due),
    (LESSON, lessons.due),
    (OBSERVATION, observations.due),
    (TOPIC_MONTH, months.due),
    (PAIRING, pairings.due),
    (LOG, logs.due),
    (GROWTH, growth.due),
    (APPRAISAL, appraisals.due),
)
