"""The files that are to be collected: single ones, those of folders, those in zip files."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from exports.collect.paper import IS_VOLUME, is_volume
from exports.word.package import BROKEN, LARGEST, is_crowded
from models.kernel.errors import JiaoyanError, why
from models.kernel.paths import about_lock_file, given_path, is_lock_file, told_name
from models.kernel.whole_files import TooLarge, content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path, PurePath

ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".wps")
"""What is taken for a document in a folder; the old formats so that they can be named."""
ZIP = ".zip"
CLOSED = (".rar", ".7z")
"""Archives that cannot be read, but may be full of documents."""
MOST_IN_ZIP = 20_000
_SKIPPED = ("~$", ".")
"""How the names of files begin that Word and systems leave behind."""
_UTF8 = 0x800
_UNPACK = "{}里的文件没有读。请解压后再收。"


class NoSource(JiaoyanError):
    """There is nothing at a path that was given."""


@dataclass(frozen=True)
class Source:
    """A file to collect; `read` raises `JiaoyanError` where that is impossible."""

    name: str
    """As it is told to people: the path as it was given and found."""
    read: Callable[[], bytes]


def sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """All documents at these paths, folders with what is in them, in order of their names.

    Raises `NoSource`.
    """
    for given in paths:
        path = given_path(given)
        if path.is_dir():
            for file in sorted(_files(path)):
                yield from _one(file)
        elif path.is_file():
            yield from _one(path)
        else:
            raise NoSource(f"找不到“{given}”。请检查路径。")


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if _is_wanted(path) and path.is_file():
            yield path


def _is_wanted(path: PurePath) -> bool:
    known = path.suffix.lower() in (*ENDINGS, ZIP, *CLOSED)
    return known and not path.name.startswith(_SKIPPED)


def _one(path: Path) -> Iterator[Source]:
    if is_lock_file(path.name):
        yield _failing(str(path), about_lock_file(path.name))
    elif path.suffix.lower() == ZIP:
        yield from _in_zip(path)
    elif path.suffix.lower() in CLOSED:
        yield _failing(str(path), _UNPACK.format(f"{path.suffix[1:]} 压缩包"))
    else:
        yield Source(told_name(str(path)), lambda: _content(path))


def _content(path: Path) -> bytes:
    try:
        try:
            return content_of(path, LARGEST)
        except TooLarge as problem:
            reason = f"文件太大({problem.size >> 20} MB)，没有读它。"
            with path.open("rb") as file:
                raise JiaoyanError(IS_VOLUME if is_volume(file) else reason) from None
    except OSError as problem:
        raise JiaoyanError(f"读不了：{why(problem)}。") from None


def _in_zip(path: Path) -> Iterator[Source]:
    """The documents in a zip file, each read by itself; archives within are named."""
    try:
        with path.open("rb") as file:
            if is_crowded(file, MOST_IN_ZIP):
                raise JiaoyanError("压缩包里的文件太多，没有读它。")
            with zipfile.ZipFile(file) as archive:
                entries = [(_named(one), one) for one in archive.infolist()]
    except JiaoyanError as problem:
        yield _failing(str(path), str(problem))
        return
    except BROKEN:
        yield _failing(str(path), "压缩包已损坏，或有密码。请解压后再收。")
        return
    for inside, entry in sorted(entries, key=lambda one: one[0]):
        if not _is_wanted(PurePosixPath(inside)):
            continue
        name = f"{path}/{inside}"
        if PurePosixPath(inside).suffix.lower() in ENDINGS:
            yield Source(told_name(name), _reader(path, entry))
        else:
            yield _failing(name, _UNPACK.format("压缩包里的压缩包"))


def _named(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; where it does not say that it is in UTF-8 (as on a Mac) it may be, or
    in GBK (as on a Chinese Windows).
    """
    if not entry.flag_bits & _UTF8:
        for code in ("utf-8", "gb18030"):
            with suppress(UnicodeError):
                return entry.filename.encode("cp437").decode(code).replace("\\", "/")
    return entry.filename.replace("\\", "/")


def _reader(path: Path, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if entry.file_size > LARGEST:
            raise JiaoyanError(f"文件太大({entry.file_size >> 20} MB)，没有读它。")
        try:
            with zipfile.ZipFile(path) as archive:
                return archive.read(entry)
        except BROKEN:
            raise JiaoyanError("压缩包里的这个文件已损坏，或有密码。请解压后再收。") from None

    return read


def _failing(name: str, reason: str) -> Source:
    def read() -> bytes:
        raise JiaoyanError(reason)

    return Source(told_name(name), read)
