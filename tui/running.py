"""The app from its start to its end, on the database that was named."""

from __future__ import annotations

from textual.worker import WorkerFailed

from tui.app import JiaoyanApp
from tui.database import open_database
from tui.streams import refuse_without_terminal


def run(db: str | None) -> int:
    """Open the store and run the app; its exit status.

    Raises `models.kernel.errors.JiaoyanError` where the store cannot be opened, fails on the way, or
    was moved or replaced meanwhile, and where nobody sits at a terminal; and whatever else ended the
    app.
    """
    refuse_without_terminal()
    with open_database(db) as store:
        app = JiaoyanApp(store)
        app.run()
        if (problem := app._exception) is not None:  # noqa: SLF001 Textual would only print it
            raise problem.error if isinstance(problem, WorkerFailed) else problem
        store.must_be_there()
        return app.return_code or 0
