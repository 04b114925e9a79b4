"""Which papers of a lesson are in and which are missing (docs/rules.md §4.4: the instructor hands
in plan and reflection, each observer the sheet and a self-reflection).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.fields import known_as, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.kernel.record import Record


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that somebody hands in."""

    who: str
    what: str
    there: bool


def papers_of(lesson: Record, sheets: Iterable[Record]) -> list[Paper]:
    """All papers of a lesson, the instructor's first. A sheet counts from its submission on."""
    instructor = name_of(lesson["instructor"])
    found = [
        Paper(instructor, "教学设计", bool(lesson["design"] or lesson["design_files"])),
        Paper(instructor, "教学反思", bool(lesson["reflection"])),
    ]
    by_observer = {known_as(sheet["observer"]): sheet for sheet in sheets if not sheet.deleted_at}
    coming = [*lesson["observers"], *(sheet["observer"] for sheet in by_observer.values())]
    for key, observer in {known_as(who): name_of(who) for who in coming}.items():
        sheet = by_observer.get(key)
        handed_in = sheet is not None and sheet.state != "draft"
        reflected = sheet is not None and handed_in and bool(sheet["self_reflection"])
        found += [Paper(observer, "听课记录", handed_in), Paper(observer, "自我反思", reflected)]
    return found


def missing(papers: Iterable[Paper]) -> str:
    """``方晓棠缺教学反思；周敏华缺听课记录、自我反思``, ``""`` where all are in."""
    by_person: dict[str, list[str]] = {}
    for paper in papers:
        if not paper.there:
            by_person.setdefault(paper.who, []).append(paper.what)
    return "；".join(f"{who}缺{'、'.join(what)}" for who, what in by_person.items())
