"""A layout, compiled once; a record is rendered by joining strings and deflating what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.word import carrier, spots
from exports.word.compile import compile_part
from exports.word.drawing import EXTENSIONS, part_of, relation_of
from exports.word.escape import in_element
from exports.word.pack import ONCE, deflated, pack, stored
from exports.word.program import Writing, shown_in, write
from exports.word.shown import Shown
from exports.word.survey import Survey
from exports.word.template import open_template, styles_of
from exports.word.xml import (
    CONTENT_TYPES,
    DECLARATION,
    BadTemplate,
    parse,
    relations_of,
    serialise,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exports.word.carrier import Carried
    from exports.word.drawing import Photo
    from exports.word.fields import FieldTable
    from exports.word.pack import Part
    from exports.word.program import Program
    from exports.word.spots import Spot
    from exports.word.template import Template

_CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_CORE_NAMES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LINKS = (
    f"{DECLARATION}<Relationships "
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_PICTURE = re.compile(rb'<(?:\w+:)?(?:docPr|cNvPr)\b[^>]*?\bid="(\d+)"')
_ITEM = re.compile(r"customXml/item(\d+)\.xml")
_EPOCH = "1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself. `moment` is the record's own time (UTC), never now, so that the
    same record gives the same file.
    """

    title: str
    moment: str = ""
    author: str = ""
    revision: int = 1


@dataclass(frozen=True)
class Layout:
    """A compiled layout. `fixed` parts are packed already."""

    main: str
    core: str
    programs: Mapping[str, Program]
    fixed: tuple[Part, ...]
    links: str
    """The relationships of the body, without the end of their element."""
    linked: Part
    """The same, of a document without pictures and files."""
    last_picture: int
    """The highest number a picture of the layout itself has."""
    name: str
    spots: tuple[Spot, ...]
    shown: frozenset[str]
    """The markers of pictures that it shows."""
    item: int
    """The number of the custom XML part that the record stands in; that of its spots is the next."""
    types: Part
    """The content types of a document without files that travel unseen."""
    types_text: str

    def render(
        self, values: Mapping[str, Any], properties: Properties, carried: Carried | None = None
    ) -> bytes:
        """The document for these values: by the name of the marker a text, a list of texts, a list
        of rows (texts by the name of the column) or a list of `Photo`. A missing value is empty.
        """
        parts = [*self.fixed, deflated(self.core, core_properties(properties))]
        links = ""
        if carried and self.item:
            values = Shown({}).under(values, {carrier.CHECK: carried.account.check})
            links = self._carry(carried, parts)
        files = len(carried.files) if carried and self.item else 0
        parts.append(self._types(files) if files else self.types)
        photos: list[Photo] = []
        for name, content, shown_here in self.written(values):
            parts.append(deflated(name, content))
            photos += shown_here
        shown = [
            (n, photo) for n, photo in enumerate(photos, self.last_picture + 1) if photo.content
        ]
        links += "".join(relation_of(number, photo) for number, photo in shown)
        parts.append(self._linked(links) if links else self.linked)
        parts += [
            stored(target_of(self.main, part_of(number, photo)), photo.content)
            for number, photo in shown
        ]
        return pack(parts)

    def written(self, values: Mapping[str, Any]) -> Iterator[tuple[str, bytes, list[Photo]]]:
        """The parts with values in them: name, content, and the pictures that it shows."""
        for name, program in self.programs.items():
            to = Writing(values, self.last_picture + 1)
            write(program, to)
            yield name, "".join(to.out).encode(), to.photos

    def _carry(self, what: Carried, parts: list[Part]) -> str:
        """Add the parts that carry the record; the relationships to them."""
        parts.append(deflated(carrier.CUSTOM, carrier.properties_of(what, self.name)))
        parts.append(deflated(carrier.item_name(self.item), carrier.record_item(what)))
        links = ""
        for number, file in enumerate(what.files, self.item + 2):
            parts += carrier.file_parts(file, number)
            links += carrier.link_to_item(number)
        return links

    def _linked(self, more: str) -> Part:
        """The relationships of the body with those of one document."""
        return _links_part(self.main, self.links + more)

    def _types(self, files: int) -> Part:
        """The content types of a document with so many files that travel unseen."""
        head, end, rest = self.types_text.rpartition("</")
        numbers = range(self.item + 2, self.item + 2 + files)
        more = "".join(carrier.type_of_item(number) for number in numbers)
        return deflated(CONTENT_TYPES, f"{head}{more}{end}{rest}".encode())


def compile_layout(document: bytes, fields: FieldTable, name: str = "") -> Layout:
    """Compile a Word file with markers. `name` is what its documents say of it; without one they carry
    nothing.

    Raises `BadTemplate`, which names every unknown marker, its place and what was probably meant.
    """
    template = open_template(document)
    survey = Survey(fields, styles_of(template.parts, template.main))
    programs = _programs(template, fields, survey)
    still = {name: program for name, program in programs.items() if len(program) == 1}
    parts = {**template.parts, **{part: str(text).encode() for part, (text,) in still.items()}}
    programs = {part: steps for part, steps in programs.items() if part not in still}
    core = template.core if template.core in parts else _add_core(parts)
    if fields.photos:
        _allow_pictures(parts)
    item = _add_carrier(parts, survey) if name else 0
    links = relations_of(template.main)
    numbers = [int(n) for part in template.flowing for n in _PICTURE.findall(parts[part])]
    fixed = tuple(
        deflated(part, content, ONCE)
        for part, content in parts.items()
        if part not in programs and part not in (links, core, CONTENT_TYPES)
    )
    types = parts[CONTENT_TYPES]
    known = _links(parts[links], links) if links in parts else ""
    known += "".join(carrier.link_to_item(number) for number in (item, item + 1) if item)
    shown = frozenset(one for steps in programs.values() for one in shown_in(steps))
    return Layout(template.main, core, programs, fixed, f"{_LINKS}{known}",
                  _links_part(template.main, f"{_LINKS}{known}"),
                  max(numbers, default=0), name, tuple(survey.spots), shown, item,
                  deflated(CONTENT_TYPES, types, ONCE), types.decode())  # fmt: skip


def _links_part(main: str, links: str) -> Part:
    return deflated(relations_of(main), f"{links}</Relationships>".encode())


def _add_carrier(parts: dict[str, bytes], survey: Survey) -> int:
    """Make room for the record: everything that is the same in all documents; the number of its
    custom XML part.
    """
    numbers = [int(found[1]) for part in parts if (found := _ITEM.fullmatch(part))]
    item = max(numbers, default=0) + 1
    parts[carrier.item_name(item + 1)] = carrier.spots_item(spots.told(tuple(survey.spots)))
    for number, namespace in ((item, carrier.RECORD), (item + 1, carrier.SPOTS)):
        parts.update(carrier.beside_item(number, namespace))
    _add_type(parts, "Default", Extension="xml", ContentType="application/xml")
    for number in (item, item + 1):
        _add_type(parts, "Override", PartName=f"/customXml/itemProps{number}.xml",
                  ContentType=carrier.ITEM_TYPE)  # fmt: skip
    package = relations_of("")
    if carrier.CUSTOM not in parts:
        link = (f'<Relationship Id="rIdJiaoyanCustom" Type="{carrier.CUSTOM_RELATION}" '
                f'Target="{carrier.CUSTOM}"/>')  # fmt: skip
        parts[package] = f"{_LINKS}{_links(parts[package], package)}{link}</Relationships>".encode()
    parts.pop(carrier.CUSTOM, None)
    _add_type(parts, "Override", PartName=f"/{carrier.CUSTOM}", ContentType=carrier.CUSTOM_TYPE)
    return item


def _programs(template: Template, fields: FieldTable, survey: Survey) -> dict[str, Program]:
    """The programs of the body, the headers and the footers."""
    programs: dict[str, Program] = {}
    problems: list[str] = []
    for name in template.flowing:
        try:
            programs[name] = compile_part(parse(template.parts[name], name), fields, survey)
        except BadTemplate as problem:
            problems.append(str(problem))
    if problems:
        raise BadTemplate("\n".join(problems))
    return programs


def _links(content: bytes, name: str) -> str:
    keys = ("Id", "Type", "Target", "TargetMode")
    return "".join(
        "<Relationship {}/>".format(
            " ".join(f'{key}="{in_element(value)}"' for key in keys if (value := link.get(key)))
        )
        for link in parse(content, name)
    )


def _add_core(parts: dict[str, bytes]) -> str:
    """A file without core properties gets them."""
    package = relations_of("")
    link = f'<Relationship Id="rIdJiaoyan" Type="{_CORE_RELATION}" Target="{_CORE}"/>'
    parts[package] = f"{_LINKS}{_links(parts[package], package)}{link}</Relationships>".encode()
    _add_type(parts, "Override", PartName=f"/{_CORE}", ContentType=_CORE_TYPE)
    return _CORE


def _allow_pictures(parts: dict[str, bytes]) -> None:
    for media, extension in EXTENSIONS.items():
        _add_type(parts, "Default", Extension=extension, ContentType=media)


def _add_type(parts: dict[str, bytes], tag: str, **attributes: str) -> None:
    root = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    key, value = next(iter(attributes.items()))
    if all(entry.get(key, "").lower() != value.lower() for entry in root):
        entry = root.makeelement(f"{_TYPES}{tag}", attributes)
        root.insert(0, entry) if tag == "Default" else root.append(entry)
        parts[CONTENT_TYPES] = serialise(root).encode()


def core_properties(properties: Properties) -> bytes:
    """The part that says what a file is, and when and by whom it was written."""
    moment = f"{properties.moment[:19]}Z" if properties.moment else _EPOCH
    author = in_element(properties.author)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE_NAMES}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{in_element(properties.title)}</dc:title>"
        f"<dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<cp:revision>{properties.revision}</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()
