"""Drafts: what was typed into a record and not saved yet, a row for each record, terminal and person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from models.kernel.formerly import upgrade_values
from models.kernel.json_text import canonical, read_json
from models.kernel.text import cleaned
from models.storage.reading import Damaged, sound_values, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import RecordType
    from models.kernel.registry import Types
    from models.storage.connection import Connection

COLUMNS = ("entity", "entity_id", "site", "person", "content", "based_on", "saved_at")
ASIDE = " "
"""Stands behind a terminal's name where a draft of it was set aside, before the moment of that."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a record, from which version on, and when it was last kept. `person` is
    the id of who typed it, ``""`` where nobody had said who sat there. Of one that cannot be read
    the values are empty and `unread` is its text.
    """

    type: str
    record_id: str
    values: Mapping[str, Any]
    based_on: int
    saved_at: str
    person: str = ""
    unread: str = ""
    site: str = field(default="", compare=False)


def draft_of(store: Connection, entity: str, record_id: str) -> Draft | None:
    """The draft of a record that the person at this terminal may go on with: their own, else one of
    which nobody said whose it is.
    """
    found = _where(store, "entity = ? AND entity_id = ? AND site = ?",
                   entity, store.key(record_id), store.site)  # fmt: skip
    return max(found, key=lambda draft: draft.person, default=None)


def all_drafts(store: Connection) -> list[Draft]:
    """The drafts of the person at this terminal, newest first, with those that were set aside."""
    aside = store.site + ASIDE
    return _where(store, "(site = ? OR substr(site, 1, ?) = ?)", store.site, len(aside), aside)


def _where(store: Connection, condition: str, *parameters: Any) -> list[Draft]:
    sql = (f"SELECT {', '.join(COLUMNS)} FROM draft WHERE {condition} "  # noqa: S608
           "AND person IN (?, '') ORDER BY saved_at DESC")  # fmt: skip
    return [_read(store.types, row) for row in store.fetch(sql, *parameters, store.person)]


def _read(types: Types, cells: tuple[Any, ...]) -> Draft:
    entity, id_, site, person, content, based_on, saved_at = cells
    values, unread = _content(types, entity, content)
    return Draft(
        str(entity), str(unpacked(id_)), values, int(based_on), saved_at, person, unread, site
    )


def _content(types: Types, entity: str, content: str) -> tuple[dict[str, Any], str]:
    try:
        if type(content) is Damaged:
            raise ValueError("no UTF-8")
        kind = types.named(entity)
        return sound_values(kind.by_key, upgrade_values(kind, read_json(content))), ""
    except (ValueError, KeyError, AttributeError):
        return {}, str(content)


def put(store: Connection, draft: Draft) -> None:
    """Keep a draft, in place of an earlier one of the same person. Raises `StoreProblem`."""
    store.change(
        f"INSERT INTO draft ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
        "ON CONFLICT (entity, entity_id, site, person) DO UPDATE SET content = excluded.content, "
        "based_on = excluded.based_on, saved_at = excluded.saved_at",
        draft.type, store.key(draft.record_id), store.site, draft.person,
        canonical(cleaned(draft.values)), draft.based_on, draft.saved_at,
    )  # fmt: skip


def adopt(store: Connection, draft: Draft) -> None:
    """Keep a draft that lay elsewhere, unless a newer one is here or all it says was saved.

    Raises `StoreProblem`, KeyError for a type that this program does not know, and ValueError for
    content that is none of that type, or a draft of another database.
    """
    from models.kernel.normalise import normalise  # which the way to the first screen does without

    if draft.site != store.site:
        raise ValueError("a draft of a database that was in the same place before")
    kind = store.types.named(draft.type)
    values = sound_values(kind.by_key, upgrade_values(kind, draft.values))
    here = store.fetch(
        "SELECT saved_at FROM draft WHERE entity = ? AND entity_id = ? AND site = ? AND person = ?",
        draft.type, store.key(draft.record_id), store.site, draft.person,
    )  # fmt: skip
    if here and str(here[0][0]) > draft.saved_at:
        return
    if not _was_saved(store, kind, draft, normalise(kind, values)[0]):
        stored = store.get(kind, draft.record_id)
        based_on = draft.based_on if stored else 0  # an earlier backup may not have the record
        put(store, replace(draft, values=values, based_on=based_on))


def _was_saved(store: Connection, kind: RecordType, draft: Draft, values: dict[str, Any]) -> bool:
    """Whether a version says what the draft says: the present one, or the one that was made of it."""
    from models.storage.journal import version_at

    stored = store.get(kind, draft.record_id)
    if stored is None:
        return False
    if stored.version <= draft.based_on + 1:
        return values == stored.values
    made = version_at(store, stored, draft.based_on + 1)
    return values == stored.values or (made is not None and values == made.values)


DROP = "DELETE FROM draft WHERE entity = ? AND entity_id = ? AND site = ? AND person IN (?, '')"
"""Forgets what `draft_of` finds, see `place`."""


def place(
    store: Connection, entity: str, record_id: str, person: str | None = None
) -> tuple[Any, ...]:
    """The parameters of `DROP` for a record, as a person's draft, by default who sits here now."""
    whose = store.person if person is None else person
    return (entity, store.key(record_id), store.site, whose)


def set_aside(store: Connection, draft: Draft) -> None:
    """Out of the way of what is typed from now on, but kept: for a draft that cannot be read."""
    store.change(
        "UPDATE draft SET site = ? WHERE entity = ? AND entity_id = ? AND site = ? AND person = ?",
        f"{draft.site}{ASIDE}{draft.saved_at}", draft.type, store.key(draft.record_id), draft.site,
        draft.person,
    )  # fmt: skip


def discard(store: Connection, draft: Draft) -> None:
    """Away with it, also where it was set aside."""
    store.change(
        "DELETE FROM draft WHERE entity = ? AND entity_id = ? AND site = ? AND person = ?",
        draft.type, store.key(draft.record_id), draft.site, draft.person,
    )  # fmt: skip
