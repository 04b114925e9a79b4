"""The keys of a widget: they work while one is there, and leave the footer to the page's commands."""

from textual.binding import Binding, BindingType


def keys(*bindings: tuple[str, str, str], first: bool = False) -> list[BindingType]:
    """(key, action, what it does) as bindings that are not listed at the bottom; `first` ones come
    before those of the widget within that has the focus.
    """
    return [
        Binding(key, action, label, show=False, priority=first) for key, action, label in bindings
    ]
