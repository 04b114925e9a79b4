"""What is wrong with an instrument file, said for the teacher who wrote it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` is where in the file, `message` what is wrong there and how to mend it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"
