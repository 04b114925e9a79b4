"""All commands, and how they are run."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from tui.cli import collect, demo, export, layout, options, records, roster, search
from tui.cli.help import ChineseCommand, ChineseGroup
from tui.cli.refusals import in_chinese
from tui.cli.wrong_use import PROGRAM
from tui.endings import WRONG_USE
from tui.output import put_out, say

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("demo", demo.demo, ""),
    ("roster", roster.take_roster, """
        例子：
          jiaoyan roster 教师名单.xlsx             看看会做什么
          jiaoyan roster 教师名单.xlsx --apply     导入
    """),
    ("export", export.export, """
        例子：
          jiaoyan export 导出 --term 本学期
          jiaoyan export 导出 --group 语文组 --state 已审核
          jiaoyan export --volume 语文组.docx --group 语文组 --pdf    合订成一册，再转成 PDF
    """),
    ("collect", collect.collect, """
        例子：
          jiaoyan collect 交来的文件夹             看看会做什么
          jiaoyan collect 交来的文件夹 --apply     收下
          jiaoyan collect 旧记录 --old             往年手填的表格，看能读成什么
    """),
    ("list", records.list_records, """
        例子：
          jiaoyan list teachers
          jiaoyan list meetings --group 语文组 --state 草稿
          jiaoyan list meetings --csv > 活动.csv
    """),
    ("search", search.search, """
        例子：
          jiaoyan search 作业设计
    """),
)  # fmt: skip
"""Name, what it does, examples."""
LAYOUT = "layout"
LAYOUT_COMMANDS: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("check", layout.check, """
        例子：
          jiaoyan layout check 活动记录表.docx
          jiaoyan layout check 听课表.docx --kind observation
    """),
    ("map", layout.map_form, """
        例子：
          jiaoyan layout map 空白活动记录表.docx
          jiaoyan layout map 空白活动记录表.docx --set 内容={{活动主题}} --set 备注=
    """),
    ("use", layout.use, """
        例子：
          jiaoyan layout use 活动记录表_版式.docx --kind meeting
          jiaoyan layout use 自带 --kind meeting       改回自带的版式
    """),
    ("export", layout.export_layout, """
        例子：
          jiaoyan layout export                        教研组活动记录表_版式.docx
          jiaoyan layout export 听课.docx --kind observation
    """),
)  # fmt: skip
"""The commands below ``layout``."""

app = typer.Typer(
    name=PROGRAM,
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="""
        每个命令都有自己的说明，例如：jiaoyan roster --help
        结束时的返回值：0 正常，1 有事情没做成，2 命令写错了。
    """,
)
for _name, _work, _examples in COMMANDS:
    app.command(_name, cls=ChineseCommand, epilog=_examples)(_work)

_layouts = typer.Typer(
    cls=ChineseGroup,
    help="本校自己的 Word 表格：检查标记，对应栏目，用作版式。",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="每个命令都有自己的说明，例如：jiaoyan layout map --help",
)
for _name, _work, _examples in LAYOUT_COMMANDS:
    _layouts.command(_name, cls=ChineseCommand, epilog=_examples)(_work)
app.add_typer(_layouts, name=LAYOUT)

Version = Annotated[bool, typer.Option("--version", help="显示版本。")]


@app.callback(invoke_without_command=True)
def start(ctx: typer.Context, db: options.Db = None, version: Version = False) -> int:
    """教研本：教研组的记录本。不写命令就打开程序。"""
    if version:
        from importlib.metadata import version as version_of

        put_out(f"教研本 {version_of(PROGRAM)}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from tui.running import run

        return run(db)
    if db is not None:
        ctx.default_map = {name: {"db": db} for name, _work, _examples in COMMANDS}
        ctx.default_map[LAYOUT] = {name: {"db": db} for name, _work, _examples in LAYOUT_COMMANDS}
    return 0


def run_command(words: list[str]) -> int:
    """Run a command; its exit status. Wrong words are explained on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that speaks no Chinese
        sys.stdout.reconfigure(errors="backslashreplace")
    command = typer.main.get_command(app)
    try:
        # Not through `app(...)`, which turns a closed pipe and Ctrl+C into exits of its own.
        with command.make_context(PROGRAM, words) as context:
            status: Any = command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    except TyperException as problem:
        names = [LAYOUT, *(name for name, _work, _examples in COMMANDS)]
        say(in_chinese(problem, next((word for word in words if word in names), "")))
        return WRONG_USE
    return int(status or 0)
