"""Options that several commands share, each declared once."""

from __future__ import annotations

from typing import Annotated

import typer


def whole_number(typed: str | int) -> int:
    """A number above zero; raises `typer.BadParameter`."""
    if str(typed).isascii() and str(typed).isdigit() and 0 < int(typed) < 10**9:
        return int(typed)
    raise typer.BadParameter("要写一个大于零的整数。")


Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="路径或网址",
        help="用哪个数据库：文件路径，或 postgresql:// 开头的地址。"
        "不写就用环境变量 JIAOYAN_DB，再没有就用自己的。",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON，给程序读。")]
Csv = Annotated[bool, typer.Option("--csv", help="输出 CSV(UTF-8，带 BOM，Excel 可直接打开)。")]
Term = Annotated[
    str, typer.Option("--term", metavar="学期", help="只要这个学期：名称或其中一段，或“本学期”。")
]
State = Annotated[
    list[str] | None,
    typer.Option("--state", metavar="状态", help="只要这种状态，如 草稿、已提交；可以写几次。"),
]
Group = Annotated[
    str,
    typer.Option("--group", metavar="教研组", help="只要这个教研组：名称、其中一段或拼音首字母。"),
]
