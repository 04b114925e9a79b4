"""The tests' own server: it needs no more than PostgreSQL's programs, or says why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import NoServer, Server, server_or_skip


def test_a_server_needs_no_program_on_the_path(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    import psycopg

    server.stop()
    monkeypatch.setenv("PATH", "")
    one = server_or_skip(tmp_path_factory)
    with psycopg.connect(one.address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    one.stop()


@pytest.mark.parametrize("script", ["#!/bin/sh\necho no locale here >&2\nexit 1\n", None])
def test_programs_that_do_not_run_are_a_reason_to_skip(tmp_path: Path, script: str | None) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    if script is not None:
        (programs / "initdb").write_text(script)
        (programs / "initdb").chmod(0o755)
    with pytest.raises(NoServer, match="no locale here" if script else "initdb"):
        Server(tmp_path, programs)
