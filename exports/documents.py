"""Which documents there are for each record type, declared as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exports.papers import built
from exports.papers.meetings import fields as meeting_papers
from exports.papers.mentoring import fields as mentoring_papers
from exports.papers.observing import lesson_fields as lesson_papers
from exports.papers.observing import sheet_fields as observing_papers
from exports.papers.research import fields as topic_papers
from exports.photos import size_of
from exports.word.carrier import CHECK, Account, Carried, CarriedFile, account_of
from exports.word.drawing import Photo
from exports.word.fields import FieldTable
from exports.word.layout import Layout, Properties, compile_layout
from exports.word.pack import content_digest
from exports.word.values import fields_of, is_photo, values_of
from exports.word.xml import BadTemplate
from models.exchange.portable import to_dict
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.meetings.meetings import MEETING
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.rounds import ROUND
from models.research.months import TOPIC_MONTH
from models.research.stages import RUNNING
from models.research.topics import TOPIC
from models.school.schools import fonts_of

if TYPE_CHECKING:
    from exports.word.shown import Shown
    from models.kernel.record import Record, RecordType
    from models.storage import Store

Blob = Callable[[str], bytes]
"""The content of an attachment by its hash."""
Own = Mapping[str, bytes]
"""The files of a school's own layouts by the names of the documents they are for."""
_WRITTEN = ("draft", "returned", "submitted", "approved", "archived")
_APPLIED = ("draft", "returned", "submitted")
_ENDED = ("finished", "exhibited")
_CHECK = FieldTable(frozenset({CHECK}))
MOST_CARRIED = 20 << 20
"""Bytes of files that travel unseen in one document."""
_HANDED_IN = ("draft", "submitted", "shared", "acknowledged", "archived")


def _nothing(_record: Record, _store: Store) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, eq=False)
class Document:
    """A paper that is made from a record. `layout` names a module of `exports.papers`
    (``meetings.minutes``); `said` gives the values of the markers in `more`, which are not fields of
    the record.
    """

    name: str
    kind: RecordType
    layout: str
    more: FieldTable
    said: Callable[[Record, Record | None], Mapping[str, Any]]
    states: tuple[str, ...] = _WRITTEN
    """It is made of records in these states."""
    gathers: Callable[[Record, Store], Mapping[str, Any]] = _nothing
    """The values of markers in `more` that come from other records."""
    gathers_while: tuple[str, ...] = ()
    """The states in which it gathers any, where it is not all."""

    @property
    def layout_name(self) -> str:
        """The name of its built-in layout, as documents say what they were made with."""
        return self.layout.rpartition(".")[2]

    def stands_alone(self, record: Record) -> bool:
        """Whether no other records have a hand in it."""
        gathers = record.state in (self.gathers_while or self.states)
        return self.gathers is _nothing or not gathers


def _of_meeting(name: str, layout: str) -> Document:
    return Document(name, MEETING, layout, meeting_papers.SAID, meeting_papers.said)


def _of_pair(name: str, kind: RecordType, layout: str, states: tuple[str, ...] = ()) -> Document:
    said = mentoring_papers.SAID, mentoring_papers.said
    return Document(name, kind, layout, *said, states or kind.states)


def _of_topic(name: str, layout: str, states: tuple[str, ...]) -> Document:
    return Document(name, TOPIC, layout, topic_papers.TOPIC_SAID, topic_papers.topic_said, states,
                    topic_papers.topic_gathered)  # fmt: skip


DOCUMENTS: tuple[Document, ...] = (
    _of_meeting("教研组活动记录表", "meetings.meeting_record"),
    Document("签到表", MEETING, "meetings.sign_in", meeting_papers.SAID, meeting_papers.said,
             (*meeting_papers.AHEAD, *_WRITTEN), meeting_papers.sign_in_ahead,
             meeting_papers.AHEAD),
    _of_meeting("会议纪要", "meetings.minutes"),
    Document(
        "听课记录表",
        OBSERVATION,
        "observing.observation",
        observing_papers.SHEET,
        observing_papers.sheet,
        _HANDED_IN,
    ),
    Document("听课评课合成记录", LESSON, "observing.joint_record", lesson_papers.JOINT,
             lesson_papers.said, (*meeting_papers.AHEAD, *_WRITTEN), lesson_papers.gathered),
    Document("驻班听课评价表", ROUND, "observing.resident_round", lesson_papers.ROUND_SAID,
             lesson_papers.said, gathers=lesson_papers.round_gathered),
    _of_pair("师徒结对协议书", PAIRING, "mentoring.agreement"),
    Document("师徒结对档案", PAIRING, "mentoring.pair_volume", mentoring_papers.VOLUME, mentoring_papers.said,
             PAIRING.states[2:], mentoring_papers.volume),
    _of_pair("师傅聘书", PAIRING, "mentoring.mentor_letter", PAIRING.states[2:]),
    _of_pair("出师证书", PAIRING, "mentoring.completion_certificate", ("graduated",)),
    _of_pair("师徒指导记录表", LOG, "mentoring.mentor_log"),
    _of_pair("年度成长计划", GROWTH, "mentoring.growth_plan"),
    _of_pair("师徒年度考核表", APPRAISAL, "mentoring.appraisal"),
    _of_topic("立项申请书", "research.topic_application", (*_APPLIED, "rejected", *RUNNING, *_ENDED)),
    _of_topic("开题论证记录", "research.topic_opening", (*RUNNING, *_ENDED)),
    _of_topic("中期检查表", "research.topic_midterm", ("started", "checked", *_ENDED)),
    _of_topic("结题报告", "research.topic_closing", ("checked", *_ENDED)),
    _of_topic("成果一览", "research.outcome_list", (*RUNNING, *_ENDED, "suspended", "revoked")),
    Document("课题研究记录单", TOPIC_MONTH, "research.topic_month", topic_papers.MONTH_SAID,
             topic_papers.month_said, gathers=topic_papers.month_gathered),
)  # fmt: skip


def documents_of(kind: RecordType) -> tuple[Document, ...]:
    """The papers that can be made from records of this type; the first is the record itself."""
    return tuple(document for document in DOCUMENTS if document.kind is kind)


@dataclass(frozen=True)
class Compiled:
    """A layout ready to be filled, and the digest of the file it was compiled from."""

    layout: Layout
    digest: str


@cache
def compiled(document: Document, scheme: str) -> Compiled:
    """The layout of a document in a scheme of fonts; built at its first use in a process."""
    return _compiled(document, built(document.layout, scheme))


def _compiled(document: Document, file: bytes) -> Compiled:
    digest = content_digest(file)
    name = f"{document.layout_name} {digest[:16]}"
    return Compiled(compile_layout(file, fields_for(document), name), digest)


def fields_for(document: Document) -> FieldTable:
    """All that a layout for this document may name."""
    return fields_of(document.kind).joined(document.more).joined(_CHECK)


@lru_cache(maxsize=32)
def compiled_own(document: Document, file: bytes) -> Compiled:
    """A school's own layout of a document. Raises `JiaoyanError`, which says what is wrong in it."""
    try:
        return _compiled(document, file)
    except BadTemplate as problem:
        raise JiaoyanError(
            f"本校“{document.name}”的版式不能用：{problem}\n请在“本校的版式”里换一份，或按 F9 改回自带的。"
        ) from None


def layout_for(
    document: Document, school: Record | None, own: Own = MappingProxyType({})
) -> Compiled:
    """The school's own layout, else the one that comes with the program, in the fonts that the school
    has chosen. Raises `JiaoyanError` for one of its own that cannot be used.
    """
    if document.name in own:
        return compiled_own(document, own[document.name])
    return compiled(document, fonts_of(school))


def render(
    document: Document,
    record: Record,
    school: Record | None,
    blob: Blob,
    gathered: Mapping[str, Any] | None = None,
    account: Account | None = None,
    own: Own = MappingProxyType({}),
) -> bytes:
    """The paper for a record: the same bytes for the same record, school, pictures, and what was
    `gathered` from other records (see `Document.gathers`). It carries the `account` of the record,
    without one that of the record alone.

    An attachment that `blob` cannot give leaves a note in its place.
    """
    values = shown_on(document, record, school, blob, gathered or {})
    properties = Properties(
        f"{document.name} {record.title}",
        record.updated_at,
        record.updated_by,
        max(record.version, 1),
    )
    layout = layout_for(document, school, own).layout
    account = account or account_of({"record": to_dict(record)})
    files = tuple(_unseen(document, record, layout, blob))
    carried = Carried(document.name, record.id, account, files)
    return layout.render(values, properties, carried)


def text_as_issued(
    document: Document, record: Record, school: Record | None, account: Account, blob: Blob,
    own: Own,
) -> tuple[Mapping[str, Any], dict[str, bytes]]:  # fmt: skip
    """What this record shows in our layout by the names of the markers, and the parts with text that
    come of it; none of a document in which other records have a hand.
    """
    values = shown_on(document, record, school, blob, {CHECK: account.check})
    if not document.stands_alone(record):
        return values, {}
    written = layout_for(document, school, own).layout.written(values)
    return values, {name: content for name, content, _photos in written}


def shown_on(
    document: Document, record: Record, school: Record | None, blob: Blob, more: Mapping[str, Any]
) -> Shown:
    """What a paper shows of a record, with `more` from elsewhere."""
    return values_of(record).under(document.said(record, school), _photos(record, blob), more)


def _unseen(
    document: Document, record: Record, layout: Layout, blob: Blob
) -> Iterator[CarriedFile]:
    """The attachments that the first paper of a record does not show, as far as there is room."""
    if document is not documents_of(record.type)[0]:
        return
    room, seen = MOST_CARRIED, set()
    for f in record.type.fields:
        if f.kind is not Kind.FILES or f.key in record.withheld:
            continue
        for row in record.values.get(f.key) or ():
            if row["sha256"] in seen or (is_photo(row) and f.label in layout.shown):
                continue
            seen.add(row["sha256"])
            try:
                content = blob(row["sha256"])
            except JiaoyanError:
                continue
            room -= len(content)
            if room >= 0:
                yield CarriedFile(row["sha256"], content)


def _photos(record: Record, blob: Blob) -> dict[str, list[Photo]]:
    return {
        f.label: [_photo(row, blob) for row in record.values.get(f.key) or () if is_photo(row)]
        for f in record.type.fields
        if f.kind is Kind.FILES
    }


def _photo(row: Mapping[str, Any], blob: Blob) -> Photo:
    caption = str(row.get("caption") or row.get("name") or "")
    try:
        content = blob(row["sha256"])
    except JiaoyanError:
        content = b""
    size = size_of(content)
    return Photo(content if size else b"", row["media"], *(size or (1, 1)), caption)
