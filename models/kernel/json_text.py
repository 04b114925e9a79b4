"""The JSON text of values: the one that is stored and hashed, and how stored ones are read."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from models.kernel.text import each_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.kernel.fields import Values


def canonical(values: Values) -> str:
    """The one JSON text of these values: sorted keys, no spaces, every text in it NFC.

    Equal records have equal texts on every machine; hashes are taken over it. The values are
    normalised and never the JSON: a combining mark behind a line break would compose with the
    ``n`` of its ``\\n``.
    """
    text = "".join(_chunks(values, 0))
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return "".join(_chunks(each_text(values, _composed), 0))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_FOLDED_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{3}(.)|(.))", re.DOTALL)


def read_json(text: str) -> Any:
    """What a JSON text that the store keeps says. Texts in which an escape was composed with the
    combining mark behind it (``\\ń`` for ``\\n`` and U+0301) were written once; they are read as
    they were meant. Raises ValueError for what is no JSON.
    """
    try:
        try:
            return json.loads(text)
        except ValueError:
            return json.loads(_FOLDED_ESCAPE.sub(_unfolded, text))
    except RecursionError:
        raise ValueError("nested more deeply than anything we write") from None


def _unfolded(found: re.Match[str]) -> str:
    last = found[1] or found[2]
    return found[0] if last.isascii() else found[0][:-1] + unicodedata.normalize("NFD", last)


def _encoder() -> Callable[[Any, int], Iterable[str]]:
    """What ``JSONEncoder.encode`` makes anew for every text, made once: that takes as long as most
    of our texts. Where Python does not have it, ``iterencode`` says the same.
    """
    plain = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return lambda values, _level: plain.iterencode(values)
    quote = json.encoder.encode_basestring
    rules = (plain.sort_keys, plain.skipkeys, plain.allow_nan)
    made: Callable[[Any, int], Iterable[str]]
    made = make(None, plain.default, quote, None, ":", ",", *rules)
    return made


_chunks = _encoder()
