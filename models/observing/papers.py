"""Which papers of a lesson are in and which are missing (seed 1: the instructor hands in plan and
reflection, each observer the sheet and a self-reflection).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.kernel.fields import Link
    from models.kernel.record import Record


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that somebody hands in."""

    who: str
    what: str
    there: bool


def papers_of(lesson: Record, sheets: Iterable[Record]) -> list[Paper]:
    """All papers of a lesson, the instructor's first. A sheet counts from its submission on."""
    instructor = str((lesson["instructor"] or {}).get("name", ""))
    found = [
        Paper(instructor, "教学设计", bool(lesson["design"] or lesson["design_files"])),
        Paper(instructor, "教学反思", bool(lesson["reflection"])),
    ]
    by_observer = {_key(sheet["observer"]): sheet for sheet in sheets if not sheet.deleted_at}
    coming = [*lesson["observers"], *(sheet["observer"] for sheet in by_observer.values())]
    for key, observer in {_key(who): (who or {}).get("name", "") for who in coming}.items():
        sheet = by_observer.get(key)
        handed_in = sheet is not None and sheet.state != "draft"
        reflected = sheet is not None and handed_in and bool(sheet["self_reflection"])
        found += [Paper(observer, "听课记录", handed_in), Paper(observer, "自我反思", reflected)]
    return found


def _key(who: Link | None) -> str:
    """Two of one name are two people."""
    return str((who or {}).get("id") or (who or {}).get("name") or "")


def missing(papers: Iterable[Paper]) -> str:
    """``方晓棠缺教学反思；周敏华缺听课记录、自我反思``, ``""`` where all are in."""
    by_person: dict[str, list[str]] = {}
    for paper in papers:
        if not paper.there:
            by_person.setdefault(paper.who, []).append(paper.what)
    return "；".join(f"{who}缺{'、'.join(what)}" for who, what in by_person.items())
