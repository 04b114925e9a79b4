"""From a document to what arrives with it: the record as it was issued, as it stands there now, and
whom it speaks of.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.collect.corrections import corrections
from exports.collect.paper import open_paper
from exports.collect.readback import read_back
from exports.documents import DOCUMENTS
from exports.word.values import values_of
from models.collecting.companions import Companions, companions
from models.collecting.portable import BadRecord, understood
from models.normal import normalise
from models.problems import JiaoyanError
from models.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exports.collect.paper import Paper
    from exports.collect.sources import Source
    from exports.documents import Document
    from models.record import Link, Record
    from models.spec import Field

    Known = Callable[[Field, str], Link | None]
    """From a name to the one here who is called so, None where there is none or more than one."""


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


def read_arrival(source: Source, known: Known) -> Arrival:
    """Read one document. Raises `JiaoyanError` with the reason where it is not taken."""
    paper = open_paper(source.read())
    carried = paper.carried
    if carried is None:
        raise Refused(_without_record(paper))
    if carried.said != carried.sha256:
        raise Refused("文件里带的记录和它的校验码对不上：记录坏了，或被人改过。请从原处重新导出。")
    issued = paper.properties.get("JY_SHA256")
    plain = _plain(carried.text)
    base, company = understood(plain.get("record")), companions(plain)
    notices = list(paper.notices)
    if issued and issued != carried.sha256:
        raise Refused(
            "文件属性里的校验码和所带的记录对不上：两处不是同一份文件的。请从原处重新导出。"
        )
    document = next((one for one in DOCUMENTS
                     if one.name == carried.paper and one.kind is base.type), None)  # fmt: skip
    if document is None:
        notices.append("不认识这种文件，只收它带的记录，没有看正文的改动")
        return Arrival(source, None, base, base, company, notices, frozenset(paper.media))
    edited = _edited(paper, document, base, company, known, notices)
    return Arrival(source, document, base, edited, company, notices, frozenset(paper.media))


def _without_record(paper: Paper) -> str:
    if not paper.is_ours:
        return "不是教研本导出的文件，没有收。"
    return "文件里带的记录不见了(可能被“检查文档”清除过)。请从原处重新导出再收。"


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
    notices: list[str],
) -> Record:  # fmt: skip
    """The record with what has been corrected in the text."""
    if not paper.spots:
        notices.append("栏目的位置读不出来，没有看正文的改动")
        return base
    shown = {**values_of(base), **document.said(base, company.school)}
    found = corrections(base, shown, read_back(paper, paper.spots), paper.spots, _who(base, known))
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
