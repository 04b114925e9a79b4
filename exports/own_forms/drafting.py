"""What was found in a filled-in form becomes the values of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.collect.meaning import Unreadable
from exports.own_forms.called import who_is_called
from exports.own_forms.kin import completed
from exports.own_forms.labels import CERTAIN, LIKELY
from exports.own_forms.old_days import day_of
from exports.own_forms.old_record import PARTLY
from exports.own_forms.old_values import read_rows, read_words
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.kernel.ids import row_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.collect.meaning import Who
    from exports.documents import Document
    from exports.own_forms.findings import Filled, Said
    from exports.own_forms.old_record import OldRecord
    from exports.own_forms.old_values import ReadWords
    from models.session.session import Session

_NOTHING = ("", "无", "没有", "/", "-", "—")


def draft_from(old: OldRecord, filled: Filled, document: Document, session: Session) -> None:
    """Put into the record of `old` all that is understood, and note what is not."""
    who = who_is_called(session)
    day = day_of(old.source.name, filled, document, session.today())
    calls: list[tuple[Said, ReadWords]] = []
    for said in filled.said:
        if said.words.strip(" 。") in _NOTHING:
            continue
        if said.meaning is None:
            old.unread.append((said.label, said.words))
            continue
        try:
            found = read_words(said.meaning.markers, said.words, document, who, day)
        except (Unreadable, JiaoyanError):
            old.unread.append((said.label, said.words))
            continue
        sure = said.meaning.sure * (1 if found.whole else PARTLY)
        if found.rest:
            old.unread.append((said.label, found.rest))
        calls += [(said, found)] if found.roll else []
        for key, value in found.values.items():
            old.take(document.kind.by_key[key], said.label, said.words, value, sure)
    _take_lists(old, filled, who, day)
    _call_the_roll(old, calls, session, who, day)
    _complete(old, session)


def _take_lists(old: OldRecord, filled: Filled, who: Who, day: str) -> None:
    for listed in filled.listed:
        rows, lost = read_rows(listed, who, day)
        if rows:
            words = "；".join(" ".join(row.values()) for row in listed.rows)
            sure = CERTAIN * PARTLY if lost else CERTAIN
            old.take(listed.field, listed.label, words, rows, sure)
        if lost:
            old.unread.append((listed.label, lost))


def _call_the_roll(
    old: OldRecord, calls: Sequence[tuple[Said, ReadWords]], session: Session, who: Who, day: str
) -> None:
    """The attendance from the lists of names; who is in a later list was not present."""
    f = next((one for one in old.record.type.fields if one.roll), None)
    if f is None or not calls or old.record[f.key]:
        return
    person = next(c for c in f.columns if c.kind is Kind.LINK)
    status, reason = (
        next(c for c in f.columns if c.kind is kind) for kind in (Kind.CHOICE, Kind.TEXT)
    )
    rows: dict[str, dict[str, Any]] = {}
    for _said, found in calls:
        people = list(found.roll.people)
        if found.roll.everybody:
            members = session.members(old.record.values.get("group"), day)
            people = [(link["name"], f.roll, "") for link, _role in members]
        for name, did, why in people:
            rows[name] = {"_id": row_id(), person.key: who(person, name), status.key: did,
                          reason.key: why}  # fmt: skip
    said = "；".join(one.words for one, _found in calls)
    sure = CERTAIN if all(not found.roll.rest for _said, found in calls) else PARTLY
    if any(found.roll.everybody for _said, found in calls):
        sure *= LIKELY
    old.take(f, calls[0][0].label, said, list(rows.values()), sure)


def _complete(old: OldRecord, session: Session) -> None:
    """What follows from what was read."""
    old.record = completed(old.record, session)
    derived = old.record.type.derive(old.record, session)
    read = {one.field.key for one in old.read}
    taken = {key: value for key, value in derived.items()
             if value not in (None, "", []) and key not in read}  # fmt: skip
    old.record = old.record.with_values(**taken)
    if old.record.type.day and not old.record.day:
        old.notices.append("没有读出日期，保存以后请补上")
    elif "term" in old.record.type.by_key and not old.record["term"]:
        old.notices.append(f"{old.record.day} 不在已有的学期里，请先在“学期与校历”里补上那个学期")
    if old.has_strangers:
        old.notices.append("有的姓名这里没有，或不止一位，只按姓名记下")
