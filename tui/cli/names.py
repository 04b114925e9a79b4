"""Records and choices as people name them on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError
from models.kernel.pinyin import found_by
from models.kernel.workflow import STATES
from tui.cli.wrong_use import WrongUse, closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exports.documents import Document
    from models.kernel.record import Record, RecordType
    from models.session.session import Session

PRESENT_TERM = "本学期"
ALL = "全部"
SHOWN = 12
"""Names offered where one is not known."""


def group_named(session: Session, typed: str) -> Record | None:
    """The group of that name; None where none was asked for. Raises `JiaoyanError`."""
    return _one(session.groups, typed, "教研组") if typed else None


def term_named(session: Session, typed: str) -> Record | None:
    """The term of that name; None where none was asked for. Raises `JiaoyanError`."""
    if typed == PRESENT_TERM:
        if session.term is None:
            raise JiaoyanError("还没有学期。请先运行 jiaoyan，新建一个学期。")
        return session.term
    return _one(session.terms, typed, "学期") if typed else None


def _one(records: Sequence[Record], typed: str, what: str) -> Record:
    same = [record for record in records if record.title == typed]
    found = same or [record for record in records if found_by(record.title, typed)]
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(record.title for record in found[:SHOWN])
        raise JiaoyanError(f"“{typed}”不止指一个{what}：{names}。请写全名。")
    names = "、".join(record.title for record in records[:SHOWN])
    have = f"现有：{names}。" if names else f"数据库里还没有{what}。"
    raise JiaoyanError(f"没有叫“{typed}”的{what}。{have}")


def states_named(kind: RecordType, typed: Sequence[str]) -> tuple[str, ...]:
    """States by their labels or codes; raises `WrongUse`."""
    by_name = {name: code for code in kind.states for name in (STATES[code].label, code)}
    for one in typed:
        if one not in by_name:
            labels = [STATES[code].label for code in kind.states]
            raise WrongUse(f"{kind.label}没有“{one}”这种状态。{closest(one, labels)}")
    return tuple(by_name[one] for one in typed)


def kind_named(typed: str, kinds: Iterable[RecordType]) -> RecordType:
    """A record type by its English name, singular or plural, or its Chinese one; raises
    `WrongUse`.
    """
    for kind in kinds:
        if typed in (kind.name, kind.plural, kind.plural.removesuffix("s"), kind.label):
            return kind
    raise WrongUse(f"没有“{typed}”这一类。{closest(typed, [kind.plural for kind in kinds])}")


def kinds_with_papers() -> list[RecordType]:
    """The record types of which Word documents are made."""
    from exports.documents import documents_of

    return [kind for kind in RECORD_TYPES if documents_of(kind)]


def kind_with_papers(typed: str) -> RecordType:
    """A record type of which Word documents are made, by its name. Raises `WrongUse`."""
    chosen, there = kind_named(typed, RECORD_TYPES), kinds_with_papers()
    if chosen not in there:
        have = "、".join(kind.name for kind in there)
        raise WrongUse(f"{chosen.label}还没有 Word 格式。--kind 可以写：{have}。")
    return chosen


def papers_named(kind: RecordType, typed: Sequence[str]) -> tuple[Document, ...]:
    """The papers of a type by their names or what tells them apart in these, “全部” for all, in their
    own order; none where none was asked for. Raises `WrongUse`.
    """
    from exports.documents import documents_of

    papers = documents_of(kind)
    wanted = {paper_named(kind, one).name for one in typed if one != ALL}
    return tuple(paper for paper in papers if ALL in typed or paper.name in wanted)


def paper_named(kind: RecordType, typed: str) -> Document:
    """The paper of a type by its name or what tells it apart in this. Raises `WrongUse`."""
    from exports.documents import documents_of

    papers = documents_of(kind)
    same = [paper for paper in papers if paper.name == typed]
    found = same or [paper for paper in papers if typed and typed in paper.name]
    if len(found) != 1:
        names = [paper.name for paper in papers]
        raise WrongUse(f"{kind.label}没有叫“{typed}”的文件。{closest(typed, names)}")
    return found[0]
