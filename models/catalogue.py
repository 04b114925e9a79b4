"""All record types there are, in the order in which they may link to one another."""

from models.events import EVENT
from models.layouts import LAYOUT
from models.meetings import MEETING
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.observing.instrument_files import INSTRUMENT
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.rounds import ROUND
from models.people import GROUP, TEACHER
from models.plans import PLAN
from models.research.inquiries import INQUIRY
from models.research.months import TOPIC_MONTH
from models.research.outcomes import OUTCOME
from models.research.topics import TOPIC
from models.schools import SCHOOL
from models.spec import RecordType
from models.terms import TERM

RECORD_TYPES: tuple[RecordType, ...] = (
    SCHOOL, TERM, GROUP, TEACHER, PLAN, MEETING, EVENT, INSTRUMENT, ROUND, TOPIC, LESSON,
    OBSERVATION, TOPIC_MONTH, OUTCOME, INQUIRY, PAIRING, LOG,
    GROWTH, APPRAISAL, LAYOUT,
)  # fmt: skip

_BY_NAME = {name: kind for kind in RECORD_TYPES for name in (kind.name, kind.plural)}


def type_named(name: str) -> RecordType:
    """The record type called `name`, in the singular or the plural; KeyError if there is none."""
    return _BY_NAME[name]
