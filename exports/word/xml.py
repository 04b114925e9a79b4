"""The XML of Word files: the names in it, and reading what may come from anywhere."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class BadTemplate(JiaoyanError):
    """The file is no usable layout. The message names every fault and its place, one a line."""


def parse(content: bytes, name: str) -> _Element:
    """A part's tree, without entities, comments or processing instructions, and without the
    network.

    Raises `BadTemplate`.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise BadTemplate(f"文件里的“{name}”坏了：{problem}。请用 Word 另存一份再试。") from None
    if root is None or root.getroottree().docinfo.doctype:
        raise BadTemplate(f"文件里的“{name}”带有外部定义，可能有危险，没有读它。")
    return root


def serialise(root: _Element) -> str:
    """The text of a tree as it stands in a part."""
    from lxml import etree

    return DECLARATION + str(etree.tostring(root, encoding="unicode"))


def relations_of(part: str) -> str:
    """The name of the part that holds a part's relationships; of the whole package for ``""``."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def target_of(part: str, target: str) -> str:
    """The name of the part that a relationship of `part` points to."""
    return normpath(join("/", dirname(part), target)).lstrip("/")
