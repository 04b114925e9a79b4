"""Every test of the store runs on SQLite and on PostgreSQL, a real file and a real server."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.catalogue import open_school
from models.demo import make_demo
from models.session.session import Session
from models.storage import Store
from tests.conftest import TODAY
from tests.postgres import server_or_skip


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as the tests of this worker."""
    if given := os.environ.get("JIAOYAN_TEST_PG"):
        yield given
        return
    server = server_or_skip(tmp_path_factory)
    yield server.address
    server.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new, empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "school.db")
        return
    import psycopg

    server = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.rpartition("/")[0] + f"/{name}"


@pytest.fixture(scope="session")
def sample_template(postgres: str) -> str:
    """The name of a database on the server with the sample school, to make others from."""
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        name = f"t{uuid.uuid4().hex}"
        connection.execute(f"CREATE DATABASE {name}")
    with open_school(postgres.rpartition("/")[0] + f"/{name}") as opened:
        make_demo(opened, TODAY)
    return name


@pytest.fixture(params=["sqlite", "postgres"])
def session(request: pytest.FixtureRequest, sample_file: Path, tmp_path: Path) -> Iterator[Session]:
    """The session of the leader of 语文组 in a sample school of one's own."""
    if request.param == "sqlite":
        address = str(shutil.copy(sample_file, tmp_path / "school.db"))
    else:
        import psycopg

        template = request.getfixturevalue("sample_template")
        server, name = request.getfixturevalue("postgres"), f"t{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        address = server.rpartition("/")[0] + f"/{name}"
    with open_school(address) as opened:
        yield Session(opened, lambda: TODAY)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_school(address) as opened:
        yield opened
