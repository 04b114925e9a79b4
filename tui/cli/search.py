"""``jiaoyan search``: full text over all terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.catalogue import type_named
from tui.cli.printing import print_json_list, print_table
from tui.cli.wrong_use import WrongUse
from tui.database import open_database
from tui.endings import FINE
from tui.output import say

if TYPE_CHECKING:
    from collections.abc import Sequence


def search(words: Sequence[str], limit: int, db: str | None, *, as_json: bool) -> int:
    """Find records that hold all the words, at most `limit` of them; the exit status."""
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
