"""Every test of the store runs on SQLite and on PostgreSQL, a real file and a real server."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.demo import make_demo
from models.desk import Desk
from models.store import Store, open_store
from tests.conftest import TODAY

TRIES = 5
"""To start a server on a free port."""


def _programs() -> Path | None:
    """Where the server's programs are, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _as_user() -> tuple[str, ...]:
    """A server refuses to run as root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return ()
    with contextlib.suppress(KeyError):
        pwd.getpwnam("postgres")
        return ("runuser", "-u", "postgres", "--")
    return ("false",)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as the tests of this worker."""
    if given := os.environ.get("JIAOYAN_TEST_PG"):
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip("没有 PostgreSQL,跳过(apt install postgresql)")
    folder = tmp_path_factory.mktemp("postgres")
    data, user = folder / "data", _as_user()
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    data.mkdir()
    if user:
        shutil.chown(data, "postgres")

    def run(*words: str | Path) -> bool:
        done = subprocess.run([*user, *map(str, words)], capture_output=True, cwd="/", check=False)
        return done.returncode == 0

    made = run(programs / "initdb", "-D", data, "-U", "jiaoyan", "-A", "trust", "-E", "UTF8",
               "--locale=C.UTF-8")  # fmt: skip
    for _try in range(TRIES if made else 0):
        port = _free_port()  # which another worker may take before the server does
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        )
        start = ("-D", data, "-o", options, "-l", data / "log", "-w", "start")
        if run(programs / "pg_ctl", *start):
            break
    else:
        pytest.skip("PostgreSQL 启动不了，跳过")
    yield f"postgresql://jiaoyan@127.0.0.1:{port}/postgres"
    run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


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
    with open_store(postgres.rpartition("/")[0] + f"/{name}") as opened:
        make_demo(opened, TODAY)
    return name


@pytest.fixture(params=["sqlite", "postgres"])
def desk(request: pytest.FixtureRequest, sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk of the leader of 语文组 in a sample school of one's own."""
    if request.param == "sqlite":
        address = str(shutil.copy(sample_file, tmp_path / "school.db"))
    else:
        import psycopg

        template = request.getfixturevalue("sample_template")
        server, name = request.getfixturevalue("postgres"), f"t{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        address = server.rpartition("/")[0] + f"/{name}"
    with open_store(address) as opened:
        yield Desk(opened, lambda: TODAY)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
