"""Names as lists write them, and the marks behind them."""

from __future__ import annotations

import re
import unicodedata

from exports.roster.cells import WORDS
from exports.roster.groups import role_named, take_mark
from models.kernel.text import clean, one_line
from models.school.people import TEACHER

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NO_NAME = re.compile(r"[0-9@#$%^&*=+<>?!,。;:“”\"|~`]")


def read_name(written: str) -> tuple[str, str]:
    """A name as it is kept and the mark behind it. A mark that is no role and no status stays a
    part of the name, because schools tell people of one name apart by it: 王芳(大).
    """
    text = one_line(unicodedata.normalize("NFC", clean(written).text)).lstrip("*★☆●")
    bare, mark = take_mark(text)
    if mark and not (role_named(mark) or codes_of(mark)):
        return _close_up(text), ""
    return _close_up(bare), mark


def is_name(name: str) -> bool:
    """Whether it can be somebody's name."""
    return 2 <= len(name) <= TEACHER.field("name").limit and not _NO_NAME.search(name)


def _close_up(name: str) -> str:
    """``王  芳`` is 王芳; ``John Smith`` keeps its space."""
    return re.sub(r"\s", "", name) if _HAN.search(name) else name


def codes_of(mark: str) -> dict[str, str]:
    """What a mark says about gender and status: ``女``, ``女,产假``."""
    found = {}
    for word in re.split(r"[、,，;；\s]+", mark):
        for key in ("gender", "status"):
            for code, words in WORDS[key].items():
                if word in words:
                    found[key] = code
    return found
