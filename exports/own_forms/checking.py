"""Looking through a layout before it is used: what is wrong in it, what it shows, what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.documents import fields_for
from exports.word.carrier import CHECK
from exports.word.compile import compile_part
from exports.word.markers import separate_markers
from exports.word.template import open_template
from exports.word.values import values_of
from exports.word.xml import BadTemplate, parse
from models.kernel.fields import Kind
from models.kernel.record import new_record

if TYPE_CHECKING:
    from exports.documents import Document
    from models.kernel.fields import Field

LARGEST = 8 << 20
"""Bytes of a layout: more is a form with photos in it."""


@dataclass(frozen=True)
class Checked:
    """What was found in a layout. `problems` say the place and what was probably meant; `left_out`
    are the labels of fields that have to be handed in and have no place there.
    """

    markers: tuple[str, ...]
    problems: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    has_check: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether documents can be made with it."""
        return bool(self.markers) and not self.problems


def check_layout(file: bytes, document: Document) -> Checked:
    """Read a Word file as a layout of a document. Raises `BadTemplate` for what is no Word file."""
    if len(file) > LARGEST:
        raise BadTemplate(f"文件有 {len(file) >> 20} MB，太大了。版式里不要放照片，最多 8 MB。")
    template = open_template(file)
    known = fields_for(document)
    markers: dict[str, None] = {}
    problems: list[str] = []
    named: set[str] = set()
    for name in template.flowing:
        try:
            places = separate_markers(parse(template.parts[name], name))
            markers |= dict.fromkeys(str(place.marker) for place in places)
            named |= {place.marker.name for place in places}
            compile_part(parse(template.parts[name], name), known)
        except BadTemplate as problem:
            problems += str(problem).split("\n")
    empty = document.kind.blank()
    left_out = tuple(
        f.label for f in document.kind.fields
        if f.is_required(empty) and not f.automatic and not _is_told(f, document, named)
    )  # fmt: skip
    return Checked(tuple(markers), tuple(problems), left_out, CHECK in named)


def _is_told(f: Field, document: Document, shown: set[str]) -> bool:
    """Whether anything in the layout would change with a field: 活动时间 tells when it began."""
    empty = new_record(document.kind, {})
    filled = empty.with_values(**{f.key: _sample(f)})
    without, with_it = (values_of(one).under(document.said(one, None)) for one in (empty, filled))
    return any(without.get(name) != with_it.get(name) for name in shown)


def _sample(f: Field) -> Any:
    """Some value of a field."""
    if f.kind is Kind.ROWS:
        return [{"_id": "0" * 8, **{column.key: _sample(column) for column in f.columns}}]
    if f.kind in (Kind.CHOICE, Kind.CHOICES):
        code = f.choices[0].code
        return code if f.kind is Kind.CHOICE else [code]
    return _SAMPLES[f.kind]


_SOMEBODY = {"id": None, "name": "甲"}
_SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "甲",
    Kind.LONG: "甲",
    Kind.INT: 1,
    Kind.NUMBER: 1,
    Kind.DATE: "2026-09-24",
    Kind.TIME: "14:30",
    Kind.BOOL: True,
    Kind.LINK: _SOMEBODY,
    Kind.LINKS: [_SOMEBODY],
    Kind.FILES: [],
}
