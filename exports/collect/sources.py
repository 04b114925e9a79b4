"""The files that are to be collected: single ones, those of folders, those in zip files."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from exports.collect.paper import IS_VOLUME, is_volume
from exports.word.package import BROKEN
from models.problems import JiaoyanError, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".wps")
"""What is taken for a document in a folder; the old formats so that they can be named."""
LARGEST = 64 << 20
"""Bytes of one document."""
MOST_IN_ZIP = 20_000
_SKIPPED = ("~$", ".")
"""How the names of files begin that Word and systems leave behind."""


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
        path = Path(given).expanduser()
        if path.is_dir():
            for file in sorted(_files(path)):
                yield from _one(file)
        elif path.exists():
            yield from _one(path)
        else:
            raise NoSource(f"找不到“{given}”。请检查路径。")


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        wanted = path.suffix.lower() in (*ENDINGS, ".zip")
        if wanted and not path.name.startswith(_SKIPPED) and path.is_file():
            yield path


def _one(path: Path) -> Iterator[Source]:
    if path.suffix.lower() == ".zip":
        yield from _in_zip(path)
    else:
        yield Source(str(path), lambda: _content(path))


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            reason = f"文件太大({size >> 20} MB)，没有读它。"
            raise JiaoyanError(IS_VOLUME if is_volume(path) else reason)
        return path.read_bytes()
    except OSError as problem:
        raise JiaoyanError(f"读不了：{why(problem)}。") from None


def _in_zip(path: Path) -> Iterator[Source]:
    """The documents in a zip file, each read by itself; names in GBK are understood."""
    try:
        with zipfile.ZipFile(path, metadata_encoding="gbk") as archive:
            entries = [one for one in archive.infolist() if _is_document(one.filename)]
            if len(archive.infolist()) > MOST_IN_ZIP:
                raise JiaoyanError("压缩包里的文件太多，没有读它。")
    except JiaoyanError as problem:
        yield _failing(str(path), str(problem))
        return
    except BROKEN:
        yield _failing(str(path), "压缩包已损坏，或有密码。请解压后再收。")
        return
    for entry in sorted(entries, key=lambda one: one.filename):
        name = f"{path}/{entry.filename}"
        yield Source(name, _reader(path, entry))


def _is_document(name: str) -> bool:
    plain = PurePosixPath(name.replace("\\", "/"))
    return plain.suffix.lower() in ENDINGS and not plain.name.startswith(_SKIPPED)


def _reader(path: Path, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if entry.file_size > LARGEST:
            raise JiaoyanError(f"文件太大({entry.file_size >> 20} MB)，没有读它。")
        try:
            with zipfile.ZipFile(path, metadata_encoding="gbk") as archive:
                return archive.read(entry.filename)
        except BROKEN:
            raise JiaoyanError("压缩包里的这个文件已损坏，或有密码。请解压后再收。") from None

    return read


def _failing(name: str, reason: str) -> Source:
    def read() -> bytes:
        raise JiaoyanError(reason)

    return Source(name, read)
