"""A record as it is passed about: its type, its content and where it stands in its life."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from models.text import each_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.spec import RecordType, Values

Link = dict[str, Any]
"""``{"id": str | None, "name": str}``, see `Kind.LINK`."""


Unread = tuple[tuple[str, str], ...]
"""Keys of fields that cannot be read, each with the text that the database has for it; the key
``"state"`` for the state."""
_SHORT = 200
"""Characters that an outline keeps of a value at most."""


@dataclass(frozen=True, slots=True)
class Record:
    """One version of one record.

    `version` 0 has never been saved. Times are UTC, ISO 8601 with ``Z``. `lineage` names all its
    versions so far, see `models.lineage`.
    """

    type: RecordType
    id: str
    values: Values
    state: str
    version: int = 0
    state_reason: str = ""
    created_at: str = ""
    created_by: str = ""
    updated_at: str = ""
    updated_by: str = ""
    submitted_at: str = ""
    deleted_at: str = ""
    lineage: str = ""
    withheld: frozenset[str] = frozenset()
    """The fields that whoever looks at it may not see; here they are empty."""
    unread: Unread = ()
    """The fields whose stored content is damaged; here they are empty, and nothing is saved over
    them."""

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def title(self) -> str:
        """What the record is called in lists, links and messages."""
        nameless = "读不出名称" if self.unread else "未命名"
        return self.type.title(self.values) or f"{nameless}的{self.type.label}"

    @property
    def day(self) -> str:
        """The date it belongs to, ``""`` if it has none."""
        return str(self.values.get(self.type.day) or "") if self.type.day else ""

    @property
    def damage(self) -> str:
        """What cannot be read of it, for people; ``""`` where all can."""
        if not self.unread:
            return ""
        fields = self.type.by_key
        labels = (fields[key].label if key in fields else "状态" for key, _text in self.unread)
        named = "、".join(labels)
        return f"《{self.title}》的“{named}”在数据库里坏了，读不出来"

    def but(self, **changed: Any) -> Record:
        """The same record with some values changed."""
        return replace(self, values={**self.values, **changed})

    def outline(self) -> Record:
        """The record with nothing long in it: enough to say which it is, for heaps of them."""
        short = {key: value for key, value in self.values.items() if not isinstance(value, list)
                 and len(str(value)) <= _SHORT}  # fmt: skip
        return replace(self, values={**self.type.blank(), **short})

    def as_seen_by(self, me: Link | None) -> Record:
        """The record with what this person may see of it."""
        seen = self.type.seen(self.values, self.state, me)
        if seen == self.values:
            return self
        hidden = frozenset(key for key, value in self.values.items() if seen.get(key) != value)
        return replace(self, values=seen, withheld=hidden)

    def link(self) -> Link:
        """A link to this record under its present name."""
        return {"id": self.id, "name": self.title}


def new_record(kind: RecordType, values: Values | None = None, *, id: str = "") -> Record:  # noqa: A002
    """A record that has not been saved; values left out are empty."""
    return Record(kind, id or new_id(), {**kind.blank(), **(values or {})}, kind.states[0])


def like(record: Record, day: str) -> Record:
    """A new record on `day` that takes over what stays the same from time to time (照此新建)."""
    same = {f.key: record[f.key] for f in record.type.fields if f.kept}
    return new_record(record.type, {**same, record.type.day: day})


def new_id() -> str:
    """A UUIDv7 (RFC 9562 §5.7): offline-safe and in order of time."""
    return _uuid(7, time.time_ns() // 1_000_000, os.urandom(10))


def derived_id(day: date, *parts: str) -> str:
    """The same id on every machine for the same thing, in order of its day (UUIDv8, RFC 9562 §5.8).

    Two machines that plan the same meeting apart give it one id, so it is one meeting when their
    databases come together.
    """
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    seed = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _uuid(8, int(moment.timestamp() * 1000), seed[:10])


def _uuid(version: int, milliseconds: int, tail: bytes) -> str:
    bits = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(tail[:10], "big")
    bits = bits & ~(0xF << 76) | version << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return hyphenated(f"{bits:032x}")


def hyphenated(digits: str) -> str:
    """The text of a UUID that is given by its 32 hex digits."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_uuid(text: str) -> bool:
    """Whether it is an id as records have it."""
    return bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))


def row_id() -> str:
    """A new ``"_id"`` for a row."""
    return os.urandom(4).hex()


def row_id_of(*parts: str) -> str:
    """The ``"_id"`` of a row that is filled in for people: the same wherever it is, so that what two
    write in it is one row when their versions come together.
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def now() -> str:
    """This moment in UTC to the millisecond, ``2026-09-24T06:30:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def clock(moment: str, *, day: bool = False) -> str:
    """A stored moment as the wall clock here shows it: ``14:32:07``, with `day` also the date; what is
    no moment as it stands.
    """
    try:
        here = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return moment
    return here.strftime("%Y-%m-%d %H:%M" if day else "%H:%M:%S")


def person(name: str, id: str | None = None) -> Link:  # noqa: A002
    """A link to a teacher, or to a guest where there is no id."""
    return {"id": id, "name": name}


def canonical(values: Values) -> str:
    """The one JSON text of these values: sorted keys, no spaces, every text in it NFC.

    Equal records have equal texts on every machine; hashes are taken over it. The values are
    normalised and never the JSON: a combining mark behind a line break would compose with the
    ``n`` of its ``\\n``.
    """
    text = "".join(_chunks(values, 0))
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return "".join(_chunks(each_text(values, _composed), 0))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_FOLDED_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{3}(.)|(.))", re.DOTALL)


def read_json(text: str) -> Any:
    """What a JSON text that the store keeps says. Texts in which an escape was composed with the
    combining mark behind it (``\\ń`` for ``\\n`` and U+0301) were written once; they are read as
    they were meant. Raises ValueError for what is no JSON.
    """
    try:
        try:
            return json.loads(text)
        except ValueError:
            return json.loads(_FOLDED_ESCAPE.sub(_unfolded, text))
    except RecursionError:
        raise ValueError("nested more deeply than anything we write") from None


def _unfolded(found: re.Match[str]) -> str:
    last = found[1] or found[2]
    return found[0] if last.isascii() else found[0][:-1] + unicodedata.normalize("NFD", last)


def _encoder() -> Callable[[Any, int], Iterable[str]]:
    """What ``JSONEncoder.encode`` makes anew for every text, made once: that takes as long as most
    of our texts. Where Python does not have it, ``iterencode`` says the same.
    """
    plain = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return lambda values, _level: plain.iterencode(values)
    quote = json.encoder.encode_basestring
    rules = (plain.sort_keys, plain.skipkeys, plain.allow_nan)
    made: Callable[[Any, int], Iterable[str]]
    made = make(None, plain.default, quote, None, ":", ",", *rules)
    return made


_chunks = _encoder()
