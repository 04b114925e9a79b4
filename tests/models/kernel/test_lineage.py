"""Versions know which came from which, on every machine the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.kernel import lineage
from models.kernel.ids import new_id
from models.kernel.record import new_record
from models.school.people import GROUP
from models.storage import Conflict, Store

ID = "01900000-0000-7000-8000-00000000000a"


def test_the_same_versions_have_the_same_names_everywhere(store: Store) -> None:
    first = store.save(new_record(GROUP, {"name": "语文组"}, id=ID), actor="甲")
    second = store.save(first.with_values(subject="语文"), actor="乙")
    assert len(lineage.tokens(second.lineage)) == second.version == 2
    assert lineage.includes(second.lineage, first.lineage)
    assert not lineage.includes(first.lineage, second.lineage)
    other = store.save(new_record(GROUP, {"name": "语文组"}, id=new_id()), actor="丙")
    assert other.lineage == first.lineage
    assert store.get(GROUP, ID) == second


def test_a_record_is_adopted_as_it_stands_elsewhere(store: Store) -> None:
    ours = store.save(new_record(GROUP, {"name": "语文组"}, id=ID), actor="甲")
    theirs = replace(ours.with_values(subject="语文"), version=4, updated_at="2026-11-01T08:00:00.000Z",
                     updated_by="乙", lineage=f"{ours.lineage} 1 2 3")  # fmt: skip
    [kept] = store.adopt_all([(theirs, 1)], actor="办公室", reason="语文组.docx")
    assert kept == theirs == store.get(GROUP, ID)
    line = store.history(GROUP, ID)[-1]
    assert (line.op, line.actor, line.reason) == ("collect", "办公室", "语文组.docx")
    assert line.after == {"subject": "语文"}
    assert store.first_broken() is None
    with pytest.raises(Conflict):
        store.adopt_all([(theirs.with_values(subject="数学"), 1)], actor="办公室", reason="x")


def test_versions_from_before_are_nobodys_ancestors() -> None:
    ours, theirs = lineage.grown("", 2, "a"), lineage.grown("", 3, "b")
    assert lineage.tokens(ours)[:2] == (lineage.UNKNOWN,) * 2
    assert lineage.common(ours, theirs) == []
    assert not lineage.includes(ours, lineage.UNKNOWN)
    assert len(lineage.tokens(lineage.joined(ours, theirs))) >= 4
