"""Filled-in forms of past years, read into drafts: each value with how sure it is, looked through
before anything is kept.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from exports.attachments import DOCX, file_row
from exports.collect.meaning import Unreadable
from exports.collect.paper import is_volume
from exports.documents import DOCUMENTS, documents_of
from exports.own_forms.called import who_is_called
from exports.own_forms.filled import filled_in
from exports.own_forms.kin import completed, kinds_by_title
from exports.own_forms.labels import CERTAIN, LIKELY
from exports.own_forms.old_values import read_rows, read_words
from exports.photos import digest
from exports.word.template import open_template
from exports.word.xml import W, parse
from models.dates import kept_date
from models.normal import normalise
from models.problems import JiaoyanError
from models.record import derived_id, new_record, row_id
from models.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from exports.collect.meaning import Who
    from exports.collect.sources import Source
    from exports.documents import Document
    from exports.own_forms.filled import Filled, Said
    from exports.own_forms.old_values import ReadWords
    from models.desk import Desk
    from models.record import Link, Record
    from models.spec import Field, RecordType

FEWEST = 3.0
"""How much of a form has to be understood before it is taken for one of ours to fill in."""
SEVERAL = "文件里好像不止一次活动，只读了第一次"
_NOTHING = ("", "无", "没有", "/", "-", "—")
_TERM = re.compile(
    r"(20\d\d)(?:\s*[-—–~～至]+\s*20\d\d)?\s*学年度?\s*(?:第?\s*([一二12上下])\s*学期)?"
)
_FEW_WORDS = 30
_PARTLY = 0.7
"""What is left of being sure where only a part of the words was understood."""


@dataclass(frozen=True)
class ReadValue:
    """A field that was read: the words on the form, its value, and how sure it is (0 to 1)."""

    field: Field
    label: str
    words: str
    value: Any
    sure: float


@dataclass
class OldRecord:
    """What one form was read into. `unread` are labels with words that stand in the file only."""

    source: Source
    record: Record
    file: bytes
    read: list[ReadValue] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the file, without its folders."""
        return self.source.name.replace("\\", "/").rpartition("/")[2]

    def without(self, left_out: Iterable[str]) -> Record:
        """The draft without the fields that somebody does not want."""
        empty = {f.key: f.empty() for f in self.record.type.fields}
        return self.record.but(**{key: empty[key] for key in left_out})


@dataclass
class OldRecords:
    """A heap of forms that was read. `known` are files that were kept before."""

    found: list[OldRecord] = field(default_factory=list)
    known: list[Source] = field(default_factory=list)
    refused: list[tuple[Source, str]] = field(default_factory=list)


def read_old_records(
    desk: Desk,
    given: Iterable[Source],
    kind: RecordType | None = None,
    progress: Callable[[int], None] | None = None,
) -> OldRecords:
    """Read forms into drafts; nothing is kept yet. Without a `kind` each is taken for the one of
    which most is understood.
    """
    heap = OldRecords()
    for number, source in enumerate(given, 1):
        try:
            found = _read(source, desk, kind)
        except JiaoyanError as problem:
            heap.refused.append((source, str(problem)))
        except Exception as problem:  # noqa: BLE001 hostile files find every gap
            heap.refused.append((source, f"文件的内容不正常，读不了({type(problem).__name__})。"))
        else:
            heap.found += [found] if found else []
            heap.known += [] if found else [source]
        if progress:
            progress(number)
    return heap


def keep(desk: Desk, chosen: Sequence[tuple[OldRecord, Iterable[str]]]) -> list[Record]:
    """Keep drafts, each without the fields that are left out, with the file they come from beside
    them. Raises `JiaoyanError`; then none was kept.
    """
    kept = []
    with desk.store.together():
        for old, left_out in chosen:
            desk.store.put_blob(digest(old.file), old.file, DOCX, 0, 0)
            record = old.without(left_out)
            kept.append(desk.store.save(record, actor=desk.actor, reason=f"读自 {old.source.name}"))
    desk.refresh()
    return kept


def _read(source: Source, desk: Desk, kind: RecordType | None) -> OldRecord | None:
    """None for a file that was kept before. Raises `JiaoyanError`."""
    file = source.read()
    if is_volume(io.BytesIO(file)):
        raise JiaoyanError("是教研本合订的一册，不是旧记录。请收里面各件的单份文件。")
    template = open_template(file)
    if any(b"urn:jiaoyan:record" in content for content in template.parts.values()):
        raise JiaoyanError("是教研本导出的文件，不是旧记录。请用“收取文件”收它。")
    trees = [parse(template.parts[name], name) for name in template.flowing]
    document, filled = _likest(trees, source.name, kind)
    if filled.known < FEWEST and _is_picture(trees):
        raise JiaoyanError(
            "里面只有图片（像是扫描件），没有可以读的文字。请照着新建一条，把它附上。"
        )
    if filled.known < FEWEST:
        raise JiaoyanError("没有认出是哪一类记录的表格：栏目名称认得的太少。")
    known = digest(file)
    record = _draft(document.kind, known)
    if desk.store.get(record.type, record.id) is not None:
        return None
    old = OldRecord(source, record, file)
    _fill(old, filled, document, desk)
    _attach(old, known)
    return old


def _is_picture(trees: Sequence[Any]) -> bool:
    """Whether there is a picture and hardly a word."""
    words = sum(len((node.text or "").strip()) for root in trees for node in root.iter(f"{W}t"))
    drawn = (f"{W}drawing", f"{W}pict")
    return words < _FEW_WORDS and any(next(root.iter(*drawn), None) is not None for root in trees)


def _likest(trees: Sequence[Any], name: str, kind: RecordType | None) -> tuple[Document, Filled]:
    """The document of which most is understood, and what was found."""
    documents = [documents_of(kind)[0]] if kind else [
        one for one in DOCUMENTS if one is documents_of(one.kind)[0]
    ]  # fmt: skip
    found = [(one, filled_in(trees, one)) for one in documents]
    told = kinds_by_title(found[0][1].title + name)
    return max(found, key=lambda one: one[1].known * (2 if one[0].kind.name in told else 1))


def _draft(kind: RecordType, sha256: str) -> Record:
    """A new record; its id follows from the file, so that the same one is not kept twice."""
    from datetime import date

    record = new_record(kind, id=derived_id(date(2000, 1, 1), "old", kind.name, sha256))
    return replace(record, state="draft" if "draft" in kind.states else record.state)


def _fill(old: OldRecord, filled: Filled, document: Document, desk: Desk) -> None:
    today = desk.today()
    who = who_is_called(desk)
    near = _year_told(old.source.name, filled) or today
    day = _day(filled, document, near) or near.isoformat()
    calls: list[tuple[Said, ReadWords]] = []
    for said in filled.said:
        if said.words.strip(" 。") in _NOTHING:
            continue
        if said.meaning is None:
            old.unread.append((said.label, said.words))
            continue
        try:
            found = read_words(said.meaning.markers, said.words, document, who, day)
        except (Unreadable, JiaoyanError):
            old.unread.append((said.label, said.words))
            continue
        sure = said.meaning.sure * (1 if found.whole else _PARTLY)
        if found.rest:
            old.unread.append((said.label, found.rest))
        calls += [(said, found)] if found.roll else []
        for key, value in found.values.items():
            _put(old, document.kind.by_key[key], said.label, said.words, value, sure)
    for listed in filled.listed:
        rows, lost = read_rows(listed, who, day)
        if rows:
            words = "；".join(" ".join(row.values()) for row in listed.rows)
            sure = CERTAIN * _PARTLY if lost else CERTAIN
            _put(old, listed.field, listed.label, words, rows, sure)
        if lost:
            old.unread.append((listed.label, lost))
    _call_the_roll(old, calls, desk, who, day)
    _complete(old, desk)


def _day(filled: Filled, document: Document, today: date) -> str:
    """The day of the record, by which dates without a year are read."""
    key = document.kind.day
    for said in filled.said:
        if said.meaning is None or not said.words or not key:
            continue
        try:
            found = read_words(
                said.meaning.markers, said.words, document, _nobody, today.isoformat()
            )
        except (Unreadable, JiaoyanError):
            continue
        if kept_date(found.values.get(key)):
            return str(found.values[key])
    return ""


def _year_told(name: str, filled: Filled) -> date | None:
    """A day in the term that the form, or its name, says it is of."""
    from datetime import date

    found = _TERM.search(" ".join((filled.title, name, *(one.words for one in filled.said))))
    if found is None:
        return None
    is_second = (found[2] or "") in ("二", "2", "下")
    return date(int(found[1]) + is_second, 4 if is_second else 10, 15)


def _nobody(_f: Field, name: str) -> Link:
    return {"id": None, "name": name}


def _put(old: OldRecord, f: Field, label: str, words: str, value: Any, sure: float) -> None:
    """Take a value; of two for one field the surer, and the first of two that are as sure."""
    values, _removed = normalise(old.record.type, {**old.record.values, f.key: value})
    value = values[f.key]
    if value in (None, "", []):
        old.unread.append((label, words))
        return
    before = next((one for one in old.read if one.field is f), None)
    if before is not None and before.sure >= sure:
        if before.value != value:
            old.unread.append((label, words))
            if f.key == old.record.type.day and SEVERAL not in old.notices:
                old.notices.append(SEVERAL)
        return
    if before is not None:
        old.read.remove(before)
        old.unread.append((before.label, before.words))
    sure *= _PARTLY if _strangers(f, value) else 1
    old.read.append(ReadValue(f, label, words, value, sure))
    old.record = old.record.but(**{f.key: value})


def _strangers(f: Field, value: Any) -> bool:
    """Whether somebody is not known here by that name."""
    if f.columns:
        return any(_strangers(column, row[column.key]) for row in value for column in f.columns)
    links = {Kind.LINK: [value], Kind.LINKS: value}.get(f.kind, [])
    return any(link and not link["id"] for link in links)


def _call_the_roll(
    old: OldRecord, calls: Sequence[tuple[Said, ReadWords]], desk: Desk, who: Who, day: str
) -> None:
    """The attendance from the lists of names; who is in a later list was not present."""
    f = next((one for one in old.record.type.fields if one.roll), None)
    if f is None or not calls or old.record[f.key]:
        return
    person = next(c for c in f.columns if c.kind is Kind.LINK)
    status, reason = (
        next(c for c in f.columns if c.kind is kind) for kind in (Kind.CHOICE, Kind.TEXT)
    )
    rows: dict[str, dict[str, Any]] = {}
    for _said, found in calls:
        people = list(found.roll.people)
        if found.roll.everybody:
            members = desk.members(old.record.values.get("group"), day)
            people = [(link["name"], f.roll, "") for link, _role in members]
        for name, did, why in people:
            rows[name] = {"_id": row_id(), person.key: who(person, name), status.key: did,
                          reason.key: why}  # fmt: skip
    said = "；".join(one.words for one, _found in calls)
    sure = CERTAIN if all(not found.roll.rest for _said, found in calls) else _PARTLY
    if any(found.roll.everybody for _said, found in calls):
        sure *= LIKELY
    _put(old, f, calls[0][0].label, said, list(rows.values()), sure)


def _complete(old: OldRecord, desk: Desk) -> None:
    """What follows from what was read; the term only where one has that day."""
    old.record = completed(old.record, desk)
    derived = old.record.type.derive(old.record, desk)
    term = desk.term_on(old.record.day) if old.record.day else None
    inside = term is not None and str(term["first_day"]) <= old.record.day <= str(term["last_day"])
    read = {one.field.key for one in old.read}
    taken = {key: value for key, value in derived.items()
             if value not in (None, "", []) and (inside or key not in ("term", "week_no", "seq_no"))
             and key not in read}  # fmt: skip
    old.record = old.record.but(**taken)
    if old.record.type.day and not old.record.day:
        old.notices.append("没有读出日期，保存以后请补上")
    elif "term" in old.record.type.by_key and not inside:
        old.notices.append(f"{old.record.day} 不在已有的学期里，请先在“学期与校历”里补上那个学期")
    if any(_strangers(one.field, one.value) for one in old.read):
        old.notices.append("有的姓名这里没有，或不止一位，只按姓名记下")


def _attach(old: OldRecord, sha256: str) -> None:
    """The form itself stays with the draft: nothing in it is lost."""
    f = next((one for one in old.record.type.fields if one.kind is Kind.FILES), None)
    if f is not None:
        row = file_row(sha256, old.name, DOCX, "原来的文件")
        old.record = old.record.but(**{f.key: [row]})
