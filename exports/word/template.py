"""Opening a layout: a Word file from anywhere, trusted with nothing."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass

from exports.word.safety import without_dangers
from exports.word.xml import CONTENT_TYPES, BadTemplate, W, parse, relations_of, target_of

LARGEST = 50 << 20
"""Bytes of all parts together, unpacked."""
MOST_PARTS = 500
MOST_RATIO = 200
"""Times that a part may be larger than it is packed."""
SMALL = 1 << 16
"""Bytes that a part may always have."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
           RuntimeError, NotImplementedError, ValueError, OverflowError)  # fmt: skip
"""What reading a damaged or encrypted container raises."""


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a Word file. `main` is the name of its body, `flowing` that and the names of its
    headers and footers, `core` the name of its core properties, ``""`` if it has none.
    """

    parts: dict[str, bytes]
    main: str
    flowing: tuple[str, ...]
    core: str


def open_template(document: bytes) -> Template:
    """Read a Word file, without its macros, embedded objects and links to outside files.

    Raises `BadTemplate`.
    """
    parts = without_dangers(_unpacked(document))
    package = _targets(parts, "")
    main = next((name for kind, name in package if kind == "officeDocument"), "")
    if main not in parts or CONTENT_TYPES not in parts:
        raise BadTemplate("这个文件里没有 Word 正文。请用 Word 另存为 .docx 再试。")
    if parse(parts[main], main).tag != f"{W}document":
        raise BadTemplate("这个文件用的是“严格”格式。请用 Word 另存为普通的 .docx 再试。")
    edges = [name for kind, name in _targets(parts, main) if kind in ("header", "footer")]
    core = next((name for kind, name in package if kind == "core-properties"), "")
    return Template(parts, main, (main, *(name for name in edges if name in parts)), core)


def _unpacked(document: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as container:
            entries = [entry for entry in container.infolist() if not entry.is_dir()]
            _check(entries)
            return {entry.filename: container.read(entry) for entry in entries}
    except _BROKEN as problem:
        reason = (
            "文件有密码或已损坏"
            if isinstance(problem, RuntimeError)
            else "文件已损坏或不是 Word 文件"
        )
        raise BadTemplate(f"打不开这个文件：{reason}。请用 Word 另存为 .docx 再试。") from None


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_PARTS or len(set(names)) != len(names):
        raise BadTemplate("这个文件的结构不正常(部件太多或重名)，没有读它。")
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise BadTemplate("这个文件里有不正常的路径，没有读它。")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise BadTemplate("这个文件用了不常见的压缩方法。请用 Word 另存为 .docx 再试。")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise BadTemplate("这个文件解开后太大(超过 50 MB)，没有读它。")
    for entry in entries:
        if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
            raise BadTemplate(f"文件里的“{entry.filename}”压缩得不正常，可能有危险，没有读它。")


def _targets(parts: dict[str, bytes], part: str) -> list[tuple[str, str]]:
    """(last word of the type, name of the part) of a part's relationships."""
    name = relations_of(part)
    if name not in parts:
        return []
    return [
        (relation.get("Type", "").rpartition("/")[2], target_of(part, relation.get("Target", "")))
        for relation in parse(parts[name], name)
        if relation.get("TargetMode") != "External"
    ]
