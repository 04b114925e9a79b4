"""The built-in layouts, one module each: what a school's forms look like."""

from __future__ import annotations

from importlib import import_module


def built(name: str, scheme: str) -> bytes:
    """The layout called `name` in a scheme of fonts, as a Word file."""
    file: bytes = import_module(f"{__name__}.{name}").build(scheme)
    return file
