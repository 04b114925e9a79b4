"""A kind of record that cannot be meant as it is declared is refused, by name, with the catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.kernel.declared import WrongDeclaration
from models.kernel.fields import Choice, Field, Kind, Section, choices
from models.kernel.record import RecordType
from models.kernel.registry import Types

NAME = Field("name", "名称")
SHOWN = Section("名称", (("name",),))


def kind(*fields: Field, form: tuple[Section, ...] = (SHOWN,), **more: Any) -> RecordType:
    return RecordType(
        name="note", label="便条", plural="notes", fields=(NAME, *fields), form=form, **more
    )


def with_section(*keys: str) -> tuple[Section, ...]:
    return (SHOWN, Section("其他", (keys,) if keys else ()))


TWICE = (Choice("a", "甲"), Choice("a", "乙"))
WRONG: dict[str, tuple[RecordType, str]] = {
    "unread": (kind(Field("place", "地点")), "place stands in no section of the form"),
    "section": (kind(form=with_section()), "the section 其他 names no field"),
    "key": (kind(Field("name", "又一个")), "two fields are called name"),
    "column": (
        kind(Field("rows", "行", Kind.ROWS, columns=(NAME, NAME)), form=with_section("rows")),
        "two fields are called rows.name",
    ),
    "code": (
        kind(Field("sort", "种类", Kind.CHOICE, choices=TWICE), form=with_section("sort")),
        "sort has the choice a twice",
    ),
    "code in a row": (
        kind(Field("rows", "行", Kind.ROWS, columns=(Field("s", "类", Kind.CHOICES, choices=TWICE),)),
             form=with_section("rows")),
        "rows.s has the choice a twice",
    ),
    "no codes": (kind(Field("sort", "种类", Kind.CHOICE), form=with_section("sort")), "has no choices"),
    "codes of a text": (
        kind(Field("sort", "种类", choices=choices(a="甲")), form=with_section("sort")),
        "sort is text and has choices",
    ),
    "no target": (kind(Field("who", "谁", Kind.LINK), form=with_section("who")), "leads to nothing"),
    "stranger": (
        kind(Field("who", "谁", Kind.LINK, target="ghost"), form=with_section("who")),
        "who leads to ghost, which is no kind of record",
    ),
    "reached": (kind(reached_through=("ghost", "")), "reached_through names ghost"),
    "no columns": (kind(Field("rows", "行", Kind.ROWS), form=with_section("rows")), "has no columns"),
    "nothing to type": (
        kind(Field("rows", "行", Kind.ROWS, columns=(Field("n", "号", automatic=True),)),
             form=with_section("rows")),
        "rows has rows to add and no column to type into",
    ),
    "roll": (
        kind(Field("rows", "行", Kind.ROWS, roll="here", columns=(
            Field("s", "类", Kind.CHOICE, choices=choices(a="甲")),)), form=with_section("rows")),
        "rows calls a roll with here, which is no status",
    ),
    "form": (kind(form=with_section("place")), "the form names place, which is no field"),
    "shown twice": (kind(form=with_section("name")), "the form shows name twice"),
    "derived": (kind(derives_from=("place",)), "derives_from names place, which is no field"),
    "day": (kind(day="held_on"), "day names held_on, which is no field"),
    "step": (kind(taken_by={"fly": "name"}), "taken_by names fly, which is no step"),
    "state": (kind(states=("draft", "flown")), "the state flown is none"),
    "beside": (kind(beside_form=("name",)), "name stands in the form and in beside_form"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_is_refused_by_name(case: str) -> None:
    wrong, said = WRONG[case]
    with pytest.raises(WrongDeclaration, match=r"^note: ") as refused:
        Types((wrong,))
    assert said in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    both = kind(Field("name", "又一个"), Field("place", "地点"))
    with pytest.raises(WrongDeclaration, match=r"called name; place stands"):
        Types((both,))


def test_what_only_rules_or_a_step_read_needs_no_section() -> None:
    beside = kind(Field("place", "地点"), beside_form=("place",))
    asked = replace(beside, name="plan", plural="plans", fields=(NAME, Field("review", "意见")),
                    states=("draft", "submitted", "approved"), beside_form=())  # fmt: skip
    assert [one.name for one in Types((beside, asked))] == ["note", "plan"]
