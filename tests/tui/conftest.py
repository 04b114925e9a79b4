"""The real app on a copy of the sample school, and what a person does and sees at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from models.catalogue import open_school
from models.storage import Store
from tests.conftest import TODAY
from tui.app import JiaoyanApp
from tui.form.layout import ADD, Place
from tui.screens.form_page import FormPage


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Colours and folders of the person who runs the tests stay out of them."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))


@pytest.fixture
def db(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "school.db"))


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    with open_school(db) as opened:
        yield opened


@pytest.fixture
def app(store: Store) -> JiaoyanApp:
    return JiaoyanApp(store, lambda: TODAY)


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[JiaoyanApp]:
    with open_school(tmp_path / "new.db") as opened:
        yield JiaoyanApp(opened, lambda: TODAY)


def screen_text(app: Any) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type characters as an input method commits them; `Pilot.press` drops full-width signs."""
    for char in text:
        pilot.app.post_message(events.Key(_character_to_key(char), char))
    await settled(pilot)


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.count = 0

    async def press(self, *names: str) -> None:
        """One after the other, each when the app has done with the last."""
        for name in names:
            self.count += 1
            await self.pilot.press(name)
            await settled(self.pilot)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the app has nothing more to do."""
    for _again in range(3):
        await pilot.pause()


def to_add(form: FormPage, key: str) -> None:
    """Go to the place behind the last row of a field, where one is added."""
    assert form.view.go_to(Place(key, column=ADD))


async def read_on(pilot: Pilot[Any], page: Screen[Any], path: Path | str) -> None:
    """Open a page that begins with a path, and give it one."""
    pilot.app.push_screen(page)
    await settled(pilot)
    await type_text(pilot, str(path))
    await pilot.press("enter")
    await settled(pilot)
