"""The sample school, made once for all tests of a worker; each test gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models.catalogue import open_school
from models.demo import make_demo
from models.session.session import Session
from tests.postgres import Server, server_or_skip

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
TODAY = date(2026, 11, 23)
"""A Monday: 语文组 meets on Thursday of this week."""


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with open_school(path) as store:
        make_demo(store, TODAY)
    return path


@pytest.fixture
def sample_session(sample_file: Path, tmp_path: Path) -> Iterator[Session]:
    """The session of the leader of 语文组, in a file."""
    with open_school(shutil.copy(sample_file, tmp_path / "教研本.db")) as store:
        yield Session(store, lambda: TODAY)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that a test may stop."""
    one = server_or_skip(tmp_path_factory)
    yield one
    one.stop()
