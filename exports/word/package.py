"""The container of a Word file from anywhere, read within limits."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from exports.word.xml import BadTemplate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import IO

LARGEST = 50 << 20
"""Bytes of all parts together, unpacked."""
MOST_PARTS = 500
MOST_RATIO = 200
"""Times that a part may be larger than it is packed."""
SMALL = 1 << 16
"""Bytes that a part may always have."""
_LINE = 46 + 400
"""Bytes of a part in the directory of the container: a fixed head, name and extras."""
_TAIL = 22 + 0xFFFF
_END = struct.Struct("<4s4H2IH")
_PIECE = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the compound files of Word 97 to 2003, of WPS, and encrypted ones begin."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
           RuntimeError, NotImplementedError, ValueError, OverflowError)  # fmt: skip
"""What reading a damaged or encrypted container raises."""
_ODD = "这个文件的结构不正常(部件太多或重名)，没有读它。"
_AGAIN = "请用 Word 另存为 .docx 再试。"


class Package:
    """An open container; parts are unpacked when they are read. Use it in a ``with``.

    Raises `BadTemplate` for what is damaged, locked, of another format, or made to do harm.
    """

    def __init__(self, document: bytes) -> None:
        self._zip = _opened(document)
        self._entries = {entry.filename: entry for entry in self._zip.infolist()
                         if not entry.is_dir()}  # fmt: skip
        self.names = tuple(self._entries)

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._zip.close()

    def read(self, name: str, most: int = LARGEST) -> bytes:
        """A part of at most so many bytes; KeyError where there is none."""
        entry = self._entries[name]
        if entry.file_size > most:
            raise BadTemplate(
                f"文件里的“{_short(name)}”太大({entry.file_size >> 20} MB)，没有读它。"
            )
        try:
            return self._zip.read(entry)
        except BROKEN as problem:
            raise _unreadable(problem) from None

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part piece by piece, for one that need not be held as a whole."""
        try:
            with self._zip.open(self._entries[name]) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except BROKEN as problem:
            raise _unreadable(problem) from None

    def size(self, name: str) -> int:
        """Bytes of a part, unpacked."""
        return self._entries[name].file_size


def _opened(document: bytes) -> zipfile.ZipFile:
    if not document:
        raise BadTemplate("这是空文件。")
    if document.startswith(_OLD):
        if _LOCKED in document:
            raise BadTemplate("打不开这个文件：文件有密码。请在 Word 里去掉密码再试。")
        raise BadTemplate(f"这是老格式的文件(.doc 或 .wps)，只是改了名字。{_AGAIN}")
    try:
        if is_crowded(io.BytesIO(document), MOST_PARTS):
            raise BadTemplate(_ODD)
        container = zipfile.ZipFile(io.BytesIO(document))
    except BROKEN as problem:
        raise _unreadable(problem) from None
    _check([entry for entry in container.infolist() if not entry.is_dir()])
    return container


def peek(file: IO[bytes], name: str, most: int) -> bytes:
    """A small part of a container of at most so many parts, of which nothing else is read; ``b""``
    where there is none.
    """
    try:
        if is_crowded(file, most):
            return b""
        with zipfile.ZipFile(file) as container:
            entry = container.getinfo(name)
            return container.read(entry) if entry.file_size <= SMALL else b""
    except (KeyError, *BROKEN):
        return b""


def is_crowded(file: IO[bytes], most: int) -> bool:
    """Whether the directory of a zip file has room for far more than so many files, which opening
    it would all take into memory. Raises `zipfile.BadZipFile` where there is no directory.
    """
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - _TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile
    of_old_size: int = _END.unpack_from(tail, at)[5]
    large = tail.startswith(b"PK\6\7", at - 20) if at >= 20 else False
    return large or of_old_size > most * _LINE


def _unreadable(problem: Exception) -> BadTemplate:
    locked = isinstance(problem, RuntimeError) and not isinstance(problem, NotImplementedError)
    reason = "文件有密码或已损坏" if locked else "文件已损坏或不是 Word 文件"
    return BadTemplate(f"打不开这个文件：{reason}。{_AGAIN}")


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.casefold() for entry in entries]
    if len(names) > MOST_PARTS or len(set(names)) != len(names):
        raise BadTemplate(_ODD)
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
           for name in names):  # fmt: skip
        raise BadTemplate("这个文件里有不正常的路径，没有读它。")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise BadTemplate(f"这个文件用了不常见的压缩方法。{_AGAIN}")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise BadTemplate("这个文件解开后太大(超过 50 MB)，没有读它。")
    for entry in entries:
        if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
            raise BadTemplate(
                f"文件里的“{_short(entry.filename)}”压缩得不正常，可能有危险，没有读它。"
            )


def _short(name: str) -> str:
    shown = "".join(sign if sign.isprintable() else "�" for sign in name[:60])
    return shown if len(name) <= 60 else f"{shown}…"
