"""What stands in a filled-in form of any school, read as one of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exports.own_forms.filled_lines import FilledLines
from exports.own_forms.filled_tables import FilledTables
from exports.own_forms.findings import Filled
from exports.own_forms.rivals import settled
from exports.word.words import paragraph_words
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from exports.documents import Document
    from exports.own_forms.findings import Said


def filled_in(trees: Iterable[_Element], document: Document) -> Filled:
    """Read a form as one of a document; only labels are trusted, not where they stand."""
    found = Filled()
    for root in trees:
        tables, lines = FilledTables(document), FilledLines(document)
        for paragraph in root.iter(f"{W}p"):
            row = next(paragraph.iterancestors(f"{W}tr"), None)
            if row is not None and row not in tables.done:
                lines.table()
                tables.row(row, found)
            elif row is None and not found.said and not found.listed:
                found.title += "".join(paragraph_words(paragraph).split())
            if not any(cell in tables.done for cell in paragraph.iterancestors(f"{W}tc")):
                lines.line(paragraph, found, in_table=row is not None)
    found.said = _settled(found, document)
    return found


def _settled(found: Filled, document: Document) -> list[Said]:
    """With what each label asks for beside the others."""
    asked_for = [(one.label, one.meaning) for one in found.said]
    lists = [one.field.label for one in found.listed if one.rows]
    meanings = settled(asked_for, lists, document)
    return [replace(one, meaning=meaning)
            for one, meaning in zip(found.said, meanings, strict=True)]  # fmt: skip
