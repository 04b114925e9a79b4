"""The school's papers, a folder for each room of `models`: what its forms look like, a module for each
form, and what they show beyond the fields of a record.
"""

from __future__ import annotations

from importlib import import_module


def built(name: str, scheme: str) -> bytes:
    """The layout called `name` (``meetings.minutes``) in a scheme of fonts, as a Word file."""
    file: bytes = import_module(f"{__name__}.{name}").build(scheme)
    return file
