"""Whom a name on an old form means here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.catalogue import type_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.collect.meaning import Who
    from models.kernel.fields import Field, Link
    from models.session.session import Session


def who_is_called(session: Session) -> Who:
    """The only one here who is called so, else the name alone."""

    def who(f: Field, name: str) -> Link:
        there = session.all_of(type_named(f.target))
        for called in _called(f, name):
            same = [one for one in there if one.title == called]
            if same:
                return same[0].link() if len(same) == 1 else {"id": None, "name": name}
        return {"id": None, "name": name}

    return who


def _called(f: Field, name: str) -> Iterator[str]:
    """What somebody, or a group, may be called in full: ``孟 丽娟``, ``方晓棠老师（主备）``, ``语文``."""
    yield name
    alone = re.sub(r"[（(][^（）()]*[)）]", "", "".join(name.split()))
    yield alone
    if f.target == "teacher":
        yield re.sub(r"(?:老师|教师|同志)$", "", alone)
        yield re.sub(r"^(?:教研|备课)?(?:副?组长|主任|副?校长|书记)", "", alone)
    elif f.target == "group":
        yield f"{re.sub(r'(?:教研|备课|学科)?组$', '', alone)}组"
        yield f"{re.sub(r'(?:教研|备课|学科)?组$', '', alone)}教研组"
