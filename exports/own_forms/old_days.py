"""The day that a form of past years is of, and by which dates without a year are read."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from exports.collect.meaning import Unreadable
from exports.own_forms.old_values import read_words
from models.kernel.dates import kept_date
from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from exports.documents import Document
    from exports.own_forms.findings import Filled
    from models.kernel.fields import Field, Link

_TERM = re.compile(
    r"(20\d\d)(?:\s*[-—–~～至]+\s*20\d\d)?\s*学年度?\s*(?:第?\s*([一二12上下])\s*学期)?"
)


def day_of(name: str, filled: Filled, document: Document, today: date) -> str:
    """The day of the record, else one of its term, else today; `name` is that of the file."""
    near = _year_told(name, filled) or today
    return _day(filled, document, near) or near.isoformat()


def _day(filled: Filled, document: Document, today: date) -> str:
    """The day of the record, by which dates without a year are read."""
    key = document.kind.day
    for said in filled.said:
        if said.meaning is None or not said.words or not key:
            continue
        try:
            found = read_words(
                said.meaning.markers, said.words, document, _nobody, today.isoformat()
            )
        except (Unreadable, JiaoyanError):
            continue
        if kept_date(found.values.get(key)):
            return str(found.values[key])
    return ""


def _year_told(name: str, filled: Filled) -> date | None:
    """A day in the term that the form, or its name, says it is of."""
    found = _TERM.search(" ".join((filled.title, name, *(one.words for one in filled.said))))
    if found is None:
        return None
    is_second = (found[2] or "") in ("二", "2", "下")
    return date(int(found[1]) + is_second, 4 if is_second else 10, 15)


def _nobody(_f: Field, name: str) -> Link:
    return {"id": None, "name": name}
