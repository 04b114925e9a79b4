"""The pages by their names, each loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import Record
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
        "setup": ("setup", "SetupScreen"),
        "form": ("form", "FormScreen"),
        "console": ("console", "ConsoleScreen"),
        "joint": ("joint", "JointScreen"),
        "topic_folder": ("topic_folder", "TopicFolderScreen"),
    }
)
"""Name → the module below `tui.screens`, and the class in it."""


def page_called(name: str, *about: Record) -> Page[Any]:
    """A new page, `about` a record where it shows one; KeyError for a name that is none."""
    module, page = PAGES[name]
    made: Page[Any] = getattr(import_module(f"tui.screens.{module}"), page)(*about)
    return made
