"""Paths that are typed into a line, or dragged into the terminal."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from typing import TYPE_CHECKING

from models.kernel.paths import given_path

if TYPE_CHECKING:
    from pathlib import Path

_DRAGGED = re.compile(r"""(?:"[^"]*"|'[^']*'|\\\s|\S)+""")
_WHOLE = re.compile(r"""["']?(?:[/~]|[A-Za-z]:[\\/])""")
"""A path from the top, as a terminal writes it for a file that is dragged in."""


def typed_path(typed: str) -> Path:
    """The path that was typed, or dragged into the terminal (quoted, or with escaped spaces). What
    is no such path is taken as it stands, and then not found.
    """
    words = typed.strip()
    with contextlib.suppress(ValueError):  # a quotation mark alone
        if os.name != "nt" and ("\\ " in words or words[:1] in ("'", '"')):
            words = (shlex.split(words) or [""])[0]
    return given_path(words.strip("'\""))


def typed_paths(typed: str) -> list[str]:
    """Several files that were dragged into the terminal together, each as it may be typed alone."""
    if os.path.exists(typed.strip()):  # noqa: PTH110 what cannot be a path is none
        return [typed]
    found: list[str] = _DRAGGED.findall(typed)
    return found if len(found) > 1 and all(_WHOLE.match(one) for one in found) else [typed]
