"""Filled-in forms of past years, a heap of them: read into drafts, and looked through before anything
is kept.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from exports.attachments import DOCX, file_row
from exports.collect.paper import is_volume
from exports.documents import DOCUMENTS, documents_of
from exports.own_forms.drafting import draft_from
from exports.own_forms.filled import filled_in
from exports.own_forms.kin import kinds_by_title
from exports.own_forms.old_record import OldRecord
from exports.photos import digest
from exports.word.template import open_template
from exports.word.xml import W, parse
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.kernel.ids import derived_id
from models.kernel.record import new_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from exports.collect.sources import Source
    from exports.documents import Document
    from exports.own_forms.findings import Filled
    from models.kernel.record import Record, RecordType
    from models.session.session import Session

FEWEST = 3.0
"""How much of a form has to be understood before it is taken for one of ours to fill in."""
_FEW_WORDS = 30


@dataclass
class OldRecords:
    """A heap of forms that was read. `known` are files that were kept before."""

    found: list[OldRecord] = field(default_factory=list)
    known: list[Source] = field(default_factory=list)
    refused: list[tuple[Source, str]] = field(default_factory=list)


def read_old_records(
    session: Session,
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
            found = _read(source, session, kind)
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


def keep(session: Session, chosen: Sequence[tuple[OldRecord, Iterable[str]]]) -> list[Record]:
    """Keep drafts, each without the fields that are left out, with the file they come from beside
    them. Raises `JiaoyanError`; then none was kept.
    """
    kept = []
    with session.store.transaction():
        for old, left_out in chosen:
            session.store.put_blob(digest(old.file), old.file, DOCX, 0, 0)
            record = old.without(left_out)
            kept.append(
                session.store.save(record, actor=session.actor, reason=f"读自 {old.source.name}")
            )
    session.refresh()
    return kept


def _read(source: Source, session: Session, kind: RecordType | None) -> OldRecord | None:
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
    if session.store.get(record.type, record.id) is not None:
        return None
    old = OldRecord(source, record, file)
    draft_from(old, filled, document, session)
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
    record = new_record(kind, id=derived_id(date(2000, 1, 1), "old", kind.name, sha256))
    return replace(record, state="draft" if "draft" in kind.states else record.state)


def _attach(old: OldRecord, sha256: str) -> None:
    """The form itself stays with the draft: nothing in it is lost."""
    f = next((one for one in old.record.type.fields if one.kind is Kind.FILES), None)
    if f is not None:
        row = file_row(sha256, old.name, DOCX, "原来的文件")
        old.record = old.record.with_values(**{f.key: [row]})
