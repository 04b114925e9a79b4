"""Somebody hits keys at random and pastes anything, on every page, on a slow and busy machine: the program
goes on, nothing typed is lost, and every record can be read afterwards.

``JIAOYAN_MONKEY=2000 pytest tests/tui/test_monkey.py`` gives every page as many keys as the suite gives
to all of them together; ``JIAOYAN_MONKEY_SEED`` chooses others.
"""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from models.catalogue import RECORD_TYPES
from models.kernel.filters import Filter
from models.kernel.normalise import normalise
from models.services.editing import Editing
from tests.kills import busy
from tests.tui.conftest import settled
from tests.tui.test_any_moment import (
    PAGES,
    Gate,
    alive,
    at_rest,
    gate,  # noqa: F401 a fixture
    keys_of,
    moments,
    press,
)

if TYPE_CHECKING:
    from models.kernel.record import Record
    from models.storage import Store
    from tui.app import JiaoyanApp

EACH = int(os.environ.get("JIAOYAN_MONKEY", "2000")) // (
    1 if "JIAOYAN_MONKEY" in os.environ else len(PAGES)
)
"""Keys and pastes for each page."""
SEED = os.environ.get("JIAOYAN_MONKEY_SEED", "")
WORDS = (
    "单元整体教学",
    "周敏华",
    "如何设计",
    "出席",
    "２０２６",
    "每周",
    "下周四",
    "张伟、李强",
    "，。",
    "9.24",
    "88",
)
PASTES = (
    "一行字", "第一行\n第二行\n\n第四行", "\n\u0301行首的附加符号", "\u0338\t\u0307",
    "改作业单\t柳青\t11.27\n试用\t\t",
    "\x00\x07\x1b[31m红\x1b]0;x\x07", "\u202e反\u2066\ufeff\u200b", "\ud800\udc80", "=1+1", "[b]粗[/b] [/]",
    "长" * 5000, " ", "\r\n\r", "{{活动主题}}", "\U0001f469\u200d\U0001f469\u200d\U0001f467 𠮷",
)  # fmt: skip
OTHER_KEYS = ("ctrl+z", "ctrl+up", "ctrl+down", "alt+up", "f1", "ctrl+p", "escape", "ctrl+a", "ctrl+k",
              "shift+end", "ctrl+v", "ctrl+x", "pageup")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def two_others() -> Iterator[None]:
    with busy(2):
        yield


def hit(app: JiaoyanApp, chance: random.Random) -> None:
    """One key, word or paste."""
    sort = chance.random()
    if sort < 0.55:
        press(app, chance.choice([*keys_of(app.screen), *OTHER_KEYS]))
    elif sort < 0.8:
        press(app, *chance.choice(WORDS))
    else:
        app.post_message(events.Paste(chance.choice(PASTES)))


@pytest.mark.parametrize("name", PAGES)
async def test_anything_at_random(app: JiaoyanApp, gate: Gate, name: str) -> None:  # noqa: F811
    chance = random.Random(zlib.crc32(f"{name}{SEED}".encode()))
    written: dict[int, Editing] = {}
    before = {kind.name: set(app.store.ids(Filter(kind))) for kind in RECORD_TYPES}
    async with app.run_test(size=(110, 40)) as pilot:
        await settled(pilot)
        app.push_screen(PAGES[name](app))
        for _step in range(EACH):
            gate.is_shut = chance.random() < 0.4
            hit(app, chance)
            gate.let(chance.randrange(3))
            await moments(chance.choice((1, 5, 30)))
            remember(app, written)
            if not app.is_running:
                break
        gate.lift()
        if app.is_running:
            await at_rest(pilot)
        remember(app, written)
        assert app._exception is None
        assert alive(app) or app.return_code == 0
    app.drafts.close()
    assert not list(Path(os.environ["XDG_DATA_HOME"]).rglob("crash-*"))
    all_can_be_read(app.store, before)
    for editing in written.values():
        assert is_kept(app.store, editing), editing.record.title


def remember(app: JiaoyanApp, written: dict[int, Editing]) -> None:
    for page in app.screen_stack if app.is_running else ():
        if "editing" in vars(page):
            editing: Any = vars(page)["editing"]
            written[id(page)] = editing


def all_can_be_read(store: Store, before: dict[str, set[str]]) -> None:
    for kind in RECORD_TYPES:
        ids = store.ids(Filter(kind))
        assert not [one for one in store.many(kind, ids) if one.unread]
        deleted = set(store.ids(Filter(kind, deleted=True)))
        assert before[kind.name] <= {*ids, *deleted}
    assert not [draft for draft in store.drafts() if draft.unread]
    assert store.first_broken() is None


def is_kept(store: Store, editing: Editing) -> bool:
    """Whether what stood in the record last is saved, in some version, or in its draft."""
    if not editing.changed:
        return True
    kind, id_ = editing.record.type, editing.record.id
    wanted = normalise(kind, editing.record.values)[0]
    draft = store.draft(kind, id_)
    if draft is not None and normalise(kind, draft.values)[0] == wanted:
        return True
    stored = store.get(kind, id_)
    versions: list[Record | None] = [stored]
    versions += [store.version_at(stored, n) for n in range(1, stored.version)] if stored else []
    return any(one is not None and dict(one.values) == wanted for one in versions)
