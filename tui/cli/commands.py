"""All commands: their words, and where their work is. Help and reading follow from it."""

from __future__ import annotations

from models.kernel.paths import given_path
from tui.cli.command import PROGRAM, Argument, Command, Option
from tui.cli.options import CSV, DB, GROUP, JSON, KIND, STATE, TERM, whole_number


def _kinds() -> str:
    """The kinds of records there are."""
    from models.catalogue import RECORD_TYPES

    return "、".join(f"{kind.plural}({kind.label})" for kind in RECORD_TYPES) + "。"


DEMO = Command(
    "demo", "用一所完整的样例学校试用。它有自己的数据库，不会动到你的记录。", "demo:demo",
    (
        Option("no_open", "--no-open", "只做好数据库，不打开程序。"),
        Option("records", "--records", "另外再放进这么多次活动(多年、多组)，用来试大的数据库。",
               takes="条数", read=whole_number, default=None),
        Option("new", "--new", "丢掉上次的样例，重新做一个。"),
        DB,
    ),
)  # fmt: skip
ROSTER = Command(
    "roster",
    "导入教师和教研组的名单。先看要做什么，加 --apply 才真的导入；改过的名单可以再导入一次。",
    "roster:take_roster",
    (
        Option("apply", "--apply", "真的导入。不写只看要做什么，什么都不改。"),
        Option("sheet", "--sheet", "文件里有几张表时，读哪一张。", takes="表名"),
        JSON, DB,
    ),
    Argument("file", "名单文件",
             "学校现成的教师名单：.xlsx、.xls、.ods 或 .csv，要有“姓名”一列。", given_path),
    ending="""
        例子：
          jiaoyan roster 教师名单.xlsx             看看会做什么
          jiaoyan roster 教师名单.xlsx --apply     导入
    """,
)  # fmt: skip
EXPORT = Command(
    "export",
    "把记录导出成 Word 文件，或合订成一册。内容没有变的文件不会重写，可以反复导出到同一处。",
    "export:export",
    (
        TERM, GROUP, KIND, STATE,
        Option("volume", "--volume",
               "不写文件夹，合成一册：封面、目录、各件、备考表。不写 --term 就是本学期。",
               takes="文件.docx", read=given_path, default=None),
        Option("paper", "--paper",
               "只要这种文件，如 会议纪要；可以写几次，“全部”是每一种。合订本不写就只要第一种。",
               takes="文件名称", many=True),
        Option("pdf", "--pdf", "再转成 PDF(要装有 LibreOffice)。"),
        JSON, DB,
    ),
    Argument("folder", "文件夹", "放文件的文件夹，没有就新建。", given_path, required=False),
    ending="""
        例子：
          jiaoyan export 导出 --term 本学期
          jiaoyan export 导出 --group 语文组 --state 已审核
          jiaoyan export --volume 语文组.docx --group 语文组 --pdf    合订成一册，再转成 PDF
    """,
)  # fmt: skip
COLLECT = Command(
    "collect", "把导出的 Word 文件收回来，改过的地方逐项列出。先看，加 --apply 才真的收。",
    "collect:collect",
    (
        Option("apply", "--apply", "真的收下新的和没有冲突的改动。不写只看，什么都不改。"),
        Option("check", "--check",
               "体检：这个学期的文件缺什么、重复、迟交、没提交或没审核、版式旧、交后改过。"),
        Option("old", "--old",
               "收旧记录：以前手填的表格，按栏目名称读成草稿，每一栏说明有多大把握。"),
        Option("kind", "--kind", "旧记录是哪一类，如 meeting；不写就自己认。", takes="种类"),
        TERM,
        Option("who", "--who",
               "文件里的这位是这里的哪一位：姓名=工号，或姓名=新(这里还没有)。可以写几次。",
               takes="姓名=工号", many=True),
        JSON, DB,
    ),
    Argument("paths", "文件或文件夹", "Word 文件、文件夹或 zip 压缩包，可以写几个。", given_path,
             many=True),
    ending="""
        例子：
          jiaoyan collect 交来的文件夹             看看会做什么
          jiaoyan collect 交来的文件夹 --apply     收下
          jiaoyan collect 旧记录 --old             往年手填的表格，看能读成什么
    """,
)  # fmt: skip
LIST = Command(
    "list", "列出数据库里的记录：活动、教师、教研组、学期……", "records:list_records",
    (TERM, GROUP, STATE, JSON, CSV, DB),
    Argument("what", "种类", _kinds),
    ending="""
        例子：
          jiaoyan list teachers
          jiaoyan list meetings --group 语文组 --state 草稿
          jiaoyan list meetings --csv > 活动.csv
    """,
)  # fmt: skip
SEARCH = Command(
    "search", "在所有学期的全部记录里找。", "search:search",
    (
        Option("limit", "--limit", "最多多少条，不写是 50。",
               takes="条数", read=whole_number, default=50),
        JSON, DB,
    ),
    Argument("words", "词", "要找的词；写几个，就找都有的。", many=True),
    ending="""
        例子：
          jiaoyan search 作业设计
    """,
)  # fmt: skip

_FORM = Argument("file", "文件.docx", "学校的 Word 表格。", given_path)
_PAPER = Option(
    "paper", "--paper", "这一类的哪一种文件，如 签到表；不写是第一种。", takes="文件名称"
)
LAYOUT = Command(
    "layout", "本校自己的 Word 表格：检查标记，对应栏目，用作版式。",
    below=(
        Command(
            "check",
            "检查一份带标记的表格：写错的标记在哪里、是不是想写别的，还有哪些必填的栏目没有放。",
            "layout:check", (KIND, _PAPER, JSON), _FORM,
            ending="""
                例子：
                  jiaoyan layout check 活动记录表.docx
                  jiaoyan layout check 听课表.docx --kind observation
            """,
        ),
        Command(
            "map",
            "把学校的空白表格对应到记录的栏目：认出每个栏目名称，写出带标记的一份。原件不动。",
            "layout:map_form",
            (
                KIND, _PAPER,
                Option("choices", "--set",
                       "这一栏改为别的标记，如 内容={{活动主题}}；等号后面空着就不填。可以写几次。",
                       takes="栏目=标记", many=True),
                Option("out", "--out", "带标记的那一份写到哪里，不写就写在原件旁边。",
                       takes="文件.docx", read=given_path, default=None),
                JSON,
            ),
            _FORM,
            ending="""
                例子：
                  jiaoyan layout map 空白活动记录表.docx
                  jiaoyan layout map 空白活动记录表.docx --set 内容={{活动主题}} --set 备注=
            """,
        ),
        Command(
            "use", "把一份带标记的表格用作本校的版式，以后这种文件都照它导出。",
            "layout:use", (KIND, _PAPER, DB),
            Argument("file", "文件.docx", "带标记的 Word 表格；写“自带”就改回自带的版式。",
                     given_path),
            ending="""
                例子：
                  jiaoyan layout use 活动记录表_版式.docx --kind meeting
                  jiaoyan layout use 自带 --kind meeting       改回自带的版式
            """,
        ),
        Command(
            "export", "写出现在用的版式(带标记)，照着改就是自己的版式。",
            "layout:export_layout", (KIND, _PAPER, DB),
            Argument("file", "文件.docx", "写到哪里，不写就用文件的名称，写在当前文件夹。",
                     given_path, required=False),
            ending="""
                例子：
                  jiaoyan layout export                        教研组活动记录表_版式.docx
                  jiaoyan layout export 听课.docx --kind observation
            """,
        ),
    ),
    ending="每个命令都有自己的说明，例如：jiaoyan layout map --help",
)  # fmt: skip
VERSION = Option("version", "--version", "显示版本。")
PROGRAM_ITSELF = Command(
    PROGRAM, "教研本：教研组的记录本。不写命令就打开程序。", "program:program",
    (DB, VERSION),
    below=(DEMO, ROSTER, EXPORT, COLLECT, LIST, SEARCH, LAYOUT),
    ending="""
        每个命令都有自己的说明，例如：jiaoyan roster --help
        结束时的返回值：0 正常，1 有事情没做成，2 命令写错了。
    """,
)  # fmt: skip
