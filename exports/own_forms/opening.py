"""One Word file by its path, and a free name for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.collect.sources import sources
from models.kernel.errors import JiaoyanError, why
from models.kernel.paths import given_path, told_name
from models.kernel.whole_files import put_new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 100


def open_form(path: str | Path) -> tuple[str, bytes]:
    """The name and the content of one Word file. Raises `JiaoyanError`."""
    given = given_path(path)
    if given.is_dir():
        raise JiaoyanError(f"“{given.name}”是文件夹。请写一个 .docx 文件的路径。")
    source = next(iter(sources([given])))
    try:
        return told_name(given.name), source.read()
    except JiaoyanError as problem:
        raise JiaoyanError(f"“{given.name}”{problem}") from None


def wanted_path(given: str | Path, name: str) -> Path:
    """Where a Word file is to be written: a folder means under its usual name in it, and a name
    without an ending gets one.
    """
    path = given_path(given or name)
    if path.is_dir():
        return path / name
    return path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")


def write_new(wanted: Path, content: bytes) -> Path:
    """Write a file that was not there, whole or not at all: under this name, or with a number behind
    it; where it is.

    Raises `JiaoyanError`.
    """
    for path in _names(wanted):
        try:
            put_new(path, content)
        except FileExistsError:
            continue
        except OSError as problem:
            raise JiaoyanError(
                f"写不了“{path}”：{why(problem)}。请清理磁盘，或换一个文件夹。"
            ) from None
        return path
    raise JiaoyanError(f"“{wanted.name}”这样的文件太多了。请换一个名字。")


def _names(wanted: Path) -> Iterator[Path]:
    yield wanted
    for number in range(2, _MOST):
        yield wanted.with_stem(f"{wanted.stem}_{number}")
