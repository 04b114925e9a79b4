"""Writing an instrument as canonical text: the same instrument always gives the same text, and
reading it gives the same instrument. The format is that of the built-in files.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from models.instruments.file_format import INSTRUMENT, Key, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.instruments.instrument import Instrument


def freeze(instrument: Instrument) -> str:
    """The text that an observation keeps; `models.instruments.reading.thaw` reads it."""
    return "\n".join(_table(INSTRUMENT, instrument)) + "\n"


def _table(shape: Shape, row: Any) -> Iterator[str]:
    for key, value in _written(shape, row):
        if not isinstance(key.value, Shape):
            yield f"{key.name} = {_value(value)}"
        elif shape is INSTRUMENT:
            for inner in value:
                yield f"\n[[{key.name}]]"
                yield from _table(key.value, inner)
        else:
            yield f"{key.name} = ["
            yield from (f"  {_inline(key.value, inner)}," for inner in value)
            yield "]"


def _inline(shape: Shape, row: Any) -> str:
    pairs = (f"{key.name} = {_value(value)}" for key, value in _written(shape, row))
    return f"{{ {', '.join(pairs)} }}"


def _written(shape: Shape, row: Any) -> Iterator[tuple[Key, Any]]:
    for key in shape.keys:
        value = getattr(row, key.name)
        if value != key.absent:
            yield key, value


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    # JSON writes numbers, true and false, and text in double quotes, as TOML does
    return json.dumps(value, ensure_ascii=False)
