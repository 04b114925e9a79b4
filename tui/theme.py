"""Three themes with one accent colour: paper by day, slate by night, and one of the highest contrast."""

from textual.theme import Theme

PAPER = Theme(
    name="paper",
    primary="#1f5f8b",
    secondary="#5b7083",
    accent="#1f5f8b",
    warning="#a05a00",
    error="#b3261e",
    success="#2e6b3e",
    foreground="#1d2429",
    background="#f7f5ef",
    surface="#fffdf8",
    panel="#ece8dd",
    dark=False,
)
SLATE = Theme(
    name="slate",
    primary="#7fb2d9",
    secondary="#8fa1b3",
    accent="#7fb2d9",
    warning="#e0a458",
    error="#e57373",
    success="#8bc79a",
    foreground="#dfe3e6",
    background="#15191c",
    surface="#1b2024",
    panel="#262d33",
    dark=True,
)
CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff6060",
    success="#60ff60",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
    variables={"text-muted": "#ffffff", "foreground-muted": "#ffffff", "text-disabled": "#ffffff"},
)
"""For eyes and screens that need it: nothing is grey, all text stands at least 12 : 1 from its ground."""
THEMES = (SLATE, PAPER, CONTRAST)
