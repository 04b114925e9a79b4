"""课题月记录表: for each teacher of a topic tree and each month of a term, is the record in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.filters import Filter
from models.kernel.workflow import STATES
from models.research.deadlines import Month, months_in
from models.research.month_cells import Key, MonthCell, cell, kept_records, month_record
from models.research.months import TOPIC_MONTH
from models.research.stages import AHEAD
from models.research.topics import TOPIC
from models.research.tree import Placed, faults, tree
from models.research.writers import writers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session

MARKS = {"in": "✓", "late": "迟", "missing": "✗", "open": "·"}
"""`MonthCell.state` as people see it."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A teacher in a topic; a cell is None in a month for which nothing is asked."""

    placed: Placed
    author: Link
    cells: tuple[MonthCell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Teachers down, months across; `faults` says what is wrong with the tree of topics."""

    months: tuple[Month, ...]
    rows: tuple[MatrixRow, ...]
    faults: tuple[str, ...]

    def count(self, state: str) -> int:
        """How many cells are in a state."""
        return sum(1 for row in self.rows for one in row.cells if one and one.state == state)


def matrix(session: Session, term: Record | None, only: Sequence[str] = ()) -> Matrix:
    """The matrix of a term in the order of the topic trees; `only` these topics, if any are named.

    A row is there for everybody who owes a record in some month of the term, and for whoever has
    written one all the same.
    """
    months = months_in(term, session)
    there = kept_records(TOPIC_MONTH, months, session, only[0] if len(only) == 1 else "")
    return matrix_of(months, all_topics(session), there, session.today().isoformat(), only)


def matrix_of(
    months: tuple[Month, ...], topics: Sequence[Record], there: Mapping[Key, Record], today: str,
    only: Sequence[str] = (),
) -> Matrix:  # fmt: skip
    """The same of all topics and of monthly records that are read already."""
    rows = [
        row
        for placed in tree(topics)
        if placed.topic.state not in AHEAD and (not only or placed.topic.id in only)
        for row in _rows(placed, topics, months, there, today)
    ]
    return Matrix(months, tuple(rows), tuple(faults(topics)))


def all_topics(session: Session) -> list[Record]:
    """Every topic there is."""
    return session.store.found(Filter(TOPIC))


def _rows(
    placed: Placed, topics: Sequence[Record], months: Sequence[Month],
    there: Mapping[Key, Record], today: str,
) -> Iterator[MatrixRow]:  # fmt: skip
    owed = {month: writers(placed.topic, topics, month.due) for month in months}
    kept = [record for key, record in there.items() if key[0] == placed.topic.id]
    authors = {link["id"]: link for links in owed.values() for link in links}
    for record in kept:
        authors.setdefault(record["author"]["id"], record["author"])
    for author in authors.values():
        cells = tuple(
            _cell(placed.topic, author, month, there, today,
                  asked=any(link["id"] == author["id"] for link in owed[month]))
            for month in months
        )  # fmt: skip
        yield MatrixRow(placed, author, cells)


def _cell(
    topic: Record, author: Link, month: Month, there: Mapping[Key, Record], today: str, *,
    asked: bool,
) -> MonthCell | None:  # fmt: skip
    kept = there.get((topic.id, author["id"], month.first))
    if kept is not None and STATES[kept.state].held:
        return cell(kept, month, today)
    return (
        cell(month_record(TOPIC_MONTH, topic, author, month.first), month, today) if asked else None
    )
