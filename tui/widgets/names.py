"""Names of people, groups and other records, completed while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import SkipAction
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.cells import plain
from tui.widgets.cn_input import CnInput
from tui.widgets.edited import Completion, Edited, Unreadable
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

MOST = 8
"""Names offered at a time."""


class NameInput(CnInput):
    """The line to type in; the keys that belong to the list beneath go there."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("down", "offer(1)", "下一个"),
        ("up", "offer(-1)", "上一个"),
    )

    def action_offer(self, by: int) -> None:
        """Down and up the names that are offered."""
        names = self.parent
        if isinstance(names, Names):
            names.move(by)


class Names(Vertical):
    """One name, or with `many` several parted by 、. Its value is a link, or a list of links.

    Enter or Tab takes the marked name. A name that fits nobody is a guest's; one that fits two
    must be chosen.
    """

    DEFAULT_CSS = """
    Names { height: auto; width: 1fr; }
    Names > OptionList { display: none; overlay: screen; constrain: none inside; width: 44;
        height: auto; max-height: 8; border: none; padding: 0; background: $panel; }
    Names > OptionList.offered { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(("escape", "close", "收起"))

    def __init__(
        self, value: Any, complete: Callable[[str], Sequence[Completion]], *, many: bool,
        disabled: bool = False, entered: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(disabled=disabled)
        self.many = many
        self._complete = complete
        self._entered = entered
        self._links = self._as_links(value)
        self._offers: list[Completion] = []
        self._given = self._text()

    def _as_links(self, value: Any) -> list[dict[str, Any]]:
        if self.many:
            return list(value or ())
        return [value] if value else []

    def _text(self) -> str:
        return "、".join(str(link["name"]) for link in self._links)

    def compose(self) -> ComposeResult:
        """The line and the list."""
        yield NameInput(self._given, select_on_focus=not self.many)
        offers = OptionList(markup=False)
        offers.can_focus = False
        yield offers

    @property
    def held(self) -> Any:
        """The value as it is kept; also before the line is there, and when its page is closing and
        the line has gone first.
        """
        typed = next((line.value for line in self.query(NameInput)), self._given)
        links = self._links if typed == self._given else self._meant(self._parts(typed))
        return list(links) if self.many else next(iter(links), None)

    def put(self, value: Any) -> None:
        """Show a value without posting `Edited`."""
        self._links = self._as_links(value)
        self._write()

    def _write(self) -> None:
        self._given = self._text()
        line = self.query_one(NameInput)
        line.value = self._given
        line.cursor_position = len(self._given)

    def focus(self, scroll_visible: bool = True) -> Names:
        """The line is where one types."""
        self.query_one(NameInput).focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the names and offer what the last one may mean."""
        event.stop()
        if event.value == self._given:
            return
        self._given = event.value
        parts = self._parts(event.value)
        self._offer(parts[-1] if parts else "")
        self._take(parts)

    def _parts(self, typed: str) -> list[str]:
        if not self.many:
            return [typed.strip()]
        text = typed
        for sign in ("，", ",", "；", ";", " ", "\u3000"):
            text = text.replace(sign, "、")
        return [part.strip() for part in text.split("、")]

    def _take(self, parts: list[str]) -> None:
        links = self._meant(parts)
        if links != self._links:
            self._links = links
            self.post_message(Edited(self, self.held))

    def _meant(self, parts: list[str]) -> list[dict[str, Any]]:
        known = {str(link["name"]): link for link in self._links if link.get("id")}
        return [
            known.get(name) or self._only(name) or {"id": None, "name": name}
            for name in parts
            if name
        ]

    def _only(self, name: str) -> dict[str, Any] | None:
        """The one record of exactly this name; None where there is none, or more than one."""
        found = [one.link for one in self._complete(name) if one.link["name"] == name]
        return found[0] if len(found) == 1 else None

    def _offer(self, part: str) -> None:
        self._offers = list(self._complete(part))[:MOST] if part else []
        exact = len(self._offers) == 1 and self._offers[0].link["name"] == part
        offers = self.query_one(OptionList)
        offers.clear_options()
        offers.set_class(bool(self._offers) and not exact, "offered")
        offers.add_options(Option(plain(_shown(one))) for one in self._offers)
        offers.highlighted = 0 if self._offers else None

    @property
    def _open(self) -> bool:
        return self.query_one(OptionList).has_class("offered")

    def move(self, by: int) -> None:
        """Down and up the names that are offered; with nothing typed, offer all."""
        offers = self.query_one(OptionList)
        if not self._open:
            self._offers = list(self._complete(""))[: MOST * 8]
            offers.clear_options()
            offers.add_options(Option(plain(_shown(one))) for one in self._offers)
            offers.set_class(bool(self._offers), "offered")
            offers.highlighted = 0 if self._offers else None
        elif offers.highlighted is not None:
            offers.highlighted = (offers.highlighted + by) % offers.option_count

    def action_close(self) -> None:
        """Put the list away; a second Esc is for the page or the dialog around."""
        if not self._open:
            raise SkipAction
        self.query_one(OptionList).remove_class("offered")

    def on_key(self, event: events.Key) -> None:
        """Enter takes the marked name, Tab too unless it fits several, and goes on."""
        if event.key == "tab" and self._open:
            if not self._is_undecided():
                self._pick(self.query_one(OptionList).highlighted or 0)
        elif event.key == "enter" and self._open:
            event.stop()
            event.prevent_default()
            self._pick(self.query_one(OptionList).highlighted or 0, more=self.many)
        elif event.key == "enter":
            event.stop()
            (self._entered or self.screen.focus_next)()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The mouse takes a name too."""
        event.stop()
        self._pick(event.option_index)
        self.focus()

    def _is_undecided(self) -> bool:
        """What was typed is a whole name, and more than one has it."""
        typed = self._parts(self.query_one(NameInput).value)[-1]
        return len([one for one in self._offers if one.link["name"] == typed]) > 1

    def _pick(self, place: int, *, more: bool = False) -> None:
        """Take an offered name; with `more` the next one can be typed at once."""
        link = self._offers[place].link
        kept = self._links[:-1] if self.many else []
        self._links = [*kept, link]
        self._write()
        if more:
            line = self.query_one(NameInput)
            self._given = line.value = self._given + "、"
            line.cursor_position = len(line.value)
        self.query_one(OptionList).remove_class("offered")
        self.post_message(Edited(self, self.held))
        self.post_message(Unreadable(self, ""))

    def on_descendant_blur(self) -> None:
        """Gone on: a name that fits two has to be chosen."""
        self.query_one(OptionList).remove_class("offered")
        if self._given.endswith("、"):
            self._write()
        twice = next((link["name"] for link in self._links if self._fits_several(link)), "")
        self.post_message(Unreadable(self, f"有几位{twice}，请按 ↓ 选一位。" if twice else ""))

    @property
    def is_settled(self) -> bool:
        """Whether no name in it fits two."""
        return not any(map(self._fits_several, self._links))

    def _fits_several(self, link: dict[str, Any]) -> bool:
        if link.get("id"):
            return False
        same = [one for one in self._complete(link["name"]) if one.link["name"] == link["name"]]
        return len(same) > 1


def _shown(one: Completion) -> str:
    return f"{one.link['name']}({one.note})" if one.note else str(one.link["name"])
