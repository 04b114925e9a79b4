"""Any text as XML can hold it: in a run, in an element, in an attribute."""

from __future__ import annotations

import re

_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold. Text is cleaned when it is kept; this is the last guard."""
_SPECIAL = re.compile('[&<>"\t\n\x0b\x0c\r]|' + _DROPPED.pattern)
_LINES = re.compile("\r\n|[\r\n\x0b\x0c]")
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_AGAIN = '<w:t xml:space="preserve">'


def lines_of(text: str) -> list[str]:
    """The lines, whatever parts them."""
    return _LINES.split(text)


def in_element(text: str) -> str:
    """As the text of an element, or in an attribute between double quotes."""
    if not _SPECIAL.search(text):
        return text
    return _DROPPED.sub("", _LINES.sub("\n", text)).translate(_SIGNS)


def as_data(text: str) -> str:
    """As the text of an element that holds data and no prose: quotes stay, which are many in JSON.
    What XML cannot hold has to be gone already, see `holdable`.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def holdable(text: str) -> str:
    """The text without what XML cannot hold."""
    return text if text.isprintable() else _DROPPED.sub("", text)


def in_run(text: str) -> str:
    """As the text of a ``w:t``; a break or a tab closes it and opens it again."""
    if not _SPECIAL.search(text):
        return text
    clean = in_element(text)
    if "\n" in clean:
        clean = clean.replace("\n", f"</w:t><w:br/>{_AGAIN}")
    return clean.replace("\t", f"</w:t><w:tab/>{_AGAIN}") if "\t" in clean else clean


def in_attribute(text: str) -> str:
    """On one line, for an attribute."""
    return in_element(" ".join(text.split()))
