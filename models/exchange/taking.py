"""Taking over what has been judged: people first, then the records, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.catalogue import RECORD_TYPES
from models.exchange.matching import remapped
from models.kernel.fields import id_of
from models.kernel.workflow import handed_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.exchange.judging import Judgement
    from models.kernel.record import Record
    from models.storage import Store


@dataclass(frozen=True)
class Taking:
    """A judgement that is taken over, and the file it came from."""

    judgement: Judgement
    origin: str


def take_over(
    store: Store, strangers: Iterable[Record], takings: Sequence[Taking], *, actor: str
) -> int:
    """Keep the records, and those of the strangers whom they need; how many of the records were.

    Links to what is not here keep the name alone; they are led again when it has come. Raises
    `Conflict` where a record has been changed here since it was judged, and `StoreProblem`.
    """
    wanted = _last(takings)
    coming = {one.judgement.result.id for one in wanted}
    needed = _needed(strangers, wanted)
    with store.transaction():
        there = coming | {one.id for one in needed} | _there(store, wanted)
        brought = [_led(handed_in(one), there) for one in needed]
        store.save_all(brought, actor=actor, reason="随文件带来")
        for one in wanted:
            result = _led(one.judgement.result, there)
            based_on = one.judgement.ours.version if one.judgement.ours else 0
            store.adopt_all([(result, based_on)], actor=actor, reason=one.origin)
    return len(wanted)


def _last(takings: Sequence[Taking]) -> list[Taking]:
    """Of each record the last judgement, against what stood here before the first."""
    first: dict[str, Record | None] = {}
    last: dict[str, Taking] = {}
    for one in takings:
        id_ = one.judgement.result.id
        first.setdefault(id_, one.judgement.ours)
        last[id_] = one
    order = {kind.name: n for n, kind in enumerate(RECORD_TYPES)}
    found = [replace(one, judgement=replace(one.judgement, ours=first[id_]))
             for id_, one in last.items()]  # fmt: skip
    return sorted(found, key=lambda one: order[one.judgement.result.type.name])


def _needed(strangers: Iterable[Record], wanted: Sequence[Taking]) -> list[Record]:
    """The strangers that are spoken of, and those these speak of; the school always."""
    known = {one.id: one for one in strangers}
    asked = {id_ for one in wanted for id_ in links_of(one.judgement.result)}
    found: dict[str, Record] = {}
    while asked:
        found |= (more := {id_: known[id_] for id_ in asked if id_ in known and id_ not in found})
        asked = {id_ for one in more.values() for id_ in links_of(one)}
    schools = {one.id: one for one in known.values() if one.type.name == "school"} if wanted else {}
    order = {kind.name: n for n, kind in enumerate(RECORD_TYPES)}
    return sorted({**schools, **found}.values(), key=lambda one: order[one.type.name])


def links_of(record: Record) -> dict[str, str]:
    """All ids that a record links to, with the names of their types."""
    found: dict[str, str] = {}
    for f, column in record.type.link_places:
        place = column or f
        for row in (record[f.key] or ()) if column else ({place.key: record[f.key]},):
            value = row.get(place.key) or ()
            for link in (value,) if isinstance(value, dict) else value:
                if id_of(link):
                    found[link["id"]] = place.target
    return found


def _there(store: Store, wanted: Sequence[Taking]) -> set[str]:
    ids: dict[str, str] = {}
    for one in wanted:
        ids |= links_of(one.judgement.result)
    return present(store, ids)


def present(store: Store, ids: dict[str, str]) -> set[str]:
    """Those of the ids (with the names of their types) that are in the store, deleted or not."""
    by_type: dict[str, list[str]] = {}
    for id_, name in ids.items():
        by_type.setdefault(name, []).append(id_)
    found: set[str] = set()
    for name, some in by_type.items():
        found |= store.existing(store.types.named(name), some)
    return found


def _led(record: Record, there: set[str]) -> Record:
    return remapped(record, lambda id_: id_ if id_ in there else None)
