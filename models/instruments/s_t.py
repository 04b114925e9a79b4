"""S–T analysis (S–T 教学分析法): who was active at each sampling moment, student or teacher.

傅德荣、章慧敏《教育信息处理》(北京师范大学出版社, 2001): Rt = N_T / N, Ch = (g − 1) / N with g
the number of runs; 练习型 Rt ≤ 0.3, 讲授型 Rt ≥ 0.7, 对话型 Ch ≥ 0.4, otherwise 混合型. Rt is
looked at first, so a lesson with few teacher moments is 练习型 however often it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Literal

from models.instruments.instrument import InstrumentKind

if TYPE_CHECKING:
    from models.instruments.instrument import Instrument

Code = Literal["S", "T"]
Samples = Sequence[Code | None]
"""For each sampling moment who was active; ``None`` is a moment that nobody watched."""

PRACTICE_RT = Fraction(3, 10)
LECTURE_RT = Fraction(7, 10)
DIALOGUE_CH = Fraction(4, 10)
"""The lines of the Rt–Ch plot."""


class LessonType(StrEnum):
    """The kind of teaching (教学模式) that the numbers point to."""

    PRACTICE = "practice"
    LECTURE = "lecture"
    DIALOGUE = "dialogue"
    MIXED = "mixed"


LABELS = {
    LessonType.PRACTICE: "练习型",
    LessonType.LECTURE: "讲授型",
    LessonType.DIALOGUE: "对话型",
    LessonType.MIXED: "混合型",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """What a lesson's samples come to; `count` is at least 1."""

    count: int
    """N, samples."""
    teacher: int
    """N_T, samples with teacher activity."""
    runs: int
    """g, stretches of the same code."""

    @property
    def rt(self) -> Fraction:
        """The teacher's share (教师行为占有率), 0 to 1."""
        return Fraction(self.teacher, self.count)

    @property
    def ch(self) -> Fraction:
        """How often it changes between the two (师生行为转换率), 0 to below 1."""
        return Fraction(self.runs - 1, self.count)

    @property
    def point(self) -> tuple[Fraction, Fraction]:
        """Its place in the Rt–Ch plot: (Rt, Ch)."""
        return self.rt, self.ch

    @property
    def lesson_type(self) -> LessonType:
        """By the thresholds; a value on a line belongs to the named type."""
        if self.rt <= PRACTICE_RT:
            return LessonType.PRACTICE
        if self.rt >= LECTURE_RT:
            return LessonType.LECTURE
        return LessonType.DIALOGUE if self.ch >= DIALOGUE_CH else LessonType.MIXED


def fits(instrument: Instrument) -> bool:
    """Whether S–T analysis can be made of what this instrument records."""
    codes = {item.code for item in instrument.items}
    return instrument.kind is InstrumentKind.SEQUENCE and codes == {"S", "T"}


def balance(samples: Samples) -> Balance | None:
    """What the samples come to; ``None`` where there are none. A moment that nobody watched counts
    for nothing: who was active before it and after it stand side by side.
    """
    codes = [code for code in samples if code is not None]
    if not codes:
        return None
    return Balance(len(codes), codes.count("T"), sum(1 for _run in groupby(codes)))


def path(samples: Samples) -> tuple[tuple[int, int], ...]:
    """The line of the S–T plot from (0, 0): (teacher samples, student samples) so far, one point
    more than samples. Teacher activity goes right, student activity up; a moment that nobody
    watched is left out.
    """
    return tuple(
        accumulate(
            (code for code in samples if code is not None),
            lambda at, code: (at[0] + (code == "T"), at[1] + (code == "S")),
            initial=(0, 0),
        )
    )
