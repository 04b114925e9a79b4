"""The pages as plain text, kept beside this file: a change of a page shows as a change of text.

``JIAOYAN_KEEP_PAGES=1 pytest tests/tui/test_pages.py`` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import screen_text, settled

if TYPE_CHECKING:
    from tui.app import JiaoyanApp

KEPT = Path(__file__).parent / "pages"
PAGES = {
    "home": ((120, 36), ()),
    "home-80x24": ((80, 24), ()),
    "list": ((120, 36), ("f4",)),
    "form": ((120, 50), ("enter",)),
    "form-80x24": ((80, 24), ("enter",)),
    "help": ((120, 50), ("f1",)),
}


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_looks_as_it_did(app: JiaoyanApp, name: str) -> None:
    size, keys = PAGES[name]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        text = screen_text(app) + "\n"
    kept = KEPT / f"{name}.txt"
    if os.environ.get("JIAOYAN_KEEP_PAGES"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
