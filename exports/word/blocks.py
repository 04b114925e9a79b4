"""What a ``{{?name}}`` governs: from it to ``{{/name}}``, or the row or paragraph it stands in.

Alone in the first cell of a row it governs the row, elsewhere its paragraph. With ``{{/name}}`` it
governs everything between the two: text within a paragraph, or whole paragraphs, tables or rows;
those that held nothing but a marker vanish.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from exports.word.grid import begins_merged, cells_of, grid_span, is_continued, row_below
from exports.word.markers import runs_of, text_of
from exports.word.xml import BadTemplate, W

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from exports.word.markers import Place

_FLOW = tuple(f"{W}{tag}" for tag in ("body", "tc", "hdr", "ftr", "tbl", "p"))
"""What a block can be a part of."""
_SOLID = tuple(f"{W}{tag}" for tag in ("drawing", "pict", "br", "tab", "fldChar", "sym"))


class Block(NamedTuple):
    """An opening marker and its closing one, if it has one."""

    opening: Place
    closing: Place | None

    def elements(self) -> list[_Element]:
        """The neighbours that it governs, first to last.

        Raises `BadTemplate` where they cannot be taken out together.
        """
        if self.closing is None:
            return self._checked([_around(self.opening.run)])
        first, last = _neighbours(self.opening.run, self.closing.run)
        if first is None or last is None:
            marker = self.opening.marker
            raise BadTemplate(
                self.opening.fault(
                    f"从“{marker}”到“{self.closing.marker}”要在同一处正文、同一个表格的几行，"
                    "或同一段里，不能只去掉一行里的几格"
                )
            )
        found = [first]
        while found[-1] is not last:
            following = found[-1].getnext()
            assert following is not None
            found.append(following)
        return self._checked(found)

    def repeats(self, place: Place, places: list[Place]) -> bool:
        """Whether a column of a list, one of `places`, stands in this block of that list."""
        if self.closing is None or self.opening.marker[1:3] != (place.marker.name, ""):
            return False
        return places.index(self.opening) < places.index(place) < places.index(self.closing)

    def clear(self) -> None:
        """Take the markers out, and the paragraphs and rows that held nothing else."""
        for place in (self.opening, self.closing):
            if place is not None:
                _clear(place.run, whole=self.closing is not None)

    def _checked(self, elements: list[_Element]) -> list[_Element]:
        """Rows that vanish may end a merged cell, but not begin one that goes on below them."""
        below = row_below(elements[-1]) if elements[0].tag == f"{W}tr" else None
        for column in () if below is None else _columns(below, is_continued):
            for row in reversed(elements):
                if column in _columns(row, begins_merged):
                    raise BadTemplate(
                        self.opening.fault("会去掉的行里，上下合并的单元格不能一直合并到下面的行")
                    )
                if column not in _columns(row, is_continued):
                    break
        return elements


def blocks_of(places: Iterable[Place]) -> list[Block]:
    """The blocks of a part in the order in which they open.

    Raises `BadTemplate` for a closing marker that closes nothing.
    """
    closings: dict[Place, Place | None] = {}
    for place in places:
        if place.marker.sign == "?":
            closings[place] = None
            continue
        same = [
            opening
            for opening, closing in closings.items()
            if closing is None and opening.marker[1:3] == place.marker[1:3]
        ]
        if not same:
            name = place.marker.name
            raise BadTemplate(place.fault(f"“{place.marker}”前面没有与它成对的 {{{{?{name}}}}}"))
        closings[same[-1]] = place
    return [Block(opening, closing) for opening, closing in closings.items()]


def _around(run: _Element) -> _Element:
    paragraph = next(run.iterancestors(f"{W}p"))
    cell = next(run.iterancestors(f"{W}tc"), None)
    row = next(run.iterancestors(f"{W}tr"), None)
    if row is not None and next(row.iter(f"{W}tc")) is cell:
        return row
    return paragraph


def _neighbours(start: _Element, end: _Element) -> tuple[_Element | None, _Element | None]:
    """The two children of the nearest common ancestor that hold them; None if it is no flow."""
    above = [start, *start.iterancestors()]
    other = [end, *end.iterancestors()]
    common = next(element for element in above if element in other)
    first, last = above[above.index(common) - 1], other[other.index(common) - 1]
    if common.tag not in _FLOW:
        return None, None
    if common.tag == f"{W}p":
        runs = [run for run in runs_of(common) if text_of(run) or _is_solid(run)]
        if runs and runs[0] is start and runs[-1] is end:
            return common, common
    return first, last


def _clear(run: _Element, *, whole: bool) -> None:
    paragraph = next(run.iterancestors(f"{W}p"))
    row = next(run.iterancestors(f"{W}tr"), None)
    _take_out(run)
    if not whole or text_of(paragraph) or _is_solid(paragraph):
        return
    holder = paragraph.getparent()
    assert holder is not None
    if holder.tag == f"{W}tc":
        if row is not None and not _is_filled(row):
            _take_out(row)
            return
        if len(holder.findall(f"{W}p")) == 1:
            return
    _take_out(paragraph)


def _is_filled(row: _Element) -> bool:
    return any(text.text for text in row.iter(f"{W}t")) or _is_solid(row)


def _is_solid(element: _Element) -> bool:
    return next(element.iter(*_SOLID), None) is not None


def _columns(row: _Element, wanted: Callable[[_Element], bool]) -> set[int]:
    """The columns of the grid in which such cells of a row begin."""
    cells = cells_of(row)
    offsets = accumulate(map(grid_span, cells), initial=0)
    return {at for at, cell in zip(offsets, cells, strict=False) if wanted(cell)}


def _take_out(element: _Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
