"""What a volume says of its own parts: their types, and how they point to one another."""

from __future__ import annotations

from posixpath import basename, dirname, relpath
from typing import TYPE_CHECKING

from exports.word.bound import EDGES, links_of
from exports.word.carrier import CUSTOM, CUSTOM_RELATION, CUSTOM_TYPE
from exports.word.drawing import EXTENSIONS
from exports.word.escape import in_element
from exports.word.numbering import PART as LISTS
from exports.word.renaming import ITEM
from exports.word.xml import CONTENT_TYPES, DECLARATION, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exports.word.bound import Bound
    from exports.word.renaming import Link

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EDGE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_NOT_TAKEN = (
    "customXml",
    "stylesWithEffects",
    "numbering",
    "image",
    "hyperlink",
    "custom-properties",
    *EDGES,
)
"""What the first layout points to and a volume has otherwise or not at all."""
_TAGS = {"header": "hdr", "footer": "ftr"}
_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def taken_links(parts: Mapping[str, bytes], part: str) -> list[Link]:
    """What a part of the first layout points to in the volume too."""
    return [link for link in links_of(parts, part) if link.kind not in _NOT_TAKEN]


def blank_kinds(layouts: Iterable[Bound]) -> list[str]:
    """The kinds of headers and footers that some papers have and some do not: in a volume those
    without need empty ones, or they would show those of the paper before.
    """
    there = [{edge.kind for edge in layout.edges} for layout in layouts]
    return [kind for kind in EDGES if any(kind in one for one in there)
            and any(kind not in one for one in there)]  # fmt: skip


def blank_name(kind: str) -> str:
    """The name of the part of an empty header or footer."""
    return f"word/{kind}0.xml"


def blank(kind: str) -> bytes:
    """An empty header or footer."""
    tag = _TAGS[kind]
    return f'{DECLARATION}<w:{tag} xmlns:w="{_NAMES}"><w:p/></w:{tag}>'.encode()


def section_of(layout: Bound, blanks: Sequence[str]) -> str:
    """The section of a layout with empty headers and footers where it has none."""
    there = {edge.kind for edge in layout.edges}
    more = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{_blank_id(kind)}"/>'
        for kind in blanks if kind not in there for which in ("default", "even")
    )  # fmt: skip
    head, end, rest = layout.section.partition(">")
    return f"{head[:-1]}>{more}</w:sectPr>" if head.endswith("/") else f"{head}{end}{more}{rest}"


def relationships(part: str, links: Iterable[Link], *more: str) -> bytes:
    """The relationships of a part (of the package for ``""``)."""
    said = "".join(
        f'<Relationship Id="{link.id}" Type="{link.type}" '
        f'Target="{in_element(relpath(link.target, dirname(part) or "."))}"/>'
        for link in links
    )
    return (f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{said}{"".join(more)}'
            "</Relationships>").encode()  # fmt: skip


def link_to_blank(kind: str) -> str:
    """The relationship to an empty header or footer."""
    return f'<Relationship Id="{_blank_id(kind)}" Type="{OFFICE}/{kind}" Target="{kind}0.xml"/>'


def link_to_lists() -> str:
    """The relationship to the automatic numbers."""
    return f'<Relationship Id="rIdL0lists" Type="{OFFICE}/numbering" Target="{basename(LISTS)}"/>'


def link_to_properties() -> str:
    """The relationship of the package to its custom properties."""
    return f'<Relationship Id="rIdJiaoyanCustom" Type="{CUSTOM_RELATION}" Target="{CUSTOM}"/>'


def content_types(
    first: Mapping[str, bytes],
    plan: Sequence[Bound],
    blanks: Sequence[str],
    more: Mapping[str, str],
) -> bytes:
    """The types of all parts: those of the first layout, pictures, the headers and footers of every
    item, and `more`.
    """
    endings = {ending: media for media, ending in EXTENSIONS.items()} | {"xml": "application/xml"}
    for layout in plan:
        endings |= layout.endings
    said = "".join(f'<Default Extension="{ending}" ContentType="{media}"/>'
                   for ending, media in sorted(endings.items()))  # fmt: skip
    names = {**dict(_types_of(first)), f"/{CUSTOM}": CUSTOM_TYPE, **more}
    names |= {f"/{blank_name(kind)}": _EDGE_TYPE.format(kind) for kind in blanks}
    for number, layout in enumerate(plan, 1):
        for edge in layout.edges:
            part = edge.part.replace(ITEM, f"{number:06}")
            names[f"/{part}"] = _EDGE_TYPE.format(edge.kind)
    said += "".join(f'<Override PartName="{name}" ContentType="{media}"/>'
                    for name, media in names.items())  # fmt: skip
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{said}</Types>'.encode()


def _types_of(first: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    edges = [_EDGE_TYPE.format(kind) for kind in EDGES]
    for one in parse(first[CONTENT_TYPES], CONTENT_TYPES):
        name, media = one.get("PartName", ""), one.get("ContentType", "")
        if name and media not in edges and not name.startswith("/customXml/"):
            yield name, media


def _blank_id(kind: str) -> str:
    return f"rIdL0{kind}"
