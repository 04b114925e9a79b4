"""Who and what travels along with a record: enough of it that another database of the school knows
whom and what the record speaks of, and no more.

Of people only what tells them apart goes; birthdays and telephone numbers stay at home.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.exchange.portable import BadRecord, from_dict, to_dict, uid
from models.kernel.fields import Kind, id_of
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from models.mentoring.pairings import PAIRING
from models.observing.instrument_files import INSTRUMENT
from models.research.outcomes import OUTCOME
from models.research.topics import TOPIC
from models.school.people import GROUP, TEACHER, rows_on
from models.school.schools import SCHOOL
from models.school.terms import TERM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import RecordType
    from models.storage import Store

KNOWN_BY: dict[str, tuple[str, ...]] = {
    SCHOOL.name: ("name", "district", "fonts", "print_names"),
    TERM.name: TERM.form[0].keys + TERM.form[1].keys,
    GROUP.name: ("name", "subject"),
    TEACHER.name: ("name", "staff_no", "subject", "title", "memberships"),
    INSTRUMENT.name: tuple(INSTRUMENT.by_key),
}
"""The types of which a record speaks and that have no paper of their own: what is told of each."""
_KINDS: dict[str, RecordType] = {
    kind.name: kind for kind in (SCHOOL, TERM, GROUP, TEACHER, INSTRUMENT)
}
_BROUGHT = {TOPIC.name: "", PAIRING.name: "mentee"}
"""Record type → the link whose outcomes go along, ``""`` for those of the record itself: its papers
speak of them, and they have none of their own."""
MOST = 600


@dataclass(frozen=True)
class Companions:
    """What came along: the school, those the record speaks of, and whole records."""

    school: Record | None = None
    spoken_of: tuple[Record, ...] = ()
    whole: tuple[Record, ...] = ()


@dataclass
class Company:
    """Finds the companions of one record after another; what is asked for often is read once."""

    store: Store
    school: Record | None
    _told: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def of(self, record: Record) -> dict[str, Any]:
        """What to tell beside a record."""
        links = dict(linked_to(record))
        self._read(links)
        known = [one for id_ in links if (one := self._told[id_])]
        groups = {row["group"]["id"] for one in known if one["kind"] == TEACHER.name
                  for row in _rows_on(one, record.day) if row["group"]}  # fmt: skip
        more = {id_: GROUP.name for id_ in sorted(groups - links.keys()) if id_}
        self._read(more)
        known += [one for id_ in more if (one := self._told[id_])]
        found: dict[str, Any] = {"spoken_of": [_on(one, record.day) for one in known]}
        if self.school:
            found["school"] = _short(self.school)
        if record.type.name in _BROUGHT and (whole := self._outcomes(record)):
            found["whole"] = whole
        return found

    def _read(self, links: Mapping[str, str]) -> None:
        """Those not known yet, one question for each type."""
        unknown: dict[str, list[str]] = {}
        for id_, name in links.items():
            if id_ not in self._told:
                unknown.setdefault(name, []).append(id_)
        for name, ids in unknown.items():
            self._told |= dict.fromkeys(ids)
            self._told |= {one.id: _short(one) for one in self.store.many(_KINDS[name], ids)}

    def _outcomes(self, record: Record) -> list[dict[str, Any]]:
        key = _BROUGHT[record.type.name]
        about = id_of(record[key]) if key else record.id
        if not about:
            return []
        ids = self.store.ids(Filter(OUTCOME, linked_to=about))
        return [
            to_dict(one) for one in sorted(self.store.many(OUTCOME, ids), key=lambda one: one.id)
        ]


def linked_to(record: Record) -> Iterator[tuple[str, str]]:
    """Id and type of all that a record links to and that has no paper of its own."""
    for f, column in record.type.link_places:
        place = column or f
        if place.target not in KNOWN_BY:
            continue
        rows = record[f.key] or () if column else ({place.key: record[f.key]},)
        for row in rows:
            value = row.get(place.key)
            links = (value or ()) if place.kind is Kind.LINKS else (value,)
            yield from ((id_, place.target) for link in links if (id_ := id_of(link)))


def companions(plain: Mapping[str, Any]) -> Companions:
    """What came along with a record. Raises `BadRecord`."""
    spoken_of, whole = (plain.get(key, []) for key in ("spoken_of", "whole"))
    if not isinstance(spoken_of, list) or not isinstance(whole, list):
        raise BadRecord("随文件带来的名单格式不对")
    if len(spoken_of) + len(whole) > MOST:
        raise BadRecord("随文件带来的名单太长")
    school = plain.get("school")
    return Companions(
        _spoken_of(school) if school else None,
        tuple(_spoken_of(one) for one in spoken_of),
        tuple(_brought(one) for one in whole),
    )


def _brought(plain: Any) -> Record:
    """A whole record: of the one kind that travels so, or a stranger's file could change anybody."""
    record = from_dict(plain)
    if record.type is not OUTCOME:
        raise BadRecord(f"随文件带来的“{record.type.label}”不该在这里")
    return record


def _spoken_of(plain: Any) -> Record:
    kind = _KINDS.get(str(plain.get("kind"))) if isinstance(plain, dict) else None
    if kind is None:
        raise BadRecord("随文件带来的名单格式不对")
    given = from_dict({**plain, "state": kind.states[0]})
    known = {key: given[key] for key in KNOWN_BY[kind.name]}
    return new_record(kind, known, id=uid(plain.get("id")))


def _short(record: Record) -> dict[str, Any]:
    keys = KNOWN_BY[record.type.name]
    values = {key: value for key in keys if (value := record[key]) not in (None, "", [], False)}
    return {"kind": record.type.name, "id": record.id, "values": values}


def _on(plain: dict[str, Any], day: str) -> dict[str, Any]:
    """Of a teacher only the groups of that day."""
    if plain["kind"] != TEACHER.name:
        return plain
    rows = [{key: row[key] for key in ("_id", "group", "role")} for row in _rows_on(plain, day)]
    return {**plain, "values": {**plain["values"], "memberships": rows}}


def _rows_on(plain: Mapping[str, Any], day: str) -> list[dict[str, Any]]:
    return [dict(row) for row in rows_on(plain["values"].get("memberships") or (), day)]
