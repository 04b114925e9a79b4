"""A layout made ready for a volume, once for all its items: its names clash with no other layout's,
and what is each item's own has a place for the item's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from posixpath import basename, splitext
from typing import TYPE_CHECKING, NamedTuple

from exports.word.pack import opened
from exports.word.program import reworded
from exports.word.renaming import ITEM, Link, Renaming
from exports.word.xml import CONTENT_TYPES, W, parse, relations_of, serialise, target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exports.word.layout import Layout
    from exports.word.numbering import Lists
    from exports.word.program import Program
    from exports.word.style_sheet import StyleSheet

EDGES = ("header", "footer")
_TAKEN = ("image", "hyperlink")
"""What a body or a header points to and takes along."""
_BODY, _LAST = "<w:body>", "<w:sectPr"
_NO_STYLES = f'<w:styles xmlns:w="{W[1:-1]}"/>'.encode()


class Edge(NamedTuple):
    """A header or footer: its kind, the name of its part, what is written there, and its own
    relationships (``""`` for none).
    """

    kind: str
    part: str
    program: Program
    links: str


@dataclass(frozen=True)
class Bound:
    """A layout in a volume."""

    root: str
    """How its body begins, with the namespaces."""
    body: Program
    section: str
    """The page of its last section."""
    edges: tuple[Edge, ...]
    """Its headers and footers; each item has its own of those with `ITEM` in the name."""
    lists: bool
    """Whether it has automatic numbers."""
    links: str
    """The relationships to what all its items share."""
    own: str
    """The relationships of each item."""
    media: Mapping[str, bytes]
    """Its own pictures, by the name of the part."""
    endings: Mapping[str, str]
    """Content types by the ending of a name."""


def bind(layout: Layout, number: int, styles: StyleSheet, lists: Lists) -> Bound:
    """Make a layout ready to be a volume's `number`-th; its styles are joined to `styles`, its lists to
    `lists`.
    """
    parts = dict(map(opened, (*layout.fixed, layout.linked, layout.types)))
    links = list(links_of(parts, layout.main))
    each = [link.id for link in links if link.kind in EDGES and link.target in layout.programs]
    one = {link.kind: parts[link.target] for link in links if link.target in parts}
    numbers = lists.join(one["numbering"]) if "numbering" in one else {}
    renamed = styles.join(one.get("styles", _NO_STYLES), numbers)
    lists.name_styles(numbers, renamed.ids)
    names = Renaming(number, renamed, numbers, links, each)
    program = layout.programs.get(layout.main) or (parts[layout.main].decode(),)
    names.learn(program)
    root, body, section = _parted(program)
    media: dict[str, bytes] = {}
    edges: list[Edge] = []
    shared, own = "", ""
    for link in links:
        if link.kind in EDGES:
            change = partial(names.edge, place=len(edges), each=link.id in each)
            moved = _moved(parts, link.target, number, media)
            edges.append(_edge(layout, parts, link, number, change, moved))
            said = names.relation(link, basename(edges[-1].part))
        elif link.kind in _TAKEN:
            said = names.relation(link, _taken(link, parts, number, media))
        else:
            continue
        shared, own = (shared, own + said) if link.id in each else (shared + said, own)
    body = reworded(body, names.body, names.caption)
    section = names.section(section)
    return Bound(root, body, section, tuple(edges), bool(numbers), shared, own, media,
                 _endings(parts))  # fmt: skip


def _parted(program: Program) -> tuple[str, Program, str]:
    """The root, what stands in the body, and its last section."""
    first, last = str(program[0]), str(program[-1])
    root, body, rest = first.partition(_BODY)
    if len(program) == 1:
        last = rest
    end = last[: last.rindex("</w:body>")]
    at = end.rfind(_LAST)
    if at < 0 or "</w:p>" in end[at:]:
        at = len(end)
    middle = (end[:at],) if len(program) == 1 else (rest, *program[1:-1], end[:at])
    return root + body, middle, end[at:] or f"{_LAST}/>"


def _edge(
    layout: Layout, parts: Mapping[str, bytes], link: Link, number: int,
    change: Callable[[str], str], links: str,
) -> Edge:  # fmt: skip
    steps = layout.programs.get(link.target)
    item = f"_{ITEM}" if steps else ""
    stem, ending = splitext(basename(link.target))
    program = reworded(steps or (parts[link.target].decode(),), change)
    return Edge(link.kind, f"word/{stem}_{number}{item}{ending}", program, links)


def _moved(parts: Mapping[str, bytes], part: str, number: int, media: dict[str, bytes]) -> str:
    """The relationships of a header or footer, to where its pictures are now."""
    name = relations_of(part)
    if name not in parts:
        return ""
    root = parse(parts[name], name)
    for element, link in zip(list(root), links_of(parts, part), strict=True):
        if link.kind in _TAKEN:
            element.set("Target", _taken(link, parts, number, media))
        else:
            root.remove(element)
    return serialise(root)


def _taken(link: Link, parts: Mapping[str, bytes], number: int, media: dict[str, bytes]) -> str:
    """Where something that is pointed to stands now, seen from ``word/``."""
    if link.outside or link.target not in parts:
        return link.target
    target = f"media/layout{number}_{basename(link.target)}"
    media[f"word/{target}"] = parts[link.target]
    return target


def links_of(parts: Mapping[str, bytes], part: str) -> Iterator[Link]:
    """What a part points to."""
    name = relations_of(part)
    if name in parts:
        for one in parse(parts[name], name):
            outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            yield Link(one.get("Id", ""), one.get("Type", ""),
                       target if outside else target_of(part, target), outside)  # fmt: skip


def _endings(parts: Mapping[str, bytes]) -> dict[str, str]:
    types = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    return {one.get("Extension", "").lower(): one.get("ContentType", "")
            for one in types if one.get("Extension")}  # fmt: skip
