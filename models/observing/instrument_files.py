"""The instruments of a school as records: those that come with the program, and its own.

Reading them is imported where it is done: it is not needed on the way to the first screen.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.record import Menu, RecordType, new_record
from models.observing.choices import INSTRUMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.instruments.instrument import Instrument
    from models.kernel.record import Record
    from models.session.session import Session

COMES_WITH = "教研本"
"""The actor in the journal of what came with the program."""


def _readable(values: Values) -> Iterator[Problem]:
    from models.instruments.reading import read

    content = str(values.get("content") or "")
    found = read(content) if content else None
    if isinstance(found, tuple):
        yield from (Problem("content", str(finding)) for finding in found)


def _described(instrument: Instrument) -> dict[str, Any]:
    return {
        "code": instrument.code,
        "name": instrument.name,
        "version_no": instrument.version,
        "kind": str(instrument.kind),
    }


def _derive(record: Record, _session: Session) -> Mapping[str, Any]:
    from models.instruments.reading import read

    found = read(str(record["content"] or ""))
    return {} if isinstance(found, tuple) else _described(found)


INSTRUMENT = RecordType(
    name="instrument",
    label="观察量表",
    counter="份",
    plural="instruments",
    menu=Menu(60, "观察量表", "自带的和本校自己的听课量表"),
    newest_first=False,
    fields=(
        Field("name", "名称", automatic=True, limit=60, listed=40),
        Field("code", "代号", automatic=True, limit=40, listed=14),
        Field("version_no", "版本", Kind.INT, automatic=True, listed=6),
        Field("kind", "用法", Kind.CHOICE, choices=INSTRUMENT_KINDS, automatic=True, listed=14),
        Field("content", "量表文件", Kind.LONG, required=True, searched=False,
              hint="照自带的量表改一份贴在这里，或按 Ctrl+O 读入文件；写错的地方会指出来"),
    ),
    form=(Section("量表", (("name", "code"), ("version_no", "kind"), ("content",))),),
    title=lambda values: str(values.get("name") or ""),
    rules=(_readable,),
    derive=_derive,
    derives_from=("content",),
)  # fmt: skip


def at_hand(session: Session) -> list[Record]:
    """The school's instruments; those that come with the program are put there at the first ask.

    Their ids follow from code and version, so they are the same on every machine.
    """
    from models.instruments.catalogue import built_in

    wanted = [as_record(instrument) for instrument in built_in()]
    there = {record.id for record in session.store.many(INSTRUMENT, [one.id for one in wanted])}
    missing = [record for record in wanted if record.id not in there]
    if missing:
        session.store.save_all(missing, actor=COMES_WITH)
        session.refresh()
    return session.store.many(INSTRUMENT, session.store.ids(Filter(INSTRUMENT)))


def as_record(instrument: Instrument) -> Record:
    """An instrument as the school keeps it."""
    from models.instruments.writing import freeze

    values = {**_described(instrument), "content": freeze(instrument)}
    id_ = derived_id(date(2026, 1, 1), "instrument", instrument.code, str(instrument.version))
    return new_record(INSTRUMENT, values, id=id_)


def named(session: Session, code: str) -> Record | None:
    """The newest version of the instrument with this code."""
    found = [record for record in at_hand(session) if record["code"] == code]
    return max(found, key=lambda record: record["version_no"] or 0, default=None)
