"""Names that fit more than one: they have to be chosen, never guessed (docs/rules.md §1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import Record
    from models.session.session import Session


def undecided(record: Record, session: Session) -> Iterator[Problem]:
    """The links without an id whose name more than one record has."""
    for f, column in record.type.link_places:
        place = column or f
        rows = (record[f.key] or ()) if column else ({place.key: record[f.key]},)
        for number, row in enumerate(rows):
            for name in _names(place, row.get(place.key)):
                if _fits_several(session, place.target, name):
                    message = f"有几位{name}，请在{place.label}里按 ↓ 选一位"
                    in_row = (number, place.key) if column else (None, "")
                    yield Problem(f.key, message, *in_row)


def _names(place: Field, value: Any) -> list[str]:
    links = (value or ()) if place.kind is Kind.LINKS else (value,)
    return [str(link["name"]) for link in links if link and not id_of(link)]


def _fits_several(session: Session, target: str, name: str) -> bool:
    same = [one for one in session.all_of(session.store.types.named(target)) if one.title == name]
    return sum(not one.deleted_at for one in same) > 1
