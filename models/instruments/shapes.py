"""From the tables of a file to an instrument, by the format that `file_format` declares."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from models.instruments.file_format import (
    INSTRUMENT,
    MOST_LETTERS,
    MOST_POINTS,
    MOST_ROWS,
    MOST_WHOLE,
    Key,
    Shape,
    Value,
)
from models.instruments.finding import Finding
from models.kernel.text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from models.instruments.instrument import Instrument

WHOLE_FILE = "开头"


class _UnfitError(Exception):
    """A value is not what its key wants; the message says the cure."""


def shaped(raw: dict[str, Any]) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The instrument, or ``None`` and everything that keeps it from being one."""
    findings: list[Finding] = []
    made = _row(INSTRUMENT, raw, "", findings)
    return (None if findings else made), tuple(findings)


def _row(shape: Shape, raw: dict[str, Any], place: str, findings: list[Finding]) -> Any:
    here = place or WHOLE_FILE
    for name in (name for name in raw if name not in shape.by_name):
        known = "、".join(shape.by_name)
        findings.append(Finding(here, f"不认识“{_short(name)}”，{shape.label}只能写 {known}"))
    before = len(findings)
    values = {key.name: _value(key, raw, place, findings) for key in shape.keys}
    return shape.make(**values) if len(findings) == before else None


def _value(key: Key, raw: dict[str, Any], place: str, findings: list[Finding]) -> Any:
    here = place or WHOLE_FILE
    value = raw.get(key.name)
    if value is None or value in ("", []):
        if key.required:
            findings.append(Finding(here, f"缺少{key.label}，请写上 {key.name}"))
        return key.absent
    if isinstance(key.value, Shape):
        return _rows(key, key.value, value, place, findings)
    try:
        if isinstance(key.value, Value):
            return _FITTING[key.value](value)
        return _word(key.value, value)
    except _UnfitError as unfit:
        findings.append(Finding(here, f"{key.label}（{key.name}）{unfit}"))
        return key.absent


def _rows(key: Key, shape: Shape, value: Any, place: str, findings: list[Finding]) -> Any:
    here = place or WHOLE_FILE
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        findings.append(Finding(here, f"{key.label}（{key.name}）要写成一行行的表，如 {_how(key)}"))
        return ()
    if len(value) > MOST_ROWS:
        findings.append(
            Finding(here, f"{key.label}有 {len(value)} 行，最多 {MOST_ROWS} 行，请删减")
        )
        return ()
    return tuple(
        _row(shape, row, f"{place}第 {number} 个{shape.label}{_called(row)}", findings)
        for number, row in enumerate(value, 1)
    )


def _how(key: Key) -> str:
    inline = key.name in ("items", "levels")
    return f'{key.name} = [ {{ code = "…" }}, ]' if inline else f"[[{key.name}]]"


def _called(row: dict[str, Any]) -> str:
    name = row.get("name") or row.get("code")
    return f"“{_short(name)}”" if isinstance(name, str) else ""


def _short(name: str) -> str:
    """What the file calls something, fit to stand in a message."""
    return one_line(clean(name[:20]).text)


def _text(kind: Value) -> Callable[[Any], str]:
    most = MOST_LETTERS[kind]

    def fit(value: Any) -> str:
        if not isinstance(value, str):
            raise _UnfitError("要写文字，放在英文双引号里")
        cleaned = clean(value)
        if cleaned.removed:
            raise _UnfitError("里有看不见的控制字符，请重新输入")
        text = cleaned.text.strip()
        if not text:
            raise _UnfitError("是空白，请写上内容或整项删去")
        if len(text) > most:
            raise _UnfitError(f"有 {len(text)} 个字，最多 {most} 个")
        if kind is not Value.PROSE and "\n" in text:
            raise _UnfitError("不能换行，请写在一行里")
        if kind is Value.CODE and any(letter.isspace() for letter in text):
            raise _UnfitError("里不能有空格")
        return text

    return fit


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_WHOLE:
        raise _UnfitError(f"要写 0 到 {MOST_WHOLE} 的整数，不加引号")
    return value


def _number(value: Any) -> Decimal:
    fine = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    number = Decimal(value) if fine else Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= MOST_POINTS:
        raise _UnfitError(f"要写 0 到 {MOST_POINTS} 的数，不加引号")
    cents = number.quantize(Decimal("0.01"))
    if cents != number:
        raise _UnfitError("最多两位小数")
    return abs(Decimal(int(cents)) if cents == int(cents) else cents.normalize())


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _UnfitError("只能写 true 或 false，不加引号")
    return value


def _lines(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _UnfitError('要写成 [ "…", "…" ]')
    if len(value) > MOST_ROWS:
        raise _UnfitError(f"有 {len(value)} 项，最多 {MOST_ROWS} 项，请删减")
    line = _text(Value.LINE)
    return tuple(line(one) for one in value)


def _word(words: type[StrEnum], value: Any) -> StrEnum:
    if value not in tuple(words):
        raise _UnfitError(f"只能写 {'、'.join(words)} 之一")
    return words(value)


_FITTING: dict[Value, Callable[[Any], Any]] = {
    Value.CODE: _text(Value.CODE),
    Value.LINE: _text(Value.LINE),
    Value.PROSE: _text(Value.PROSE),
    Value.WHOLE: _whole,
    Value.NUMBER: _number,
    Value.FLAG: _flag,
    Value.LINES: _lines,
}
