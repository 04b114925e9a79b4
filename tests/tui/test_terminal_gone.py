"""The terminal goes away, or the system asks the program to end: it ends, and what was typed is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.catalogue import open_school
from models.session.session import Session
from tests.tui.terminal import PATIENCE, Terminal, app_on

if sys.platform == "win32":
    pytest.skip("需要伪终端", allow_module_level=True)

import termios

linux = pytest.mark.skipif(sys.platform != "linux", reason="需要 /proc")
TYPED = "停在半路的一句话"
TAKES_THE_SCREEN, LEAVES_THE_SCREEN, SHOWS_THE_CURSOR = "\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h"


def deaf(words: tuple[str, str]) -> tuple[str, str]:
    """The same, but a hang-up is ignored, as under nohup or in many containers."""
    option, code = words
    return option, f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{code}"


def begin_to_type(terminal: Terminal) -> None:
    """Open the meeting of the week and write into its theme."""
    terminal.sees("本周要做")
    terminal.sends("\r")
    terminal.sees("1出席")
    terminal.sends("\x1b[Z" * 4)
    terminal.sees("写具体")
    terminal.sends("\x1b[F" + TYPED)
    terminal.sees(TYPED)


@pytest.fixture
def terminal(db: Path) -> Iterator[Terminal]:
    with Terminal(*app_on(db)) as opened:
        begin_to_type(opened)
        yield opened


@pytest.fixture
def deaf_terminal(db: Path) -> Iterator[Terminal]:
    with Terminal(*deaf(app_on(db))) as opened:
        begin_to_type(opened)
        yield opened


def until(so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def status_of(terminal: Terminal) -> int | None:
    """The exit status once the program has ended."""
    until(lambda: not terminal.child.ptyproc.isalive())
    assert terminal.child.ptyproc.signalstatus is None
    return int(terminal.child.ptyproc.exitstatus)


def goes_away(terminal: Terminal) -> None:
    terminal.child.ptyproc.fileobj.close()


def is_stopped(terminal: Terminal) -> bool:
    words = ["ps", "-o", "stat=", "-p", str(terminal.child.pid)]
    return subprocess.run(words, capture_output=True, check=True).stdout.startswith(b"T")


def stop_and_go_on(terminal: Terminal, number: int) -> None:
    os.kill(terminal.child.pid, number)
    until(lambda: is_stopped(terminal))
    os.kill(terminal.child.pid, signal.SIGCONT)
    terminal.child.expect_exact(TAKES_THE_SCREEN)
    terminal.sees("写具体")  # all of it is painted anew


def hang(terminal: Terminal) -> None:
    """Have the terminal take nothing, and paint until the thread that paints waits for it."""
    process = terminal.child.pid
    held = os.open(Path(f"/proc/{process}/fd/2").readlink(), os.O_WRONLY | os.O_NOCTTY)
    termios.tcflow(held, termios.TCOOFF)
    worked: list[str] = []

    def waits() -> bool:
        os.write(terminal.child.child_fd, b"\x1b[6~" if len(worked) % 2 else b"\x1b[5~")
        stat = Path(f"/proc/{process}/task/{process}/stat").read_text(encoding="utf-8")
        worked.append(" ".join(stat.rpartition(")")[2].split()[11:13]))  # its time on a processor
        return worked[-25:] == [worked[-1]] * 25

    until(waits)
    os.close(held)


def theme_of_the_draft(db: Path) -> str:
    with open_school(db) as store:
        Session(store)  # says whose drafts are meant
        (draft,) = store.drafts()
        return str(draft.values["theme"])


def test_a_terminal_that_goes_away_ends_the_program(deaf_terminal: Terminal, db: Path) -> None:
    goes_away(deaf_terminal)
    assert status_of(deaf_terminal) == 129
    assert TYPED in theme_of_the_draft(db)


@linux
def test_so_it_does_while_the_screen_waits_to_be_painted(deaf_terminal: Terminal, db: Path) -> None:
    hang(deaf_terminal)
    goes_away(deaf_terminal)
    assert status_of(deaf_terminal) == 129
    assert TYPED in theme_of_the_draft(db)


@linux
def test_the_end_waits_for_no_terminal_that_takes_nothing(terminal: Terminal, db: Path) -> None:
    hang(terminal)
    os.kill(terminal.child.pid, signal.SIGTERM)
    assert status_of(terminal) == 143
    assert TYPED in theme_of_the_draft(db)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_and_the_terminal_is_given_back(
    terminal: Terminal, db: Path, number: int
) -> None:
    os.kill(terminal.child.pid, number)
    shown = terminal.child.read()
    assert status_of(terminal) == 128 + number
    assert shown.index(LEAVES_THE_SCREEN) < shown.index(SHOWS_THE_CURSOR)
    modes = termios.tcgetattr(terminal.child.child_fd)[3]
    assert modes & termios.ICANON
    assert modes & termios.ECHO
    assert TYPED in theme_of_the_draft(db)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_program_that_was_stopped_goes_on_and_ends_like_any(
    deaf_terminal: Terminal, db: Path, number: int
) -> None:
    stop_and_go_on(deaf_terminal, number)
    deaf_terminal.sends("，又写")
    deaf_terminal.sees(f"{TYPED}，又写")
    goes_away(deaf_terminal)
    assert status_of(deaf_terminal) == 129
    assert f"{TYPED}，又写" in theme_of_the_draft(db)


def test_a_stopped_program_has_its_text_on_the_disk_and_ends_with_its_terminal(
    deaf_terminal: Terminal, db: Path
) -> None:
    os.kill(deaf_terminal.child.pid, signal.SIGTSTP)
    until(lambda: is_stopped(deaf_terminal))
    assert TYPED in theme_of_the_draft(db)
    goes_away(deaf_terminal)
    assert status_of(deaf_terminal) == 129


def test_a_terminal_is_cooked_again_however_often_it_was_taken(terminal: Terminal) -> None:
    stop_and_go_on(terminal, signal.SIGSTOP)
    terminal.sends("\x11")  # Ctrl+Q
    terminal.child.read()
    assert status_of(terminal) == 0
    assert termios.tcgetattr(terminal.child.child_fd)[3] & termios.ICANON


def test_without_a_terminal_the_pages_are_not_opened(db: Path) -> None:
    words = [sys.executable, "-m", "tui", "--db", str(db)]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "不是终端" in done.stderr
    assert "Traceback" not in done.stderr


def test_bytes_of_another_encoding_are_said_and_typing_goes_on(terminal: Terminal) -> None:
    os.write(terminal.child.child_fd, "教研".encode("gbk"))
    terminal.sees("终端送来的字")
    terminal.sends("接着写")
    terminal.sees(TYPED + "接着写")
