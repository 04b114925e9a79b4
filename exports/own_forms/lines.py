"""Labels in a line of text, as forms have them above a table or instead of one."""

from __future__ import annotations

import re

LABEL = re.compile(
    r"(?:^|(?<=[\s_＿、，；。]))"
    r"((?:[\u4e00-\u9fff][ \u3000]+){1,4}[\u4e00-\u9fff]|[^\s_＿、，；。：:]{2,12}?)\s*[：:]"
)
"""``课题：``, ``课　　题：``"""
SIGNED = re.compile(r"签名|签字|签章|盖章|公章|[（(]\s*章\s*[)）]")
_SIGNING = "签名"


def asked(label: str, line: str) -> str:
    """What a label in a line asks for: in a line that is there to be signed, only names in ink."""
    return label if not SIGNED.search(line) or SIGNED.search(label) else f"{label}{_SIGNING}"
