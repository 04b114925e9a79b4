"""What is taken out of a stranger's Word file before it becomes a layout.

Macros, embedded objects, alternative content chunks and everything that would fetch from outside
go, with whatever points to them; plain hyperlinks stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.word.xml import CONTENT_TYPES, BadTemplate, R, W, parse, serialise, target_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = re.compile(
    r"vbaProject|vbaData|/embeddings/|/activeX/|/ctrlProps/|oleObject|afchunk|customUI/",
    re.IGNORECASE,
)
_RELATIONS = re.compile(
    r"/(attachedTemplate|aFChunk|oleObject|package|control|vbaProject|wordVbaData|subDocument"
    r"|mailMergeSource|mailMergeHeaderSource|frame|extensibility|keyMapCustomizations)$",
    re.IGNORECASE,
)
_FETCHING = re.compile(
    r"\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE
)
_ELEMENTS = ("altChunk", "object", "control", "attachedTemplate", "mailMerge", "subDoc")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def without_dangers(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts that may stay, with nothing in them that points to those that may not.

    Raises `BadTemplate` for entity definitions and for fields that fetch files or run programs.
    """
    kept = {name: content for name, content in parts.items() if not _PARTS.search(name)}
    for name, content in kept.items():
        if any(sign in content for sign in _DOCTYPES) and name.endswith((".xml", ".rels")):
            raise BadTemplate(f"文件里的“{name}”带有外部定义，可能有危险，没有读它。")
    for name in [name for name in kept if name.endswith(".rels")]:
        _clean_relations(kept, name)
    for name in [name for name in kept if re.fullmatch(r"word/[^/]+\.xml", name)]:
        _clean_elements(kept, name)
    if CONTENT_TYPES in kept:
        _clean_types(kept)
    return kept


def _clean_relations(parts: dict[str, bytes], name: str) -> None:
    root = parse(parts[name], name)
    owner = re.sub(r"(^|/)_rels/([^/]*)\.rels$", r"\1\2", name)
    gone = {r.get("Id") for r in root if not _may_stay(parts, owner, r)}
    if not gone:
        return
    for relation in [r for r in root if r.get("Id") in gone]:
        root.remove(relation)
    parts[name] = serialise(root).encode()
    if owner in parts and owner.endswith(".xml"):
        _forget(parts, owner, gone)


def _may_stay(parts: dict[str, bytes], owner: str, relation: _Element) -> bool:
    kind = relation.get("Type", "")
    if _RELATIONS.search(kind):
        return False
    if relation.get("TargetMode") == "External":
        return bool(kind.endswith("/hyperlink"))
    target: str = relation.get("Target", "")
    return target_of(owner, target) in parts


def _forget(parts: dict[str, bytes], owner: str, gone: set[str | None]) -> None:
    """Remove what refers to relationships that are gone."""
    root = parse(parts[owner], owner)
    for element in list(root.iter()):
        for attribute, value in list(element.attrib.items()):
            if str(attribute).startswith(R) and value in gone:
                if attribute == f"{R}link" and f"{R}embed" in element.attrib:
                    del element.attrib[attribute]
                else:
                    _remove(element)
    parts[owner] = serialise(root).encode()


def _remove(element: _Element) -> None:
    """Remove an element with the drawing or object it belongs to."""
    whole = element
    for above in element.iterancestors(f"{W}object", f"{W}drawing", f"{W}pict"):
        whole = above
    parent = whole.getparent()
    if parent is not None:
        parent.remove(whole)


def _clean_elements(parts: dict[str, bytes], name: str) -> None:
    if not any(tag.encode() in parts[name] for tag in (*_ELEMENTS, "instr")):
        return
    root = parse(parts[name], name)
    for code in root.iter(f"{W}instrText", f"{W}fldSimple"):
        found = _FETCHING.match(code.text or code.get(f"{W}instr") or "")
        if found:
            raise BadTemplate(
                f"文件里有会读外部文件或运行程序的域({found[1]})，可能有危险。请在 Word 里删去它再试。"
            )
    for element in list(root.iter(*(f"{W}{tag}" for tag in _ELEMENTS))):
        _remove(element)
    parts[name] = serialise(root).encode()


def _clean_types(parts: dict[str, bytes]) -> None:
    """Forget the types of parts that are gone; a macro or template file becomes a document."""
    root = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    for entry in list(root):
        kind = entry.get("ContentType", "")
        part = entry.get("PartName")
        if part is not None and part.lstrip("/") not in parts:
            root.remove(entry)
        elif kind.endswith((".main+xml", ".template.main+xml")) and "word" in kind:
            entry.set("ContentType", _MAIN)
    parts[CONTENT_TYPES] = serialise(root).encode()
