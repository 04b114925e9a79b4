"""What the columns of a school's list are called, and in which row the header stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from exports.roster.table import RosterRefused, Sheet
from models.kernel.fields import Kind
from models.school.people import TEACHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME, GROUP, ROLE, ID_CARD = "name", "group", "role", "id_card"
LEADER_MARK, MEMBERS = "leader", "members"
"""The columns that are more than a field of the teacher."""
SERIAL = "serial"
"""A running number or a remark; nobody needs to be told that it is not used."""

SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        NAME: ("姓名", "教师姓名", "名字", "老师姓名", "教职工姓名", "教工姓名", "职工姓名",
               "员工姓名", "教师名字", "教师名单", "教师", "老师", "name"),
        "staff_no": ("工号", "教师工号", "职工号", "教工号", "教职工号", "员工号", "人员编号",
                     "教师编号", "职工编号", "教职工编号", "工作证号"),
        "gender": ("性别", "男女", "gender"),
        "birth": ("出生年月", "出生日期", "出生年月日", "生日", "出生时间", "出生"),
        "start_work": ("参加工作时间", "参加工作年月", "参加工作日期", "工作时间", "参工时间",
                       "参加工作", "工作年月", "工作日期", "何时参加工作"),
        "teaching_start": ("开始任教时间", "任教时间", "从教时间", "开始从教时间", "从教年月",
                           "任教起始时间", "教龄起算时间", "参加教育工作时间", "从事教育工作时间",
                           "教育工作时间", "何时任教"),
        "teaching_years": ("教龄", "教龄年", "教学年限", "任教年限", "从教年限"),
        "payroll": ("编制", "是否在编", "编制情况", "编制类型", "编制性质", "编制类别", "在编情况",
                    "在编与否", "是否编内", "编内编外", "编内外", "人员性质", "用工形式", "聘用性质"),
        "subject": ("任教学科", "学科", "任教科目", "科目", "所教学科", "任课学科", "教学学科",
                    "教学科目", "所教科目", "现任教学科", "任教课程"),
        "grades": ("任教年级", "年级", "所教年级", "任课年级"),
        "classes": ("任教班级", "班级", "所教班级", "任课班级", "任教年级班级", "年级班级"),
        "education": ("最高学历", "学历", "现学历", "文化程度", "学历层次", "第一学历"),
        "title": ("职称", "现任职称", "现职称", "专业技术职务", "专业技术职称", "专业技术资格",
                  "技术职称", "专业职称", "教师职称", "职称名称", "职称等级", "职称级别"),
        "title_date": ("职称时间", "职称取得时间", "取得职称时间", "职称评定时间", "职称评聘时间",
                       "取得时间", "评定时间", "聘任时间", "职称年月"),
        "political": ("政治面貌", "政治身份", "党派"),
        "post": ("职务", "担任职务", "现任职务", "行政职务", "校内职务", "兼任职务", "岗位职务",
                 "任职情况", "职务岗位"),
        "office": ("校内岗位",),
        "phone": ("手机", "手机号", "手机号码", "联系电话", "电话", "电话号码", "移动电话",
                  "联系方式", "办公电话"),
        "status": ("在岗情况", "在岗状态", "人员状态", "在职状态", "在职情况", "是否在岗", "是否在职",
                   "状态"),
        "tier_override": ("梯队", "教师梯队", "梯队类型", "发展梯队"),
        "claimed_projects": ("认领项目", "认领重点项目", "重点项目"),
        "training_cycle_start": ("培训周期起", "培训周期开始"),
        GROUP: ("教研组", "所属教研组", "所在教研组", "教研组名称", "教研组别", "学科教研组", "组别",
                "学科组", "所属学科组", "所在学科组", "所属组别", "所在组", "所属组", "组名", "组",
                "第一教研组", "第二教研组", "第三教研组", "主教研组", "兼教研组", "兼任教研组",
                "参加教研组", "另一教研组", "其他教研组"),
        ROLE: ("组内职务", "组内身份", "组内角色", "教研组职务", "教研组任职", "组内任职"),
        LEADER_MARK: ("是否组长", "是否教研组长", "教研组长", "组长", "组长姓名"),
        MEMBERS: ("成员", "组员", "成员名单", "组员名单", "小组成员", "教研组成员", "成员姓名",
                  "组员姓名", "本组教师", "组内教师"),
        ID_CARD: ("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"),
        SERIAL: ("序号", "编号", "号", "备注", "说明", "no"),
    }
)  # fmt: skip
"""Field of the teacher (or one of the names above) to its spellings, the surest first."""

LOOKED_AT = 40
"""Rows from the top in which the header is looked for."""

_NOISE = re.compile(r"[\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")


def plain(text: str) -> str:
    """A header without spaces, line breaks, stars, brackets and full-width letters."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _by_spelling() -> dict[str, tuple[str, int]]:
    known = {plain(f.label): (f.key, 0) for f in TEACHER.fields if f.kind is not Kind.ROWS}
    for key, spellings in SPELLINGS.items():
        for rank, spelling in enumerate(spellings):
            known[plain(spelling)] = (key, rank)
    return known


_KNOWN = _by_spelling()


def recognise(text: str) -> tuple[str, int] | None:
    """The field a header means and how sure its spelling is (0 is surest); None if unknown.

    What stands in brackets and a number at the end do not matter: ``*出生年月(如 1985.03)``,
    ``教研组2``.
    """
    if len(text) > 60:
        return None
    bare = _BRACKETED.sub("", unicodedata.normalize("NFKC", text))
    for spelling in (plain(text), plain(bare), plain(bare).rstrip("0123456789一二三")):
        if spelling in _KNOWN:
            return _KNOWN[spelling]
    return None


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is understood: `title` as the list has it."""

    index: int
    key: str
    title: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its last row, the columns in order of trust, those not understood."""

    sheet: Sheet
    row: int
    columns: tuple[Column, ...]
    unused: tuple[str, ...]

    @property
    def score(self) -> int:
        """How many different fields are there."""
        return len({column.key for column in self.columns} - {SERIAL})

    def at(self, key: str) -> tuple[Column, ...]:
        """The columns of a field, the surest first."""
        return tuple(column for column in self.columns if column.key == key)


def find_header(sheet: Sheet) -> Header | None:
    """The row, or the two rows, that name the most fields, 姓名 among them, or a group and its
    members; None if there is none.

    In a header of two rows the upper one groups what the lower one names: 职称 over 时间.
    """
    best: Header | None = None
    for row in range(min(LOOKED_AT, len(sheet.rows))):
        for upper in (None, row - 1) if row else (None,):
            found = _header(sheet, row, upper)
            if _lists_people(found) and (best is None or found.score > best.score):
                best = found
    return best


def _lists_people(header: Header) -> bool:
    return bool(header.at(NAME) or (header.at(GROUP) and header.at(MEMBERS)))


def _header(sheet: Sheet, row: int, upper: int | None) -> Header:
    columns: list[Column] = []
    unused: list[str] = []
    for index, cell in enumerate(sheet.rows[row]):
        title, meaning = _meaning(sheet, cell.text, upper, index)
        if meaning:
            columns.append(Column(index, meaning[0], title, meaning[1]))
        elif title:
            unused.append(title)
    columns.sort(key=lambda column: (column.rank, column.index))
    return Header(sheet, row, tuple(columns), tuple(dict.fromkeys(unused)))


def _meaning(
    sheet: Sheet, below: str, upper: int | None, index: int
) -> tuple[str, tuple[str, int] | None]:
    lower = " ".join(below.split())
    above = " ".join(sheet.cell(upper, index).text.split()) if upper is not None else ""
    both = above + lower if above != lower else lower
    for title in (both, lower, above if not lower else ""):
        if title and (meaning := recognise(title)):
            return lower or title, meaning
    return lower, None


def choose_sheet(sheets: Sequence[Sheet], wanted: str, file: str) -> tuple[Header, tuple[str, ...]]:
    """The header of the sheet called `wanted`, else of the one that says most about teachers; and
    the names of other sheets that could have been meant.

    Raises `RosterRefused`.
    """
    named = [sheet for sheet in sheets if not wanted or sheet.name == wanted]
    if not named:
        have = "、".join(f"“{sheet.name}”" for sheet in sheets)
        raise RosterRefused(f"“{file}”里没有叫“{wanted}”的表。它有：{have}。")
    found = [header for sheet in named if (header := find_header(sheet))]
    if not found:
        raise RosterRefused(
            f"“{file}”里没有找到表头：前 {LOOKED_AT} 行中没有一行写着“姓名”。"
            "请在名单上方加一行表头，至少有“姓名”，最好还有“教研组”。"
        )
    best = max(found, key=lambda header: header.score)
    return best, tuple(header.sheet.name for header in found if header is not best)
