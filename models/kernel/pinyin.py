"""Finding Chinese by its sound: full pinyin and initials, with every reading of each character."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

MOST_READINGS = 16
"""A name of many many-voiced characters would multiply without bound."""


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """The keys a Chinese text is found by: full pinyin and initials, lower case.

    ``readings("单雪")`` holds ``danxue``, ``shanxue``, ``dx`` and ``sx`` (单 is a surname read
    Shàn). Latin letters and digits stand for themselves. pypinyin is loaded at the first call.
    """
    from pypinyin import Style, pinyin

    sounds = pinyin(text, style=Style.NORMAL, heteronym=True)
    voices = [tuple(dict.fromkeys(sound.casefold() for sound in each if sound)) for each in sounds]
    keys: dict[str, None] = {}
    for place, reading in enumerate(product(*(voice for voice in voices if voice))):
        if place == MOST_READINGS:
            break
        keys["".join(reading)] = None
        keys["".join(sound[0] for sound in reading)] = None
    return tuple(keys)


def found_by(text: str, typed: str) -> bool:
    """Whether what was typed is a part of the text, or the beginning of its pinyin or initials."""
    wanted = typed.casefold().replace(" ", "")
    if not wanted or wanted in text.casefold():
        return True
    return wanted.isascii() and any(key.startswith(wanted) for key in readings(text))
