"""What a person can do, declared once: key, footer, palette and F1 help all come from here.

Keys are F-keys, Ctrl, arrows, Enter and Esc: a Chinese input method swallows bare letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from models.catalogue import RECORD_TYPES


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `action` is the Textual action; a command without a key is reached through
    the palette. Those with `footer` false are left out of the bottom line.
    """

    action: str
    label: str
    help: str
    key: str = ""
    key_shown: str = ""
    footer: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """The commands of one screen, under the heading they have in F1 help."""

    title: str
    commands: tuple[Command, ...]

    def bindings(self, *first: str) -> list[Binding]:
        """The key bindings, for a screen's `BINDINGS`; those keys too come before what has the focus."""
        return [
            Binding(
                command.key,
                command.action,
                command.label,
                show=command.footer,
                key_display=command.key_shown or None,
                tooltip=command.help,
                priority=command.key.startswith(("f", "ctrl+")) or command.key in first,
            )
            for command in self.commands
            if command.key
        ]


LISTS = tuple(
    Command(f"app.go('{kind.plural}')", menu.label, menu.help)
    for menu, kind in sorted(
        ((kind.menu, kind) for kind in RECORD_TYPES if kind.menu), key=lambda one: one[0].place
    )
)
"""The list of each kind of record, as the kinds say."""
EVERYWHERE = Scope(
    "随处可用",
    (
        Command("app.help", "帮助", "这一页上能用的键和命令", "f1", "F1"),
        Command(
            "app.command_palette", "全部命令", "输入汉字、拼音或首字母找命令", "ctrl+p", "Ctrl+P"
        ),
        Command("app.go('home')", "本周", "回到本周要做的事"),
        *LISTS,
        Command(
            "app.open_page('topic_months')",
            "课题月记录表",
            "教师 × 月份：交了、迟交、未交，回车打开",
        ),
        Command(
            "app.open_page('coverage')",
            "谁听了谁",
            "听课互听表：谁听过谁、谁还差几节，缺口上按 Enter 约课",
        ),
        Command("app.open_page('structure')", "教师队伍结构", "教龄、年龄、编制、梯队的统计表"),
        Command("app.open_page('search')", "全文查找", "在所有学期的记录里找字词"),
        Command("app.open_page('roster')", "导入教师名单", "读入学校现有的名单文件"),
        Command(
            "app.open_page('collect')",
            "收取文件",
            "把导出的 Word 文件收回来，改过的地方逐项看过再收",
        ),
        Command(
            "app.open_page('old_records')", "读入旧记录", "往年手填的 Word 表格按栏目名称读成草稿"
        ),
        Command(
            "app.open_page('layout')",
            "本校的版式",
            "照学校自己的 Word 表格导出：对应栏目，检查，用作版式",
        ),
        Command("app.export_folder", "导出文件夹", "改变 Word 文件放在哪里"),
        Command("app.replan", "重排本学期活动", "按固定活动时间和校历排出未填的活动"),
        Command("app.holidays", "导入放假安排", "读入新一年的放假安排(holiday-cn 的 JSON 文件)"),
        Command("app.whoami", "换人", "改这台电脑前的人是谁"),
        Command("app.toggle_theme", "深色/浅色", "深色、浅色、高对比，一种一种换"),
        Command("app.plain_signs", "简单符号", "边框和■①“”对不齐时用：换成最简单的符号"),
        Command("app.quit", "退出", "保存并退出", "ctrl+q", "Ctrl+Q", footer=False),
    ),
)

HOME = Scope(
    "本周",
    (
        Command("open", "打开", "打开选中的事项，内容已按计划填好", "enter", "Enter"),
        Command("new", "新建活动", "新建一次教研组活动", "f2", "F2"),
        Command("app.open_page('search')", "查找", "在所有记录里找字词", "f3", "F3"),
        Command("app.go('meetings')", "列表", "全部活动", "f4", "F4"),
        Command("export", "导出", "把本学期本组的活动导出为 Word", "f5", "F5"),
        Command(
            "volume", "合订成册", "把本学期本组的活动合成一册 Word：封面、目录、各次记录、备考表"
        ),
    ),
)

LIST = Scope(
    "列表",
    (
        Command("open", "打开", "打开光标所在的一条", "enter", "Enter", footer=False),
        Command("new", "新建", "新建一条", "f2", "F2"),
        Command("find", "查找", "边输边找", "f3", "F3"),
        Command("filter", "筛选", "到筛选条上，左右移动，空格选定", "f4", "F4"),
        Command("export", "导出", "把选中的(没选就是当前这条)导出为 Word", "f5", "F5"),
        Command(
            "volume", "合订成册", "把选中的(没选就是列出的全部)合成一册 Word，按日期排好，有目录"
        ),
        Command("postpone", "顺延", "改到另一天，写明原因", "f6", "F6"),
        Command("duplicate", "照此新建", "照光标所在的一条新建，日期换成今天", "f7", "F7"),
        Command("cancel", "取消", "写明原因，取消这次活动", "f8", "F8"),
        Command("history", "历史", "谁在什么时候改了什么", "f9", "F9"),
        Command("step", "审核等", "审核、退回、归档……，选中的几条一起办", "f10", "F10"),
        Command("delete", "删除", "删除选中的，可用 Ctrl+Z 撤销", "delete", "Del"),
        Command("undo", "撤销", "撤销刚才的删除或改动", "ctrl+z", "Ctrl+Z"),
        Command("select_all", "全选", "选中列表里的全部", "ctrl+a", "Ctrl+A", footer=False),
        Command("app.go_back", "返回", "回到上一页", "escape", "Esc"),
    ),
)

_SECTIONS = (
    Command("next_section", "下一栏目", "跳到下一个栏目", "ctrl+down", "Ctrl+↓", footer=False),
    Command("previous_section", "上一栏目", "跳到上一个栏目", "ctrl+up", "Ctrl+↑", footer=False),
)

FORM = Scope(
    "填写",
    (
        Command("present", "全员出席", "应到的人都记为出席，再改个别的", "f6", "F6"),
        Command("export", "导出", "导出这一条的 Word 文件", "f7", "F7"),
        Command("submit", "提交", "检查有没有漏填，然后提交", "f8", "F8"),
        Command("history", "历史", "谁在什么时候改了什么，可以撤销", "f9", "F9"),
        Command("step", "审核等", "撤回、审核、退回、归档、重新打开", "f10", "F10"),
        Command("edit_outside", "外部编辑", "把这一栏长文字放到外部编辑器里写", "ctrl+e", "Ctrl+E"),
        Command("read_text", "读入文本", "把 .txt 或 .md 文件读进这一栏", "ctrl+o", "Ctrl+O"),
        *_SECTIONS,
        Command("find", "查找", "在这一页里找字词", "f3", "F3", footer=False),
        Command("copy_page", "复制全文", "把这一页的文字复制下来，可以粘贴到别处"),
        Command("raw_text", "看原文", "读不出来的栏目在数据库里存着的原文"),
        Command("leave", "返回", "存好并返回", "escape", "Esc"),
    ),
)

SETUP = Scope(
    "第一次使用",
    (
        Command("roster", "读入名单", "读入学校现有的教师名单(xlsx、xls、ods、csv)", "f3", "F3"),
        Command("begin", "开始使用", "检查有没有漏填，然后开始", "f8", "F8"),
        *_SECTIONS,
    ),
)

JOINT = Scope(
    "合成记录",
    (
        Command("export", "导出", "把合成记录导出为 Word", "f7", "F7"),
        Command("app.go_back", "返回", "回到上一页", "escape", "Esc"),
    ),
)

TOPIC_MONTHS = Scope(
    "课题月记录表",
    (
        Command("open", "打开", "打开这一格的月记录，已知的内容已经填好", "enter", "Enter"),
        Command("choose_tree", "选课题群", "只看一个课题群，或看全部", "f4", "F4"),
        Command("topic", "课题", "打开这一行的课题", "f6", "F6"),
        Command("folder", "资料清单", "过程资料 01—09：已有什么，还缺什么", "f7", "F7"),
        Command("app.go_back", "返回", "回到上一页", "escape", "Esc"),
    ),
)

COVERAGE = Scope(
    "谁听了谁",
    (
        Command(
            "open", "打开/约课", "空格子上按下就约一节课，有数字的打开最近一份", "enter", "Enter"
        ),
        Command("group", "换教研组", "看另一个组，或者全校", "f4", "F4"),
        Command("rota", "排听课表", "按还差的节数排出听课安排，看过再存", "f5", "F5"),
        Command("app.go_back", "返回", "回到上一页", "escape", "Esc"),
    ),
)

CONSOLE = Scope(
    "现场听课",
    (
        Command("start", "开始计时", "上课铃响时按一下；停电以后时钟照走", "f5", "F5"),
        Command("previous", "前一格", "改前面一格的代码、一次取样", "f6", "F6"),
        Command("next", "后一格", "到后面一格", "f7", "F7"),
        Command("stage", "下一环节", "进入下一个环节", "f8", "F8"),
        Command("column", "师/生/随记", "接下来的一行记到哪一栏", "f9", "F9"),
        Command(
            "undo", "撤销", "去掉最近记的一行、一个代码，或最近改的一次取样", "ctrl+z", "Ctrl+Z"
        ),
        Command("leave", "返回", "存好，回到听课记录", "escape", "Esc"),
    ),
)

COLLECT = Scope(
    "收取文件",
    (
        Command("again", "换路径", "收别处的文件", "f3", "F3"),
        Command("take", "收下", "收下打了√的", "f8", "F8"),
        Command("app.go_back", "返回", "回到上一页，没收的不动", "escape", "Esc"),
    ),
)

OLD_RECORDS = Scope(
    "读入旧记录",
    (
        Command("again", "换路径", "读别处的文件", "f3", "F3"),
        Command("keep", "存为草稿", "打了√的存为草稿，原来的文件附在后面", "f8", "F8"),
        Command("app.go_back", "返回", "回到上一页，没存的不动", "escape", "Esc"),
    ),
)

LAYOUT = Scope(
    "本校的版式",
    (
        Command("again", "换文件", "另一份表格", "f3", "F3"),
        Command(
            "document", "哪一种", "是哪一种文件的版式：活动记录表、签到表、听课记录表……", "f4", "F4"
        ),
        Command(
            "copy",
            "写出",
            "写出带标记的一份，在 Word 里接着改；没有选表格就写出现在的版式",
            "f7",
            "F7",
        ),
        Command("use", "用作版式", "以后这种文件都照它导出", "f8", "F8"),
        Command("drop", "改回自带", "不用本校的了，改回自带的版式", "f9", "F9"),
        Command("app.go_back", "返回", "回到上一页", "escape", "Esc"),
    ),
)

SCOPES = (
    EVERYWHERE,
    HOME,
    LIST,
    FORM,
    SETUP,
    JOINT,
    TOPIC_MONTHS,
    COVERAGE,
    CONSOLE,
    COLLECT,
    OLD_RECORDS,
    LAYOUT,
)
"""All of them."""
