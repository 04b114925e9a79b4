"""From a document to what arrives with it: the record as it was issued, as it stands there now, and
whom it speaks of.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exports.collect.corrections import corrections
from exports.collect.paper import open_paper
from exports.collect.readback import read_back
from exports.documents import DOCUMENTS, documents_of, is_as_issued, layout_for
from exports.word.carrier import Account
from exports.word.spots import marks_of
from exports.word.values import values_of
from models.collecting.companions import Companions, companions
from models.collecting.portable import BadRecord, understood
from models.normal import normalise
from models.problems import JiaoyanError
from models.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.collect.paper import Paper
    from exports.collect.sources import Source
    from exports.documents import Document, Own
    from models.record import Link, Record
    from models.spec import Field

    Known = Callable[[Field, str], Link | None]
    """From a name to the one here who is called so, None where there is none or more than one."""


_LOST = "文件里带的记录丢了，只能拿正文和这里现在的比"


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
    source: Source, known: Known, here: Here, own: Own = MappingProxyType({})
) -> Arrival:
    """Read one document; `own` are the school's own layouts. Raises `JiaoyanError` with the reason
    where it is not taken.
    """
    paper = open_paper(source.read())
    carried = paper.carried
    if carried is None:
        return _without_record(source, paper, known, here, own)
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
    document = next((one for one in documents_of(base.type) if one.name == carried.paper), None)
    if document is None:
        notices.append("不认识这种文件，只收它带的记录，没有看正文的改动")
    edited = base
    if document and not _is_as_issued(paper, document, base, company, own):
        edited = _edited(paper, document, base, company, known, notices, own)
    return Arrival(source, document, base, edited, company, [*paper.notices, *notices],
                   frozenset(paper.media), paper.properties.get("JY_Template", ""))  # fmt: skip


def _without_record(source: Source, paper: Paper, known: Known, here: Here, own: Own) -> Arrival:
    """A document that has lost the record it carried: its text against what stands here."""
    if not paper.is_ours:
        raise Refused("不是教研本导出的文件，没有收。")
    layout = paper.properties.get("JY_Template", "").partition(" ")[0]
    document = next((one for one in DOCUMENTS if one.layout == layout), None)
    id_ = paper.properties.get("JY_Id", "")
    ours = here(id_) if id_ else None
    if document is None or ours is None or ours.type is not document.kind:
        raise Refused(
            "文件里带的记录不见了(可能被“检查文档”清除过)，这里也没有它。请从原处重新导出再收。"
        )
    notices: list[str] = []
    company = Companions()
    edited = _edited(paper, document, ours, company, known, notices, own)
    return Arrival(source, document, ours, edited, company, [*paper.notices, *notices],
                   frozenset(paper.media), paper.properties.get("JY_Template", ""), _LOST)  # fmt: skip


def _is_as_issued(
    paper: Paper, document: Document, base: Record, company: Companions, own: Own
) -> bool:
    """Whether nobody has touched the text: then it need not be read."""
    carried = paper.carried
    if carried is None:
        return False

    def blob(sha256: str) -> bytes:
        if sha256 not in paper.media:
            raise JiaoyanError("没有随文件来")
        return paper.media[sha256]

    account = Account(carried.text, carried.sha256)
    layout = paper.properties.get("JY_Template", "")
    return is_as_issued(document, base, company.school, account, layout, blob,
                        lambda name: paper.parts.get(name, b""), own)  # fmt: skip


@lru_cache(maxsize=16)
def _told(text: str) -> tuple[Record, Companions]:
    """The record that is carried and its companions; the papers of a record carry the same."""
    plain = _plain(text)
    return understood(plain.get("record")), companions(plain)


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
    notices: list[str], own: Own,
) -> Record:  # fmt: skip
    """The record with what has been corrected in the text."""
    spots = paper.spots or layout_for(document, company.school, own).layout.spots
    if not any(mark.bookmark in paper.bookmarks for spot in spots for mark in marks_of(spot)):
        notices.append("文件里的书签都丢了，是按栏目名称读的")
    shown = values_of(base).under(document.said(base, company.school))
    found = corrections(base, shown, read_back(paper, spots), spots, _who(base, known))
    notices += found.notices
    if not found.values:
        return base
    values, _removed = normalise(base.type, {**base.values, **found.values})
    return base.but(**values)


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
