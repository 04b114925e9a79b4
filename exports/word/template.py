"""Opening a layout: a Word file from anywhere, trusted with nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.word.package import Package
from exports.word.safety import without_dangers
from exports.word.xml import CONTENT_TYPES, BadTemplate, W, parse, relations_of, target_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a Word file. `main` is the name of its body, `flowing` that and the names of its
    headers and footers, `core` the name of its core properties, ``""`` if it has none.
    """

    parts: dict[str, bytes]
    main: str
    flowing: tuple[str, ...]
    core: str


def open_template(document: bytes) -> Template:
    """Read a Word file, without its macros, embedded objects and links to outside files.

    Raises `BadTemplate`.
    """
    with Package(document) as container:
        parts = without_dangers({name: container.read(name) for name in container.names})
    package = targets(parts, "")
    main = next((name for kind, name in package if kind == "officeDocument"), "")
    if main not in parts or CONTENT_TYPES not in parts:
        raise BadTemplate("这个文件里没有 Word 正文。请用 Word 另存为 .docx 再试。")
    if parse(parts[main], main).tag != f"{W}document":
        raise BadTemplate("这个文件用的是“严格”格式。请用 Word 另存为普通的 .docx 再试。")
    edges = [name for kind, name in targets(parts, main) if kind in ("header", "footer")]
    core = next((name for kind, name in package if kind == "core-properties"), "")
    return Template(parts, main, (main, *(name for name in edges if name in parts)), core)


def targets(parts: Mapping[str, bytes], part: str) -> list[tuple[str, str]]:
    """(last word of the type, name of the part) of a part's relationships."""
    name = relations_of(part)
    if name not in parts:
        return []
    return [
        (relation.get("Type", "").rpartition("/")[2], target_of(part, relation.get("Target", "")))
        for relation in parse(parts[name], name)
        if relation.get("TargetMode") != "External"
    ]


def styles_of(parts: Mapping[str, bytes], main: str) -> dict[str, str]:
    """The names of a document's styles by their ids."""
    part = next((name for kind, name in targets(parts, main) if kind == "styles"), "")
    if part not in parts:
        return {}
    found = {}
    for style in parse(parts[part], part).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found
