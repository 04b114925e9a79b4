"""A Word document that has come back, opened with care: its text, its bookmarks, what it carries.

Only the parts that are needed are read. Macros, embedded objects and links to other files are never
looked at; that they are there is said.
"""

from __future__ import annotations

import binascii
import hashlib
import io
import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from exports.photos import MOST_PIXELS, size_of
from exports.word import carrier, spots
from exports.word.package import Package, peek
from exports.word.template import styles_of, targets
from exports.word.xml import CONTENT_TYPES, BadTemplate, W, parse, relations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from lxml.etree import _Element

    from exports.word.spots import Spot

IS_VOLUME = "这是合订本，不能收。请收单份文件：合订本里的每一份都另有自己的文件。"
MOST_IN_VOLUME = 5000
"""Parts of a volume."""
MOST_TEXT = 8 << 20
"""Bytes of all parts with text: a hundred times what a long record takes."""
MOST_MARKS = 300_000
"""Tags and attributes of all parts with text; each takes a hundred bytes and more when it is read."""
MOST_SPOTS = 256 << 10
"""Bytes of what a document says of its spots."""
MOST_CARRIED = 4 << 20
"""Bytes of the record that a document carries."""
_ITEM = re.compile(r"customXml/(?!itemProps)[^/]+\.xml")
_NAMESPACE = re.compile(
    rb'<(?:\w+:)?(record|spots|file)\b[^>]*?xmlns(?::\w+)?="(urn:jiaoyan:\w+:\d+)"'
)
_BEGINNING = 1 << 16
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
    """How the pictures and files that travel with it begin, by hash: enough to tell their size."""
    notices: list[str] = field(default_factory=list)

    @cached_property
    def trees(self) -> tuple[_Element, ...]:
        """The body, then headers and footers. Raises `BadTemplate` for what must not be read."""
        texts = [self.parts[name] for name in self.flowing]
        marks = sum(text.count(b"<") + text.count(b"=") for text in texts)
        if sum(map(len, texts)) > MOST_TEXT or marks > MOST_MARKS:
            raise BadTemplate("文件里的正文大得不正常，没有读它。")
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
            if len(self.where) > MOST_SPOTS:
                raise spots.BadSpots
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
        for pieces in _pictures(package):
            _know(pieces, paper)
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


def is_volume(file: IO[bytes]) -> bool:
    """Whether a container says that it is a volume; nothing else of it is read."""
    return carrier.VOLUME.encode() in peek(file, carrier.CUSTOM, MOST_IN_VOLUME)


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
    for content, what, start in _items(package):
        if what == carrier.FILE:
            _know(_unseen(content, start), paper)
        elif what == carrier.SPOTS:
            paper.where = content[: MOST_SPOTS + 1]
        elif what == carrier.RECORD and paper.carried is None:
            if len(content) > MOST_CARRIED:
                raise BadTemplate("文件里带的记录太大，没有读它。")
            root = parse(content, "customXml")
            text = "".join(map(str, root.itertext()))
            paper.carried = CarriedText(root.get("paper", ""), text, root.get("sha256", ""),
                                        carrier.sha256_of(text))  # fmt: skip
        elif what.startswith("urn:jiaoyan:record:"):
            raise BadTemplate("这个文件是更新版本的教研本写的。请升级教研本再收。")


def _items(package: Package) -> Iterator[tuple[bytes, str, int]]:
    """The custom XML parts that are ours: content, namespace, and where what they hold begins."""
    for name in package.names:
        if _ITEM.fullmatch(name) and package.size(name) <= carrier.MOST_FILE:
            content = package.read(name)
            if found := _NAMESPACE.search(content[:_HEAD]):
                yield content, found[2].decode(), content.find(b">", found.end()) + 1


def files_in(document: bytes) -> Iterator[tuple[str, bytes]]:
    """The pictures and files that travel with a document, with their hashes, one at a time."""
    with Package(document) as package:
        files = (_unseen(content, start) for content, what, start in _items(package)
                 if what == carrier.FILE)  # fmt: skip
        for pieces in chain(_pictures(package), files):
            content = b"".join(pieces)
            width, height = size_of(content) or (0, 0)
            if width * height <= MOST_PIXELS:
                yield _told_apart([content])[0], content


def _pictures(package: Package) -> Iterator[Iterable[bytes]]:
    """Each piece by piece, so that a large one need not be held."""
    for name in package.names:
        if name.startswith("word/media/") and package.size(name) <= carrier.MOST_FILE:
            yield package.pieces(name)


def _unseen(content: bytes, start: int) -> list[bytes]:
    """A file that is carried as text."""
    with suppress(binascii.Error, ValueError):
        return [binascii.a2b_base64(memoryview(content)[start : content.rfind(b"<")])]
    return []


def _know(pieces: Iterable[bytes], paper: Paper) -> None:
    sha256, beginning = _told_apart(pieces)
    width, height = size_of(beginning) or (0, 0)
    if width * height <= MOST_PIXELS:
        paper.media[sha256] = beginning
    else:
        paper.notices.append(f"有一张图片大得不正常({width} × {height} 像素)，没有收")


def _told_apart(pieces: Iterable[bytes]) -> tuple[str, bytes]:
    """The hash of a file, and how it begins."""
    seal, beginning = hashlib.sha256(), b""
    for piece in pieces:
        beginning = beginning or piece[:_BEGINNING]
        seal.update(piece)
    return seal.hexdigest(), beginning


def _fetches(parts: dict[str, bytes], main: str) -> bool:
    links = relations_of(main)
    if b"External" not in parts.get(links, b""):
        return False
    return any(
        one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")
        for one in parse(parts[links], links)
    )
