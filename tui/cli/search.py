"""``jiaoyan search``: full text over all terms."""

from __future__ import annotations

from typing import Annotated

import typer

from models.catalogue import type_named
from tui.cli import options
from tui.cli.printing import print_json_list, print_table
from tui.cli.wrong_use import WrongUse
from tui.database import open_database
from tui.endings import FINE
from tui.output import say

Words = Annotated[
    list[str],
    typer.Argument(metavar="词", help="要找的词；写几个，就找都有的。", show_default=False),
]
Limit = Annotated[
    int,
    typer.Option(
        "--limit", metavar="条数", parser=options.whole_number, help="最多多少条，不写是 50。"
    ),
]


def search(
    words: Words, limit: Limit = 50, as_json: options.Json = False, db: options.Db = None
) -> int:
    """在所有学期的全部记录里找。"""
    text = " ".join(words).strip()
    if not text:
        raise WrongUse("没有写要找的词。")
    with open_database(db, create=False) as store:
        hits = store.search(text, limit=limit)
    if as_json:
        print_json_list(
            {"type": hit.type, "id": hit.id, "title": hit.title, "day": hit.day,
             "excerpt": hit.excerpt}
            for hit in hits
        )  # fmt: skip
        return FINE
    if hits:
        print_table(
            ("日期", "种类", "记录", "摘录"),
            [(hit.day, type_named(hit.type).label, hit.title, hit.excerpt) for hit in hits],
        )
    say(f"找到 {len(hits)} 条。" if hits else f"没有找到“{text}”。请换一个说法，或少写几个字。")
    return FINE
