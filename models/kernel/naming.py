"""Names of people as they are written one behind the other: ``孙丽、赵敏``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.kernel.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

PARTING = re.compile(r"[、，,;；/\n\t]+")
"""What stands between two names."""
_SPACED = re.compile(r"[\u4e00-\u9fff·](?: [\u4e00-\u9fff·])+")


def _any_name(_name: str) -> bool:
    return True


def names_in(words: str, is_name: Callable[[str], bool] = _any_name) -> list[str]:
    """``陈晓岚、赵明远`` one by one. A name of two characters may have a space in it (``张 伟``); any
    other that `is_name` does not take for one is several, parted by spaces.
    """
    found: list[str] = []
    for written in PARTING.split(words):
        name = without_space(one_line(written))
        pieces = name.split() if name and not is_name(name) else [name]
        found += filter(None, pieces)
    return found


def without_space(name: str) -> str:
    """``张 伟`` as it is meant; other names as they are."""
    return name.replace(" ", "") if _SPACED.fullmatch(name) else name
