"""A real PostgreSQL server for the tests, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

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


USER = "postgres"
"""Whom the server's programs run as where they would run as root, which they refuse: Debian's package
brings this user."""


class NoServer(Exception):
    """There can be no server here; says why."""


def _who_runs_it() -> dict[str, Any]:
    """What `subprocess.run` is told of the user. No program is asked for that (`runuser` is not on
    every PATH). Raises `NoServer` where there is no such user.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    try:
        found = pwd.getpwnam(USER)
    except KeyError:
        raise NoServer(f"PostgreSQL 不肯用管理员身份运行，又没有 {USER} 用户") from None
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": ()}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """A PostgreSQL server of the tests' own, which can be stopped and started again. Raises `NoServer`
    where it does not come to run.
    """

    def __init__(self, folder: Path, programs: Path) -> None:
        self._data, self._programs, self._user = folder / "data", programs, _who_runs_it()
        for place in (folder, *folder.parents[:3]):  # another user has to come through
            if not (mode := place.stat().st_mode) & 0o001:
                place.chmod(mode | 0o055)
        self._data.mkdir()
        if self._user:
            shutil.chown(self._data, USER)
        self._port = 0
        if refusal := self._run(programs / "initdb", "-D", self._data, "-U", "jiaoyan", "-A", "trust",
                                "-E", "UTF8", "--locale=C.UTF-8"):  # fmt: skip
            raise NoServer(f"PostgreSQL 建不了数据库：{refusal}")
        self._start_on_a_free_port()

    @property
    def address(self) -> str:
        return f"postgresql://jiaoyan@127.0.0.1:{self._port}/postgres"

    def start(self) -> str:
        """Why it does not start, ``""`` where it does."""
        options = (
            f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c fsync=off"
        )
        return self._control("-o", options, "-l", self._data / "log", "-w", "start")

    def stop(self) -> None:
        self._control("-m", "immediate", "-w", "stop")

    def _start_on_a_free_port(self) -> None:
        refusal = ""
        for _try in range(TRIES):
            self._port = _free_port()  # which another worker may take before the server does
            refusal = self.start()
            if not refusal:
                return
        raise NoServer(f"PostgreSQL 启动不了：{refusal}")

    def _control(self, *words: str | Path) -> str:
        return self._run(self._programs / "pg_ctl", "-D", self._data, *words)

    def _run(self, *words: str | Path) -> str:
        """Why a program did not do what it was told, ``""`` where it did. What it says goes into a
        file: the server inherits a pipe, and would keep it open.
        """
        with tempfile.TemporaryFile() as said:
            try:
                code = subprocess.run([*map(str, words)], stdout=said, stderr=said, cwd="/",
                                      check=False, **self._user).returncode  # fmt: skip
            except (OSError, subprocess.SubprocessError) as problem:
                return str(problem)
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
        return " ".join(lines[-2:]) or f"返回 {code}" if code else ""


def server_or_skip(factory: pytest.TempPathFactory) -> Server:
    """A running one; the test is skipped, with the reason, where there can be none."""
    programs = _programs()
    if programs is None:
        pytest.skip("没有 PostgreSQL，跳过(apt install postgresql)")
    try:
        return Server(factory.mktemp("postgres"), programs)
    except NoServer as reason:
        pytest.skip(f"{reason}，跳过")
