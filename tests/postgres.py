"""A real PostgreSQL server for the tests, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

TRIES = 5
"""To start a server on a free port."""


def _programs() -> Path | None:
    """Where the server's programs are, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _as_user() -> tuple[str, ...] | None:
    """What a server's programs are run with: it refuses to run as root, and Debian's package brings a
    user for it. None where one cannot become that user.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ()
    import pwd

    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return None
    return ("runuser", "-u", "postgres", "--") if shutil.which("runuser") else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """A PostgreSQL server of the tests' own, which can be stopped and started again."""

    def __init__(self, folder: Path, programs: Path, user: tuple[str, ...]) -> None:
        self._data, self._programs, self._user = folder / "data", programs, user
        for place in (folder, *folder.parents[:3]):  # another user has to come through
            if not (mode := place.stat().st_mode) & 0o001:
                place.chmod(mode | 0o055)
        self._data.mkdir()
        if self._user:
            shutil.chown(self._data, "postgres")
        self._port = 0
        self.runs = self._run(programs / "initdb", "-D", self._data, "-U", "jiaoyan", "-A", "trust",
                              "-E", "UTF8", "--locale=C.UTF-8") and self._finds_a_port()  # fmt: skip

    @property
    def address(self) -> str:
        return f"postgresql://jiaoyan@127.0.0.1:{self._port}/postgres"

    def start(self) -> bool:
        options = (
            f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c fsync=off"
        )
        return self._control("-o", options, "-l", self._data / "log", "-w", "start")

    def stop(self) -> None:
        self._control("-m", "immediate", "-w", "stop")

    def _finds_a_port(self) -> bool:
        for _try in range(TRIES):
            self._port = _free_port()  # which another worker may take before the server does
            if self.start():
                return True
        return False

    def _control(self, *words: str | Path) -> bool:
        return self._run(self._programs / "pg_ctl", "-D", self._data, *words)

    def _run(self, *words: str | Path) -> bool:
        command = [*self._user, *map(str, words)]
        return not subprocess.run(command, capture_output=True, cwd="/", check=False).returncode


def server_or_skip(factory: pytest.TempPathFactory) -> Server:
    """A running one; the test is skipped where there can be none."""
    programs = _programs()
    if programs is None:
        pytest.skip("没有 PostgreSQL,跳过(apt install postgresql)")
    user = _as_user()
    if user is None:
        pytest.skip("PostgreSQL 不肯用管理员身份运行，又没有 postgres 用户或 runuser 命令，跳过")
    server = Server(factory.mktemp("postgres"), programs, user)
    if not server.runs:
        pytest.skip("PostgreSQL 启动不了，跳过")
    return server
