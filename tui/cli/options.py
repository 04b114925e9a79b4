"""Options that several commands share, each declared once."""

from __future__ import annotations

from tui.cli.command import Option


def whole_number(typed: str) -> int:
    """A number above zero. Raises ValueError."""
    if typed.isascii() and typed.isdigit() and 0 < len(typed.lstrip("0")) < 10:
        return int(typed)
    raise ValueError("要写一个大于零的整数。")


DB = Option(
    "db", "--db",
    "用哪个数据库：文件路径，或 postgresql:// 开头的地址。"
    "不写就用环境变量 JIAOYAN_DB，再没有就用自己的。",
    takes="路径或网址", default=None,
)  # fmt: skip
JSON = Option("as_json", "--json", "只输出 JSON，给程序读。")
CSV = Option("as_csv", "--csv", "输出 CSV(UTF-8，带 BOM，Excel 可直接打开)。")
TERM = Option("term", "--term", "只要这个学期：名称或其中一段，或“本学期”。", takes="学期")
STATE = Option(
    "state", "--state", "只要这种状态，如 草稿、已提交；可以写几次。", takes="状态", many=True
)
GROUP = Option(
    "group", "--group", "只要这个教研组：名称、其中一段或拼音首字母。", takes="教研组"
)  # fmt: skip
KIND = Option(
    "kind", "--kind", "哪一类记录，不写是 meeting(教研组活动)。", takes="种类", default="meeting"
)  # fmt: skip
