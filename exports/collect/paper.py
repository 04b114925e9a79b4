"""A Word document that has come back, opened with care: its text, its bookmarks, what it carries.

Only the parts that are needed are read. Macros, embedded objects and links to other files are never
looked at; that they are there is said.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from exports.word import carrier, spots
from exports.word.package import BROKEN, SMALL, Package
from exports.word.template import styles_of, targets
from exports.word.xml import CONTENT_TYPES, BadTemplate, W, parse, relations_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from lxml.etree import _Element

    from exports.word.spots import Spot

IS_VOLUME = "这是合订本，不能收。请收单份文件：合订本里的每一份都另有自己的文件。"
MOST_TEXT = 8 << 20
"""Bytes of a part with text: a hundred times what a long record takes."""
MOST_CARRIED = 4 << 20
"""Bytes of the record that a document carries."""
_ITEM = re.compile(r"customXml/[^/]+\.xml")
_NAMESPACE = re.compile(
    rb'<(?:\w+:)?(record|spots|file)\b[^>]*?xmlns(?::\w+)?="(urn:jiaoyan:\w+:\d+)"'
)
_FILE = re.compile(rb'sha256="([0-9a-f]{64})"[^>]*>([A-Za-z0-9+/=\s]*)</')
_HEAD = 2000
"""Bytes in which the namespace of a custom XML part stands."""
_MACROS = re.compile(r"vbaProject|vbaData|activeX|/embeddings/|oleObject|afchunk", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CarriedText:
    """What a document carries as it stands there: the paper it says to be, the text, its hash, and
    the hash that it must have.
    """

    paper: str
    text: str
    said: str
    sha256: str


@dataclass
class Paper:
    """A document that was opened; its text is read when it is asked for. `properties` are those of
    its custom properties that are ours.
    """

    main: str
    flowing: tuple[str, ...]
    """The names of its body, then of its headers and footers."""
    parts: dict[str, bytes]
    properties: dict[str, str]
    carried: CarriedText | None = None
    where: bytes = b""
    """The part that tells the spots, as it stands there."""
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures and files that travel with it, by hash."""
    notices: list[str] = field(default_factory=list)

    @cached_property
    def trees(self) -> tuple[_Element, ...]:
        """The body, then headers and footers. Raises `BadTemplate` for what must not be read."""
        trees = tuple(parse(self.parts[name], name) for name in self.flowing)
        if trees[0].tag != f"{W}document":
            raise BadTemplate("这个文件用的是“严格”格式。请用 Word 另存为普通的 .docx 再试。")
        return trees

    @cached_property
    def styles(self) -> dict[str, str]:
        """The names of its styles by their ids."""
        return styles_of(self.parts, self.main)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The spots that it tells; none, and a notice, where that is damaged."""
        if not self.where:
            return ()
        try:
            plain: Any = json.loads("".join(map(str, parse(self.where, "spots").itertext())))
            return spots.understood(plain)
        except (BadTemplate, ValueError, RecursionError, spots.BadSpots):
            self.notices.append("文件里记的栏目位置坏了，按栏目名称读")
            return ()

    @cached_property
    def bookmarks(self) -> dict[str, _Element]:
        """Where each bookmark begins."""
        return {
            start.get(f"{W}name", ""): start
            for tree in self.trees for start in tree.iter(f"{W}bookmarkStart")
        }  # fmt: skip

    @property
    def is_ours(self) -> bool:
        """Whether anything in it says that it is one of ours."""
        marked = any(name.startswith(spots.PREFIX) for name in self.bookmarks)
        return bool(self.carried or self.properties or marked)


def open_paper(document: bytes) -> Paper:
    """Read a document. Raises `BadTemplate` for what cannot or must not be read."""
    with _package(document) as package:
        parts = {name: package.read(name, MOST_TEXT) for name in _needed(package)}
        properties = _properties(parts)
        if carrier.VOLUME in properties:
            raise BadTemplate(IS_VOLUME)
        main = next((name for kind, name in targets(parts, "") if kind == "officeDocument"), "")
        if main not in package.names or CONTENT_TYPES not in package.names:
            raise BadTemplate("这个文件里没有 Word 正文。")
        edges = [name for kind, name in targets(parts, main) if kind in ("header", "footer")]
        flowing = (main, *dict.fromkeys(edges))
        for name in flowing:
            if name in package.names and name not in parts:
                parts[name] = package.read(name, MOST_TEXT)
        there = tuple(name for name in flowing if name in parts)
        paper = Paper(main, there, parts, properties)
        _read_items(package, paper)
        _read_pictures(package, paper)
        if any(_MACROS.search(name) for name in package.names):
            paper.notices.append("文件里有宏或嵌入的对象，没有读它们")
        if _fetches(parts, main):
            paper.notices.append("文件引用了外部的文件，没有去取")
    return paper


def _package(document: bytes) -> Package:
    """The container. Raises `BadTemplate`, which names a volume even where it is too large to read."""
    try:
        return Package(document)
    except BadTemplate:
        if is_volume(io.BytesIO(document)):
            raise BadTemplate(IS_VOLUME) from None
        raise


def is_volume(file: BinaryIO | Path) -> bool:
    """Whether a container says that it is a volume; nothing else of it is read."""
    try:
        with zipfile.ZipFile(file) as container:
            said = container.getinfo(carrier.CUSTOM)
            return said.file_size <= SMALL and carrier.VOLUME.encode() in container.read(said)
    except (KeyError, *BROKEN):
        return False


def _needed(package: Package) -> Iterator[str]:
    """Relationships, styles, types and properties."""
    for name in package.names:
        fixed = (CONTENT_TYPES, relations_of(""), carrier.CUSTOM)
        if name in fixed or re.fullmatch(r"word/(_rels/document[^/]*\.rels|styles\d*\.xml)", name):
            yield name


def _properties(parts: dict[str, bytes]) -> dict[str, str]:
    if carrier.CUSTOM not in parts:
        return {}
    root = parse(parts[carrier.CUSTOM], carrier.CUSTOM)
    found = {one.get("name", ""): "".join(map(str, one.itertext())).strip() for one in root}
    return {name: value for name, value in found.items() if name.startswith("JY_")}


def _read_items(package: Package, paper: Paper) -> None:
    """The custom XML parts that are ours, whatever they are called."""
    for name in package.names:
        if not _ITEM.fullmatch(name) or package.size(name) > carrier.MOST_FILE:
            continue
        content = package.read(name)
        found = _NAMESPACE.search(content[:_HEAD])
        if found is None:
            continue
        what = found[2].decode()
        if what == carrier.FILE:
            _read_file(content, paper)
        elif what == carrier.SPOTS:
            paper.where = content
        elif what == carrier.RECORD and paper.carried is None:
            if len(content) > MOST_CARRIED:
                raise BadTemplate("文件里带的记录太大，没有读它。")
            root = parse(content, name)
            text = "".join(map(str, root.itertext()))
            paper.carried = CarriedText(root.get("paper", ""), text, root.get("sha256", ""),
                                        carrier.sha256_of(text))  # fmt: skip
        elif what.startswith("urn:jiaoyan:record:"):
            raise BadTemplate("这个文件是更新版本的教研本写的。请升级教研本再收。")


def _read_file(content: bytes, paper: Paper) -> None:
    found = _FILE.search(content)
    if found is None:
        return
    try:
        file = base64.b64decode(found[2], validate=False)
    except (binascii.Error, ValueError):
        return
    _keep(file, paper)


def _read_pictures(package: Package, paper: Paper) -> None:
    for name in package.names:
        if name.startswith("word/media/") and package.size(name) <= carrier.MOST_FILE:
            _keep(package.read(name), paper)


def _keep(content: bytes, paper: Paper) -> None:
    import hashlib

    paper.media[hashlib.sha256(content).hexdigest()] = content


def _fetches(parts: dict[str, bytes], main: str) -> bool:
    links = relations_of(main)
    if links not in parts:
        return False
    return any(
        one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")
        for one in parse(parts[links], links)
    )
