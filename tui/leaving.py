"""Before the program ends: what stands in the pages is on the disk, or it is known what is not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.screens.page import Page
from tui.standing import stands
from tui.watch import keep_drafts

if TYPE_CHECKING:
    from tui.notebook import Notebook


def gather_all(app: Notebook) -> None:
    """Have every page take what stands in its parts."""
    for page in app.screen_stack:
        if isinstance(page, Page) and stands(page):
            page.gather()


@dataclass(frozen=True, slots=True)
class Unsaved:
    """How many records the database has not taken, and of how many of them not even this computer has
    what was typed.
    """

    records: int
    nowhere: int


async def left_unsaved(app: Notebook) -> Unsaved:
    """What is not in the database, once everything was offered to it."""
    gather_all(app)
    await asyncio.to_thread(keep_drafts, app)
    await asyncio.to_thread(app.drafts.flush)
    nowhere = await asyncio.to_thread(app.drafts.keep_here)
    return Unsaved(len(app.drafts.unsaved), nowhere)
