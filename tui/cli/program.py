"""``jiaoyan`` without a command: its version, or the app."""

from __future__ import annotations

from tui.cli.command import PROGRAM
from tui.endings import FINE
from tui.output import put_out


def program(db: str | None, *, version: bool) -> int:
    """Say which version this is, or open the app; the exit status."""
    if version:
        from importlib.metadata import version as version_of

        put_out(f"教研本 {version_of(PROGRAM)}")
        return FINE
    from tui.running import run

    return run(db)
