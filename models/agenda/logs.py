"""What waits for the mentee: logs in which their own gain is not written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(_kind: RecordType, desk: Desk) -> Iterator[Due]:
    """My logs as mentee that were handed in by the mentor; my own drafts as mentor."""
    if desk.me is None:
        return
    for log in desk.logs:
        mentee = desk.is_mine(log, "mentee")
        if log.state == "submitted" and mentee:
            yield Due(log, "请写收获")
        elif log.state == "draft" and not mentee:
            yield Due(log, "指导记录没写完")
