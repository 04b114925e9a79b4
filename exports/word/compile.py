"""From the tree of a part with markers to its program.

Each construct is marked in the tree by a processing instruction before and one after what it
governs; the text of the tree, cut at them, is the program. The outer construct is marked first: what
is marked later on the same element comes to stand inside it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.word import program
from exports.word.blocks import Block, blocks_of
from exports.word.controls import take_controls
from exports.word.markers import Place, separate_markers, text_of
from exports.word.program import Program, Step
from exports.word.xml import BadTemplate, W, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from exports.word.fields import FieldTable
    from exports.word.survey import Survey

_CUT = re.compile(r"<\?jiaoyan (/?)(\d+)\?>")
_PAGE = 8306
"""Twips between the margins where a file does not say (Word's own A4 page)."""
_CELL_MARGINS = 216

Make = Callable[[Program], Step]
"""From what a construct encloses to its step."""


def compile_part(root: _Element, fields: FieldTable, survey: Survey | None = None) -> Program:
    """The program of one part; its spots are told to `survey`. The tree is used up.

    Raises `BadTemplate` that names every unknown marker and its place.
    """
    take_controls(root, fields)
    places = separate_markers(root)
    problems = [place.fault(fault) for place in places if (fault := _fault(place, fields))]
    if problems:
        raise BadTemplate("\n".join(problems))
    if survey:
        survey.look(root, places)
    marks = _Marks()
    blocks = blocks_of(place for place in places if place.marker.sign)
    repeating = _repeating_blocks(blocks, places)
    rows = list(_repeating_rows(places))
    for block in [block for block in blocks if not block.opening.marker.column]:
        marks.block(block, repeats=block in repeating)
    for row, name in rows:
        marks.rows(row, name)
    for block in [block for block in blocks if block.opening.marker.column]:
        marks.block(block)
    for place in [place for place in places if not place.marker.sign]:
        marks.value(place, fields)
    for table in list(root.iter(f"{W}tbl")):
        marks.table(table)
    return marks.cut(serialise(root))


def _repeating_blocks(blocks: list[Block], places: list[Place]) -> set[Block]:
    """The blocks outside tables that hold columns of their list: they repeat for each row.

    Raises `BadTemplate` for a column that stands in neither a row nor such a block.
    """
    found = set()
    for place in [place for place in places if place.marker.column and not _in_row(place)]:
        around = [block for block in blocks if block.repeats(place, places)]
        if not around:
            name = place.marker.name
            raise BadTemplate(
                place.fault(
                    f"“{place.marker}”是列表的一栏，要放在表格的一行里，"
                    f"或放在 {{{{?{name}}}}} 和 {{{{/{name}}}}} 之间"
                )
            )
        found.update(around)
    return found


def _fault(place: Place, fields: FieldTable) -> str:
    marker = place.marker
    paragraph = next(place.run.iterancestors(f"{W}p"))
    if fault := fields.fault(marker.name, marker.column, asked=bool(marker.sign)):
        return fault
    if marker.name in fields.photos and not marker.sign:
        if paragraph.getroottree().getroot().tag != f"{W}document":
            return f"照片“{marker}”只能放在正文里"
        rest = re.sub(r"[{｛]{2}[?/？／][^{}]*[}｝]{2}", "", text_of(paragraph)).strip()
        if rest != text_of(place.run):
            return f"照片“{marker}”要单独成一段"
    return ""


def _in_row(place: Place) -> bool:
    return next(place.run.iterancestors(f"{W}tr"), None) is not None


def _repeating_rows(places: Iterable[Place]) -> Iterator[tuple[_Element, str]]:
    """The table rows with ``{{list.column}}``, and the list each repeats for."""
    lists: dict[_Element, list[Place]] = {}
    for place in places:
        if place.marker.column and _in_row(place):
            lists.setdefault(next(place.run.iterancestors(f"{W}tr")), []).append(place)
    for row, inside in lists.items():
        names = list(dict.fromkeys(place.marker.name for place in inside))
        if len(names) > 1:
            raise BadTemplate(inside[0].fault(f"一行里只能放一个列表，这里有{'、'.join(names)}"))
        if any(m.get(f"{W}val") == "restart" for m in row.findall(f"{W}tc/{W}tcPr/{W}vMerge")):
            raise BadTemplate(inside[0].fault("会重复的行里不能开始上下合并的单元格"))
        yield row, names[0]


@dataclass
class _Marks:
    """The constructs marked in a tree so far, each by its number."""

    makers: list[Make] = field(default_factory=list)
    optional: set[str] = field(default_factory=set)
    """The instructions that open what may vanish."""
    repeated: set[_Element] = field(default_factory=set)

    def block(self, block: Block, *, repeats: bool = False) -> None:
        """A part that is there only with a value, or once for each row of a list."""
        _sign, name, column, _star = block.opening.marker
        elements = block.elements()
        instead = _bare(elements[-1]) if _ends_a_cell(elements) else ""

        def make(inner: Program) -> Step:
            each = (program.Rows(name, inner),) if repeats else inner
            return program.Only(name, column, instead, each)

        opening = self._around(elements, make)
        self.optional.add(str(opening.text))
        block.clear()

    def rows(self, row: _Element, name: str) -> None:
        """A row that repeats."""
        self._around([row], lambda inner: program.Rows(name, inner))

    def value(self, place: Place, fields: FieldTable) -> None:
        """The place of a value, of a line or of pictures."""
        _sign, name, column, repeats = place.marker
        paragraph = next(place.run.iterancestors(f"{W}p"))
        if name in fields.photos:
            self._pictures(place.run, paragraph, name)
            return
        self._step(place.run, program.Line() if repeats else program.Slot(name, column))
        if repeats:
            if paragraph in self.repeated:
                raise BadTemplate(place.fault("一段里只能有一个带 * 的标记"))
            self.repeated.add(paragraph)
            self._around([paragraph], lambda inner: program.Lines(name, column, inner))

    def table(self, table: _Element) -> None:
        """A table all of whose rows may vanish."""
        depth = 0
        for child in table:
            if child.tag == f"{W}tr" and not depth:
                return
            text = str(child.text)
            depth += (text in self.optional) - (text[:1] == "/" and text[1:] in self.optional)
        self._around([table], program.Table)

    def cut(self, text: str) -> Program:
        """The program of a tree's text."""
        stack: list[tuple[str, list[str | Step]]] = [("", [])]
        at = 0
        for found in _CUT.finditer(text):
            if found.start() > at:
                stack[-1][1].append(text[at : found.start()])
            at = found.end()
            closes, number = found.groups()
            if not closes:
                stack.append((number, []))
                continue
            opened, inner = stack.pop()
            if opened != number:
                raise BadTemplate("两处 {{?…}} 到 {{/…}} 交叉了：后打开的要先关上")
            stack[-1][1].append(self.makers[int(number)](tuple(inner)))
        return (*stack[0][1], text[at:])

    def _around(self, elements: list[_Element], make: Make) -> Any:
        """Mark neighbours as one construct; the instruction that opens it."""
        opening, closing = self._instructions(make)
        elements[0].addprevious(opening)
        elements[-1].addnext(closing)
        return opening

    def _step(self, run: _Element, step: Step) -> None:
        text = run.find(f"{W}t")
        assert text is not None
        text.text = None
        text.extend(self._instructions(lambda _inner: step))

    def _pictures(self, run: _Element, paragraph: _Element, name: str) -> None:
        """The grid comes before the paragraph; that stays only where it parts or ends something."""
        width = _free_width(paragraph)
        opening, closing = self._instructions(lambda _inner: program.Pictures(name, width))
        above = _beside(paragraph, before=True)
        below = _beside(paragraph, before=False)
        after_table = above is not None and above.tag == f"{W}tbl"
        (paragraph.addnext if after_table else paragraph.addprevious)(opening)
        opening.addnext(closing)
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
        holder = paragraph.getparent()
        assert holder is not None
        ends = below is None or below.tag == f"{W}tbl"
        if not after_table and not ends:
            holder.remove(paragraph)

    def _instructions(self, make: Make) -> tuple[Any, Any]:
        from lxml import etree

        self.makers.append(make)
        number = len(self.makers) - 1
        return (
            etree.ProcessingInstruction("jiaoyan", f"{number}"),
            etree.ProcessingInstruction("jiaoyan", f"/{number}"),
        )


def _beside(element: _Element, *, before: bool) -> _Element | None:
    """The next element on one side, instructions left out."""
    return next((e for e in element.itersiblings(preceding=before) if isinstance(e.tag, str)), None)


def _ends_a_cell(elements: list[_Element]) -> bool:
    """Whether a cell, header or footer would lose its last paragraph with these."""
    holder = elements[0].getparent()
    assert holder is not None
    if elements[-1].tag != f"{W}p" or holder.tag not in (f"{W}tc", f"{W}hdr", f"{W}ftr"):
        return False
    return _beside(elements[-1], before=False) is None and not _paragraph_before(elements[0])


def _paragraph_before(element: _Element) -> bool:
    """Whether a paragraph that stays, with no table after it, comes before."""
    depth = 0
    for before in element.itersiblings(preceding=True):
        if not isinstance(before.tag, str):
            depth += 1 if str(before.text).startswith("/") else -1
        elif depth <= 0:
            return before.tag == f"{W}p"
    return False


def _bare(paragraph: _Element) -> str:
    """The paragraph with nothing in it."""
    from lxml import etree

    look = paragraph.find(f"{W}pPr")
    empty = etree.Element(f"{W}p", nsmap={"w": W.strip("{}")})
    if look is not None:
        empty.append(copy.deepcopy(look))
    return str(etree.tostring(empty, encoding="unicode"))


def _free_width(paragraph: _Element) -> int:
    """Twips of room for pictures where a paragraph stands."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is not None:
        width = cell.find(f"{W}tcPr/{W}tcW")
        given = width is not None and width.get(f"{W}type") == "dxa"
        return _number(width, "w") - _CELL_MARGINS if given else _PAGE // 2
    section = paragraph.getroottree().getroot().find(f"{W}body/{W}sectPr")
    if section is None:
        return _PAGE
    margins = section.find(f"{W}pgMar")
    page = _number(section.find(f"{W}pgSz"), "w")
    return page - _number(margins, "left") - _number(margins, "right") if page else _PAGE


def _number(element: _Element | None, attribute: str) -> int:
    value = "" if element is None else element.get(f"{W}{attribute}", "")
    return int(value) if value.isdecimal() else 0
