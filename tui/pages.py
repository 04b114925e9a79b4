"""The pages that a command opens by itself, each loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.screens.page import Page

PAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "search": ("search", "SearchScreen"),
        "structure": ("structure", "StructureScreen"),
        "coverage": ("coverage", "CoverageScreen"),
        "topic_months": ("topic_months", "TopicMonthsScreen"),
        "roster": ("roster", "RosterScreen"),
        "collect": ("collect", "CollectScreen"),
        "old_records": ("old_records", "OldRecordsScreen"),
        "layout": ("layout", "LayoutScreen"),
    }
)
"""Name → the module below `tui.screens`, and the class in it."""


def page_called(name: str) -> Page[Any]:
    """A new page; KeyError for a name that is none."""
    module, page = PAGES[name]
    made: Page[Any] = getattr(import_module(f"tui.screens.{module}"), page)()
    return made
