"""The program: ``jiaoyan`` opens the app, everything else is a command."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from tui.database import leave_servers_out, where
from tui.endings import ending
from tui.streams import open_closed, write_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

# Textual would switch on a keyboard protocol with which Chinese input methods lose or garble text
# (Textual 8.2.8 with iTerm2, kitty and others); it reads this when it is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these words, by default those of the command line; its exit status: 0
    fine, 1 something could not be done, 2 wrong use.
    """
    if argv is None:
        write_chinese()
        open_closed()
    words = list(sys.argv[1:] if argv is None else argv)
    return ending(lambda: _run(words))


def _run(words: list[str]) -> int:
    if words and not (len(words) == 2 and words[0] == "--db"):
        from tui.cli.app import run_command

        return run_command(words)
    # Nothing that is made on the way to the first screen is garbage: looking for some costs a tenth
    # of the start. The app switches the collector on again.
    gc.disable()
    db = words[1] if words else None
    leave_servers_out(where(db))
    from tui.running import run

    return run(db)


if __name__ == "__main__":
    sys.exit(main())
