"""Pictures in a document: two in a row, no wider than 7.5 cm, the caption beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exports.word.escape import in_attribute, in_run

if TYPE_CHECKING:
    from collections.abc import Sequence

EMU = 635
"""English metric units in a twip."""
WIDEST = 4252
"""Twips: 7.5 cm."""
GAP = 113
"""Twips on either side of a picture: 2 mm."""
TALLEST = 3 / 4
"""Of its width, the most a picture is high: portraits come out narrower."""
CAPTION = "JyCaption"
"""The id of the style of captions; a layout without it shows them as its body text."""
EXTENSIONS = {"image/jpeg": "jpeg", "image/png": "png"}
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Photo(NamedTuple):
    """A prepared picture, its width and height in pixels. Without content its place says so."""

    content: bytes
    media: str
    width: int
    height: int
    caption: str


def part_of(number: int, photo: Photo) -> str:
    """The part of the picture with this number, seen from ``word/``."""
    return f"media/jiaoyan{number}.{EXTENSIONS[photo.media]}"


def relation_of(number: int, photo: Photo) -> str:
    """The relationship of the picture with this number."""
    return (
        f'<Relationship Id="rIdJiaoyan{number}" Type="{_OFFICE}/image" '
        f'Target="{part_of(number, photo)}"/>'
    )


def grid_of(photos: Sequence[Photo], first: int, width: int, caption: str = CAPTION) -> str:
    """A table without lines that shows the pictures, numbered from `first`, in `width` twips, what
    is said of them in the style `caption`.
    """
    if not photos:
        return ""
    column = min(width // 2, WIDEST + 2 * GAP)
    cells = [_cell(photo, first + n, column, caption) for n, photo in enumerate(photos)]
    if len(cells) % 2:
        cells.append(_box("<w:p/>", column))
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{left}{right}</w:tr>"
        for left, right in zip(cells[::2], cells[1::2], strict=True)
    )
    margins = "".join(f'<w:{side} w:w="{GAP}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{2 * column}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{column}"/><w:gridCol w:w="{column}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _box(inner: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _cell(photo: Photo, number: int, column: int, style: str) -> str:
    shown = f"<w:r>{_inline(photo, number, column)}</w:r>" if photo.content else _MISSING
    caption = f'<w:r><w:t xml:space="preserve">{in_run(photo.caption)}</w:t></w:r>'
    return _box(
        f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>{shown}</w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="center"/></w:pPr>{caption}</w:p>',
        column,
    )


_MISSING = "<w:r><w:t>[照片缺失]</w:t></w:r>"


def _inline(photo: Photo, number: int, column: int) -> str:
    """The picture as a drawing in the line of text, with its caption as alternative text."""
    most = (column - 2 * GAP) * EMU
    scale = min(most / photo.width, most * TALLEST / photo.height)
    size = f'cx="{max(int(photo.width * scale), 1)}" cy="{max(int(photo.height * scale), 1)}"'
    called = f"照片{number}"
    alternative = in_attribute(photo.caption) or called
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_INLINE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="{called}" descr="{alternative}"/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="{number}" name="{called}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_OFFICE}" '
        f'r:embed="rIdJiaoyan{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
