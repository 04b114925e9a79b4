"""Which version came from which, so that databases filled in apart can be put together.

Every version has a token, eight hex digits over the token before it and what it changed; a record
carries the tokens of all its versions in order. The same plan made on two machines, or the same
change, has the same token on both. A record of `n` versions has `n` tokens.
"""

from __future__ import annotations

import hashlib

UNKNOWN = "-"
"""Stands for a version that was saved before tokens were kept."""


def tokens(lineage: str) -> tuple[str, ...]:
    """The tokens, oldest first."""
    return tuple(lineage.split())


def grown(lineage: str, version: int, change: str) -> str:
    """The lineage after a version made by `change` (see `models.storage.journal`) on one that had
    `version` versions.
    """
    known = lineage or " ".join([UNKNOWN] * version)
    last = known.rpartition(" ")[2]
    token = hashlib.sha256(f"{last}\x1f{change}".encode()).hexdigest()[:8]
    return f"{known} {token}" if known else token


def joined(ours: str, theirs: str) -> str:
    """The tokens of both, ours first."""
    known = {*tokens(ours)} - {UNKNOWN}
    return " ".join((*tokens(ours), *(one for one in tokens(theirs) if one not in known)))


def includes(lineage: str, other: str) -> bool:
    """Whether the last version of `other` is one of those that led to `lineage`."""
    last = other.rpartition(" ")[2]
    return last not in ("", UNKNOWN) and last in tokens(lineage)


def common(ours: str, theirs: str) -> list[int]:
    """The versions of ours that theirs came from too, newest first."""
    there = set(tokens(theirs)) - {UNKNOWN}
    return [n for n, token in enumerate(tokens(ours), 1) if token in there][::-1]
