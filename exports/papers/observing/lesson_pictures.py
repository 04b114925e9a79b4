"""Pictures of what observers counted in a lesson: when each code was ticked, and the S–T quadrant.

Codes and axes stand in the picture, everything in Chinese in the caption: a picture is drawn on
machines that have no Chinese font.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from exports.word.drawing import Photo
from models.instruments.s_t import DIALOGUE_CH, LECTURE_RT, PRACTICE_RT, balance

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from models.observing.joint import Path, Timeline

WIDTH = 1200
"""Pixels: 400 to the inch at 7.5 cm."""
PNG = "image/png"
_LABEL, _ROW, _TOP, _SIZE = 190, 60, 60, 42
_SQUARE, _EDGE = 900, 110
_INK, _FAINT, _BAR, _UNWATCHED = "#000000", "#c0c0c0", "#2f5d8a", "#e8e8e8"


def timeline_picture(one: Timeline, number: int) -> Photo | None:
    """A row for each code that occurred, a bar where it was ticked, grey where nobody watched; the
    minutes above. None where nothing was ticked.
    """
    ticked = frozenset[str]().union(*(ticks for ticks in one.ticks if ticks))
    codes = [code for code in one.codes if code in ticked]
    if not codes:
        return None
    step = (WIDTH - _LABEL - 20) / len(one.ticks)
    image, draw = _sheet(WIDTH, _TOP + _ROW * len(codes) + 10)
    bottom = _TOP + _ROW * len(codes)
    for place, ticks in enumerate(one.ticks):
        left = _LABEL + place * step
        if ticks is None:
            draw.rectangle((left, _TOP, left + step, bottom), fill=_UNWATCHED)
        if place * one.seconds % 300 == 0:
            draw.text((left, 8), str(place * one.seconds // 60), _INK, font_size=_SIZE)
            draw.line((left, _TOP, left, bottom), _FAINT, 2)
        for row, code in enumerate(codes):
            if ticks and code in ticks:
                top = _TOP + row * _ROW
                draw.rectangle((left + 1, top + 8, left + step - 2, top + _ROW - 8), fill=_BAR)
    for row, code in enumerate(codes):
        label = code if code.isascii() else f"({row + 1})"
        draw.text((6, _TOP + row * _ROW + 4), label, _INK, font_size=_SIZE)
    strange = [f"({n}){code}" for n, code in enumerate(codes, 1) if not code.isascii()]
    said = f"图{number} {one.observer}：各代码出现的时间（横轴：分钟）{'，' if strange else ''}"
    return _photo(image, said + "、".join(strange))


def quadrant_picture(paths: tuple[Path, ...], number: int) -> Photo | None:
    """Each observer's point in the Rt–Ch plane, with the lines between the four types of teaching."""
    image, draw = _sheet(_SQUARE + 2 * _EDGE, _SQUARE * 3 // 4 + 2 * _EDGE)
    height = _SQUARE * 3 // 4

    def at(rt: float, ch: float) -> tuple[float, float]:
        return _EDGE + rt * _SQUARE, _EDGE + (1 - ch) * height

    draw.rectangle((*at(0, 1), *at(1, 0)), outline=_INK, width=3)
    for rt in (PRACTICE_RT, LECTURE_RT):
        draw.line((*at(float(rt), 1), *at(float(rt), 0)), _FAINT, 3)
        draw.text((at(float(rt), 0)[0] - 20, _EDGE + height + 10), f"{float(rt):.1f}", _INK,
                  font_size=_SIZE)  # fmt: skip
    ch = float(DIALOGUE_CH)
    draw.line((*at(float(PRACTICE_RT), ch), *at(float(LECTURE_RT), ch)), _FAINT, 3)
    draw.text((_EDGE - 60, at(0, ch)[1] - 18), f"{ch:.1f}", _INK, font_size=_SIZE)
    draw.text((_EDGE + _SQUARE // 2, _EDGE + height + 50), "Rt", _INK, font_size=_SIZE)
    draw.text((20, _EDGE - 50), "Ch", _INK, font_size=_SIZE)
    named = []
    for order, path in enumerate(paths, 1):
        found = balance(path.samples)
        if found is not None:
            x, y = at(float(found.rt), float(found.ch))
            draw.ellipse((x - 12, y - 12, x + 12, y + 12), fill=_BAR)
            draw.text((x + 16, y - 34), str(order), _INK, font_size=_SIZE)
            named.append(f"{order} {path.observer}")
    if not named:
        return None
    types = "左为练习型，右为讲授型，中上为对话型，中下为混合型"
    return _photo(image, f"图{number} S–T 象限：{'，'.join(named)}（{types}）")


def _sheet(width: int, height: int) -> tuple[Image, ImageDraw]:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (width, height), "white")
    return image, ImageDraw.Draw(image)


def _photo(image: Image, caption: str) -> Photo:
    from PIL.Image import Dither

    written = io.BytesIO()
    image.quantize(16, dither=Dither.NONE).save(written, "PNG", optimize=True)
    return Photo(written.getvalue(), PNG, image.width, image.height, caption)
