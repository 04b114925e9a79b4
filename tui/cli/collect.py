"""``jiaoyan collect``: documents come back into the database, after showing what that would do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.cli import options  # noqa: TC001 typer reads the annotations
from tui.cli.folder_check import examine_folder
from tui.cli.names import kind_named, kinds_with_papers
from tui.cli.old_records import take_old_records
from tui.cli.printing import print_json
from tui.cli.wrong_use import WrongUse
from tui.database import exists, open_database
from tui.endings import FAILED, FINE, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.collect.collecting import Collected, Collection
    from models.collecting.matching import Decisions
    from models.desk import Desk

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="文件或文件夹",
        help="Word 文件、文件夹或 zip 压缩包，可以写几个。",
        show_default=False,
    ),
]
Apply = Annotated[
    bool, typer.Option("--apply", help="真的收下新的和没有冲突的改动。不写只看，什么都不改。")
]
Check = Annotated[
    bool,
    typer.Option(
        "--check", help="体检：这个学期的文件缺什么、重复、迟交、没提交或没审核、版式旧、交后改过。"
    ),
]
Old = Annotated[
    bool,
    typer.Option(
        "--old", help="收旧记录：以前手填的表格，按栏目名称读成草稿，每一栏说明有多大把握。"
    ),
]
OfKind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="旧记录是哪一类，如 meeting；不写就自己认。")
]
Who = Annotated[
    list[str] | None,
    typer.Option(
        "--who",
        metavar="姓名=工号",
        help="文件里的这位是这里的哪一位：姓名=工号，或姓名=新(这里还没有)。可以写几次。",
    ),
]


def collect(
    paths: Paths,
    apply: Apply = False,
    check: Check = False,
    old: Old = False,
    kind: OfKind = "",
    term: options.Term = "",
    who: Who = None,
    as_json: options.Json = False,
    db: options.Db = None,
) -> int:
    """把导出的 Word 文件收回来，改过的地方逐项列出。先看，加 --apply 才真的收。"""
    from exports.collect.collecting import read_all, take
    from exports.collect.sources import sources
    from models.desk import Desk

    files = list(sources(paths))
    if check:
        if apply or old:
            raise WrongUse("--check 只看不收，不能和 --apply、--old 一起写。")
        return examine_folder(files, term, db, as_json=as_json)
    if term:
        raise WrongUse("--term 只和 --check 一起用。")
    if kind and not old:
        raise WrongUse("--kind 只和 --old 一起用。")
    with _database(db, create=apply) as store:
        desk = Desk(store)
        if old:
            chosen = kind_named(kind, kinds_with_papers()) if kind else None
            return take_old_records(desk, files, chosen, apply=apply, as_json=as_json)
        progress = _progress if sys.stderr.isatty() and len(files) > 20 else None
        collection = read_all(desk, files, _decisions(who or [], desk), progress)
        kept = take(desk, collection, collection.clean()) if apply else 0
    if as_json:
        print_json({**_object(collection), "applied": apply})
    else:
        _print(collection)
        _last_word(collection, apply, kept)
    undone = collection.refused or collection.questions or collection.conflicts
    return FAILED if undone else FINE


def _database(db: str | None, *, create: bool) -> Any:
    """The database; to look only, one that is not there yet is none on the disk either."""
    from models.store import open_store

    if not create and not exists(db):
        return open_store(":memory:")
    return open_database(db)


def _decisions(who: list[str], desk: Desk) -> Decisions:
    """Who is who, as it was written. Raises `WrongUse`."""
    from models.collecting.matching import NEW

    found: Decisions = {}
    for word in who:
        name, sign, meant = (part.strip() for part in word.partition("="))
        same = [one.id for one in desk.teachers if one["staff_no"] == meant or one.title == meant]
        if not name or not sign or (meant != "新" and len(same) != 1):
            raise WrongUse(f"--who “{word}”看不懂。要写“姓名=工号”或“姓名=新”，工号要在名单里。")
        found[name] = NEW if meant == "新" else same[0]
    return found


def _progress(done: int) -> None:
    print(f"\r已读 {done} 个文件", end="", file=sys.stderr, flush=True)


def _object(collection: Collection) -> dict[str, Any]:
    from models.collecting.judging import Verdict

    return {
        "new": [_named(one) for one in collection.of(Verdict.NEW)],
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
            print(f"{title}({len([line for line in lines if not line.startswith(' ')])})")
            for line in lines:
                print(f"  {line}")
    sys.stdout.flush()


def _parts(collection: Collection) -> Iterator[tuple[str, list[str]]]:
    from models.collecting.judging import Verdict

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
    if collection.questions:
        say("要认清是谁的，加上 --who 姓名=工号(或 姓名=新)再运行一次。")
