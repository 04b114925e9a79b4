"""Photos as they are kept: turned upright, no larger than a page needs, without where and when.

They are prepared once, when they are added; exporting only copies them. What a camera writes into a
photo (place, time, device) is left out: it would give away where pupils are.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, NamedTuple

from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 1600
"""Pixels of the longer side: 270 to the inch at the width of half a page."""
QUALITY = 82
MOST_PIXELS = 100_000_000
LARGEST = 30 << 20
"""Bytes of a file that is taken in."""
JPEG = "image/jpeg"
_UNREADABLE = (
    "“{}”打不开：不是完整的照片，或格式不支持(可以用 jpg、png、bmp、webp)。请另存为 jpg 再试。"
)


class BadPhoto(JiaoyanError):
    """The file is no usable photo; the message says why."""


class Prepared(NamedTuple):
    """The bytes to keep under their hash. Width and height are pixels, 0 where it is no picture."""

    sha256: str
    content: bytes
    media: str
    width: int = 0
    height: int = 0


def prepare_photo(content: bytes, name: str) -> Prepared:
    """A photo as it is kept: a JPEG in the right position, at most 1600 pixels long, without EXIF.

    Raises `BadPhoto` for what is no picture, is damaged, or has more than a hundred million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadPhoto(f"“{name}”太大(超过一亿像素)。请缩小后再添加。")
            picture.draft("RGB", (LONGEST, LONGEST))
            upright = _on_white(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError,
            EOFError, IndexError, OverflowError):  # fmt: skip
        raise BadPhoto(_UNREADABLE.format(name)) from None
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    upright.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return Prepared(digest(kept.getvalue()), kept.getvalue(), JPEG, *upright.size)


def _on_white(picture: Image) -> Image:
    """In colour; what was transparent is white, not black."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")


def digest(content: bytes) -> str:
    """The hash under which an attachment is kept."""
    return hashlib.sha256(content).hexdigest()


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG or PNG in pixels, read from its head; None if it has none."""
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    else:
        width, height = _size_of_jpeg(content)
    return (width, height) if width and height else None


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while content[:2] == b"\xff\xd8" and at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
            return width, height
        at += 2 + length
    return 0, 0
