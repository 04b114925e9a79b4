"""A record as plain data that a file can carry to another database, and back, trusting nothing."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field, Kind
from models.kernel.formerly import upgrade_values
from models.kernel.ids import is_uuid
from models.kernel.normalise import normalise
from models.kernel.record import Record, RecordType
from models.kernel.text import clean
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

META = ("version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by",
        "submitted_at", "lineage")  # fmt: skip
MOST_ROWS = 2000
MOST_TEXT = 200_000
"""Characters of one value."""
MOST_VERSIONS = 100_000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_LINEAGE = re.compile(r"((?:[0-9a-f]{8}|-)(?: (?:[0-9a-f]{8}|-))*)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ROW_ID = re.compile(r"[0-9a-zA-Z]{1,16}")
_BIGGEST = 2**53
_KINDS = {kind.name: kind for kind in RECORD_TYPES}


class BadRecord(JiaoyanError):
    """What a file carries is not a record as this program tells it; the message says where."""


def to_dict(record: Record) -> dict[str, Any]:
    """The record with everything that another database needs to keep it as it stands; what is empty
    is left out.
    """
    withheld = record.withheld.union(key for key, _text in record.unread)
    values = {
        key: value for key, value in record.values.items()
        if (value or value == 0) and value is not False and key not in withheld
    }  # fmt: skip
    meta = {name: value for name in META if (value := getattr(record, name))}
    plain = {"kind": record.type.name, "id": record.id, **meta, "values": values}
    return {**plain, "withheld": sorted(withheld)} if withheld else plain


def from_dict(plain: Any) -> Record:
    """The record that was told. Raises `BadRecord` for whatever no program of ours has written."""
    said = _mapping(plain, "记录")
    kind = _KINDS.get(str(said.get("kind")))
    if kind is None:
        raise BadRecord(f"没有“{_cut(said.get('kind'))}”这一类记录")
    meta: dict[str, Any] = {name: clean(_text(said.get(name, ""), name)).text for name in META[1:]}
    version = said.get("version", 0)
    if type(version) is not int or not 0 <= version <= MOST_VERSIONS:
        raise BadRecord("版本号不是合适的整数")
    if meta["state"] not in kind.states or meta["state"] not in STATES:
        raise BadRecord(f"{kind.label}没有“{_cut(meta['state'])}”这种状态")
    for name in ("created_at", "updated_at", "submitted_at"):
        if meta[name] and not _MOMENT.fullmatch(meta[name]):
            raise BadRecord("时间写得不对")
    if not _LINEAGE.fullmatch(meta["lineage"]):
        raise BadRecord("版本的来历写得不对")
    withheld = frozenset(_codes(said.get("withheld", []), "不公开的栏目"))
    values = _values(kind, _mapping(said.get("values", {}), "内容"))
    return Record(kind, uid(said.get("id")), values, version=version, withheld=withheld, **meta)


def uid(value: Any) -> str:
    """An id as it is written everywhere. Raises `BadRecord`."""
    text = _text(value, "标识").lower()
    if not is_uuid(text):
        raise BadRecord(f"“{_cut(text)}”不是记录的标识")
    return text


def _values(kind: RecordType, given: Mapping[str, Any]) -> dict[str, Any]:
    known = upgrade_values(kind, given)
    check(kind, known)
    shaped, _removed = normalise(kind, known)
    return shaped


def check(kind: RecordType, values: Mapping[str, Any]) -> None:
    """Raises `BadRecord` for values that no record may have."""
    for key, value in values.items():
        if key in kind.by_key:
            _check(kind.by_key[key], value)


def _check(f: Field, value: Any) -> None:
    if value is not None:
        _CHECKS[f.kind](f, value)


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadRecord(f"{name}的格式不对")
    return value


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadRecord(f"“{name}”应当是一串")
    if len(value) > MOST_ROWS:
        raise BadRecord(f"“{name}”有 {len(value)} 行，太多了")
    return value


def _codes(value: Any, name: str) -> list[str]:
    return [_text(one, name) for one in _list(value, name)]


def _written(f: Field, value: Any) -> None:
    _text(value, f.label)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise BadRecord(f"“{name}”应当是文字")
    if len(value) > MOST_TEXT:
        raise BadRecord(f"“{name}”有 {len(value)} 个字符，太长了")
    return value


def _whole(f: Field, value: Any) -> None:
    if type(value) is not int or abs(value) > _BIGGEST:
        raise BadRecord(f"“{f.label}”应当是整数")


def _number(f: Field, value: Any) -> None:
    if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > _BIGGEST:
        raise BadRecord(f"“{f.label}”应当是数字")


def _flag(f: Field, value: Any) -> None:
    if not isinstance(value, bool):
        raise BadRecord(f"“{f.label}”应当是“是”或“否”")


def _choice(f: Field, value: Any) -> None:
    if value != "" and all(value != choice.code for choice in f.choices):
        raise BadRecord(f"“{f.label}”没有“{_cut(value)}”这一项")


def _choices(f: Field, value: Any) -> None:
    for code in _codes(value, f.label):
        _choice(f, code)


def _link(f: Field, value: Any) -> None:
    said = _mapping(value, f.label)
    _text(said.get("name", ""), f.label)
    if said.get("id") is not None:
        uid(said["id"])


def _links(f: Field, value: Any) -> None:
    for one in _list(value, f.label):
        _link(f, one)


def _rows(f: Field, value: Any) -> None:
    seen = set()
    for row in _list(value, f.label):
        said = _mapping(row, f.label)
        id_ = _text(said.get("_id"), f.label)
        if not _ROW_ID.fullmatch(id_) or id_ in seen:
            raise BadRecord(f"“{f.label}”里行的标识不对")
        seen.add(id_)
        for column in f.columns:
            if column.key in said:
                _check(column, said[column.key])


def _files(f: Field, value: Any) -> None:
    for row in _list(value, f.label):
        said = _mapping(row, f.label)
        for key in ("_id", "sha256", "name", "media", "caption", "sort"):
            _text(said.get(key, ""), f.label)
        if not _SHA256.fullmatch(said.get("sha256", "")):
            raise BadRecord(f"“{f.label}”里附件的校验码不对")


def _cut(value: Any) -> str:
    """The beginning of a stranger's words, with nothing that a terminal would not show."""
    return "".join(sign if sign.isprintable() else "�" for sign in str(value)[:30])


_CHECKS: dict[Kind, Callable[[Field, Any], None]] = {
    **dict.fromkeys((Kind.TEXT, Kind.LONG, Kind.DATE, Kind.TIME), _written),
    Kind.INT: _whole,
    Kind.NUMBER: _number,
    Kind.BOOL: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.ROWS: _rows,
    Kind.FILES: _files,
}
