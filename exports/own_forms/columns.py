"""Which list of a record the head row of a table is, and which column each head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from exports.own_forms.labels import bare
from models.kernel.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.kernel.fields import Field
    from models.kernel.record import RecordType

FEWEST = 2
"""Heads that must be known before a table is taken for a list."""
SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "姓名": ("教师", "教师姓名", "参加人员", "人员"),
        "出席": ("考勤", "出勤", "出席情况", "到会情况", "出勤情况", "签到"),
        "事由": ("原因", "请假事由", "备注"),
        "事项": ("任务", "工作内容", "决定事项", "议定事项", "内容", "决定", "共识"),
        "责任人": ("负责人", "承担人", "落实人", "执行人"),
        "完成时限": ("时限", "期限", "完成时间", "完成期限", "截止时间"),
        "环节": ("活动环节", "步骤", "流程", "教学环节", "过程", "时间环节"),
        "时长(分)": ("时间", "用时", "时长", "分钟", "时间安排"),
        "内容": ("活动内容", "主要内容", "记录", "研究内容", "活动内容记录", "内容记录"),
        "发言人": ("姓名", "教师", "发言教师", "发言者"),
        "发言要点": ("发言内容", "主要观点", "观点", "发言", "内容", "建议"),
        "分": ("时间", "时间节点", "分钟", "时刻"),
        "教师活动": ("教师行为", "教师行为与策略", "教的活动", "教学活动", "教学过程"),
        "学生活动": ("学生行为", "学生行为与表现", "学的活动", "学生表现"),
        "随记": ("备注", "备注思考", "点评", "随记点评", "思考", "评析", "简评", "反思", "评点"),
        "形式": ("活动形式", "方式"),
        "参加者": ("参加人员", "参与人", "人员", "参加人"),
        "日期": ("时间", "活动时间"),
        "做什么": ("内容", "任务", "事项", "行动"),
        "问题": ("研讨问题", "讨论问题"),
        "观点": ("主要观点", "不同观点", "意见"),
        "共识": ("达成共识", "形成共识", "结论"),
        "原设计": ("原教案", "原方案", "修改前", "初备"),
        "修改意见": ("意见", "建议", "研讨意见"),
        "修改后": ("改后", "修改稿", "复备", "二次设计"),
    }
)
"""The label of a column to what else schools call it."""


@dataclass(frozen=True, slots=True)
class Heads:
    """A head row that is known: the list, and for each cell the column or None."""

    field: Field
    columns: tuple[Field | None, ...]

    @property
    def known(self) -> int:
        """How many heads are known."""
        return sum(1 for column in self.columns if column)


def heads_meant(heads: Sequence[str], kind: RecordType) -> Heads | None:
    """The list that a head row is of; None where none has two of the heads."""
    words = [bare(head) for head in heads]
    found = [_of_list(words, f) for f in kind.fields if f.kind is Kind.ROWS]
    best = max(found, key=lambda one: one.known, default=None)
    return best if best and best.known >= FEWEST and best.known * 2 >= len(heads) else None


def _of_list(words: Sequence[str], f: Field) -> Heads:
    """The surest spellings are given first, so that 姓名 is no 发言人 where there is a 姓名."""
    spelled = [(column, _spellings(column.label)) for column in f.columns]
    taken: dict[int, Field] = {}
    for depth in range(max(len(names) for _column, names in spelled)):
        for column, names in spelled:
            if column in taken.values() or depth >= len(names):
                continue
            at = next((n for n, w in enumerate(words) if w == names[depth] and n not in taken), -1)
            if at >= 0:
                taken[at] = column
    return Heads(f, tuple(taken.get(n) for n in range(len(words))))


@cache
def _spellings(label: str) -> tuple[str, ...]:
    return tuple(bare(one) for one in (label, *SPELLINGS.get(label, ())))
