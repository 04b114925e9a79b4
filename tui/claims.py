"""What people are told of documents that say of themselves what only the office can give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.collect.collecting import Collection


def said_of_claims(collection: Collection) -> str:
    """How many there are, as what they come in, and how all of them are approved together; ``""``
    where there are none.
    """
    states = "，".join(f"{state} {count} 条" for state, count in collection.claims().items())
    if not states:
        return ""
    return (
        f"文件里说的“{states}”还要办公室认可，收下后都按已提交。"
        "核对以后一起审核：在列表里用空格选中(Ctrl+A 全选)，按 F10。"
    )
