"""From the text of an instrument file to its tables; where the text is no TOML, a finding that
names the line and the cure. The parser's own messages are English.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from models.instruments.file_format import MOST_CHARACTERS, MOST_IN_LINE
from models.instruments.finding import Finding

_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")
_WIDE = "“”‘’，：；＝＂＇［］【】｛｝　"
_TWICE = "同一个名称写了两次，请删去一处"
_SAID = (
    ("Expected '='", '名称后面要有等号，如 name = "课堂观察"'),
    ("Invalid statement", "这一行不是“名称 = 内容”，也不是 [[表名]]；说明文字前面要加 #"),
    ("Invalid value", "等号后面的内容看不懂：文字放在英文双引号里，数字不加引号"),
    ("Invalid initial character", "名称要用英文字母，如 name"),
    ("Expected newline", "一行只能写一项，请删去后面多出的内容"),
    ("Cannot", _TWICE),
    ("Duplicate", _TWICE),
    ("Unclosed array", "方括号没有写完：各项之间用英文逗号，最后写 ]"),
    ("Unclosed inline table", "花括号没有写完：各项之间用英文逗号，同一行写上 }"),
    ("Expected ']", "表名后面的方括号没有写完，如 [[groups]]"),
    ("Unterminated string", "文字没有写完，请在末尾补上英文双引号"),
    ("Illegal character", "文字没有写完就换行了，请在末尾补上英文双引号（不是中文的 ”）"),
    ("Unescaped", "文字里的反斜杠要写成两个 \\\\"),
    ("Invalid date", "日期要放在英文双引号里"),
)
_OTHER = "写法不合规则，请对照内置量表的文件改写"


def tables(text: str) -> dict[str, Any] | Finding:
    """The tables of the file with numbers as `int` and `Decimal`; never raises, however the text
    was made.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n") + "\n"
    if finding := _too_long(text):
        return finding
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return _explained(str(error), text.split("\n"))
    except RecursionError:
        return Finding("整个文件", "括号套得太深，请对照内置量表的文件改写")
    except (ValueError, ArithmeticError):
        return Finding("整个文件", "有一个数太大或写法不对，请检查满分、版本等数字")


def _too_long(text: str) -> Finding | None:
    """Checked first, because a parser takes its time with a hostile line."""
    if len(text) > MOST_CHARACTERS:
        return Finding("整个文件", f"有 {len(text)} 个字符，最多 {MOST_CHARACTERS} 个，请删减")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_IN_LINE:
            return Finding(
                f"第 {number} 行", f"有 {len(line)} 个字符，最多 {MOST_IN_LINE} 个，请分成几行"
            )
    return None


def _explained(message: str, lines: list[str]) -> Finding:
    said = next((chinese for start, chinese in _SAID if message.startswith(start)), _OTHER)
    where = _WHERE.search(message)
    if not where:
        return Finding("文件末尾", said)
    line, column = int(where[1]), int(where[2])
    at = lines[line - 1][column - 1 : column]
    if at and at in _WIDE:
        said = f"中文标点 {at} 要改成英文标点，引号、等号、逗号、括号都是"
    return Finding(f"第 {line} 行第 {column} 个字", said)
