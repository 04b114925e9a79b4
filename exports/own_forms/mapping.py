"""A blank form of a school's own: what each of its labels asks for, and a copy with the markers in it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from exports.documents import fields_for
from exports.own_forms.blanks import SERIALS, CellBlank, LineBlank, ListBlank, blanks_of
from exports.own_forms.columns import heads_meant
from exports.own_forms.labels import CERTAIN, LIKELY, bare, meaning_of
from exports.own_forms.rivals import settled
from exports.word.carrier import CHECK
from exports.word.grid import paragraphs_of
from exports.word.markers import markers_in, separate_markers
from exports.word.pack import ONCE, deflated, pack
from exports.word.template import open_template
from exports.word.values import NUMBER
from exports.word.words import paragraph_words, pieces
from exports.word.xml import BadTemplate, W, parse, serialise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from exports.documents import Document
    from exports.own_forms.blanks import Blank
    from exports.own_forms.labels import Meaning
    from exports.word.template import Template

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINE = 300
"""Twips of an empty line that somebody has drawn to make a cell high."""
_NEXT = "  "
"""What stays between a value and the label behind it."""
SIGN_IN = "签到"
_NAMES = {"姓名", "教师姓名", "参加人员", "教师"}
_SHEET = {"序号": SERIALS, "姓名": _NAMES, "备注": ("备注",)}


@dataclass(frozen=True)
class Proposal:
    """A blank and what would be written there: text with markers, for a list one for each cell;
    nothing where nothing is known.
    """

    blank: Blank
    markers: tuple[str, ...] = ()
    sure: float = 0.0

    @property
    def label(self) -> str:
        """The words on the form."""
        return self.blank.label

    @property
    def shown(self) -> str:
        """What would be written, in one line."""
        return " ".join(" ".join(filter(None, self.markers)).split())


@dataclass
class FormMapping:
    """A form that was opened, and the proposals for its blanks in order."""

    template: Template
    trees: Mapping[str, _Element]
    proposals: list[Proposal]

    def choose(self, number: int, markers: str) -> None:
        """Write something else, or nothing, into a blank that is no list."""
        sure = CERTAIN if markers else 0.0
        chosen = (markers,) if markers else ()
        self.proposals[number] = replace(self.proposals[number], markers=chosen, sure=sure)


def read_form(file: bytes, document: Document) -> FormMapping:
    """Open a blank form and propose what its labels ask for.

    Raises `BadTemplate` for what is no Word file, and for a form that has markers already.
    """
    template = open_template(file)
    trees = {name: parse(template.parts[name], name) for name in template.flowing}
    if any(separate_markers(copy.deepcopy(root)) for root in trees.values()):
        raise BadTemplate("这个文件里已经有标记了，不用再对应。可以直接检查，或用作版式。")
    blanks = [blank for root in trees.values() for blank in blanks_of(root)]
    if not blanks:
        raise BadTemplate(
            "没有找到可以填的地方：要有“栏目名称”和它旁边的空格子。请给一份没有填过的表格。"
        )
    return FormMapping(template, trees, _proposals(blanks, document))


def _proposals(blanks: Sequence[Blank], document: Document) -> list[Proposal]:
    listed = {at: _of_list(one, document) for at, one in enumerate(blanks)
              if isinstance(one, ListBlank)}  # fmt: skip
    others = [at for at in range(len(blanks)) if at not in listed]
    asked = [(blanks[at].label, _meaning(blanks[at], document)) for at in others]
    lists = [marker.name for one in listed.values() for marker in markers_in("".join(one.markers))]
    found = dict(zip(others, settled(asked, lists, document), strict=True))
    proposed = {at: Proposal(blanks[at], (one.markers,), one.sure) if one else Proposal(blanks[at])
                for at, one in found.items()}  # fmt: skip
    return [(listed | proposed)[at] for at in range(len(blanks))]


def _meaning(blank: Blank, document: Document) -> Meaning | None:
    """What a label asks for; in a line, together with the label of the cell beside it."""
    if isinstance(blank, LineBlank):
        both = meaning_of(blank.label + blank.beside, document) if blank.beside else None
        found = both if both and both.sure == CERTAIN else meaning_of(blank.label, document)
        return replace(found, markers=_in_line(found.markers)) if found else None
    return meaning_of(blank.label, document)


def _in_line(markers: str) -> str:
    """In one paragraph, so that what stands before a long text is not repeated with its lines."""
    return markers.replace("*}}", "}}").replace("\n", " ")


def _of_list(blank: ListBlank, document: Document) -> Proposal:
    found = heads_meant(blank.heads, document.kind)
    if SIGN_IN in fields_for(document).rows and (sides := _sign_in(blank.heads)):
        return Proposal(blank, sides, CERTAIN)
    if found is None:
        return Proposal(blank)
    name = found.field.label
    columns = [c.label if c else NUMBER if bare(head) in SERIALS else ""
               for c, head in zip(found.columns, blank.heads, strict=True)]  # fmt: skip
    markers = tuple(f"{{{{{name}.{column}}}}}" if column else "" for column in columns)
    return Proposal(blank, markers, CERTAIN if all(markers) else LIKELY)


def _sign_in(heads: Sequence[str]) -> tuple[str, ...]:
    """The markers of a sheet with two columns of names side by side; the place to sign stays."""
    words = [bare(head) for head in heads]
    half = len(words) // 2
    if words[:half] != words[half:] or not set(words) & _NAMES:
        return ()
    columns = [next((name for name, all_ in _SHEET.items() if word in all_), "") for word in words]
    return tuple(
        f"{{{{{SIGN_IN}.{'左' if at < half else '右'}{column}}}}}" if column else ""
        for at, column in enumerate(columns)
    )


def marked_copy(mapping: FormMapping) -> bytes:
    """A copy of the form with the markers in it, the check digits in its footer where it has one."""
    trees = {name: copy.deepcopy(root) for name, root in mapping.trees.items()}
    twins = {
        old: new
        for name, root in mapping.trees.items()
        for old, new in zip(root.iter(), trees[name].iter(), strict=True)
    }
    for proposal in reversed(mapping.proposals):
        if any(proposal.markers):
            _write(proposal, twins)
    for root in trees.values():
        _add_check(root)
    parts = mapping.template.parts | {
        name: serialise(root).encode() for name, root in trees.items()
    }
    return pack(deflated(name, content, ONCE) for name, content in parts.items())


def _write(proposal: Proposal, twins: Mapping[_Element, _Element]) -> None:
    blank = proposal.blank
    if isinstance(blank, ListBlank):
        first, *rest = [twins[row] for row in blank.rows]
        for cell, markers in zip(blank.of(first), proposal.markers, strict=True):
            if markers:
                _fill_cell(cell, markers)
        for row in rest:
            _remove(row)
    elif isinstance(blank, CellBlank):
        _fill_cell(twins[blank.cell], proposal.markers[0])
    else:
        _fill_line(twins[blank.paragraph], blank, proposal.markers[0])


def _fill_cell(cell: _Element, text: str) -> None:
    """Write into an empty cell in the look of its first paragraph; empty lines that made it high
    become a height of the row, and a line to sign on stays.
    """
    first, *rest = paragraphs_of(cell)
    if rest:
        _keep_height(cell, _LINE * (1 + len(rest)))
    for paragraph in takewhile(lambda one: not paragraph_words(one).strip(), rest):
        _remove(paragraph)
    look = _look_of(first)
    for child in list(first):
        if child.tag != f"{W}pPr":
            first.remove(child)
    lines = text.split("\n")
    others = [copy.deepcopy(first) for _line in lines[1:]]
    for paragraph, line in zip((first, *others), lines, strict=True):
        paragraph.append(_run(paragraph, line, look))
    for paragraph in reversed(others):
        first.addnext(paragraph)


def _look_of(paragraph: _Element) -> _Element | None:
    """How a run looks there: like one that is there, else like the end of the paragraph."""
    for path in (f"{W}r/{W}rPr", f"{W}pPr/{W}rPr"):
        found = paragraph.find(path)
        if found is not None:
            look = copy.deepcopy(found)
            for child in list(look):
                if child.tag in (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
                    look.remove(child)
            return look
    return None


def _run(like: _Element, text: str, look: _Element | None) -> _Element:
    run = like.makeelement(f"{W}r", {}, like.nsmap)
    if look is not None:
        run.append(copy.deepcopy(look))
    words = run.makeelement(f"{W}t", {_SPACE: "preserve"})
    words.text = text
    run.append(words)
    return run


def _keep_height(cell: _Element, twips: int) -> None:
    row = next(cell.iterancestors(f"{W}tr"))
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = row.makeelement(f"{W}trPr", {}, row.nsmap)
        row.insert(len(row.findall(f"{W}tblPrEx")), properties)
    if properties.find(f"{W}trHeight") is None:
        height = {f"{W}val": str(twips), f"{W}hRule": "atLeast"}
        properties.append(properties.makeelement(f"{W}trHeight", height))


def _fill_line(paragraph: _Element, blank: LineBlank, markers: str) -> None:
    """Write into a gap, in the look of the gap."""
    at, written = 0, False
    last = None
    for node, piece in list(pieces(paragraph)):
        start, end = max(blank.start - at, 0), min(blank.end - at, len(piece))
        at += len(piece)
        if node.tag != f"{W}t":
            continue
        if start < end:
            kept = "" if written else markers
            behind = piece[end:]
            gap = _NEXT if behind else ""
            node.text = piece[:start] + kept + gap + behind
            node.set(_SPACE, "preserve")
            written = True
        elif not written and at == blank.end:
            last = node
    if not written and last is not None:
        last.text = (last.text or "") + markers
        last.set(_SPACE, "preserve")


def _add_check(root: _Element) -> None:
    """The digits by which a print is matched with its file, at the end of a footer."""
    if root.tag != f"{W}ftr":
        return
    paragraphs = root.findall(f"{W}p")
    if paragraphs:
        paragraphs[-1].append(_run(paragraphs[-1], f"  {{{{{CHECK}}}}}", _look_of(paragraphs[-1])))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
