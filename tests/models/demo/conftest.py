"""What the tests of the sample school share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.kernel.fields import Field, Kind
from models.kernel.record import Record

Placed = tuple[str, Field, dict[str, Any]]


def _links(record: Record) -> Iterator[Placed]:
    for f, column in record.type.link_places:
        cells = [row[column.key] for row in record[f.key]] if column else [record[f.key]]
        place = column or f
        for cell in cells:
            links = cell if place.kind is Kind.LINKS else [cell]
            path = f"{f.key}.{column.key}" if column else f.key
            yield from ((path, place, link) for link in links if link)


@pytest.fixture
def links_of() -> Callable[[Record], Iterator[Placed]]:
    """Every link a record holds: (path, the field that holds it, link)."""
    return _links
