"""Long text goes out to an editor of one's own, and comes in from a file."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from models.kernel.errors import JiaoyanError, why
from models.kernel.fields import Field
from models.kernel.text import clean
from models.kernel.whole_files import TooLarge, content_of
from tui.typed_paths import typed_path

if TYPE_CHECKING:
    from tui.form.editor import FieldContext
    from tui.notebook import Notebook

EDITORS = ("nano", "micro", "vim", "vi", "notepad")
"""Looked for in this order where neither VISUAL nor EDITOR is set."""
LARGEST = 1 << 20
"""Bytes of a text file that is read into a field."""
ENCODINGS = ("utf-8-sig", "gb18030")


def editor() -> list[str] | None:
    """The command of the person's editor, None if there is none on this machine."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    with contextlib.suppress(ValueError):  # a quotation mark alone
        if named and (words := shlex.split(named)):
            return words
    found = next((name for name in EDITORS if shutil.which(name)), None)
    return [found] if found else None


def edit_outside(app: Notebook, text: str, label: str) -> str | None:
    """The text as it comes back from the editor; None when there is no editor or it failed."""
    command = editor()
    if command is None:
        app.tell(
            "这台电脑上没有找到编辑器。请设好环境变量 EDITOR，或用 Ctrl+O 读入文件。", bad=True
        )
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="jiaoyan-") as folder:
            path = Path(folder) / f"{label}.txt"
            path.write_text(text, encoding="utf-8")
            return _edited(app, command, path)
    except OSError as problem:
        app.tell(f"放不下要给编辑器的临时文件：{why(problem)}。原来的文字没有动。", bad=True)
        return None


def _edited(app: Notebook, command: list[str], path: Path) -> str | None:
    """The text as the editor leaves it in a file; None where it did not come so far, which is said."""
    try:
        with app.suspend():
            subprocess.run([*command, str(path)], check=True)  # noqa: S603
        return read_text(path)
    except SuspendNotSupported:
        app.tell("在这个终端里打不开编辑器。请用 Ctrl+O 读入文件。", bad=True)
    except (OSError, subprocess.CalledProcessError):
        app.tell(f"编辑器“{command[0]}”没有正常结束，原来的文字没有动。", bad=True)
    except JiaoyanError as problem:
        app.tell(f"{problem}原来的文字没有动。", bad=True)
    return None


def read_text(path: Path) -> str:
    """A .txt or .md file in UTF-8 or GB18030, cleaned.

    Raises `JiaoyanError` for a file that is missing, too large or no text.
    """
    data = read_bytes(path)
    if b"\0" in data:
        raise JiaoyanError(f"“{path.name}”不是文本文件。请另存为 .txt 再读入。")
    for encoding in ENCODINGS:
        try:
            return clean(data.decode(encoding)).text.strip("\n")
        except UnicodeDecodeError:
            continue
    raise JiaoyanError(f"“{path.name}”的文字编码认不出来。请另存为 UTF-8 再读入。")


def read_bytes(path: Path) -> bytes:
    """The content of a small file. Raises `JiaoyanError` for one that is missing or too large."""
    try:
        return content_of(path, LARGEST)
    except TooLarge as problem:
        raise JiaoyanError(
            f"“{path.name}”有 {problem.size >> 20} MB，太大了，最多 1 MB。"
        ) from None
    except OSError as problem:
        raise JiaoyanError(f"打不开“{path}”：{why(problem)}。请检查路径。") from None


async def ask_for_text(app: Notebook, context: FieldContext, text: str) -> str | None:
    """Ask for a file; its text set after what is there already. None when called off."""
    from tui.dialogs.asking import ask

    asked = Field("path", "文件", required=True, hint="可以把 .txt 或 .md 文件拖到这里")
    answers = await ask(app, "读入文本", (asked,), context)
    if answers is None:
        return None
    try:
        read = read_text(typed_path(answers["path"]))
    except JiaoyanError as problem:
        app.tell(str(problem), bad=True)
        return None
    return f"{text}\n{read}" if text.strip() else read
