"""From a document to what arrives with it: the record as it was issued, as it stands there now, and
whom it speaks of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exports.collect.corrections import corrections
from exports.collect.paper import open_paper
from exports.collect.readback import read_back
from exports.documents import DOCUMENTS, documents_of, layout_for, text_as_issued
from exports.word.carrier import Account
from exports.word.spots import marks_of
from exports.word.values import values_of
from models.exchange.companions import Companions, companions
from models.exchange.portable import BadRecord, check, from_dict
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.kernel.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.collect.paper import Paper
    from exports.collect.sources import Source
    from exports.documents import Document, Own
    from models.kernel.fields import Field, Link
    from models.kernel.record import Record

    Known = Callable[[Field, str], Link | None]
    """From a name to the one here who is called so, None where there is none or more than one."""


_LOST = "文件里带的记录丢了，只能拿正文和这里现在的比"


_BOOKMARK = re.compile(rb'<w:bookmarkStart [^>]*w:name="([^"]+)"')


class Refused(JiaoyanError):
    """The document is not taken; the message says why."""


@dataclass
class Arrival:
    """What a document brings. `base` is the record as it was issued, `edited` with what somebody
    has corrected in the text since.
    """

    source: Source
    document: Document | None
    base: Record
    edited: Record
    companions: Companions
    notices: list[str] = field(default_factory=list)
    pictures: frozenset[str] = frozenset()
    """The hashes of the pictures and files that came in it."""
    layout: str = ""
    """The layout it says it was made with."""
    damaged: str = ""
    """What is said of a document that has lost its record: `base` is what stands here."""


Here = Callable[[str], "Record | None"]
"""From an id to the record that stands here under it."""


def read_arrival(
    source: Source, known: Known, here: Here, own: Own = MappingProxyType({}),
    school: Record | None = None,
) -> Arrival:  # fmt: skip
    """Read one document; `own` are the school's own layouts, `school` the one here. Raises
    `JiaoyanError` with the reason where it is not taken.
    """
    paper = open_paper(source.read())
    carried = paper.carried
    if carried is None:
        return _without_record(source, paper, known, here, Companions(school), own)
    if carried.said != carried.sha256:
        raise Refused("文件里带的记录和它的校验码对不上：记录坏了，或被人改过。请从原处重新导出。")
    issued = paper.properties.get("JY_SHA256")
    base, company = _told(carried.text)
    notices: list[str] = []
    if issued and issued != carried.sha256:
        raise Refused(
            "文件属性里的校验码和所带的记录对不上：两处不是同一份文件的。请从原处重新导出。"
        )
    if not issued:
        notices.append("文件属性里的标识丢了，其余三层还在")
    document = next((one for one in DOCUMENTS if one.name == carried.paper), None)
    if document and document.kind is not base.type:
        raise Refused(f"说是“{carried.paper}”，带的却是“{base.type.label}”的记录，没有收。")
    if document is None:
        notices.append("不认识这种文件，只收它带的记录，没有看正文的改动")
    edited = base
    if document:
        as_issued = _issued(paper, document, base, company, own)
        if not as_issued.is_text_of(paper):
            edited = _edited(paper, document, base, company, known, notices, as_issued, own)
    return Arrival(source, document, base, edited, company, [*paper.notices, *notices],
                   frozenset(paper.media), paper.properties.get("JY_Template", ""))  # fmt: skip


def _without_record(
    source: Source, paper: Paper, known: Known, here: Here, company: Companions, own: Own
) -> Arrival:
    """A document that has lost the record it carried: its text against what stands here."""
    if not paper.is_ours:
        raise Refused("不是教研本导出的文件，没有收。")
    layout = paper.properties.get("JY_Template", "").partition(" ")[0]
    document = next((one for one in DOCUMENTS if one.layout_name == layout), None)
    id_ = paper.properties.get("JY_Id", "")
    if not id_:
        raise Refused(
            "文件里带的记录和标识都不见了(可能被“检查文档”清除过)，认不出是哪一条。请从原处重新导出再收。"
        )
    ours = here(id_)
    if document is None or ours is None or ours.type is not document.kind:
        raise Refused(
            "文件里带的记录不见了(可能被“检查文档”清除过)，这里也没有它。请从原处重新导出再收。"
        )
    notices: list[str] = []
    shown = _Issued(values_of(ours).under(document.said(ours, company.school)), {})
    edited = _edited(paper, document, ours, company, known, notices, shown, own)
    return Arrival(source, document, ours, edited, company, [*paper.notices, *notices],
                   frozenset(paper.media), paper.properties.get("JY_Template", ""), _LOST)  # fmt: skip


@dataclass(frozen=True)
class _Issued:
    """What a document showed when it was issued by the names of the markers, and its parts with
    text; none where another layout or other records had a hand in them.
    """

    shown: Mapping[str, Any]
    parts: Mapping[str, bytes]

    def is_text_of(self, paper: Paper) -> bool:
        """Whether a document is, to the letter, as it was issued: then it need not be read."""
        same = all(paper.parts.get(name) == part for name, part in self.parts.items())
        return bool(self.parts) and same


def _issued(
    paper: Paper, document: Document, base: Record, company: Companions, own: Own
) -> _Issued:
    carried = paper.carried
    if carried is None or not _is_of_ours(paper, document, company, own):
        return _Issued(values_of(base).under(document.said(base, company.school)), {})

    def blob(sha256: str) -> bytes:
        if sha256 not in paper.media:
            raise JiaoyanError("没有随文件来")
        return paper.media[sha256]

    account = Account(carried.text, carried.sha256)
    return _Issued(*text_as_issued(document, base, company.school, account, blob, own))


def _is_of_ours(paper: Paper, document: Document, company: Companions, own: Own) -> bool:
    """Whether it was made with the layout that we have."""
    layout = layout_for(document, company.school, own).layout
    return paper.properties.get("JY_Template") == layout.name


@lru_cache(maxsize=16)
def _told(text: str) -> tuple[Record, Companions]:
    """The record that is carried and its companions; the papers of a record carry the same."""
    plain = _plain(text)
    record = from_dict(plain.get("record"))
    if not documents_of(record.type):
        raise BadRecord(f"文件里带的是一条“{record.type.label}”记录，没有这种文件，没有收。")
    return record, companions(plain)


def _plain(text: str) -> Mapping[str, Any]:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRecord("文件里带的记录读不懂") from None
    if not isinstance(plain, dict):
        raise BadRecord("文件里带的记录读不懂")
    return plain


def _edited(
    paper: Paper, document: Document, base: Record, company: Companions, known: Known,
    notices: list[str], issued: _Issued, own: Own,
) -> Record:  # fmt: skip
    """The record with what has been corrected in the text.

    What a document says of its spots is believed only where we do not know its layout.
    """
    ours = layout_for(document, company.school, own).layout.spots
    spots = ours if _is_of_ours(paper, document, company, own) else paper.spots or ours
    printed = {name.decode() for part in issued.parts.values() for name in _BOOKMARK.findall(part)}
    if printed:  # what was not printed need not be looked for, unless somebody has put it there
        there = printed | paper.bookmarks.keys()
        spots = tuple(spot for spot in spots if any(m.bookmark in there for m in marks_of(spot)))
    if not any(mark.bookmark in paper.bookmarks for spot in spots for mark in marks_of(spot)):
        notices.append("文件里的书签都丢了，是按栏目名称读的")
    read = read_back(paper, spots)
    if not read.words and not read.rows and not read.torn:
        raise Refused("正文里找不到任何栏目，和它带的记录对不上。请从原处重新导出。")
    gone = [mark.name for spot in spots for mark in marks_of(spot)
            if mark.key and mark.name in read.lost and mark.bookmark in printed]  # fmt: skip
    notices += [f"正文里找不到“{name}”了，保留原来的" for name in dict.fromkeys(gone)]
    notices += [f"“{name}”里有一行的格数和别的行不一样，这一栏没有收" for name in sorted(read.torn)]
    found = corrections(base, issued.shown, read, spots, _who(base, known))
    notices += found.notices
    if not found.values:
        return base
    values, _removed = normalise(base.type, {**base.values, **found.values})
    check(base.type, {key: values[key] for key in found.values})
    return base.with_values(**values)


def _who(base: Record, known: Known) -> Callable[[Field, str], Link]:
    """Names that were in the record mean whom they meant there."""
    there: dict[tuple[str, str], Link] = {}
    for f, column in base.type.link_places:
        place = column or f
        for row in (base[f.key] or ()) if column else ({place.key: base[f.key]},):
            value = row.get(place.key) or ()
            for link in value if place.kind is Kind.LINKS else (value,):
                if link:
                    there.setdefault((place.target, link["name"]), link)

    def who(f: Field, name: str) -> Link:
        link = there.get((f.target, name)) or known(f, name)
        return dict(link) if link else {"id": None, "name": name}

    return who
