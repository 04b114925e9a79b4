"""Before the program ends: what was typed is on the disk, or it is known what is not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.watch import keep_drafts

if TYPE_CHECKING:
    from tui.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Unsaved:
    """How many records the database has not taken, and of how many of them not even this computer has
    what was typed.
    """

    records: int
    nowhere: int


async def left_unsaved(app: Notebook) -> Unsaved:
    """What is not in the database, once everything was offered to it."""
    await asyncio.to_thread(keep_drafts, app)
    await asyncio.to_thread(app.drafts.flush)
    nowhere = await asyncio.to_thread(app.drafts.keep_here)
    return Unsaved(len(app.drafts.unsaved), nowhere)
