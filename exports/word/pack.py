"""The zip container, written so that equal contents give equal bytes.

Parts that do not change are deflated once and copied; pictures are stored as they are, because
deflating a JPEG gains nothing. There is no clock in it (1980-01-01) and one order of parts.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

ONCE, EACH = 9, 2
"""zlib's levels: for what is compressed once for all documents of a layout, and for what is
compressed for each of them. There level 6 saves three percent of a file for four times the time.
"""
_WINDOW, _MEMORY = 15, 8
_SMALL = 4096
_SMALL_WINDOW, _SMALL_MEMORY = 12, 6
"""A small part needs no more to be seen whole, and setting up less takes half the time."""
STORED, DEFLATED = 0, 8
_VERSION = 20
_DATE = 0x21
_UTF8 = 0x800
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4s4H2IH")
_FIRST = "[Content_Types].xml"
_LARGEST, _MOST = 0xFFFFFFFF, 0xFFFF
"""What the offsets and counts of a container can say."""


class TooLarge(JiaoyanError):
    """More than a container holds."""


class Part(NamedTuple):
    """A part as it lies in the container: `local` is its header and data, `central` its line in the
    directory but for the offset, and `order` where it stands.
    """

    order: tuple[bool, str]
    local: bytes
    central: tuple[bytes, bytes]


def deflated(name: str, content: bytes, level: int = EACH) -> Part:
    """A part to be compressed."""
    small = len(content) <= _SMALL
    window, memory = (_SMALL_WINDOW, _SMALL_MEMORY) if small else (_WINDOW, _MEMORY)
    packer = zlib.compressobj(level, zlib.DEFLATED, -window, memory)
    data = packer.compress(content) + packer.flush()
    return _part(name, DEFLATED, data, zlib.crc32(content), len(content))


def stored(name: str, content: bytes) -> Part:
    """A part that is compressed already."""
    return _part(name, STORED, content, zlib.crc32(content), len(content))


def _part(name: str, method: int, data: bytes, crc: int, size: int) -> Part:
    path = name.encode()
    flags = 0 if name.isascii() else _UTF8
    what = (flags, method, 0, _DATE, crc, len(data), size, len(path), 0)
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *what) + path + data
    line = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *what, 0, 0, 0, 0, 0)
    return Part((name != _FIRST, name), local, (line[:-4], path))


class Growing:
    """A part that is compressed while it comes in, so that it need never be whole in memory."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._packer = zlib.compressobj(EACH, zlib.DEFLATED, -_WINDOW, _MEMORY)
        self._data: list[bytes] = []
        self._crc = self._size = 0

    def add(self, content: bytes) -> None:
        """What comes next in it."""
        self._data.append(self._packer.compress(content))
        self._crc = zlib.crc32(content, self._crc)
        self._size += len(content)

    def part(self) -> Part:
        """The whole part. Raises `TooLarge`."""
        if self._size > _LARGEST:
            raise TooLarge("内容太多，一个文件装不下。")
        data = b"".join((*self._data, self._packer.flush()))
        return _part(self._name, DEFLATED, data, self._crc, self._size)


class Packing:
    """A container that is written part by part, in the order in which they come."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines: list[bytes] = []
        self._at = 0

    def add(self, part: Part) -> None:
        """Write a part. Raises `TooLarge`, and OSError where nothing can be written."""
        if self._at + len(part.local) > _LARGEST or len(self._lines) == _MOST:
            raise TooLarge("内容太多，一个文件装不下。")
        self._lines.append(_line(part, self._at))
        self._file.write(part.local)
        self._at += len(part.local)

    def finish(self) -> None:
        """Write the directory; then the container is whole."""
        self._file.write(b"".join((*self._lines, _end(self._lines, self._at))))


def pack(parts: Iterable[Part]) -> bytes:
    """The container with these parts in their one order."""
    ordered = sorted(parts)
    lines: list[bytes] = []
    at = 0
    for part in ordered:
        lines.append(_line(part, at))
        at += len(part.local)
    return b"".join((*(part.local for part in ordered), *lines, _end(lines, at)))


def _line(part: Part, at: int) -> bytes:
    head, path = part.central
    return head + struct.pack("<I", at) + path


def _end(lines: Sequence[bytes], at: int) -> bytes:
    count = len(lines)
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, sum(map(len, lines)), at, 0)


def opened(part: Part) -> tuple[str, bytes]:
    """The name and the content of a part."""
    method = _LOCAL.unpack_from(part.local)[3]
    path = part.central[1]
    data = part.local[_LOCAL.size + len(path) :]
    return path.decode(), data if method == STORED else zlib.decompress(data, -_WINDOW)


def content_digest(document: bytes) -> str:
    """A hash over the names and uncompressed contents of the parts: the same where only the zlib
    differed. Raises `zipfile.BadZipFile` for what is no container.
    """
    seal = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(document)) as container:
        for name in sorted(container.namelist()):
            content = container.read(name)
            seal.update(f"{name}\0{len(content)}\0".encode())
            seal.update(content)
    return seal.hexdigest()
