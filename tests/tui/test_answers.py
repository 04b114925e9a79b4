"""Every answer of every field of given answers, as people give it: its name, a paste, its initials."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key

from models.catalogue import RECORD_TYPES
from models.kernel.answers import meant
from models.kernel.fields import Field, Kind, always, choices
from models.kernel.pinyin import readings
from models.kernel.record import new_record
from models.observing.rota import ASKED as ROTA
from models.research.topics import TOPIC
from models.school.people import GROUP
from models.services.founding import FOUNDING
from tests.tui.conftest import screen_text, settled, type_text
from tui.context import context_of
from tui.dialogs.asking import Ask
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import JiaoyanApp

OWNERS = {
    **{kind.name: kind.fields for kind in RECORD_TYPES}, "founding": FOUNDING.fields, "rota": ROTA
}  # fmt: skip


def asked(owner: str) -> tuple[Field, ...]:
    """The fields with given answers, those of rows too, as fields of a dialog."""
    places = chain(
        ((f.key, f) for f in OWNERS[owner]),
        ((f"{f.key}-{c.key}", c) for f in OWNERS[owner] for c in f.columns),
    )
    return tuple(
        replace(f, key=key, shown=always, automatic=False, required=False)
        for key, f in places
        if f.choices
    )


PASTE = "(paste)"


async def ask(app: JiaoyanApp, pilot: Pilot[int], owner: str) -> Ask:
    dialog = Ask("问", asked(owner), context_of(app.session))
    app.push_screen(dialog)
    await settled(pilot)
    return dialog


def chosen(f: Field, code: str) -> Any:
    return code if f.kind is Kind.CHOICE else [code]


@pytest.mark.parametrize("owner", [name for name in OWNERS if asked(name)])
async def test_every_answer_is_chosen_by_its_name_by_a_paste_and_by_its_initials(
    app: JiaoyanApp, owner: str
) -> None:
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        dialog = await ask(app, pilot, owner)
        for f in dialog.asked.fields:
            dialog.view.go_to_field(f.key)
            for one, before in zip(f.choices, f.choices[-1:] + f.choices[:-1], strict=True):
                for way in ways(one.label, f):
                    value = chosen(f, before.code) if f.kind is Kind.CHOICE else []
                    record = dialog.view.filling.record.with_values(**{f.key: value})
                    dialog.view.show(record)
                    await give(pilot, way, one.label)
                    assert dialog.values[f.key] == chosen(f, one.code), (f.label, one.label, way)
                    assert not dialog.view.filling.unsettled()


async def give(pilot: Pilot[int], way: str, label: str) -> None:
    if way == PASTE:
        pilot.app.post_message(events.Paste(f" {label}\n"))
    else:
        for char in way:
            pilot.app.post_message(events.Key(_character_to_key(char), char))
    await pilot.pause()


def ways(label: str, f: Field) -> list[str]:
    initials = [
        key for key in readings(label) if meant(key, f.choices)[:2] == meant(label, f.choices)
    ]
    return [label, PASTE, *initials[-1:]]


async def test_what_begins_like_an_answer_and_is_none_chooses_nothing(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.open_record(new_record(TOPIC, {"level": "subject"}))
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        form.view.go_to_field("level")
        await settled(pilot)
        await type_text(pilot, "个人大课题")
        assert form.editing.record["level"] == "subject"
        assert "没有“个人大课题”这一项" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert app.screen is form
        assert form.editing.base.state != "submitted"
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        await type_text(pilot, "人小课题")
        assert form.editing.record["level"] == "personal"
        await type_text(pilot, "学校总课题")
        assert form.editing.record["level"] == "school"
        assert "没有“" not in screen_text(app)


async def test_what_could_be_several_is_said_when_one_goes_on(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.open_record(new_record(TOPIC, {"level": "personal"}))
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        form.view.go_to_field("level")
        await settled(pilot)
        await type_text(pilot, "学")
        await pilot.press("tab")
        await settled(pilot)
        assert "“学”可以是学校总课题" in screen_text(app)
        assert form.editing.record["level"] == "personal"


async def test_each_week_is_never_every_other_week(app: JiaoyanApp) -> None:
    row = {"_id": "0000000a", "weekday": "4", "cycle": "odd", "start": "", "end": "", "place": ""}
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.open_record(new_record(GROUP, {"name": "综合组", "recurrences": [row]}))
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        form.view.go_to_field("recurrences")
        await settled(pilot)
        await pilot.press("tab")
        await settled(pilot)
        await type_text(pilot, "每周")
        assert form.editing.record["recurrences"][0]["cycle"] == "weekly"


async def test_several_answers_are_ticked_by_their_names(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.open_record(new_record(TOPIC, {}))
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        form.view.go_to_field("methods")
        await settled(pilot)
        await type_text(pilot, "行动研究、观察法")
        assert form.editing.record["methods"] == ["action", "observation"]
        app.post_message(events.Paste("问卷调查，访谈法"))
        await settled(pilot)
        assert len(form.editing.record["methods"]) == 3
        assert "没有“访谈法”" in screen_text(app)


async def test_a_dialog_does_not_take_another_answer_than_was_typed(app: JiaoyanApp) -> None:
    """What was chosen before stands there, what is typed now is none: that is no answer yet."""
    result = Field("result", "意见", Kind.CHOICE, choices=choices(yes="同意", later="再议"))
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        dialog = Ask("立项", (result,), context_of(app.session), values={"result": "yes"})
        app.push_screen(dialog)
        await settled(pilot)
        await type_text(pilot, "不同意")
        await pilot.press("f8")
        await settled(pilot)
        assert app.screen is dialog
        assert "没有“不同意”这一项" in screen_text(app)
