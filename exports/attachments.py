"""Taking a file into a record: a photo is prepared, anything else is kept as it is."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from exports.photos import LARGEST, Prepared, digest, prepare_photo
from models.kernel.errors import JiaoyanError
from models.kernel.ids import row_id
from models.kernel.text import clean, one_line
from models.kernel.whole_files import TooLarge, content_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.storage import Store

PHOTOS = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".heic", ".heif")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA = {
    ".docx": DOCX,
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".wps": "application/vnd.ms-works",
}
"""What not every computer's table knows."""


class NotTaken(JiaoyanError):
    """The file cannot be added; the message says why."""


def take_file(path: Path, store: Store) -> dict[str, Any]:
    """Keep a file in the store and give the row that stands for it in a record (`Kind.FILES`).

    Raises `NotTaken` for what cannot be read or is too large, `BadPhoto` for a damaged photo.
    """
    name = clean(one_line(path.name)).text
    prepared = _prepared(_content(path), name, path.suffix.lower())
    store.put_blob(*prepared)
    return file_row(prepared.sha256, name, prepared.media)


def file_row(sha256: str, name: str, media: str, caption: str = "") -> dict[str, Any]:
    """The row that stands for a file in a record (`Kind.FILES`)."""
    return {"_id": row_id(), "sha256": sha256, "name": name, "media": media, "caption": caption,
            "sort": ""}  # fmt: skip


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise NotTaken(f"“{path.name}”是文件夹，只能添加文件。")
        content = content_of(path, LARGEST)
    except TooLarge:
        raise NotTaken(
            f"“{path.name}”太大(超过 {LARGEST >> 20} MB)，没有添加。请压缩或缩小后再试。"
        ) from None
    except FileNotFoundError:
        raise NotTaken(f"找不到文件“{path}”。请检查路径。") from None
    except (OSError, ValueError):
        raise NotTaken(f"读不了文件“{path}”。请检查它是否被占用、有没有权限。") from None
    if not content:
        raise NotTaken(f"“{path.name}”是空文件，没有添加。")
    return content


def _prepared(content: bytes, name: str, ending: str) -> Prepared:
    if ending in PHOTOS:
        return prepare_photo(content, name)
    media = _MEDIA.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Prepared(digest(content), content, media)
