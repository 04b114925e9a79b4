"""The files of the schema's steps: which there are, what they say, and writing one.

A step is a pair of files in `steps/`, one for each kind of database; the schema's version is the number
of the last. The released ones stand with their sums in `steps/released.sha256` and never change.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from models.kernel.whole_files import put
from models.storage.errors import StoreProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = Path(__file__).parent / "steps"
RELEASED = "released.sha256"
DIALECTS = ("sqlite", "postgres")
"""The kinds of database, each with its file of a step."""
_NAME = re.compile(r"([0-9]{4})\.\w+\.sql")
_BETWEEN = "\n;\n"


def step_file(step: int, dialect_name: str, folder: Path = FOLDER) -> Path:
    """Where a step stands for a kind of database."""
    return folder / f"{step:04}.{dialect_name}.sql"


def last_step(folder: Path = FOLDER) -> int:
    """The number of the last step of which there is at least one file; 0 where there is none."""
    return max((int(name[1]) for path in folder.iterdir()
                if (name := _NAME.fullmatch(path.name))), default=0)  # fmt: skip


def last_released(folder: Path = FOLDER) -> int:
    """The number of the last step that was given away, 0 where none was."""
    names = (folder / RELEASED).read_text(encoding="ascii").split()[1::2]
    return max((int(name[:4]) for name in names), default=0)


def statements(step: int, dialect_name: str, folder: Path = FOLDER) -> list[str]:
    """The SQL of a step."""
    text = step_file(step, dialect_name, folder).read_text(encoding="utf-8")
    return [part.strip() for part in text.split(_BETWEEN) if part.strip()]


_TABLES = re.compile(
    r'CREATE TABLE "(?P<made>\w+)"|DROP TABLE "(?P<gone>\w+)"'
    r'|ALTER TABLE "(?P<old>\w+)" RENAME TO "(?P<new>\w+)"'
)


def tables_after(step: int, dialect_name: str, folder: Path = FOLDER) -> set[str]:
    """The names of the tables of a database to which all steps up to this one were done."""
    tables: set[str] = set()
    for one in range(1, step + 1):
        for sql in statements(one, dialect_name, folder):
            if said := _TABLES.match(sql):
                tables -= {said["gone"], said["old"]}
                tables |= {name for name in (said["made"], said["new"]) if name}
    return tables


def refuse_half_steps(folder: Path = FOLDER) -> None:
    """Raises `StoreProblem` where a step, up to the last, lacks one of its files or one that says
    nothing: a database brought to such a version would bear a number whose tables it has not.
    """
    for step in range(1, last_step(folder) + 1):
        for dialect_name in DIALECTS:
            path = step_file(step, dialect_name, folder)
            if not path.is_file() or not path.read_bytes().strip(b" \t\r\n;"):
                how = "是空的" if path.is_file() else "没有"
                raise StoreProblem(
                    f"程序不完整：表结构的第 {step} 步缺一半，文件 {path.name} {how}。"
                    "没有打开数据库。请重新安装教研本。"
                )


def put_step(step: int, sql: Mapping[str, Iterable[str]], folder: Path = FOLDER) -> None:
    """Write the statements of a step for each kind of database, behind those that it has already: in
    all its files, or in none. Raises OSError.
    """
    paths = {name: step_file(step, name, folder) for name in sql}
    before = {path: path.read_bytes() if path.is_file() else None for path in paths.values()}
    try:
        for name, path in paths.items():
            had = statements(step, name, folder) if before[path] is not None else []
            put(path, (_BETWEEN.join([*had, *sql[name]]) + "\n").encode())
    except OSError:
        for path, content in before.items():
            if content is not None:
                put(path, content)
            else:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        raise
