"""``jiaoyan collect``: what was changed in documents, place by place, and taking it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.claims import said_of_claims
from tui.cli.printing import print_json
from tui.cli.wrong_use import WrongUse
from tui.endings import FAILED, FINE
from tui.output import finish, is_watched, put_out, say, say_how_far

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.collect.collecting import Collected, Collection
    from exports.collect.sources import Source
    from models.exchange.matching import Decisions
    from models.session.session import Session


def take_documents(
    session: Session, files: Sequence[Source], who: Sequence[str], *, apply: bool, as_json: bool
) -> int:
    """Show what has changed, and take it over where that is asked for; the exit status. `who` are
    words like ``姓名=工号``. Raises `WrongUse`.
    """
    from exports.collect.collecting import read_all, take

    progress = _progress if is_watched() and len(files) > 20 else None
    collection = read_all(session, files, _decisions(who, session), progress)
    kept = take(session, collection, collection.clean()) if apply else 0
    if as_json:
        print_json({**_object(collection), "applied": apply})
    else:
        _print(collection)
        _last_word(collection, apply, kept)
    undone = collection.refused or collection.questions or collection.conflicts
    return FAILED if undone else FINE


def _decisions(who: Sequence[str], session: Session) -> Decisions:
    """Who is who, as it was written. Raises `WrongUse`."""
    from models.exchange.matching import NEW

    found: Decisions = {}
    for word in who:
        name, sign, meant = (part.strip() for part in word.partition("="))
        same = [
            one.id for one in session.teachers if one["staff_no"] == meant or one.title == meant
        ]
        if not name or not sign or (meant != "新" and len(same) != 1):
            raise WrongUse(f"--who “{word}”看不懂。要写“姓名=工号”或“姓名=新”，工号要在名单里。")
        found[name] = NEW if meant == "新" else same[0]
    return found


def _progress(done: int) -> None:
    say_how_far(f"已读 {done} 个文件")


def _object(collection: Collection) -> dict[str, Any]:
    from models.exchange.judging import Verdict

    return {
        "new": [_named(one) for one in collection.of(Verdict.NEW)],
        "claims": collection.claims(),
        "changed": [{**_named(one), "changes": _changes(one)}
                    for one in collection.of(Verdict.CHANGED)],
        "unchanged": len(collection.of(Verdict.UNCHANGED)),
        "conflicts": [
            {**_named(one), "reason": one.judgement.why, "changes": _changes(one)}
            for one in collection.conflicts
        ],
        "older": [
            {**_named(one), "reason": one.judgement.why} for one in collection.of(Verdict.OLDER)
        ],
        "refused": [
            {"file": source.name, "reason": reason} for source, reason in collection.refused
        ] + [{"file": source.name, "reason": str(question)}
             for source, question in collection.questions],
        "notices": [
            {"file": one.source.name, "notice": notice}
            for one in collection.found for notice in one.notices
        ],
    }  # fmt: skip


def _named(one: Collected) -> dict[str, Any]:
    return {"id": one.base.id, "file": one.source.name}


def _changes(one: Collected) -> list[dict[str, Any]]:
    return [{"path": d.path, "old": d.old, "new": d.new} for d in one.differences()]


def _print(collection: Collection) -> None:
    for title, lines in _parts(collection):
        if lines:
            put_out(f"{title}({len([line for line in lines if not line.startswith(' ')])})")
            for line in lines:
                put_out(f"  {line}")
    finish()


def _parts(collection: Collection) -> Iterator[tuple[str, list[str]]]:
    from models.exchange.judging import Verdict

    for verdict, title in (
        (Verdict.NEW, "新的"), (Verdict.CHANGED, "有改动"), (Verdict.CONFLICT, "有冲突，没有收"),
        (Verdict.OLDER, "比这里的旧，不收"),
    ):  # fmt: skip
        yield title, [line for one in collection.of(verdict) for line in _lines(one)]
    yield "没有收", [f"{source.name}：{reason}" for source, reason in collection.refused]
    yield "这里还没有、随文件一起收的", collection.newcomers()
    yield "要先认清是谁", [f"{source.name}：{one}" for source, one in collection.questions]
    yield "请注意", [f"{one.source.name}：{notice}" for one in collection.found
                  for notice in one.notices]  # fmt: skip


def _lines(one: Collected) -> Iterator[str]:
    why = f"({one.judgement.why})" if one.judgement.why else ""
    yield f"{one.source.name} {one.paper}{why}"
    for d in one.differences():
        old, new = d.words()
        yield f"  {d.label}：{old} → {new}"


def _last_word(collection: Collection, applied: bool, kept: int) -> None:
    same = sum(1 for one in collection.found if one.verdict == "unchanged")
    if applied:
        say(f"收下 {kept} 条记录，{same} 个文件没有变化。")
    elif collection.clean():
        say(
            f"{same} 个文件没有变化。这里只是预览，什么都没有改。没有问题就加上 --apply 再运行一次。"
        )
    else:
        say(f"{same} 个文件没有变化，没有可以收的。")
    if collection.conflicts:
        say("有冲突的请在程序里逐项看：打开 jiaoyan，按 Ctrl+P，选“收取文件”。")
    if claims := said_of_claims(collection):
        say(claims)
    if collection.questions:
        say("要认清是谁的，加上 --who 姓名=工号(或 姓名=新)再运行一次。")
