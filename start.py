#!/usr/bin/env python3
"""Sets 教研本 up in a folder of its own beside this file, then runs it; needs only Python 3.11+.

    python3 start.py              set up if need be, then `jiaoyan`
    python3 start.py demo         … then `jiaoyan demo`; every command of jiaoyan works like this
    python3 start.py test         set up what the tests need, then run them

Works under an externally managed Python and without root: everything goes into `.venv`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


class SetUpFailed(Exception):
    """Setting up could not be finished; the message says what to do."""


def say(message: str) -> None:
    """A line of progress, apart from what the program itself prints."""
    print(message, file=sys.stderr, flush=True)


def run(*words: str | Path, quiet: bool = False) -> bool:
    """Run a command; True if it went well. Quiet commands show what they say only on failure."""
    done = subprocess.run(  # noqa: S603
        [str(word) for word in words],
        stdout=subprocess.PIPE if quiet else sys.stderr,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode and quiet:
        say(done.stdout.strip()[-2000:])
    return done.returncode == 0


def make_venv() -> None:
    """An environment with pip, also where the system's Python came without ensurepip."""
    if not run(sys.executable, "-m", "venv", "--without-pip", "--clear", VENV):
        raise SetUpFailed("建不了运行环境。请确认本文件夹可以写入，磁盘还有 500 MB 空间。")
    bundled = [PYTHON, "-m", "ensurepip", "--default-pip"]
    known = subprocess.run([*bundled, "--version"], capture_output=True, check=False)  # noqa: S603
    if known.returncode == 0 and run(*bundled, quiet=True):
        return
    for way in (pip_of_the_system, pip_from_debian):
        if way():
            return
    raise SetUpFailed(
        "这台电脑的 Python 没有带 pip。请装上它再试一次：\n"
        "  Debian/Ubuntu:sudo apt install python3-venv\n"
        "  其他系统：重新安装 Python 3.11 以上版本，勾选 pip"
    )


def pip_of_the_system() -> bool:
    """Let a pip that is there already put a pip into the environment."""
    return run(sys.executable, "-m", "pip", "--python", PYTHON, "install", "-q", "pip", quiet=True)


def pip_from_debian() -> bool:
    """Debian and its kin keep pip's wheel in a package that can be fetched without root."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        fetched = subprocess.run(
            ["apt-get", "download", "-q", "python3-pip-whl"],  # noqa: S607
            cwd=here, capture_output=True, check=False,
        ).returncode == 0  # fmt: skip
        package = next(here.glob("*.deb"), None)
        if not fetched or package is None or not run("dpkg-deb", "-x", package, here):
            return False
        wheel = next(here.rglob("pip-*.whl"), None)
        return wheel is not None and run(
            PYTHON, f"{wheel}/pip", "install", "-q", "--no-index", wheel, quiet=True
        )


def install(*, tests: bool) -> None:
    """Install the locked packages and the program itself, unless that is done already."""
    lock = HERE / ("requirements-dev.lock" if tests else "requirements.lock")
    wanted = hashlib.sha256(
        lock.read_bytes() + (HERE / "pyproject.toml").read_bytes() + str(HERE).encode()
    ).hexdigest()
    stamp = VENV / f"installed-{lock.stem}"
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists() or not run_pip("--version"):
        say("第一次运行，正在准备(一两分钟)……")
        make_venv()
    say("正在安装所需的组件……")
    if not run_pip("install", "-q", "--require-hashes", "-r", lock):
        raise SetUpFailed("组件没有装上。请检查网络，然后重新运行这一条命令。")
    if not run_pip("install", "-q", "--no-deps", "-e", HERE):
        raise SetUpFailed("程序没有装上。请检查网络，然后重新运行这一条命令。")
    compile_ahead()
    stamp.write_text(wanted)


def compile_ahead() -> None:
    """Compile the program, as pip does with packages; what cannot be written is no reason to stop.
    Where Python is told to write no bytecode it would compile it anew at every start, which is a
    fifth of the time to the first page.
    """
    rooms = [HERE / name for name in ("models", "exports", "tui")]
    run(PYTHON, "-m", "compileall", "-q", *rooms, quiet=True)


def run_pip(*words: str | Path) -> bool:
    """pip of the environment, without advertising its own upgrades."""
    return run(PYTHON, "-m", "pip", "--disable-pip-version-check", *words, quiet=True)


def main(words: list[str]) -> int:
    """Set up, then hand over to the program; its exit status."""
    if sys.version_info < OLDEST:
        say(f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}。")
        return 1
    tests = words[:1] == ["test"]
    try:
        install(tests=tests)
    except SetUpFailed as problem:
        say(str(problem))
        return 1
    command = ["-m", "pytest", *(words[1:] or ["-n", "auto"])] if tests else ["-m", "tui", *words]
    return subprocess.run([PYTHON, *command], cwd=HERE if tests else None, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
