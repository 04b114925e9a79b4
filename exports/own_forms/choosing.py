"""What may be written into a place of a form, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.documents import fields_for
from exports.own_forms.labels import known_labels
from exports.word.itemised import ITEMS
from exports.word.values import FILES, TICKS
from models.kernel.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.documents import Document


def markers_for(document: Document) -> list[tuple[str, str]]:
    """(markers, words) for everything that can stand in one place: the fields in their order, then
    what is worked out from them.
    """
    named = dict(_of_fields(document))
    combined = {one: " ".join(one.split()) for one in known_labels(document).values()}
    known = fields_for(document)
    rest = {f"{{{{{name}}}}}": name for name in sorted(known.texts)}
    return list(
        {**named, **{k: v for k, v in {**combined, **rest}.items() if k not in named}}.items()
    )


def _of_fields(document: Document) -> Iterator[tuple[str, str]]:
    for f in document.kind.fields:
        if f.columns:
            yield f"{{{{{ITEMS.format(f.label)}*}}}}", f"{f.label}（分条写在一格里）"
        elif f.kind is Kind.CHOICES:
            yield f"{{{{{TICKS.format(f.label)}}}}}", f"{f.label}（全部列出，打勾）"
            yield f"{{{{{f.label}}}}}", f.label
        elif f.kind is Kind.FILES:
            yield f"{{{{{f.label}}}}}", f"{f.label}（照片）"
            yield f"{{{{{FILES.format(f.label)}*}}}}", f"{f.label}（文件名）"
        else:
            yield f"{{{{{f.label}{'*' if f.kind is Kind.LONG else ''}}}}}", f.label
