"""Many papers as one Word file: each keeps its page, its footers and its looks; the pages are counted
through.

The file is written part by part, and the pictures go into it one after another: a volume takes no
more memory than its text does compressed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.word.bound import bind
from exports.word.carrier import CUSTOM, custom_properties
from exports.word.drawing import part_of, relation_of
from exports.word.layout import core_properties
from exports.word.numbering import PART, TYPE, Lists
from exports.word.pack import Growing, Packing, deflated, opened, stored
from exports.word.program import Writing, write
from exports.word.renaming import ITEM, LIST
from exports.word.style_sheet import StyleSheet
from exports.word.volume_parts import (
    blank,
    blank_kinds,
    blank_name,
    content_types,
    link_to_blank,
    link_to_lists,
    link_to_properties,
    relationships,
    section_of,
    taken_links,
)
from exports.word.xml import CONTENT_TYPES, DECLARATION, BadTemplate, relations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from exports.word.bound import Bound
    from exports.word.layout import Layout, Properties

PAGE = "\ue000{:06}"
"""As a value: the number of the page on which the paper with this number begins."""
_PAGE = re.compile('<w:r><w:t xml:space="preserve">\ue000([0-9]{6})</w:t></w:r>')
_LIST = re.compile(f"{LIST}([0-9]+)")
_MAIN = "word/document.xml"
_SPACE = re.compile(r'xmlns:(\w+)="([^"]*)"')
_IGNORABLE = re.compile(r'mc:Ignorable="([^"]*)"')
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_LAST_LINE = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/>{}</w:pPr></w:p>'
)
"""What follows a table at the end of a paper, as low as can be, so as not to begin a page."""


def write_volume(
    file: BinaryIO,
    plan: Sequence[Layout],
    papers: Iterable[Mapping[str, Any]],
    properties: Properties,
    said: Mapping[str, str],
) -> None:
    """Write a volume: for each layout of the `plan` a paper with the values that come from `papers`
    in the same order. The first layout lends the file its settings and has no automatic numbers;
    `said` are custom properties.

    Raises `TooLarge`, `BadTemplate`, and OSError where nothing can be written.
    """
    first = dict(map(opened, (*plan[0].fixed, plan[0].linked, plan[0].types)))
    sheet = next(link.target for link in taken_links(first, _MAIN) if link.kind == "styles")
    styles, lists = StyleSheet(first[sheet]), Lists()
    bound = _bound(plan, styles, lists)
    layouts = list({id(one): one for one in bound}.values())
    to = _Binding(Packing(file), blank_kinds(layouts), lists)
    types = {f"/{PART}": TYPE} if lists else {}
    to.packing.add(deflated(CONTENT_TYPES, content_types(first, bound, to.blanks, types)))
    to.begin(layouts)
    for number, (ready, values) in enumerate(zip(bound, papers, strict=True), 1):
        to.paper(number, ready, values, last=number == len(plan))
    to.end()
    own = {
        sheet: styles.content(),
        plan[0].core: core_properties(properties),
        CUSTOM: custom_properties(said),
    }
    for name, content in _rest(first, own, to.links):
        to.packing.add(deflated(name, content))
    to.packing.finish()


def _bound(plan: Sequence[Layout], styles: StyleSheet, lists: Lists) -> list[Bound]:
    """Each layout made ready once, however often it comes."""
    found: dict[int, Bound] = {}
    for layout in plan:
        if id(layout) not in found:
            found[id(layout)] = bind(layout, len(found) + 1, styles, lists)
    return [found[id(layout)] for layout in plan]


def _rest(
    first: Mapping[str, bytes], own: Mapping[str, bytes], links: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """The parts beside the text: settings as the first layout has them, the volume's `own`, and how
    they hang together.
    """
    inside, whole = (taken_links(first, part) for part in (_MAIN, ""))
    for link in (*inside, *whole):
        if link.target in first and link.target not in own and link.target != _MAIN:
            yield link.target, first[link.target]
    yield from own.items()
    yield relations_of(_MAIN), relationships(_MAIN, inside, *links)
    yield relations_of(""), relationships("", whole, link_to_properties())


@dataclass
class _Binding:
    """The papers of a volume that is being written."""

    packing: Packing
    blanks: Sequence[str]
    lists: Lists
    text: Growing = field(default_factory=lambda: Growing(_MAIN))
    links: list[str] = field(default_factory=list)
    pictures: int = 0

    def begin(self, layouts: Sequence[Bound]) -> None:
        """Write what papers share."""
        self.text.add(_root(layouts).encode())
        for kind in self.blanks:
            self._edge(blank_name(kind), blank(kind), "")
            self.links.append(link_to_blank(kind))
        for layout in layouts:
            self.links.append(layout.links)
            for name, content in layout.media.items():
                self.packing.add(stored(name, content))
            for edge in layout.edges:
                if ITEM not in edge.part:
                    self._edge(edge.part, "".join(map(str, edge.program)).encode(), edge.links)

    def paper(self, number: int, layout: Bound, values: Mapping[str, Any], *, last: bool) -> None:
        """Write a paper: its headers and footers, its pictures, its text."""
        item = f"{number:06}"
        for edge in layout.edges:
            if ITEM in edge.part:
                to = Writing(values)
                write(edge.program, to)
                self._edge(edge.part.replace(ITEM, item), "".join(to.out).encode(), edge.links)
        self.links.append(layout.own.replace(ITEM, item))
        to = Writing(values, self.pictures + 1)
        write(layout.body, to)
        for n, photo in enumerate(to.photos, self.pictures + 1):
            if photo.content:
                self.packing.add(stored(f"word/{part_of(n, photo)}", photo.content))
                self.links.append(relation_of(n, photo))
        self.pictures += len(to.photos)
        text = _PAGE.sub(_page, _marked("".join(to.out).replace(ITEM, item), number))
        if layout.lists:
            begun = {n: self.lists.begun(n) for n in sorted({*_LIST.findall(text)}, key=int)}
            text = _LIST.sub(lambda found: begun[found[1]], text)
        section = section_of(layout, self.blanks).replace(ITEM, item)
        self.text.add((text + section if last else _ended(text, section)).encode())

    def end(self) -> None:
        """Write the text, and the lists in it."""
        self.text.add(b"</w:body></w:document>")
        self.packing.add(self.text.part())
        if self.lists:
            self.packing.add(deflated(PART, self.lists.content()))
            self.links.append(link_to_lists())

    def _edge(self, part: str, content: bytes, links: str) -> None:
        self.packing.add(deflated(part, content))
        if links:
            self.packing.add(deflated(relations_of(part), links.encode()))


def _root(layouts: Sequence[Bound]) -> str:
    """The root of the text with the namespaces of all layouts."""
    spaces: dict[str, str] = {}
    ignorable: dict[str, None] = {}
    for layout in layouts:
        for prefix, address in _SPACE.findall(layout.root):
            if spaces.setdefault(prefix, address) != address:
                raise BadTemplate(f"几种版式的内部名称“{prefix}”不一样，不能合成一册。")
        ignorable |= dict.fromkeys(" ".join(_IGNORABLE.findall(layout.root)).split())
    names = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in spaces.items())
    ignored = f' mc:Ignorable="{" ".join(ignorable)}"' if ignorable else ""
    return f"{DECLARATION}<w:document{names}{ignored}><w:body>"


def _marked(text: str, number: int) -> str:
    """A paper with a bookmark where it begins, for the list of contents."""
    found = _PARAGRAPH.search(text)
    if found is None:
        return text
    mark = (f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>'
            f'<w:bookmarkEnd w:id="{number}"/>')  # fmt: skip
    return f"{text[: found.end()]}{mark}{text[found.end() :]}"


def _bookmark(number: int) -> str:
    return f"_item{number:06}"


def _page(found: re.Match[str]) -> str:
    """The number of the page as a field: only what lays the text out knows it."""
    begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    code = f"<w:r><w:instrText> PAGEREF {_bookmark(int(found[1]))} \\h </w:instrText></w:r>"
    rest = "".join(f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("separate", "end"))
    return begin + code + rest


def _ended(text: str, section: str) -> str:
    """A paper with the end of its section: in its last paragraph, or in one after its last table."""
    start = text.rfind("<w:p>")
    start = max(start, text.rfind("<w:p ", max(start, 0)))
    last = text[start:]
    if not text.endswith("</w:p>") or last.count("</w:p>") != 1 or "<w:sectPr" in last:
        return text + _LAST_LINE.format(section)
    look = last.find("</w:pPr>")
    if look < 0:
        head, end, rest = last.partition(">")
        return f"{text[:start]}{head}{end}<w:pPr>{section}</w:pPr>{rest}"
    return f"{text[:start]}{last[:look]}{section}{last[look:]}"
