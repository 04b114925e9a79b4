"""Textual's list of options, which stands a key before it is laid out."""

from __future__ import annotations

from textual.widgets import OptionList


class Options(OptionList):
    """A list of options. Paging looks for lines, which a list without any room has not."""

    def action_page_up(self) -> None:
        """A page up, where there is a page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, where there is a page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]
