"""LibreOffice, where it is installed: Word files to PDF, many in one run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from exports.font_aliases import write_aliases
from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_STARTING, _EACH, _EACH_MB = 180, 15, 10
"""Seconds that a run may take: to start, for each file, for each MB of them."""


class NoOffice(JiaoyanError):
    """LibreOffice is not installed."""


def office() -> str:
    """The program. Raises `NoOffice`."""
    roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)")]
    windows = [f"{root}/LibreOffice/program/soffice.exe" for root in roots if root]
    usual = (*_USUAL, *windows)
    for found in (*map(shutil.which, _NAMES), *filter(os.path.isfile, usual)):
        if found:
            return str(found)
    raise NoOffice(
        "转 PDF 要用 LibreOffice，这台电脑上没有找到。请安装(www.libreoffice.org)以后再导一次，"
        "或者用 Word、WPS 打开文件，另存为 PDF。"
    )


def converted(files: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Each of these Word files with its PDF, ``b""`` where LibreOffice made none of it in time. One
    run makes them all, with settings of its own, so that an open LibreOffice does not matter.

    Raises `NoOffice`, and OSError.
    """
    program = office()
    with tempfile.TemporaryDirectory(prefix="jiaoyan-") as made:
        folder = Path(made)
        copies = [folder / f"{number}.docx" for number in range(len(files))]
        for file, copy in zip(files, copies, strict=True):
            shutil.copyfile(file, copy)
        size = sum(copy.stat().st_size for copy in copies) >> 20
        _run(program, folder, copies, _STARTING + _EACH * len(files) + _EACH_MB * size)
        for file, copy in zip(files, copies, strict=True):
            pdf = copy.with_suffix(".pdf")
            yield file, pdf.read_bytes() if pdf.exists() else b""


def _run(program: str, folder: Path, copies: Sequence[Path], seconds: int) -> None:
    """Run LibreOffice on the files of a folder; after so many seconds it is stopped."""
    aliases = folder / "fonts.conf"
    write_aliases(aliases)
    words = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--norestore", "--nologo", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export",
             "--outdir", str(folder), *map(str, copies)]  # fmt: skip
    running = subprocess.Popen(  # noqa: S603 the program was looked up, the words are ours
        words, cwd=folder, env={**os.environ, "FONTCONFIG_FILE": str(aliases)},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        with suppress(subprocess.TimeoutExpired):
            running.wait(seconds)
    finally:
        if running.poll() is None:
            _stop(running)


def _stop(running: subprocess.Popen[bytes]) -> None:
    """Stop the program and what it has started."""
    if sys.platform == "win32":
        words = ["taskkill", "/T", "/F", "/PID", str(running.pid)]
        subprocess.run(words, check=False, capture_output=True)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()
